import { type Duration, Stack, Token } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct, IConstruct } from 'constructs';
import { type Concern, problem } from '../../../private/diagnostics';
import { secondsOf } from './inputs';
import { demand, type Inputs, isObject } from '../../../private/inputs';
import { LIMITS_OF_POLICIES } from '../../../report/budget/limits-of-stacks';
import { isPattern, subjectsOf, type Trusted } from './trust';

const ISSUER = 'token.actions.githubusercontent.com';
const AUDIENCE = 'sts.amazonaws.com';
const MADE = 'GitHubActionsProvider';
const EXISTING = 'ExistingGitHubActionsProvider';

/** One for all roles of the stack. AWS has no use for thumbprints of GitHub: it trusts the authority of its certificate. */
export function sharedProvider(stack: Stack): iam.IOIDCProviderRef {
  const made = stack.node.tryFindChild(MADE) as iam.OidcProviderNative | undefined;
  return made ?? new iam.OidcProviderNative(stack, MADE, { url: `https://${ISSUER}`, clientIds: [AUDIENCE] });
}

export function existingProvider(scope: Construct): iam.IOidcProvider {
  const stack = Stack.of(scope);
  const arn = stack.formatArn({ service: 'iam', region: '', resource: 'oidc-provider', resourceName: ISSUER });
  const found = stack.node.tryFindChild(EXISTING) as iam.IOidcProvider | undefined;
  return found ?? iam.OidcProviderNative.fromOidcProviderArn(stack, EXISTING, arn);
}

export function trustOf(provider: iam.IOIDCProviderRef, trusted: Trusted): iam.IPrincipal {
  const arn = provider.oidcProviderRef.oidcProviderArn;
  return new iam.FederatedPrincipal(arn, conditionsOf(issuerOf(arn), trusted), 'sts:AssumeRoleWithWebIdentity');
}

/** More characters than this, a trust policy needs a higher quota for. */
const MOST = LIMITS_OF_POLICIES['trust-policy'].limit;

export function lengthConcerns(provider: iam.IOIDCProviderRef, trusted: Trusted): Concern[] {
  const issuer = issuerOf(provider.oidcProviderRef.oidcProviderArn);
  const statement = {
    ...{ Effect: 'Allow', Principal: { Federated: `arn:aws:iam::111111111111:oidc-provider/${issuer}` } },
    ...{ Action: 'sts:AssumeRoleWithWebIdentity', Condition: conditionsOf(issuer, trusted) },
  };
  const { length } = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
  const tooLong = {
    id: 'cdk-pipelines:longTrustPolicy',
    given: `The trust policy of this role has ${length} characters, and AWS takes ${MOST}, unless the quota of the account is higher`,
    fix: 'make several roles, or write repositories with their ids: a name takes twice as much',
    source: LIMITS_OF_POLICIES['trust-policy'].source,
  };
  return length > MOST ? [tooLong] : [];
}

/** Values are compared letter by letter, unless there is a pattern among them. */
function conditionsOf(issuer: string, trusted: Trusted): Record<string, Record<string, string | string[]>> {
  const subjects = subjectsOf(trusted);
  const audience = { [`${issuer}:aud`]: AUDIENCE };
  const subject = { [`${issuer}:sub`]: subjects.length === 1 ? subjects[0] : subjects };
  return subjects.some(isPattern)
    ? { StringEquals: audience, StringLike: subject }
    : { StringEquals: { ...audience, ...subject } };
}

/** An enterprise may have an issuer of its own: the ARN has it, if it is known. */
function issuerOf(arn: string): string {
  const [, issuer = ISSUER] = /:oidc-provider\/([\w./-]+)$/.exec(arn) ?? [];
  return issuer;
}

export function demandRoleName(inputs: Inputs, value: string): string {
  const isRight = typeof value === 'string' && (Token.isUnresolved(value) || /^[\w+=,.@-]{1,64}$/.test(value));
  const expected = '1 to 64 letters, digits and _+=,.@-';
  demand(inputs, isRight, 'roleName', value, expected, "write 'GitHubActionRole-Prod', for example");
  return isRight ? value : '';
}

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html */
export function demandSession(inputs: Inputs, value: Duration): void {
  secondsOf(inputs, 'maxSessionDuration', value, { least: 3_600, most: 43_200 });
}

export function demandProvider(inputs: Inputs, value: iam.IOIDCProviderRef): void {
  const isRight = isObject(value) && 'oidcProviderRef' in value;
  const fix = 'write GitHubActionRole.existingGitHubActionsProvider(this)';
  demand(inputs, isRight, 'provider', value, 'an identity provider of IAM', fix);
}

/** Names in the IAM of an account, by application: who has taken which. */
const taken = new WeakMap<IConstruct, Map<string, string>>();

/** IAM is one for all regions of an account, and takes no name twice. */
export function demandAlone(
  inputs: Inputs,
  stack: Stack,
  { roleName, makesProvider }: { readonly roleName: string; readonly makesProvider: boolean },
): void {
  const names = taken.get(stack.node.root) ?? new Map<string, string>();
  taken.set(stack.node.root, names);
  const place = Token.isUnresolved(stack.account) ? stack.node.addr : stack.account;
  const take = (key: string, who: string) => {
    const other = names.get(`${place} ${key}`);
    if (other === undefined) names.set(`${place} ${key}`, who);
    return other;
  };
  const { where, problems } = inputs;
  const twin = take(`role ${roleName.toLowerCase()}`, where);
  if (twin !== undefined) {
    const given = `a role with the name '${roleName}', which '${twin}' has in the same account`;
    problems.push(problem({ where, given, expected: 'a name for each', fix: `write roleName: '${roleName}-Prod'` }));
  }
  const maker = makesProvider ? take('provider', stack.node.path) : undefined;
  if (maker !== undefined && maker !== stack.node.path) {
    const given = `an identity provider of GitHub, which the stack '${maker}' makes in the same account`;
    const fix =
      'give it provider: GitHubActionRole.existingGitHubActionsProvider(this), and deploy the other stack first';
    problems.push(problem({ where, given, expected: 'one in an account', fix }));
  }
}
