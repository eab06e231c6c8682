import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import * as cdk from 'aws-cdk-lib';
import { DockerImageAsset } from 'aws-cdk-lib/aws-ecr-assets';
import { Asset } from 'aws-cdk-lib/aws-s3-assets';
import * as pipelines from '../../lib';

process.env.CDK_VALIDATION = 'false';

export const HERE = { account: '111111111111', region: 'us-east-1' };
const IMAGE = fs.mkdtempSync(path.join(os.tmpdir(), 'image-'));
fs.writeFileSync(path.join(IMAGE, 'Dockerfile'), 'FROM scratch\n');

export interface StackSpec {
  readonly id: string;
  readonly env?: cdk.Environment;
  /** Names of file assets; what they hold is `content`, or the name. */
  readonly files?: readonly string[];
  readonly content?: string;
  readonly images?: readonly string[];
}

export interface Result {
  readonly assembly: string;
  readonly template: Template;
}

export interface Template {
  readonly Resources: Record<string, { readonly Type: string; readonly Properties: any }>;
}

/** An app with a compact pipeline, synthesized. */
export function synth(
  declare: (pipeline: pipelines.CodePipeline, app: cdk.App, stack: cdk.Stack) => void,
  props: (stack: cdk.Stack) => Partial<pipelines.CodePipelineProps> = () => ({}),
  here: cdk.Environment = HERE,
): Result {
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

export function stageOf(app: cdk.App, id: string, ...stacks: StackSpec[]): cdk.Stage {
  const stage = new cdk.Stage(app, id, { env: HERE });
  for (const spec of stacks) {
    const stack = new cdk.Stack(stage, spec.id, { env: spec.env });
    new cdk.CfnResource(stack, 'Thing', { type: 'Test::Thing::Thing' });
    new cdk.CfnOutput(stack, 'Url', { value: 'https://example.com' });
    for (const name of spec.files ?? []) {
      const assetHash = `${spec.content ?? ''}${name}`;
      new Asset(stack, name, { path: __filename, assetHash, assetHashType: cdk.AssetHashType.CUSTOM });
    }
    for (const name of spec.images ?? []) {
      new DockerImageAsset(stack, name, { directory: IMAGE, extraHash: name });
    }
  }
  return stage;
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

export function actionsOf({ template }: Result): Action[] {
  const [pipeline] = ofType(template, 'AWS::CodePipeline::Pipeline');
  return pipeline.Properties.Stages.flatMap((s: any) => s.Actions.map((a: any) => ({ ...a, stage: s.Name })));
}

export function ofType(template: Template, type: string) {
  return Object.values(template.Resources).filter((r) => r.Type === type);
}

/** What IAM counts, near enough: references are about as long as what they stand for. */
export function size(policy: unknown): number {
  return JSON.stringify(policy).length;
}
