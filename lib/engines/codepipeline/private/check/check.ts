import { Stack, type Stage, Token } from 'aws-cdk-lib';
import { SETTABLE } from '../limits/limit-table';
import type { PipelineHost } from '../host';
import type { StackSnapshot } from '../../../../plan/snapshot-data';
import { type Diagnostic, problem } from '../../../../private/diagnostics';
import type { DockerCredential } from '../../docker-credentials';
import type { Layout } from '../layouts/layout';
import type { PipelineLimits } from '../../pipeline-limits';
import type { CodePipelineProps } from '../../props';
import type { Settings } from '../settings';

/** Settings of a CodePipeline that is made here; an existing one has its own. */
const OF_A_NEW_PIPELINE = [
  'pipelineName',
  'executionMode',
  'crossAccountKeys',
  'enableKeyRotation',
  'reuseCrossRegionSupportStacks',
  'crossRegionReplicationBuckets',
  'role',
  'artifactBucket',
] as const satisfies readonly (keyof CodePipelineProps)[];

export function checkProps(path: string, props: CodePipelineProps, layout: Layout): Diagnostic[] {
  return [
    ...checkExisting(path, props),
    ...layout.check(path, props),
    ...checkCredentials(path, props.dockerCredentials ?? []),
    ...checkLimits(path, props.limits ?? {}),
  ];
}

function checkLimits(path: string, limits: PipelineLimits): Diagnostic[] {
  return Object.entries(SETTABLE).flatMap(([name, { max }]) => {
    const value = limits[name as keyof PipelineLimits];
    // Tokens of numbers are negative.
    const isFine = value === undefined || (Number.isInteger(value) && value >= 1 && value <= max);
    const wrong = problem({
      where: path,
      given: `${value} as 'limits.${name}'`,
      expected: `a whole number ${Number.isFinite(max) ? `from 1 to ${max}` : 'from 1'}, known at synthesis`,
      fix: 'set what your account takes, or leave it out',
    });
    return isFine ? [] : [wrong];
  });
}

function checkExisting(path: string, { codePipeline, ...props }: CodePipelineProps): Diagnostic[] {
  if (!codePipeline) {
    return [];
  }
  return OF_A_NEW_PIPELINE.filter((name) => props[name] !== undefined).map((name) =>
    problem({
      where: path,
      given: `'${name}' together with an existing CodePipeline ('codePipeline')`,
      expected: 'settings of the CodePipeline where it is made',
      fix: `move '${name}' to the constructor of '${codePipeline.node.path}', or drop 'codePipeline'`,
    }),
  );
}

function checkCredentials(path: string, credentials: readonly DockerCredential[]): Diagnostic[] {
  const foreign = credentials.filter((c) => typeof c?._renderCdkAssetsConfig !== 'function');
  return foreign.map(() =>
    problem({
      where: path,
      given: 'an item of dockerCredentials that is not a DockerCredential',
      expected: 'logins that DockerCredential makes',
      fix: 'write DockerCredential.ecr([repository]), or dockerHub() or customRegistry() with a secret',
    }),
  );
}

/**
 * Other accounts can read artifacts only if these are encrypted with a key of their own. Reported for all stacks at
 * once, before CDK refuses the first of them.
 */
export function checkAccounts(
  pipeline: PipelineHost,
  stacks: readonly StackSnapshot[],
  settings: Settings,
): Diagnostic[] {
  const { account: here, region: ownRegion } = Stack.of(pipeline);
  if (settings.codePipeline || settings.artifactBucket || settings.crossAccountKeys || Token.isUnresolved(here)) {
    return [];
  }
  const elsewhere = stacks
    .filter((d) => d.account !== undefined && d.account !== here && deploysWithRoleOf(d, d.account))
    .filter((d) => !settings.crossRegionReplicationBuckets?.[d.region ?? ownRegion]?.encryptionKey);
  if (elsewhere.length === 0) {
    return [];
  }
  return [
    problem({
      where: pipeline.node.path,
      given: `stacks in other accounts than the pipeline's (${here}), without crossAccountKeys: ${elsewhere.map((d) => `'${d.path}' (${d.account})`).join(', ')}`,
      expected: 'artifacts that are encrypted with a key which other accounts can be allowed to use',
      fix: 'set crossAccountKeys: true on the pipeline, or pass an artifactBucket that has a KMS key',
    }),
  ];
}

function deploysWithRoleOf(stack: StackSnapshot, account: string): boolean {
  return [account, '${AWS::AccountId}'].some((owner) => stack.assumeRoleArn?.includes(`:iam::${owner}:`));
}

/** A Stage of another App is synthesized into another cloud assembly, which the pipeline never gets. */
export function checkApps(pipeline: PipelineHost, stages: readonly Stage[]): Diagnostic[] {
  return stages
    .filter((stage) => stage.node.root !== pipeline.node.root)
    .map((stage) =>
      problem({
        where: pipeline.node.path,
        given: `Stage '${stage.node.path}', which is in another App than the pipeline`,
        expected: 'Stages in the App of the pipeline: they are deployed from its cloud assembly',
        fix: 'make the Stage in the App of the pipeline: new Stage(app, …)',
      }),
    );
}
