import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import * as cdk from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as cp from 'aws-cdk-lib/aws-codepipeline';
import { ENV, outputOf, setUp, type Setup, stageOf, warningsOf } from '../../kit/app';
import * as pipelines from '../../../lib';
import type { PlanDocument } from '../../../lib/document/plan-document';
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
  const { actions, pipeline, applications, stages, siblingWaits, roles, nodes } = planOf(everything());
  expect(pipeline).toEqual({
    path: 'PipelineStack/Pipeline',
    name: expect.stringMatching(/^PipelineStackPipeline/),
    stack: 'PipelineStack',
    ...ENV,
    layout: 'default',
    type: 'V2',
    selfMutation: true,
    changeSets: true,
  });
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
    'Prod/Us.Check': 'permissions-check',
  });
  const check = actions.find((a) => a.id === 'Prod/Us.Check');
  expect(check).toMatchObject({ runOrders: 2, gate: true, project: expect.stringContaining('PipelinesSecurityCheck') });
  expect(siblingWaits).not.toEqual([]);
  expect(roles.map((r) => r.path)).toContain('PipelineStack/Pipeline/Pipeline/Role');
  const two = nodes.find((n) => n.id === 'Beta/Two');
  expect(two?.waitsFor).toContainEqual({
    node: 'Beta/One',
    reason: "stack 'Beta/Two' depends on stack 'One'",
    where: expect.stringMatching(/^test\/kit\/app\.ts:\d+$/),
  });
});

test('run orders are those of the template', () => {
  const made = everything();
  const { actions } = planOf(made);
  const [resource] = Object.values(Template.fromStack(made.stack).findResources('AWS::CodePipeline::Pipeline'));
  const rendered = resource.Properties.Stages.flatMap((s: any) =>
    s.Actions.map((a: any) => `${s.Name}/${a.Name} ${a.RunOrder}`),
  );
  const single = actions.filter((a) => a.runOrders === 1).map((a) => `${a.id} ${a.runOrder}`);
  expect(rendered).toEqual(expect.arrayContaining(single));
});

test('the compact layout: other actions, the same nodes', () => {
  const layout = pipelines.PipelineLayout.COMPACT;
  const [compact, standard] = [everything({ layout, useChangeSets: true }), everything()].map(planOf);
  expect(compact.pipeline.layout).toBe('compact');
  const nodesOf = ({ actions }: PlanDocument) =>
    actions
      .filter((a) => a.kind !== 'publish')
      .map((a) => a.node)
      .sort();
  expect(nodesOf(compact)).toEqual(nodesOf(standard));
});

test('a pipeline of almost nothing', () => {
  const { stages, applications } = planOf(setUp(() => ({ selfMutation: false })));
  expect([stages.length, applications]).toEqual([2, []]);
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
  ['an action without a node', (d: any) => delete d.actions[0].node],
  ['a kind that is none', (d: any) => (d.actions[0].kind = 'dance')],
  ['another major version', (d: any) => (d.schemaVersion = '2.0')],
  ['a run order of 0', (d: any) => (d.actions[0].runOrder = 0)],
])('the schema refuses %s', (_, spoil) => {
  const document = planOf(setUp());
  spoil(document);
  expect(schemaErrors(document)).not.toEqual([]);
});
