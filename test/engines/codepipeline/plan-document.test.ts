import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import * as cdk from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as cb from 'aws-cdk-lib/aws-codebuild';
import * as cp from 'aws-cdk-lib/aws-codepipeline';
import * as cpa from 'aws-cdk-lib/aws-codepipeline-actions';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { ENV, outputOf, setUp, type Setup, stageOf, warningsOf } from '../../kit/app';
import * as pipelines from '../../../lib';
import type { PlanDocument } from '../../../lib/document/plan-document';
import { readConstructs } from '../../../lib/engines/codepipeline/private/report/real-pipeline';
import { PlanGraph } from '../../../lib/document/plan-graph';
import { schemaErrors } from '../../plan-schema';

function textOf(directory: string): string {
  const [file, ...others] = fs.readdirSync(directory).filter((name) => name.endsWith('.plan.json'));
  expect(others).toEqual([]);
  return fs.readFileSync(path.join(directory, file), 'utf8');
}

function planOf({ app }: Pick<Setup, 'app'>): PlanDocument {
  const document = JSON.parse(textOf(app.synth().directory));
  expect(schemaErrors(document)).toEqual([]);
  return document;
}

class Custom extends pipelines.Step implements pipelines.ICodePipelineActionFactory {
  public produceAction(stage: cp.IStage, options: pipelines.ProduceActionOptions) {
    const topic = undefined;
    stage.addAction(
      new cdk.aws_codepipeline_actions.ManualApprovalAction({
        actionName: `${options.actionName}-mine`,
        runOrder: options.runOrder,
        notificationTopic: topic,
      }),
    );
    return { runOrdersConsumed: 1 };
  }
}

class MyShell extends pipelines.ShellStep {}

/** Something of everything. */
function everything(props: Partial<pipelines.CodePipelineProps> = {}): Setup {
  const made = setUp(() => ({ crossAccountKeys: true, pipelineType: cp.PipelineType.V2, ...props }));
  const { pipeline, app } = made;
  const beta = stageOf(app, 'Beta', 'One', 'Two');
  const [one, two] = ['One', 'Two'].map((id) => beta.node.findChild(id) as cdk.Stack);
  two.addStackDependency(one);
  new cdk.aws_s3_assets.Asset(one, 'Asset', { path: __filename });
  pipeline.addStage(beta, {
    pre: [new Custom('Custom')],
    post: [
      new MyShell('Smoke', { commands: ['x'], envFromCfnOutputs: { URL: outputOf(beta, 'One') } }),
      new pipelines.CodeBuildStep('Build', { commands: ['x'] }),
    ],
  });
  const wave = pipeline.addWave('Prod', { pre: [new pipelines.ManualApprovalStep('Go')] });
  const eu = new cdk.Stage(app, 'Eu', { env: { account: '222222222222', region: 'eu-west-1' } });
  new cdk.CfnResource(new cdk.Stack(eu, 'App'), 'Thing', { type: 'Test::Thing::Thing' });
  wave.addStage(eu);
  wave.addStage(stageOf(app, 'Us'), { pre: [new pipelines.ConfirmPermissionsBroadening('Check', { stage: eu })] });
  return made;
}

test('an app with something of everything', () => {
  const document = planOf(everything());
  const { actions, stages, siblingWaits } = new PlanGraph(document);
  const { pipeline, codePipeline, applications, roles, nodes } = document;
  expect(pipeline).toEqual({
    path: 'PipelineStack/Pipeline',
    name: expect.stringMatching(/^PipelineStackPipeline/),
    stack: 'PipelineStack',
    ...ENV,
    selfMutation: true,
    changeSets: true,
  });
  expect(codePipeline).toMatchObject({ type: 'V2', layout: 'default' });
  expect(applications.map((a) => a.id)).toEqual(['Beta', 'Eu', 'Us']);
  expect(stages.map((s) => s.name)).toEqual(['Source', 'Build', 'UpdatePipeline', 'Assets', 'Beta', 'Prod']);
  expect(Object.fromEntries(actions.map((a) => [a.id, a.kind]))).toMatchObject({
    'Source/owner_repo': 'source',
    'Build/Synth': 'synth',
    'UpdatePipeline/SelfMutate': 'self-update',
    'Beta/Custom-mine': 'custom',
    'Beta/One.Prepare': 'prepare',
    'Beta/Smoke': 'script',
    'Beta/Build': 'script',
    'Prod/Go': 'approval',
    'Prod/Us.Check.Check': 'permissions-check',
    'Prod/Us.Check.Confirm': 'permissions-check',
  });
  const [check, confirm] = actions.filter((a) => a.node === 'Prod/Us/Check');
  expect(check).toMatchObject({ category: 'Build', gate: false, project: expect.stringContaining('SecurityCheck') });
  expect(confirm).toMatchObject({ category: 'Approval', gate: true, runOrder: check.runOrder + 1 });
  expect(confirm).not.toHaveProperty('project');
  expect(siblingWaits).not.toEqual([]);
  expect(roles.map((r) => r.path)).toContain('PipelineStack/Pipeline/Pipeline/Role');
  const two = nodes.find((n) => n.id === 'Beta/Two');
  expect(two?.waitsFor).toContainEqual({
    node: 'Beta/One',
    reason: "stack 'Beta/Two' depends on stack 'One'",
    where: expect.stringMatching(/^test\/kit\/app\.ts:\d+$/),
  });
});

