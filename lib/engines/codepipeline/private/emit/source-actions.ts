import { Fn, SecretValue, Token } from 'aws-cdk-lib';
import type * as codecommit from 'aws-cdk-lib/aws-codecommit';
import * as cpa from 'aws-cdk-lib/aws-codepipeline-actions';
import type { Artifact } from 'aws-cdk-lib/aws-codepipeline';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { aws_ecr } from 'aws-cdk-lib/interfaces';
import { Node } from 'constructs';
import type { Origin } from '../../../../blueprint/traits';
import { fail } from '../../../../private/errors';
import { demandAuthentication, demandConnection, demandConstruct, demandText } from '../check/source-inputs';
import type { TriggerData } from '../triggers';
import type {
  CodeCommitSourceOptions,
  ConnectionSourceOptions,
  ECRSourceOptions,
  GitHubSourceOptions,
  S3SourceOptions,
} from '../../source-options';

/** Owner, repository, and the groups between, of which GitLab knows 20 levels. */
const MAX_REPO_PARTS = 23;

/** What the pipeline decides about the action of a source. */
export interface SourceActionProps {
  readonly output: Artifact;
  readonly actionName: string;
  readonly runOrder: number;
  readonly variablesNamespace?: string;
}

/** A kind of source: how its step is called, and how its action is made. */
export interface SourceKind {
  readonly kind: string;
  readonly id: string;
  /** Chosen by the user. */
  readonly actionName?: string;
  /** Where the files are, if in S3. */
  readonly bucket?: IBucket;
  readonly origin: Origin;
  /** Of a connection, what starts the pipeline. @default - what the action says */
  readonly triggers?: ConnectionTriggers;
  readonly action: (props: SourceActionProps) => cpa.Action;
}

export interface ConnectionTriggers {
  readonly given: readonly TriggerData[];
  readonly branch: string;
  readonly triggerOnPush?: boolean;
}

export function gitHub(repoString: string, branch: string, given?: GitHubSourceOptions): SourceKind {
  const options = given ?? {};
  demandAuthentication(options.authentication);
  const parts = repoParts(repoString, 'gitHub', `'owner/repository'`, (n) => n === 2);
  return {
    kind: 'GitHubSource',
    id: repoString,
    actionName: options.actionName,
    origin: { provider: 'github', repository: repoString, branch, trigger: triggerOf(options.trigger, 'change') },
    action: (props) =>
      new cpa.GitHubSourceAction({
        ...named(props, options.actionName),
        oauthToken: options.authentication ?? SecretValue.secretsManager('github-token'),
        owner: parts[0],
        repo: parts[1],
        branch,
        trigger: options.trigger,
      }),
  };
}

export function connection(repoString: string, branch: string, options: ConnectionSourceOptions): SourceKind {
  const form = `'owner/repository' or 'owner/group/…/repository', with up to ${MAX_REPO_PARTS} parts`;
  const parts = repoParts(repoString, 'connection', form, (n) => n >= 2 && n <= MAX_REPO_PARTS);
  demandConnection(branch, options);
  const triggers = options.triggers && [...options.triggers].map((trigger) => trigger._data);
  const triggerOnPush = triggers?.some(({ on }) => on === 'nothing') ? false : options.triggerOnPush;
  return {
    kind: 'CodeStarConnectionSource',
    id: repoString,
    actionName: options.actionName,
    origin: {
      provider: 'connection',
      repository: repoString,
      branch,
      trigger: triggerOnPush === false ? 'none' : 'change',
      clone: options.codeBuildCloneOutput,
    },
    triggers: triggers && { given: triggers, branch, triggerOnPush: options.triggerOnPush },
    action: (props) =>
      new cpa.CodeStarConnectionsSourceAction({
        ...named(props, options.actionName),
        connectionArn: options.connectionArn,
        owner: parts[0],
        repo: parts.slice(1).join('/'),
        branch,
        codeBuildCloneOutput: options.codeBuildCloneOutput,
        triggerOnPush,
      }),
  };
}

export function codeCommit(
  repository: codecommit.IRepository,
  branch: string,
  given?: CodeCommitSourceOptions,
): SourceKind {
  demandConstruct('codeCommit', 'repository', repository, 'Repository.fromRepositoryName()');
  const options = given ?? {};
  const name = repository.repositoryName;
  return {
    kind: 'CodeCommitSource',
    id: Token.isUnresolved(name) ? Node.of(repository).addr : name,
    actionName: options.actionName,
    origin: {
      provider: 'codecommit',
      repository: name,
      branch,
      trigger: triggerOf(options.trigger, 'change'),
      clone: options.codeBuildCloneOutput,
    },
    action: (props) =>
      new cpa.CodeCommitSourceAction({
        // Not the name that the pipeline proposes: it is made from the id, which may be a hash.
        ...named(props, options.actionName ?? name),
        repository,
        branch,
        trigger: options.trigger,
        eventRole: options.eventRole,
        codeBuildCloneOutput: options.codeBuildCloneOutput,
      }),
  };
}

export function s3(bucket: IBucket, bucketKey: string, given?: S3SourceOptions): SourceKind {
  demandConstruct('s3', 'bucket', bucket, 'Bucket.fromBucketName()');
  demandText('s3', 'objectKey', bucketKey, "write the key of the ZIP file: 'app.zip'");
  const options = given ?? {};
  return {
    kind: 'S3Source',
    bucket,
    id: Node.of(bucket).addr,
    actionName: options.actionName,
    origin: {
      provider: 's3',
      repository: `s3://${bucket.bucketName}/${bucketKey}`,
      trigger: triggerOf(options.trigger, 'poll'),
    },
    action: (props) =>
      new cpa.S3SourceAction({
        ...named(props, options.actionName ?? bucket.bucketName),
        bucket,
        bucketKey,
        trigger: options.trigger,
        role: options.role,
      }),
  };
}

export function ecr(repository: aws_ecr.IRepositoryRef, given?: ECRSourceOptions): SourceKind {
  demandConstruct('ecr', 'repository', repository, 'Repository.fromRepositoryName()');
  const options = given ?? {};
  return {
    kind: 'ECRSource',
    id: Node.of(repository).addr,
    actionName: options.actionName,
    origin: {
      provider: 'ecr',
      repository: `${repository.repositoryRef.repositoryName}:${options.imageTag ?? 'latest'}`,
      trigger: 'change',
    },
    action: (props) =>
      new cpa.EcrSourceAction({
        ...named(props, options.actionName ?? Fn.join('_', Fn.split('/', repository.repositoryRef.repositoryName))),
        repository,
        imageTag: options.imageTag,
      }),
  };
}

/** `byDefault`: what CDK takes where nothing is said. */
function triggerOf(trigger: string | undefined, byDefault: Origin['trigger']): Origin['trigger'] {
  switch (trigger) {
    case undefined:
      return byDefault;
    case 'None':
      return 'none';
    case 'Poll':
      return 'poll';
    default:
      return 'change';
  }
}

function named(props: SourceActionProps, actionName: string | undefined): SourceActionProps {
  return { ...props, actionName: actionName ?? props.actionName };
}

function repoParts(repoString: string, method: string, form: string, fits: (parts: number) => boolean): string[] {
  demandText(method, 'the repository', repoString, `write ${form}`);
  const parts = repoString.split('/');
  if (Token.isUnresolved(repoString) || !fits(parts.length) || parts.includes('')) {
    fail({
      where: `CodePipelineSource.${method}()`,
      given: `'${repoString}' as the repository`,
      expected: `${form}, known at synthesis`,
      fix: 'write owner and repository as one literal string, without host name and .git',
    });
  }
  return parts;
}
