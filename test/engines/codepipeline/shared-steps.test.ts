import * as cdk from 'aws-cdk-lib';
import { actionsOf, ENV } from '../../kit/app';
import {
  CodeBuildStep,
  CodePipeline,
  CodePipelineSource,
  ManualApprovalStep,
  PipelineLayout,
  ShellStep,
} from '../../../lib';

const sourceOf = () => CodePipelineSource.connection('owner/repo', 'main', { connectionArn: 'arn:connection' });

function pipelineIn(app: cdk.App, id: string, input = sourceOf(), layout?: PipelineLayout) {
  const stack = new cdk.Stack(app, id, { env: ENV });
  const synth = new ShellStep('Synth', { input, commands: ['npx cdk synth'] });
  return { stack, pipeline: new CodePipeline(stack, 'Pipeline', { synth, layout }) };
}

const newApp = () => new cdk.App({ treeMetadata: false });

/** `Producer: namespace` and `Reader: text`, of the actions that have such. */
function variablesIn(stack: cdk.Stack): string[] {
  return actionsOf(stack).flatMap(({ Name, Namespace, Configuration }) => {
    const texts = JSON.stringify(Configuration).match(/#\{[^}]+\}/g) ?? [];
    return [...(Namespace ? [`${Name}: ${Namespace}`] : []), ...texts.map((text) => `${Name}: ${text}`)];
  });
}

test('a step and its reader in two pipelines: each reads what the step is called in its own', () => {
  const app = newApp();
  const [a, b] = [pipelineIn(app, 'A'), pipelineIn(app, 'B')];
  const producer = new CodeBuildStep('Version', { commands: ['V=1'] });
  const reader = new ShellStep('Reader', { env: { V: `v${producer.exportedVariable('V')}` }, commands: ['x'] });
  a.pipeline.addWave('One', { pre: [producer, reader] });
  b.pipeline.addWave('Two', { pre: [producer, reader] });
  expect(variablesIn(a.stack)).toEqual(['Version: One@Version', 'Reader: #{One@Version.V}']);
  expect(variablesIn(b.stack)).toEqual(['Version: Two@Version', 'Reader: #{Two@Version.V}']);
});

test.each([[[undefined, PipelineLayout.COMPACT]], [[PipelineLayout.COMPACT, undefined]]])(
  'a source that pipelines of both layouts share: %p',
  (layouts) => {
    const app = newApp();
    const source = sourceOf();
    const both = layouts.map((layout, i) => pipelineIn(app, `P${i}`, source, layout));
    for (const { pipeline } of both) {
      pipeline.addWave('W', {
        pre: [
          new ManualApprovalStep('Ask', { comment: `Release ${source.sourceAttribute('CommitId')}?` }),
          new ShellStep('Reader', { env: { COMMIT: source.sourceAttribute('CommitId') }, commands: ['x'] }),
        ],
      });
    }
    for (const { stack } of both) {
      const { Namespace } = actionsOf(stack).find((action) => action.stage === 'Source')!;
      expect(variablesIn(stack).slice(1)).toEqual([
        expect.stringContaining(`#{${Namespace}.CommitId}`),
        expect.stringContaining(`#{${Namespace}.CommitId}`),
      ]);
    }
  },
);

test('two pipelines in one stack share a step and its reader', () => {
  const app = newApp();
  const stack = new cdk.Stack(app, 'Both', { env: ENV });
  const producer = new CodeBuildStep('Version', { commands: ['V=1'] });
  const reader = new ShellStep('Reader', { env: { V: producer.exportedVariable('V') }, commands: ['x'] });
  for (const id of ['One', 'Two']) {
    const synth = new ShellStep('Synth', { input: sourceOf(), commands: ['npx cdk synth'] });
    new CodePipeline(stack, id, { synth }).addWave(id, { pre: [producer, reader] });
  }
  const { Resources } = app.synth().getStackByName('Both').template;
  const texts = Object.values<any>(Resources)
    .filter(({ Type }) => Type === 'AWS::CodePipeline::Pipeline')
    .map(({ Properties }) => JSON.stringify(Properties).match(/#\{[^}]+\}/g));
  expect(texts).toEqual([['#{One@Version.V}'], ['#{Two@Version.V}']]);
});

test('an output that is used outside of both pipelines of its step is refused, with both', () => {
  const app = newApp();
  const [a, b] = [pipelineIn(app, 'A'), pipelineIn(app, 'B')];
  const producer = new CodeBuildStep('Version', { commands: ['V=1'] });
  const output = producer.exportedVariable('V');
  const reader = () => new ShellStep('Reader', { env: { V: output }, commands: ['x'] });
  a.pipeline.addWave('One', { pre: [producer, reader()] });
  b.pipeline.addWave('Two', { pre: [producer, reader()] });
  new cdk.CfnOutput(new cdk.Stack(app, 'Other'), 'Out', { value: output });
  expect(() => app.synth()).toThrow(
    /its output 'V' is used outside of the pipelines that the step is in \('A\/Pipeline', 'B\/Pipeline'\)/,
  );
});

test('the project of a step that is in two pipelines is asked for in vain, and both are named', () => {
  const app = newApp();
  const [a, b] = [pipelineIn(app, 'A'), pipelineIn(app, 'B')];
  const step = new CodeBuildStep('Test', { commands: ['x'] });
  a.pipeline.addWave('One', { pre: [step] });
  a.pipeline.buildPipeline();
  expect(step.project.node.path).toMatch(/^A\//);
  b.pipeline.addWave('Two', { pre: [step] });
  b.pipeline.buildPipeline();
  const refused = /it has one in each of 'A\/Pipeline', 'B\/Pipeline'. Expected: a step that is in one pipeline/;
  expect(() => step.project).toThrow(refused);
  expect(() => step.grantPrincipal).toThrow(refused);
});