test('what runs: commands, variables, files, machines, sources, questions', () => {
  const { app, pipeline } = setUp(() => ({ codeBuildDefaults: { timeout: cdk.Duration.minutes(20) } }));
  const beta = stageOf(app, 'Beta');
  const input = pipelines.CodePipelineSource.s3(s3.Bucket.fromBucketName(app.node.children[0], 'B', 'bucket'), 'key');
  const build = new pipelines.CodeBuildStep('Build', {
    input,
    commands: ['make'],
    primaryOutputDirectory: 'out',
    buildEnvironment: {
      privileged: true,
      environmentVariables: { SECRET: { type: cb.BuildEnvironmentVariableType.SECRETS_MANAGER, value: 's' } },
    },
  });
  const smoke = new pipelines.ShellStep('Smoke', {
    input: build,
    installCommands: ['npm ci'],
    commands: ['npm test'],
    env: { TAG: build.exportedVariable('TAG'), MODE: 'fast' },
    envFromCfnOutputs: { URL: outputOf(beta, 'App') },
  });
  const ask = new pipelines.ManualApprovalStep('Ok', { comment: 'Ready?' });
  pipeline.addStage(beta, { pre: [build], post: [smoke, ask] });
  const document = planOf({ app });
  const jobs = new Map(document.actions.map(({ node, job }) => [node, job]));
  expect(jobs.get('Beta/Smoke')).toEqual({
    kind: 'script',
    installCommands: ['npm ci'],
    commands: ['npm test'],
    env: {
      TAG: { output: { node: 'Beta/Build', variable: 'TAG' } },
      MODE: { literal: 'fast' },
      URL: { stackOutput: { stack: 'Beta/App', name: expect.any(String) } },
    },
    inputs: [{ directory: '.', fileSet: expect.any(String), from: 'Beta/Build' }],
    outputs: [],
  });
  expect(jobs.get('Beta/Ok')).toEqual({ kind: 'ask', comment: 'Ready?' });
  expect(jobs.get('UpdatePipeline/SelfMutate')).toMatchObject({
    commands: [expect.stringContaining('deploy PipelineStack')],
    inputs: [{ directory: '.', from: 'Build/Synth' }],
  });
  expect(jobs.get('Beta/App/Deploy')).toEqual({ kind: 'deploy', mode: 'execute' });
  const sources = [...jobs.values()].filter((job) => job?.kind === 'source');
  expect(sources).toEqual([
    { kind: 'source', provider: 'connection', repository: 'owner/repo', branch: 'main', trigger: 'change' },
    { kind: 'source', provider: 's3', repository: 's3://bucket/key', trigger: 'poll' },
  ]);
  const { projects } = document.codePipeline!;
  const { actions } = new PlanGraph(document);
  const projectOf = (id: string) => projects.find(({ path }) => path === actions.find((a) => a.id === id)!.project);
  expect(projectOf('Beta/Build')).toMatchObject({
    ...{ type: 'LINUX_CONTAINER', privileged: true, timeoutMinutes: 20, env: { SECRET: { secret: 's' } } },
    role: expect.stringMatching(/^PipelineStack\/Pipeline\/.*Build\/Role$/),
  });
  expect(projectOf('Beta/Smoke')).toMatchObject({ privileged: false, env: {} });
});

/** `<stage>/<action> <run order>`, as they are in the template. */
function rendered({ stack }: Pick<Setup, 'stack'>): string[] {
  const [resource] = Object.values(Template.fromStack(stack).findResources('AWS::CodePipeline::Pipeline'));
  return resource.Properties.Stages.flatMap((s: any) => s.Actions.map((a: any) => `${s.Name}/${a.Name} ${a.RunOrder}`));
}

const shown = (document: PlanDocument) => new PlanGraph(document).actions.map((a) => `${a.id} ${a.runOrder}`);

test('actions are those of the template', () => {
  const made = everything();
  expect(shown(planOf(made)).sort()).toEqual(rendered(made).sort());
});

