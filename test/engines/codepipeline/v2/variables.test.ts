import { Pipeline, PipelineType, Variable } from 'aws-cdk-lib/aws-codepipeline';
import { CodePipelineSource, ManualApprovalStep, type PipelineLayout, ShellStep } from '../../../../lib';
import * as pipelines from '../../../../lib';
import { actionNamed, ofType, setUp, stageOf, warningsOf, type WrittenTemplate } from '../../../kit/app';
import { Template } from 'aws-cdk-lib/assertions';

const v2 = (props: Partial<pipelines.CodePipelineProps> = {}) =>
  setUp(() => ({ pipelineType: PipelineType.V2, ...props }));
const variablesOf = (stack: Parameters<typeof Template.fromStack>[0]) =>
  ofType(Template.fromStack(stack).toJSON() as WrittenTemplate, 'AWS::CodePipeline::Pipeline')[0].Properties.Variables;

describe.each<PipelineLayout>([pipelines.PipelineLayout.DEFAULT, pipelines.PipelineLayout.COMPACT])('%s', (layout) => {
  test('a variable is declared, and read where CodePipeline fills it in', () => {
    const { app, stack, pipeline } = v2({ layout });
    const tag = pipeline.addVariable('ImageTag', { defaultValue: 'latest', description: 'Of the image' });
    const ask = new ManualApprovalStep('Ask', { comment: `Release ${tag.reference()}?` });
    const test = new ShellStep('Test', { env: { TAG: tag.reference() }, commands: ['test "$TAG"'] });
    pipeline.addStage(stageOf(app, 'Prod'), { pre: [ask], post: [test] });
    pipeline.buildPipeline();
    expect(variablesOf(stack)).toEqual([{ Name: 'ImageTag', DefaultValue: 'latest', Description: 'Of the image' }]);
    const name = layout === pipelines.PipelineLayout.DEFAULT ? '' : 'Prod.';
    expect(actionNamed(stack, `${name}Ask`).Configuration.CustomData).toBe('Release #{variables.ImageTag}?');
    const variables = JSON.parse(actionNamed(stack, `${name}Test`).Configuration.EnvironmentVariables);
    expect(variables).toContainEqual({ name: 'TAG', type: 'PLAINTEXT', value: '#{variables.ImageTag}' });
  });
});

test('nothing is declared where nobody asks for it', () => {
  const { stack, pipeline } = v2();
  pipeline.buildPipeline();
  expect(variablesOf(stack)).toBeUndefined();
});

describe('what is wrong', () => {
  test.each<[string, unknown[], RegExp]>([
    ['an empty name', [''], /the name of a variable.*1 to 128/],
    ['a name with a blank', ['Image Tag'], /'Image Tag' as the name/],
    ['a long name', ['x'.repeat(129)], /the name of a variable/],
    ['no name', [undefined], /nothing as the name of a variable/],
    ['an empty default', ['A', { defaultValue: '' }], /as defaultValue.*1 to 1000/],
    ['a long default', ['A', { defaultValue: 'x'.repeat(1001) }], /as defaultValue/],
    ['a number', ['A', { defaultValue: 7 }], /the number 7 as defaultValue/],
    ['a long description', ['A', { description: 'x'.repeat(201) }], /as description/],
    ['all at once', ['', { defaultValue: '' }], /2 problems/],
  ])('%s', (_, args, message) => {
    const { pipeline } = v2();
    expect(() => (pipeline as any).addVariable(...args)).toThrow(message);
  });

  test('one name twice, and one too many', () => {
    const { pipeline } = v2();
    Array.from({ length: 50 }, (_, i) => pipeline.addVariable(`V${i}`, { defaultValue: 'x' }));
    expect(() => pipeline.addVariable('V0')).toThrow(/another name[^]*at most 50 variables/);
  });

  test('on a pipeline of type V1', () => {
    const { app, pipeline } = setUp();
    pipeline.addVariable('Tag', { defaultValue: 'x' });
    expect(() => app.synth()).toThrow(/variables \('Tag'\) on a pipeline of type V1.*PipelineType\.V2/);
  });

  test('after the pipeline has been built', () => {
    const { pipeline } = v2();
    pipeline.buildPipeline();
    expect(() => pipeline.addVariable('Tag')).toThrow(/addVariable\('Tag'\) after the pipeline was built/);
  });
});

