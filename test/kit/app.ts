import * as cdk from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
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

/** A Stage with a stack for each name; each stack has an output `Url`. */
export function stageOf(scope: Construct, id: string, ...stackIds: string[]): cdk.Stage {
  const stage = new cdk.Stage(scope, id, { env: ENV });
  (stackIds.length > 0 ? stackIds : ['App']).forEach((name) => {
    const stack = new cdk.Stack(stage, name);
    new cdk.CfnResource(stack, 'Thing', { type: 'Test::Thing::Thing' });
    new cdk.CfnOutput(stack, 'Url', { value: 'https://example.com' });
  });
  return stage;
}

export function outputOf(stage: cdk.Stage, stackId = 'App'): cdk.CfnOutput {
  return stage.node.findChild(stackId).node.findChild('Url') as cdk.CfnOutput;
}

export interface Action {
  readonly stage: string;
  readonly Name: string;
  readonly RunOrder: number;
  readonly Namespace?: string;
  readonly Configuration: Record<string, any>;
}

export function actionsOf(stack: cdk.Stack): Action[] {
  const [resource] = Object.values(Template.fromStack(stack).findResources('AWS::CodePipeline::Pipeline'));
  return resource.Properties.Stages.flatMap((s: any) => s.Actions.map((a: any) => ({ ...a, stage: s.Name })));
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