test('the compact layout: other actions, the same nodes', () => {
  const layout = pipelines.PipelineLayout.COMPACT;
  const [compact, standard] = [everything({ layout, useChangeSets: true }), everything()].map(planOf);
  expect(compact.codePipeline?.layout).toBe('compact');
  const nodesOf = (document: PlanDocument) =>
    new PlanGraph(document).works
      .filter((a) => a.kind !== 'publish')
      .map((a) => a.node)
      .sort();
  expect(nodesOf(compact)).toEqual(nodesOf(standard));
});

test('a pipeline of almost nothing', () => {
  const { codePipeline, applications } = planOf(setUp(() => ({ selfMutation: false })));
  expect([codePipeline?.stages.length, applications]).toEqual([2, []]);
});

describe('what is really in the CodePipeline', () => {
  const approval = (actionName: string, runOrder = 1) => new cpa.ManualApprovalAction({ actionName, runOrder });
  const gatesOf = (document: PlanDocument) => {
    const plan = new PlanGraph(document);
    return plan.works.filter((a) => a.gate).map((a) => a.id);
  };
  const gatesBefore = (document: PlanDocument, id: string) => {
    const plan = new PlanGraph(document);
    return plan.gatesBefore(plan.indexOf(id)!).map((gate) => gate.id);
  };

  test('stages and actions that somebody has added', () => {
    const { app, pipeline, stack } = setUp();
    pipeline.addStage(stageOf(app, 'Beta'));
    pipeline.addStage(stageOf(app, 'Prod'));
    pipeline.buildPipeline();
    const prod = pipeline.pipeline.stages.find((stage) => stage.stageName === 'Prod')!;
    prod.addAction(approval('Mine'));
    const placement = { justAfter: pipeline.pipeline.stages.find((stage) => stage.stageName === 'Build')! };
    pipeline.pipeline.addStage({ stageName: 'Early', placement, actions: [approval('A'), approval('B')] });
    const document = planOf({ app });
    expect(shown(document).sort()).toEqual(rendered({ stack }).sort());
    expect(gatesOf(document)).toEqual(['Early/A', 'Early/B', 'Prod/Mine']);
    expect(gatesBefore(document, 'Beta/App/Deploy')).toEqual(['Early/A', 'Early/B']);
    // What runs together with it does not wait for it.
    expect(gatesBefore(document, 'Prod/App/Prepare')).toEqual(['Early/A', 'Early/B']);
    expect(gatesBefore(document, 'Prod/App/Deploy')).toEqual(['Early/A', 'Early/B', 'Prod/Mine']);
  });

  test('what an existing CodePipeline had before', () => {
    const { app, pipeline } = setUp((stack) => {
      const source = new cp.Artifact();
      const bucket = s3.Bucket.fromBucketName(stack, 'Bucket', 'bucket');
      const actions = [new cpa.S3SourceAction({ actionName: 'Files', bucket, bucketKey: 'key', output: source })];
      const existing = new cp.Pipeline(stack, 'Own', {
        stages: [
          { stageName: 'Files', actions },
          { stageName: 'Ask', actions: [approval('First')] },
        ],
      });
      const input = pipelines.CodePipelineFileSet.fromArtifact(source);
      return { codePipeline: existing, synth: new pipelines.ShellStep('Synth', { input, commands: ['x'] }) };
    });
    pipeline.addStage(stageOf(app, 'Prod'));
    const document = planOf({ app });
    expect(shown(document).slice(0, 2)).toEqual(['Files/Files 1', 'Ask/First 1']);
    expect(gatesBefore(document, 'Prod/App/Deploy')).toEqual(['Ask/First']);
    expect(readConstructs(pipeline.pipeline)).toMatchObject({
      stages: [
        { name: 'Files', actions: [{ name: 'Files', runOrder: 1, category: 'Source', provider: 'S3' }] },
        { name: 'Ask', actions: [{ name: 'First', runOrder: 1, category: 'Approval', provider: 'Manual' }] },
        ...pipeline.pipeline.stages.slice(2).map(({ stageName }) => ({ name: stageName })),
      ],
    });
  });

  test('a step of somebody is a gate if its action is one, whatever its class is', () => {
    class Nothing extends pipelines.ManualApprovalStep implements pipelines.ICodePipelineActionFactory {
      public produceAction() {
        return { runOrdersConsumed: 0 };
      }
    }
    class Several extends pipelines.Step implements pipelines.ICodePipelineActionFactory {
      public produceAction(stage: cp.IStage, { actionName, runOrder }: pipelines.ProduceActionOptions) {
        stage.addAction(approval(`${actionName}.Ask`, runOrder));
        stage.addAction(approval(`${actionName}.AskAgain`, runOrder + 1));
        return { runOrdersConsumed: 2 };
      }
    }
    const { app, pipeline } = setUp();
    pipeline.addStage(stageOf(app, 'Prod'), { pre: [new Nothing('Nothing'), new Several('Several')] });
    const document = planOf({ app });
    expect(document.actions.filter(({ gate }) => gate).map(({ node }) => node)).toEqual(['Prod/Several']);
    expect(gatesBefore(document, 'Prod/App/Deploy')).toEqual(['Prod/Several.Ask']);
    const prod = shown(document).filter((id) => id.startsWith('Prod/'));
    expect(prod.slice(0, 2)).toEqual(['Prod/Several.Ask 1', 'Prod/Several.AskAgain 2']);
  });

  test('what is changed in the template', () => {
    const { app, pipeline } = setUp();
    pipeline.addStage(stageOf(app, 'Prod'), { pre: [new pipelines.ManualApprovalStep('Ok')] });
    pipeline.buildPipeline();
    const resource = pipeline.pipeline.node.defaultChild as cp.CfnPipeline;
    resource.addPropertyOverride('ExecutionMode', 'QUEUED');
    resource.addPropertyDeletionOverride('Stages.3.Actions.0');
    const document = planOf({ app });
    expect(document.codePipeline?.executionMode).toBe('QUEUED');
    expect(gatesOf(document)).toEqual([]);
  });
});