describe('what fails later', () => {
  test('a variable without default, where a push starts the pipeline', () => {
    const { app, pipeline } = v2();
    pipeline.addVariable('Tag');
    expect(warningsOf(app).join()).toMatch(
      /'Tag' has no default, and CodeStarConnectionSource\(owner\/repo\) starts the pipeline/,
    );
  });

  test('not where nothing does', () => {
    const input = CodePipelineSource.connection('o/r', 'main', { connectionArn: 'arn:c', triggerOnPush: false });
    const { app, pipeline } = v2({ synth: new ShellStep('Synth', { input, commands: ['synth'] }) });
    pipeline.addVariable('Tag');
    expect(warningsOf(app)).toEqual([]);
  });

  test('a variable that nobody has declared', () => {
    const { app, pipeline } = v2();
    pipeline.addVariable('Tag', { defaultValue: 'x' });
    const env = { A: '#{variables.Tag}', B: 'x-#{variables.Tga}' };
    pipeline.addStage(stageOf(app, 'Prod'), {
      pre: [new ManualApprovalStep('Ask', { reviewUrl: 'https://x/#{variables.Tga}' })],
      post: [new ShellStep('Test', { env, commands: ['x'] })],
    });
    const warnings = warningsOf(app);
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toMatch(/Ask.*Test.*'#\{variables\.Tga\}' is not a variable.*addVariable\('Tga'\)/);
  });
});

test('a variable that a rule reads, and nobody has declared', () => {
  const { app, pipeline } = v2();
  pipeline.addStage(stageOf(app, 'Prod'), {
    beforeEntry: pipelines.EntryCondition.failUnless(
      pipelines.StageRule.variableEquals('#{variables.Tga}', 'x'),
      pipelines.StageRule.commands(['test #{variables.Gat}']),
    ),
  });
  const warnings = warningsOf(app).join('\n');
  expect(warnings).toMatch(/a rule \(VariableCheck\): '#\{variables\.Tga\}' is not a variable/);
  expect(warnings).toMatch(/a rule \(Commands\): '#\{variables\.Gat\}' is not a variable/);
});

test('a variable in a command of a step, where nobody fills it in', () => {
  const { app, pipeline } = v2();
  const tag = pipeline.addVariable('Tag', { defaultValue: 'x' }).reference();
  pipeline.addStage(stageOf(app, 'Prod'), { post: [new ShellStep('Test', { commands: [`test ${tag}`] })] });
  const [warning, ...others] = warningsOf(app);
  expect(others).toEqual([]);
  expect(warning).toMatch(/ShellStep\(Test\): a variable of the pipeline in a command.*env: \{ TAG/);
});

test('a variable in buildEnvironment, where nobody fills it in', () => {
  const { app, pipeline } = v2();
  const tag = pipeline.addVariable('Tag', { defaultValue: 'x' }).reference();
  const environmentVariables = { TAG: { value: tag } };
  const step = new pipelines.CodeBuildStep('Test', { commands: ['make'], buildEnvironment: { environmentVariables } });
  pipeline.addStage(stageOf(app, 'Prod'), { post: [step] });
  const [warning, ...others] = warningsOf(app);
  expect(others).toEqual([]);
  expect(warning).toMatch(/CodeBuildStep\(Test\): a variable of the pipeline in buildEnvironment.*env: \{ TAG/);
});

test('an existing CodePipeline has its own type', () => {
  const { app, pipeline } = setUp((stack) => ({
    codePipeline: new Pipeline(stack, 'Mine', { pipelineType: PipelineType.V1 }),
  }));
  pipeline.addVariable('Tag', { defaultValue: 'x' });
  expect(() => app.synth()).toThrow(/set pipelineType: PipelineType\.V2 where 'PipelineStack\/Mine' is made/);
});

describe('a variable that an existing CodePipeline has', () => {
  const withTag = () =>
    setUp((stack, input) => {
      const codePipeline = new Pipeline(stack, 'Mine', {
        pipelineType: PipelineType.V2,
        restartExecutionOnUpdate: true,
      });
      codePipeline.addVariable(new Variable({ variableName: 'Tag', defaultValue: 'x' }));
      const env = { TAG: '#{variables.Tag}' };
      return { codePipeline, synth: new ShellStep('Synth', { input, env, commands: ['synth'] }) };
    });

  test('is known', () => {
    expect(warningsOf(withTag().app).filter((warning) => warning.includes('variables.Tag'))).toEqual([]);
  });

  test('is not declared twice', () => {
    const { app, pipeline } = withTag();
    pipeline.addVariable('Tag', { defaultValue: 'x' });
    expect(() => app.synth()).toThrow(/addVariable\(\) for 'Tag', which 'PipelineStack\/Mine' has already/);
  });
});
