import { type Duration, Stack, Token } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { addBootstrapAccess, demandAccess } from './private/bootstrap-access';
import { demandTrusted, trustConcerns } from './private/check-trust';
import {
  demandAlone,
  demandProvider,
  demandRoleName,
  demandSession,
  existingProvider,
  lengthConcerns,
  sharedProvider,
  trustOf,
} from './private/oidc';
import { isGiven } from './private/inputs';
import { rememberRole } from './private/known-roles';
import type { Trusted } from './private/trust';
import { warn } from '../../cdk/warn';
import { textOf, warning } from '../../private/diagnostics';
import { demand, inputsOf, isObject, refuse } from '../../private/inputs';

/**
 * Roles that `cdk bootstrap` makes in an account, by what they are for.
 */
export enum BootstrapRole {
  /** Deploys stacks. */
  DEPLOY = 'deploy',

  /** Looks up what is in the account, for `cdk synth` and `cdk diff`. It changes nothing. */
  LOOKUP = 'lookup',

  /** Publishes files. */
  FILE_PUBLISHING = 'file-publishing',

  /** Publishes images. */
  IMAGE_PUBLISHING = 'image-publishing',
}

/**
 * Properties of a `GitHubActionRole`.
 */
export interface GitHubActionRoleProps {
  /**
   * Repositories whose jobs may assume the role: `my-org/my-app`, as GitHub spells it, or with the ids of both as
   * `my-org@123456/my-app@456789`. Another form is an error. With the ids, somebody who gets that name later is not trusted;
   * `gh api repos/OWNER/NAME/actions/oidc/customization/sub` shows them. They are for repositories whose subjects have them: those made,
   * renamed or transferred after July 15, 2026, and those that have opted in. `my-org/*` is every repository of an owner; this gives
   * a warning.
   *
   * @default - only `subjectClaims`
   */
  readonly repos?: string[];

  /**
   * Environments of GitHub: only jobs that name one of them may assume the role, and such a job has passed the reviewers of the
   * environment. This holds whatever somebody writes into a workflow file. Spelled as in the workflow; `*` is any text.
   *
   * @default - jobs may be in any environment, or in none, if they fit `branches`, `tags` or `pullRequests`; if these are missing,
   * too, every job of the repositories may assume the role, which gives a warning
   */
  readonly environments?: string[];

  /**
   * Branches: jobs of runs on one of them may assume the role, if they name no environment. Such is the job that publishes assets with
   * `awsCreds` of the workflow, and not of a Stage. Without `refs/heads/`; `*` is any text.
   *
   * @default - see `environments`
   */
  readonly branches?: string[];

  /**
   * Tags: jobs of runs on one of them may assume the role, if they name no environment. Without `refs/tags/`; `*` is any text.
   *
   * @default - see `environments`
   */
  readonly tags?: string[];

  /**
   * Whether jobs of pull requests may assume the role, if they name no environment. They run what nobody has reviewed yet, so this gives
   * a warning, unless `bootstrapRoles` are at most `[BootstrapRole.LOOKUP]`.
   *
   * @default false
   */
  readonly pullRequests?: boolean;

  /**
   * More subjects that may assume the role, as GitHub writes them into its tokens: `repo:my-org/my-app:ref:refs/heads/main`. `*` is any
   * text. One that any repository can have is an error.
   *
   * @default - only what `repos` and the others say
   */
  readonly subjectClaims?: string[];

  /**
   * The identity provider of GitHub in the account, if somebody has made it already: an account has one at most.
   *
   * @default - one is made, for all roles of the stack; roles in two stacks of one account that both make it are an error
   */
  readonly provider?: iam.IOIDCProviderRef;

  /**
   * Name of the role, which the workflow file has as a part of its ARN. Two roles with one name in one account are an error.
   *
   * @default 'GitHubActionRole'
   */
  readonly roleName?: string;

  /**
   * Accounts that jobs deploy to with this role: 12 digits each; others are an error. Each must trust the account of the role:
   * `cdk bootstrap --trust`.
   *
   * @default - the account that the role is in
   */
  readonly accounts?: string[];

