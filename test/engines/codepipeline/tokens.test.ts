import * as fs from 'fs';
import * as path from 'path';
import * as cdk from 'aws-cdk-lib';
import * as pipelines from '../../../lib';
import { outputOf, type Setup, setUp, stageOf } from '../../kit/app';

// Texts with a token in them, wherever people may write one. CDK looks for tokens in templates, and in no other file.

type Scenario = (setup: Setup, token: (text: string) => string) => void;

const script = ({ source }: Setup, id: string, props: Partial<pipelines.ShellStepProps> = {}) =>
  new pipelines.ShellStep(id, { input: source, commands: ['x'], ...props });

const stageWith = (app: cdk.App, props: cdk.StackProps) => {
  const stage = new cdk.Stage(app, 'Beta', { env: { account: '111111111111', region: 'us-east-1' } });
  new cdk.CfnResource(new cdk.Stack(stage, 'App', props), 'Thing', { type: 'Test::Thing::Thing' });
  return stage;
};

const SCENARIOS: Record<string, Scenario> = {
  'addOutputDirectory()': (setup, token) => {
    const files = script(setup, 'Build').addOutputDirectory(token('dir'));
    setup.pipeline.addStage(stageOf(setup.app, 'Beta'), { pre: [script(setup, 'Test', { input: files })] });
  },
  primaryOutputDirectory: (setup, token) => {
    const build = script(setup, 'Build', { primaryOutputDirectory: token('dir') });
    setup.pipeline.addStage(stageOf(setup.app, 'Beta'), { pre: [script(setup, 'Test', { input: build })] });
  },
  'a directory of additionalInputs': (setup, token) => {
    const build = script(setup, 'Build', { primaryOutputDirectory: 'out' });
    const test = script(setup, 'Test', { additionalInputs: { [token('dir')]: build } });
    setup.pipeline.addStage(stageOf(setup.app, 'Beta'), { pre: [test] });
  },
  'the id of a wave': ({ app, pipeline }, token) => {
    const wave = pipeline.addWave(token('Wave'));
    ['Beta', 'Gamma'].forEach((id) => wave.addStage(stageOf(app, id)));
  },
  'the id of a wave of one Stage, and a gate in it that is lost elsewhere': ({ app, pipeline }, token) => {
    const gate = new pipelines.ManualApprovalStep('Gate');
    pipeline.addStage(stageOf(app, 'Beta'), { pre: [gate] });
    pipeline.addWave(token('"Wave"'), { pre: [gate] }).addStage(stageOf(app, 'Gamma'));
  },
  'the name of a deployment': ({ app, pipeline }, token) => {
    const wave = pipeline.addWave('Wave');
    const deployments = ['Beta', 'Gamma'].map((id) =>
      pipelines.StageDeployment.fromStage(stageOf(app, id), { stageName: token(id) }),
    );
    wave.stages.push(...deployments);
  },
  'account and region': ({ app, pipeline }, token) => {
    const env = { account: token('account'), region: token('region') };
    const stage = new cdk.Stage(app, 'Beta', { env });
    new cdk.CfnResource(new cdk.Stack(stage, 'App'), 'Thing', { type: 'Test::Thing::Thing' });
    pipeline.addStage(stage);
  },
  'description of a stack': ({ app, pipeline }, token) =>
    void pipeline.addStage(stageWith(app, { description: token('it') })),
  'comment and URL of an approval': ({ app, pipeline }, token) => {
    const gate = new pipelines.ManualApprovalStep('Gate', { comment: token('a'), reviewUrl: `https://${token('b')}` });
    pipeline.addStage(stageOf(app, 'Beta'), { pre: [gate] });
  },
  'commands, variables and their names': (setup, token) => {
    const stage = stageOf(setup.app, 'Beta');
    const one = script(setup, 'One', { commands: [`echo ${token('a')}`], installCommands: [token('b')] });
    const two = script(setup, 'Two', {
      env: { A: token('value') },
      envFromCfnOutputs: { [token('NAME')]: outputOf(stage) },
    });
    setup.pipeline.addStage(stage, { post: [one, two] });
  },
};

