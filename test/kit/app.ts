import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import * as cdk from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { DockerImageAsset } from 'aws-cdk-lib/aws-ecr-assets';
import { Asset } from 'aws-cdk-lib/aws-s3-assets';
import type { Construct } from 'constructs';
import * as pipelines from '../../lib';

// Template validation is CDK's own and takes most of the time; the example apps run with it.
process.env.CDK_VALIDATION = 'false';

/** Both libraries have the same shape; a scenario runs with either. */
export type Lib = typeof pipelines;

export const ENV = { account: '111111111111', region: 'us-east-1' };

export interface Setup {
  readonly app: cdk.App;
  readonly stack: cdk.Stack;
  readonly source: pipelines.CodePipelineSource;
  readonly synth: pipelines.ShellStep;
  readonly pipeline: pipelines.CodePipeline;
}

export function setUp(
  props: (stack: cdk.Stack, source: pipelines.CodePipelineSource) => Partial<pipelines.CodePipelineProps> = () => ({}),
  lib: Lib = pipelines,
  app = new cdk.App({ treeMetadata: false }),
): Setup {
  const stack = new cdk.Stack(app, 'PipelineStack', { env: ENV });
  acknowledgeV1(stack);
  const source = lib.CodePipelineSource.connection('owner/repo', 'main', { connectionArn: 'arn:connection' });
  const synth = new lib.ShellStep('Synth', { input: source, commands: ['npx cdk synth'] });
  const pipeline = new lib.CodePipeline(stack, 'Pipeline', { synth, ...props(stack, source) });
  return { app, stack, source, synth, pipeline };
}

/** Type V1 is what one gets unless one asks for V2, and CDK warns of it: not what most tests are about. */
export function acknowledgeV1(scope: Construct): void {
  cdk.Annotations.of(scope).acknowledgeWarning('@aws-cdk/aws-codepipeline:unspecifiedPipelineType');
}

export interface StackSpec {
  readonly id: string;
  readonly env?: cdk.Environment;
  /** Names of file assets; what they hold is `content`, or the name. */
  readonly files?: readonly string[];
  readonly content?: string;
  readonly images?: readonly string[];
}

/** A Stage with a stack for each id, `App` if there is none; each stack has an output `Url`. */
export function stageOf(scope: Construct, id: string, ...stacks: (string | StackSpec)[]): cdk.Stage {
  const stage = new cdk.Stage(scope, id, { env: ENV });
  (stacks.length > 0 ? stacks : ['App']).forEach((stack) => {
    const spec = typeof stack === 'string' ? { id: stack } : stack;
    addAssets(newStack(stage, spec), spec);
  });
  return stage;
}

function newStack(stage: cdk.Stage, { id, env }: StackSpec): cdk.Stack {
  const stack = new cdk.Stack(stage, id, { env });
  new cdk.CfnResource(stack, 'Thing', { type: 'Test::Thing::Thing' });
  new cdk.CfnOutput(stack, 'Url', { value: 'https://example.com' });
  return stack;
}

function addAssets(stack: cdk.Stack, { files = [], content = '', images = [] }: StackSpec): void {
  for (const name of files) {
    const assetHash = `${content}${name}`;
    new Asset(stack, name, { path: __filename, assetHash, assetHashType: cdk.AssetHashType.CUSTOM });
  }
  for (const name of images) {
    new DockerImageAsset(stack, name, { directory: imageDirectory(), extraHash: name });
  }
}

let image: string | undefined;
function imageDirectory(): string {
  if (image === undefined) {
    image = fs.mkdtempSync(path.join(os.tmpdir(), 'image-'));
    fs.writeFileSync(path.join(image, 'Dockerfile'), 'FROM scratch\n');
  }
  return image;
}

export function outputOf(stage: cdk.Stage, stackId = 'App'): cdk.CfnOutput {
  return stage.node.findChild(stackId).node.findChild('Url') as cdk.CfnOutput;
}

export interface Action {
  readonly stage: string;
  readonly Name: string;
  readonly RunOrder: number;
  readonly RoleArn?: unknown;
  readonly Namespace?: string;
  readonly ActionTypeId: { readonly Provider: string; readonly Category: string };
  readonly InputArtifacts?: { readonly Name: string }[];
  readonly OutputArtifacts?: { readonly Name: string }[];
  readonly Configuration: Record<string, any>;
}

export function actionsOf(stack: cdk.Stack): Action[] {
  return actionsIn(Template.fromStack(stack).toJSON() as WrittenTemplate);
}

export function actionsIn(template: WrittenTemplate): Action[] {
  const [pipeline] = ofType(template, 'AWS::CodePipeline::Pipeline');
  return pipeline.Properties.Stages.flatMap((s: any) => s.Actions.map((a: any) => ({ ...a, stage: s.Name })));
}

export function actionNamed(stack: cdk.Stack, name: string): Action {
  const action = actionsOf(stack).find((a) => a.Name === name);
  if (!action) {
    throw new Error(`no action '${name}' among ${actionsOf(stack).map((a) => a.Name)}`);
  }
  return action;
}

/** The buildspec of the project whose description ends so. */
export function buildSpecOf(stack: cdk.Stack, stageAndAction: string): any {
  const projects = Object.values(Template.fromStack(stack).findResources('AWS::CodeBuild::Project'));
  const project = projects.find((p) => p.Properties.Description?.endsWith(stageAndAction));
  return JSON.parse(project!.Properties.Source.BuildSpec);
}

export function warningsOf(app: cdk.App): string[] {
  return app
    .synth()
    .stacks.flatMap((s) => s.messages)
    .filter((m) => m.level === 'warning')
    .map((m) => String(m.entry.data));
}

export interface WrittenTemplate {
  readonly Resources: Record<string, { readonly Type: string; readonly Properties: any }>;
}

export function ofType(template: WrittenTemplate, type: string) {
  return Object.values(template.Resources).filter((r) => r.Type === type);
}

export interface Synthesized {
  readonly assembly: string;
  readonly template: WrittenTemplate;
}

/** An app with a compact pipeline, synthesized into a directory that may be read afterwards. */
export function synthCompact(
  declare: (pipeline: pipelines.CodePipeline, app: cdk.App, stack: cdk.Stack) => void,
  props: (stack: cdk.Stack) => Partial<pipelines.CodePipelineProps> = () => ({}),
  here: cdk.Environment = ENV,
): Synthesized {
  const assembly = fs.mkdtempSync(path.join(os.tmpdir(), 'compact-'));
  const app = new cdk.App({ outdir: assembly, treeMetadata: false, analyticsReporting: false });
  const stack = new cdk.Stack(app, 'Delivery', { env: here });
  const pipeline = new pipelines.CodePipeline(stack, 'Pipeline', {
    synth: new pipelines.ShellStep('Synth', {
      input: pipelines.CodePipelineSource.connection('owner/repo', 'main', { connectionArn: 'arn:connection' }),
      commands: ['npx cdk synth'],
    }),
    layout: pipelines.PipelineLayout.COMPACT,
    crossAccountKeys: true,
    ...props(stack),
  });
  declare(pipeline, app, stack);
  app.synth();
  const file = path.join(assembly, 'Delivery.template.json');
  return { assembly, template: JSON.parse(fs.readFileSync(file, 'utf-8')) };
}
