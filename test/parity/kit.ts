import * as fs from 'node:fs';
import * as path from 'node:path';
import * as cdk from 'aws-cdk-lib';
import * as ecrAssets from 'aws-cdk-lib/aws-ecr-assets';
import * as assets from 'aws-cdk-lib/aws-s3-assets';
import * as sns from 'aws-cdk-lib/aws-sns';
import type { CodePipelineProps, ConnectionSourceOptions } from 'aws-cdk-lib/pipelines';
import type { Construct } from 'constructs';
import type { AppFunction, Lib, Scenario } from './harness';

/*
 * What cases are made of. Apart from `test/kit`, which makes its applications with one library: here nothing may be imported but types, as
 * each case is run with both.
 */

export type CaseTable = Record<string, AppFunction | Scenario>;

export const PIPE_ENV = { account: '111111111111', region: 'us-east-1' };
export const OTHER_ACCOUNT = { account: '222222222222', region: 'us-east-1' };
export const OTHER_REGION = { account: '111111111111', region: 'eu-west-1' };
export const OTHER_BOTH = { account: '333333333333', region: 'ap-southeast-2' };
export const CONNECTION =
  'arn:aws:codestar-connections:us-east-1:111111111111:connection/11111111-2222-3333-4444-555555555555';

/** Whether the incumbent has the property `executionMode`: not all versions of aws-cdk-lib do. */
export const KNOWS_EXECUTION_MODE = fs
  .readFileSync(
    path.join(path.dirname(require.resolve('aws-cdk-lib/pipelines')), 'lib/codepipeline/codepipeline.d.ts'),
    'utf8',
  )
  .includes('executionMode');

/** Committed, so that asset hashes are the same everywhere. */
export const fixture = (name: string) => path.join(__dirname, 'fixtures', name);

export function connection(lib: Lib, repo = 'org/app', props: Partial<ConnectionSourceOptions> = {}) {
  return lib.CodePipelineSource.connection(repo, 'main', { connectionArn: CONNECTION, ...props });
}

export function synthStep(lib: Lib, id = 'Synth') {
  return new lib.ShellStep(id, { input: connection(lib), commands: ['npm ci', 'npx cdk synth'] });
}

/** The pipeline that most cases vary: one connection source, one shell step, all else by default. */
export function pipelineIn(lib: Lib, scope: Construct, props: Partial<CodePipelineProps> = {}, id = 'Pipeline') {
  return new lib.CodePipeline(scope, id, { synth: props.synth ?? synthStep(lib), ...props });
}

export function setUp(lib: Lib, app: cdk.App, props: Partial<CodePipelineProps> = {}, stackProps: cdk.StackProps = {}) {
  const stack = new cdk.Stack(app, 'PipelineStack', { env: PIPE_ENV, ...stackProps });
  return { stack, pipeline: pipelineIn(lib, stack, props) };
}

export interface StageOptions extends cdk.StageProps {
  /** Ids of the stacks; each depends on nothing. */
  readonly stacks?: string[];
}

export function stageWith(scope: Construct, id: string, options: StageOptions = {}) {
  const { stacks: ids = ['Stack'], ...props } = options;
  const stage = new cdk.Stage(scope, id, { env: PIPE_ENV, ...props });
  const stacks = ids.map((stackId) => new cdk.Stack(stage, stackId));
  stacks.forEach((stack) => new sns.Topic(stack, 'Topic'));
  const outputs = stacks.map((stack) => new cdk.CfnOutput(stack, 'Out', { value: `${stack.artifactId}-value` }));
  return { stage, stacks, outputs };
}

export function fileAsset(scope: Construct, id = 'File', from = 'files') {
  return new assets.Asset(scope, id, { path: fixture(from) });
}

export function imageAsset(scope: Construct, id = 'Image', props: Partial<ecrAssets.DockerImageAssetProps> = {}) {
  return new ecrAssets.DockerImageAsset(scope, id, { directory: fixture('image'), ...props });
}

/** Many shell steps with the same prefix. */
export function shellSteps(lib: Lib, prefix: string, count: number) {
  return Array.from({ length: count }, (_, i) => new lib.ShellStep(`${prefix}${i}`, { commands: [`echo ${i}`] }));
}