/** Files of a cloud assembly, but for what CDK writes of itself whether there is a pipeline or not. */
function written(directory: string): Map<string, string> {
  const files = fs
    .readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter((name) => fs.statSync(path.join(directory, name)).isFile() && !/(manifest|metadata)\.json$/.test(name));
  return new Map(files.sort().map((name) => [name, fs.readFileSync(path.join(directory, name), 'utf8')]));
}

/** `before`: how many tokens somebody else has made. */
function synthesize(scenario: Scenario, token: (text: string) => string, before = 0): Map<string, string> {
  for (let i = 0; i < before; i++) token('unrelated');
  const setup = setUp();
  scenario(setup, token);
  const { directory } = setup.app.synth();
  const { warnings } = JSON.parse(
    fs.readFileSync(path.join(directory, 'PipelineStackPipeline9DB740AF.plan.json'), 'utf8'),
  );
  return new Map([...written(directory), ['warnings', JSON.stringify(warnings)]]);
}

const KINDS = {
  'that CDK resolves': (text: string) => cdk.Lazy.string({ produce: () => text }),
  'that CloudFormation resolves': (text: string) => cdk.Fn.importValue(`imported-${text}`),
};

describe.each(Object.entries(KINDS))('a token %s', (_, token) => {
  const scenarios = Object.entries(SCENARIOS);

  test.each(scenarios)('%s: is in no file', (__, scenario) => {
    const files = synthesize(scenario, token);
    expect(files.size).toBeGreaterThan(3);
    expect([...files].filter(([, text]) => /\{?Token\b/.test(text)).map(([file]) => file)).toEqual([]);
  });

  test.each(scenarios)('%s: gives the same files, however many tokens there are', (__, scenario) => {
    expect(synthesize(scenario, token, 7)).toEqual(synthesize(scenario, token));
  });
});

test('documents have what the token stands for', () => {
  const files = synthesize(SCENARIOS['the id of a wave'], KINDS['that CDK resolves']);
  const [plan] = [...files].filter(([name]) => name.endsWith('.plan.json')).map(([, text]) => JSON.parse(text));
  expect(plan.applications.map((a: { wave: string }) => a.wave)).toEqual(['Wave', 'Wave']);
  const intrinsic = synthesize(SCENARIOS['the id of a wave'], KINDS['that CloudFormation resolves']);
  const [other] = [...intrinsic].filter(([name]) => name.endsWith('.plan.json')).map(([, text]) => JSON.parse(text));
  expect(other.applications[0].wave).toBe('{"Fn::ImportValue":"imported-Wave"}');
});

test('a wave with a token as id, and steps whose constructs would be called after it: an error', () => {
  const setup = setUp();
  const wave = setup.pipeline.addWave(cdk.Fn.importValue('wave'), { pre: [script(setup, 'Check')] });
  ['Beta', 'Gamma'].forEach((id) => wave.addStage(stageOf(setup.app, id)));
  expect(() => setup.app.synth()).toThrow(
    /step 'Check' in a wave whose id is only known at deploy time \(a token\)\. Expected: .*literal string as the id/,
  );
});

describe('the id of a wave that is no text', () => {
  const withId = (id: unknown, stages: number) => () => {
    const { app, pipeline } = setUp();
    const wave = pipeline.addWave(id as string);
    for (let i = 0; i < stages; i++) wave.addStage(stageOf(app, `S${i}`));
    return app.synth();
  };

  test.each([undefined, null, 5, true])('%j: a wave of one Stage is called as that', (id) =>
    expect(withId(id, 1)).not.toThrow(),
  );

  test.each([undefined, null, 5, true])('%j: an error where a CodePipeline stage is called so', (id) =>
    expect(withId(id, 2)).toThrow(/as the name of a CodePipeline stage .*choose another id for that wave/),
  );
});