  /**
   * Which roles of the bootstrap stack may be assumed. Nothing else may be done with the role, unless you allow it: see `role`.
   *
   * @default - all of them
   */
  readonly bootstrapRoles?: BootstrapRole[];

  /**
   * Qualifier of the bootstrap stack whose roles may be assumed: 1 to 10 letters and digits; another one is an error. The roles must have
   * the names that `cdk bootstrap` gives them.
   *
   * @default - those of every bootstrap stack of the accounts, whatever their names
   */
  readonly bootstrapQualifier?: string;

  /**
   * How long a session may last at most, from one hour to 12: as long as your longest deployment. Jobs must ask for it, see
   * `sessionDuration` of `AwsCredentials.fromOpenIdConnect()`.
   *
   * @default - one hour
   */
  readonly maxSessionDuration?: Duration;
}

/**
 * A role that jobs of GitHub Actions assume without any key, and the identity provider that this needs.
 *
 * It may only assume the roles of the bootstrap stack. Make one in each account, in a stack that is deployed once by hand, and bind it to
 * the environment of GitHub that the Stage has: then AWS itself refuses a job that has not passed the reviewers of that environment.
 *
 * Where a workflow of the same app has jobs that the role will refuse, synthesis warns.
 *
 * @example
 * declare const prodAccount: cdk.Stack;
 *
 * new pipelines.github.GitHubActionRole(prodAccount, 'Prod', {
 *   repos: ['my-org@123456/my-app@456789'],
 *   environments: ['Prod'],
 * });
 */
export class GitHubActionRole extends Construct {
  /**
   * The identity provider of GitHub that is in the account already.
   *
   * @param scope a construct in the stack that needs it
   */
  public static existingGitHubActionsProvider(scope: Construct): iam.IOidcProvider {
    return existingProvider(scope);
  }

  /** The role. Allow it more with `role.addToPolicy()`, such as to pull images from ECR. */
  public readonly role: iam.Role;

  /**
   * @param scope a construct in the stack of the account
   * @param id its name in there
   * @param props who may assume the role, and what for; what is wrong is an error, all at once
   */
  constructor(scope: Construct, id: string, props: GitHubActionRoleProps) {
    super(scope, id);
    const inputs = inputsOf(this.node.path);
    demand(inputs, isObject(props), 'its properties', props, 'an object', "write { repos: ['my-org/my-app'] }");
    const given = isObject(props) ? props : {};
    const trusted = demandTrusted(inputs, given);
    const access = demandAccess(inputs, given);
    const roleName = demandRoleName(inputs, given.roleName ?? 'GitHubActionRole');
    const { maxSessionDuration, provider: own } = given;
    if (isGiven(maxSessionDuration)) demandSession(inputs, maxSessionDuration);
    if (isGiven(own)) demandProvider(inputs, own);
    demandAlone(inputs, Stack.of(this), { roleName, makesProvider: !isGiven(own) });
    refuse(inputs);

    const provider = own ?? sharedProvider(Stack.of(this));
    this.role = new iam.Role(this, 'Role', {
      roleName,
      description: 'GitHub Actions deploys CDK applications with it',
      assumedBy: trustOf(provider, trusted),
      maxSessionDuration: maxSessionDuration ?? undefined,
    });
    addBootstrapAccess(this.role, access);
    this.remember(roleName, trusted, maxSessionDuration);
    const mayDeploy = access.kinds.some((kind) => kind !== BootstrapRole.LOOKUP);
    for (const concern of [...trustConcerns(trusted, mayDeploy), ...lengthConcerns(provider, trusted)]) {
      warn(this, concern.id, textOf(warning({ where: this.node.path, ...concern })));
    }
  }

  /** Workflows of the app are held against it. */
  private remember(name: string, trusted: Trusted, maxSessionDuration?: Duration): void {
    const { account } = Stack.of(this);
    const maxSeconds = maxSessionDuration?.toSeconds() ?? 3600;
    if (!Token.isUnresolved(account) && !Token.isUnresolved(name)) {
      rememberRole(this.node.root, { path: this.node.path, account, name, trusted, maxSeconds });
    }
  }
}