test('a pipeline in a Stage, in an environment that is not known, beside a pipeline of another name', () => {
  const app = new cdk.App({ treeMetadata: false });
  const stage = new cdk.Stage(app, 'Tools');
  const synth = new pipelines.ShellStep('Synth', {
    input: pipelines.CodePipelineSource.connection('owner/repo', 'main', { connectionArn: 'arn:connection' }),
    commands: ['x'],
  });
  new pipelines.CodePipeline(new cdk.Stack(stage, 'S'), 'Pipeline', { synth });
  const { pipeline } = planOf({ app });
  expect(pipeline).toMatchObject({ path: 'Tools/S/Pipeline', stack: 'Tools/S' });
  expect(pipeline).not.toHaveProperty('account');
});

test('a pipeline that is called otherwise now: its old plan is passed over', () => {
  const outdir = fs.mkdtempSync(path.join(os.tmpdir(), 'assembly-'));
  for (const id of ['Old', 'New']) {
    const app = new cdk.App({ outdir, treeMetadata: false });
    const input = pipelines.CodePipelineSource.connection('o/r', 'main', { connectionArn: 'arn:connection' });
    const synth = new pipelines.ShellStep('Synth', { input, commands: ['x'] });
    const scope = new cdk.Stack(new cdk.Stage(app, 'Tools', { env: ENV }), 'S');
    new pipelines.CodePipeline(scope, id, { synth });
    app.synth();
  }
  expect(fs.readdirSync(outdir).filter((name) => name.endsWith('.plan.json'))).toHaveLength(2);
  expect(pipelines.PipelinePlan.fromAssembly(outdir).pipelinePath).toBe('Tools/S/New');
});

test('the same app, the same bytes; also without validation, and synthesized twice', () => {
  const [one, two] = [everything(), everything()];
  const first = textOf(one.app.synth().directory);
  expect(textOf(two.app.synth({ skipValidation: true }).directory)).toBe(first);
  Template.fromStack(one.stack);
  expect(textOf(one.app.synth({ force: true }).directory)).toBe(first);
});

test('who waits for the approval of another Stage is told, and how to fix it', () => {
  const { app, pipeline } = setUp();
  const wave = pipeline.addWave('Wave');
  wave.addStage(stageOf(app, 'A'), { pre: [new pipelines.ManualApprovalStep('Go')] });
  wave.addStage(stageOf(app, 'B'));
  const [warning, ...others] = warningsOf(app);
  expect(others).toEqual([]);
  expect(warning).toMatch(
    /'Wave', 'B' waits for .* ManualApprovalStep\(Go\) of 'A'.*stagePerApplication: true.*\[ack: cdk-pipelines:waitsForOthersApproval\]/,
  );
  expect(planOf({ app }).warnings).toEqual([
    { id: 'cdk-pipelines:waitsForOthersApproval', message: expect.any(String) },
  ]);
});

test.each([
  ['an action without a name', (d: any) => delete d.codePipeline.stages[0].actions[0].name],
  ['a kind that is none', (d: any) => (d.actions[0].kind = 'dance')],
  ['another major version', (d: any) => (d.schemaVersion = '3.0')],
  ['a run order of 0', (d: any) => (d.codePipeline.stages[0].actions[0].runOrder = 0)],
  ['what it does not know', (d: any) => (d.pipeline.colour = 'blue')],
])('the schema refuses %s', (_, spoil) => {
  const document = planOf(setUp());
  spoil(document);
  expect(schemaErrors(document)).not.toEqual([]);
});
