import * as fs from 'node:fs';
import * as path from 'node:path';
import * as cdk from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { acknowledgeV1, actionsOf, ENV, setUp, stageOf } from '../../kit/app';
import * as pipelines from '../../../lib';
import type { PlanDocument } from '../../../lib/document/plan-document';
import { readPlans } from '../../../lib/document/read-plans';

// Stacks have more resources than CDK lets them have, unless told not to look.
const WITHOUT_LOOKING = { '@aws-cdk/core:stackResourceLimit': 0 };

interface Message {
  readonly level: string;
  readonly at: string;
  readonly text: string;
}

function messagesOf(app: cdk.App): Message[] {
  return app
    .synth()
    .stacks.flatMap((s) => s.messages)
    .filter((m) => m.level !== 'info')
    .map((m) => ({ level: m.level, at: m.id, text: String(m.entry.data) }));
}

function budgetsOf(app: cdk.App): PlanDocument['budgets'] {
  const { directory } = app.synth();
  const [file] = fs.readdirSync(directory).filter((name) => name.endsWith('.plan.json'));
  return (JSON.parse(fs.readFileSync(path.join(directory, file), 'utf8')) as PlanDocument).budgets;
}

function pipelineIn(app: cdk.App, props: Partial<pipelines.CodePipelineProps> = {}) {
  const stack = new cdk.Stack(app, 'Delivery', { env: ENV });
  acknowledgeV1(stack);
  const input = pipelines.CodePipelineSource.connection('owner/repo', 'main', { connectionArn: 'arn:connection' });
  const synth = new pipelines.ShellStep('Synth', { input, commands: ['x'] });
  return { stack, pipeline: new pipelines.CodePipeline(stack, 'Pipeline', { synth, ...props }) };
}

function shellSteps(n: number, commands = ['x']): pipelines.ShellStep[] {
  return Array.from({ length: n }, (_, i) => new pipelines.ShellStep(`Step${i}`, { commands }));
}

/** Roles, projects and policies: as many resources as asked for, roughly. */
function crowd(n: number, context?: Record<string, unknown>): cdk.App {
  const app = new cdk.App({ treeMetadata: false, context });
  const { pipeline } = pipelineIn(app, { selfMutation: false });
  pipeline.addWave('Crowd', { pre: shellSteps(Math.ceil(n / 3)) });
  return app;
}

