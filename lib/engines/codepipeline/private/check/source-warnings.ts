import { Token } from 'aws-cdk-lib';
import type { CfnBucket, IBucket } from 'aws-cdk-lib/aws-s3';
import type { SourceKind } from '../emit/source-actions';
import type { Step } from '../../../../blueprint';
import { readOutputsOf } from '../../../../blueprint/step-output';
import type { Concern } from '../../../../private/diagnostics';

const GIT = ['AuthorDate', 'BranchName', 'CommitId', 'CommitMessage'];

const VARIABLES_OF_ACTIONS =
  'https://docs.aws.amazon.com/codepipeline/latest/userguide/reference-variables.html#reference-variables-list';

const VARIABLES: Readonly<Record<string, readonly string[]>> = {
  GitHubSource: [...GIT, 'CommitterDate', 'CommitUrl', 'RepositoryName'],
  CodeStarConnectionSource: [...GIT, 'ConnectionArn', 'FullRepositoryName'],
  CodeCommitSource: [...GIT, 'CommitterDate', 'RepositoryName'],
  S3Source: ['BucketName', 'ETag', 'ObjectKey', 'VersionId'],
  ECRSource: ['ImageDigest', 'ImageTag', 'ImageURI', 'RegistryId', 'RepositoryName'],
};

/** What of the sources fails only when the pipeline runs. */
export function sourceWarnings(steps: readonly Step[]): Concern[] {
  return steps.flatMap((step) => {
    const source = (step as { readonly _source?: SourceKind })._source;
    return source && source.kind in VARIABLES
      ? [...attributes(step, source), ...repository(step, source), ...unversioned(step, source)]
      : [];
  });
}

function attributes(step: Step, { kind }: SourceKind): Concern[] {
  const read = [...new Set(readOutputsOf(step))].filter((name) => !Token.isUnresolved(name));
  const unknown = read.filter((name) => !VARIABLES[kind].includes(name));
  return [
    ...unknown.map((name) => ({
      id: `cdk-pipelines:unknownSourceAttribute:${step.id}`,
      given: `${step} is not known to have an attribute '${name}': the action that reads it would fail`,
      fix: `read one of ${VARIABLES[kind].join(', ')}`,
      source: VARIABLES_OF_ACTIONS,
    })),
    ...(read.includes('CommitMessage')
      ? [
          {
            id: `cdk-pipelines:commitMessageInVariable:${step.id}`,
            given:
              `A step reads 'CommitMessage' of ${step}: a message with quotes or of several lines breaks the variables of that action, and it ` +
              'fails',
            fix: 'set codeBuildCloneOutput: true on the source and read it in the script: git log -1 --format=%B',
          },
        ]
      : []),
  ];
}

function repository(step: Step, { kind, id }: SourceKind): Concern[] {
  return ['GitHubSource', 'CodeStarConnectionSource'].includes(kind) && id.endsWith('.git')
    ? [
        {
          id: `cdk-pipelines:gitSuffix:${step.id}`,
          given: `${step}: names of repositories do not end in .git, which is only in their address`,
          fix: `write '${id.slice(0, -'.git'.length)}'`,
        },
      ]
    : [];
}

function unversioned(step: Step, { bucket }: SourceKind): Concern[] {
  // Of an imported bucket nothing is known.
  const resource = bucket?.node.defaultChild as Partial<CfnBucket> | undefined;
  return resource?.cfnResourceType === 'AWS::S3::Bucket' && resource.versioningConfiguration === undefined
    ? [
        {
          id: `cdk-pipelines:unversionedSourceBucket:${step.id}`,
          given: `${step}: the bucket '${(bucket as IBucket).node.path}' has no versions, and CodePipeline takes none without`,
          fix: 'set versioned: true on it',
        },
      ]
    : [];
}