describe('too many resources', () => {
  test('are refused before anything is written, with a way out', () => {
    expect(() => crowd(510).synth()).toThrow(
      /\d{3} resources in a template; AWS takes 500\. To fix it: set layout: PipelineLayout\.COMPACT/,
    );
  });

  test.each([
    ['what is checked', {}],
    ['what is not checked', { skipValidation: true }],
  ])('there is a plan to look at, of %s', (_, options) => {
    const app = crowd(510);
    expect(() => app.synth(options)).toThrow(/\d{3} resources in a template|resources in stack|exceeds maximum/);
    const [{ document }] = readPlans(app.outdir);
    expect(document.budgets.find((l) => l.id === 'template-resources')).toMatchObject({ limit: 500, status: 'over' });
    expect(document.actions.length).toBeGreaterThan(170);
    expect(fs.readdirSync(app.outdir).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  test('one path is enough', () => {
    expect(() => crowd(510).synth()).toThrow(/^ {2}\[Delivery\/Pipeline\] \d{3} resources in a template;/m);
    const [{ text }] = messagesOf(crowd(420));
    expect(text).toMatch(/^\d{3} resources in a template; AWS takes 500\. To fix it: /);
  });

  test('are an error on the stack where CDK does not look', () => {
    const app = crowd(510, WITHOUT_LOOKING);
    const errors = messagesOf(app).filter((m) => m.level === 'error');
    expect(errors).toEqual([
      { level: 'error', at: '/Delivery', text: expect.stringContaining('resources in a template') },
    ]);
    expect(budgetsOf(app).find((l) => l.id === 'template-resources')).toMatchObject({
      limit: 500,
      status: 'over',
      hard: true,
      where: 'Delivery',
    });
  });

  test('almost are a warning', () => {
    const [warning, ...others] = messagesOf(crowd(420));
    expect(others).toEqual([]);
    expect(warning).toMatchObject({
      level: 'warning',
      at: '/Delivery',
      text: expect.stringMatching(/\[ack: cdk-pipelines:limit:template-resources\]$/),
    });
  });
});

test('what is counted is what is written', () => {
  const app = crowd(30);
  const template = JSON.parse(fs.readFileSync(path.join(app.synth().directory, 'Delivery.template.json'), 'utf8'));
  const used = Object.fromEntries(budgetsOf(app).map((l) => [l.id, l.used]));
  expect(used['template-resources']).toBe(Object.keys(template.Resources).length);
  expect(used['template-parameters']).toBe(1);
  expect(used['template-size']).toBe(fs.statSync(path.join(app.synth().directory, 'Delivery.template.json')).size);
});

test('60 accounts in 4 regions: the policies of buckets and keys are measured as they will be', () => {
  const app = new cdk.App({ treeMetadata: false });
  const { pipeline } = pipelineIn(app, { crossAccountKeys: true, useChangeSets: false });
  ['us-east-1', 'eu-west-1', 'eu-central-1', 'ap-southeast-2'].forEach((region) => {
    const wave = pipeline.addWave(region);
    for (let i = 0; i < 60; i++) {
      const stage = new cdk.Stage(app, `${region}-${i}`, { env: { account: `${222222222200 + i}`, region } });
      new cdk.CfnResource(new cdk.Stack(stage, 'App'), 'Thing', { type: 'Test::Thing::Thing' });
      wave.addStage(stage);
    }
  });
  const policies = messagesOf(app).filter((m) => m.text.includes('the policy of a bucket'));
  const replication = ':eu-west-1/Default/CrossRegionCodePipelineReplicationBucket/Policy/Resource';
  expect(policies).toContainEqual({
    level: 'error',
    at: expect.stringContaining(replication),
    text: expect.stringMatching(/20958 bytes of the policy of a bucket; AWS takes 20480/),
  });
  expect(policies.map((m) => m.level).sort()).toEqual(['error', 'error', 'error', 'warning']);
  expect(
    budgetsOf(app)
      .filter((l) => l.id === 'bucket-policy')
      .map((l) => l.status),
  ).toEqual(['over', 'over', 'over', 'near']);
});

describe('one asset in many places', () => {
  const app = (props: Partial<pipelines.CodePipelineProps> = {}) => {
    const made = new cdk.App({ treeMetadata: false });
    const { pipeline } = pipelineIn(made, { crossAccountKeys: true, useChangeSets: false, ...props });
    for (let i = 0; i < 160; i++) {
      const env = { account: `${222222222000 + i}`, region: 'us-east-1' };
      const stage = new cdk.Stage(made, `Stage${i}`, { env });
      new cdk.aws_s3_assets.Asset(new cdk.Stack(stage, 'App'), 'Asset', { path: __filename });
      (pipeline.waves[0] ?? pipeline.addWave('All')).addStage(stage);
    }
    return made;
  };
  const buildspecs = (made: cdk.App) => messagesOf(made).filter((m) => m.text.includes('inline buildspec'));

  test('the buildspec of its publisher is an error at the project', () => {
    expect(buildspecs(app())).toEqual([
      {
        level: 'error',
        at: '/Delivery/Pipeline/Assets/FileAsset1/Resource',
        text: expect.stringContaining('AWS takes 25600'),
      },
    ]);
  });

  test('not so in the compact layout', () => {
    expect(buildspecs(app({ layout: pipelines.PipelineLayout.COMPACT }))).toEqual([]);
  });
});

describe('limits that are set', () => {
  test('stages are filled up to them', () => {
    const sizes = (limits?: pipelines.PipelineLimits) => {
      const { stack, pipeline } = setUp(() => ({ limits }));
      pipeline.addWave('Wave', { pre: shellSteps(70) });
      const names = actionsOf(stack)
        .map((a) => a.stage)
        .filter((name) => name.startsWith('Wave'));
      return [...new Set(names)].map((name) => names.filter((n) => n === name).length);
    };
    expect(sizes()).toEqual([50, 20]);
    expect(sizes({ actionsPerStage: 100 })).toEqual([70]);
    expect(sizes({ actionsPerStage: 30 })).toEqual([30, 30, 10]);
  });

  test('builds at the same time', () => {
    const { app, pipeline } = setUp(() => ({ limits: { concurrentBuilds: 2 } }));
    pipeline.addWave('Wave', { pre: shellSteps(3) });
    expect(messagesOf(app)).toEqual([
      {
        level: 'error',
        at: '/PipelineStack/Pipeline/Pipeline/Resource',
        text: expect.stringContaining(
          "3 builds that start at the same time (stage 'Wave', run order 1); the limit is 2",
        ),
      },
    ]);
  });

  test('a long value in the configuration of an action: a warning, unless more is set', () => {
    const messages = (limits?: pipelines.PipelineLimits) => {
      const { app, pipeline } = setUp(() => ({ limits }));
      pipeline.addWave('Wave', { pre: [new pipelines.ManualApprovalStep('Ok', { comment: 'x'.repeat(1001) })] });
      return messagesOf(app).map((m) => m.level);
    };
    expect(messages()).toEqual(['warning']);
    expect(messages({ actionConfigurationLength: 1500 })).toEqual([]);
    expect(messages({ actionConfigurationLength: 1000 })).toEqual(['error']);
  });

  test.each([
    [
      { actionsPerStage: 0 },
      /0 as 'limits\.actionsPerStage'\. Expected: a whole number from 1 to 100, known at synthesis/,
    ],
    [{ actionsPerStage: 101 }, /101 as 'limits\.actionsPerStage'/],
    [{ actionsPerPipeline: 1001 }, /1001 as 'limits\.actionsPerPipeline'\. Expected: a whole number from 1 to 1000/],
    [{ actionConfigurationLength: 50_001 }, /50001 as 'limits\.actionConfigurationLength'/],
    [
      { managedPoliciesPerRole: 1.5 },
      /1\.5 as 'limits\.managedPoliciesPerRole'\. Expected: a whole number from 1, known/,
    ],
    [{ trustPolicyLength: -1 }, /-1 as 'limits\.trustPolicyLength'/],
    [{ concurrentBuilds: cdk.Token.asNumber({ Ref: 'X' }) }, /as 'limits\.concurrentBuilds'/],
    [{ concurrentBuilds: NaN, trustPolicyLength: 0 }, /2 problems/],
  ])('bad ones are refused: %j', (limits, message) => {
    expect(() => setUp(() => ({ limits })).pipeline.buildPipeline()).toThrow(message);
  });
});

describe('told once', () => {
  const annotations = (app: cdk.App) =>
    app.node.findAll().flatMap((c) => c.node.metadata.filter((m) => /^aws:cdk:(error|warning)$/.test(m.type)));

  test('however often the app is synthesized', () => {
    const app = crowd(510, WITHOUT_LOOKING);
    app.synth();
    const first = annotations(app).length;
    app.synth({ force: true });
    Template.fromStack(app.node.findChild('Delivery') as cdk.Stack);
    expect([first, annotations(app).length]).toEqual([1, 1]);
  });

  test('and not at all to those who skip validation; the report is there', () => {
    const app = crowd(510, WITHOUT_LOOKING);
    app.synth({ skipValidation: true });
    expect(annotations(app)).toEqual([]);
    expect(budgetsOf(app).find((l) => l.id === 'template-resources')?.status).toBe('over');
  });

  test('for a pipeline in a Stage', () => {
    const app = new cdk.App({ treeMetadata: false, context: WITHOUT_LOOKING });
    const tools = new cdk.Stage(app, 'Tools');
    const { pipeline } = pipelineIn(tools as unknown as cdk.App, { selfMutation: false });
    pipeline.addWave('Crowd', { pre: shellSteps(170) });
    const [nested] = app.synth().nestedAssemblies;
    const errors = nested.nestedAssembly.stacks.flatMap((s) => s.messages).filter((m) => m.level === 'error');
    expect(errors).toHaveLength(1);
  });
});

test('CDK renders a stack as before, once it has been looked at', () => {
  const app = crowd(30);
  app.synth();
  const stack = app.node.findChild('Delivery');
  expect(Object.hasOwn(stack, '_toCloudFormation')).toBe(false);
});

test('a namespace that would be too long is made to fit', () => {
  const { app, stack, pipeline } = setUp();
  const stage = stageOf(app, 'S'.repeat(60), 'A'.repeat(60));
  const url = stage.node.findChild('A'.repeat(60)).node.findChild('Url') as cdk.CfnOutput;
  pipeline.addStage(stage, {
    post: [new pipelines.ShellStep('T', { commands: ['x'], envFromCfnOutputs: { URL: url } })],
  });
  const { Namespace } = actionsOf(stack).find((a) => a.Namespace)!;
  expect(Namespace).toMatch(/^[A-Za-z0-9@_-]{1,100}$/);
  expect(actionsOf(stack).find((a) => a.Name === 'T')?.Configuration.EnvironmentVariables).toContain(
    `#{${Namespace}.Url}`,
  );
});

test('a name of a pipeline that CodeBuild would not take: reported, and valid in the compact layout', () => {
  const project = (layout: pipelines.PipelineLayout) => {
    const { app } = setUp(() => ({ pipelineName: 'my.pipeline', layout }));
    return messagesOf(app).map((m) => [m.level, m.at]);
  };
  expect(project(pipelines.PipelineLayout.DEFAULT)).toEqual([
    ['error', '/PipelineStack/Pipeline/UpdatePipeline/SelfMutation/Resource'],
  ]);
  expect(project(pipelines.PipelineLayout.COMPACT)).toEqual([]);
});

test('a pipeline that is fused to 50 stages is no reason to warn', () => {
  const app = new cdk.App({ treeMetadata: false });
  const { pipeline } = pipelineIn(app, { layout: pipelines.PipelineLayout.COMPACT });
  for (let i = 0; i < 60; i++) {
    pipeline.addStage(stageOf(app, `Stage${i}`));
  }
  expect(messagesOf(app)).toEqual([]);
  expect(pipeline.pipeline.stages).toHaveLength(50);
});
