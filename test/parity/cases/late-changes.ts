import * as cdk from 'aws-cdk-lib';
import type { Step } from 'aws-cdk-lib/pipelines';
import type { Lib } from '../harness';
import { type CaseTable, connection, fileAsset, pipelineIn, setUp, stageWith, synthStep } from '../kit';

/** Everything that is not private may be overridden, set and changed in place, whatever the types say. */
type Open<T> = { -readonly [K in keyof T]: T[K] };
const open = <T>(x: T) => x as Open<T>;

const gate = (lib: Lib, id: string) => new lib.ManualApprovalStep(id);

/** Lists and properties that are changed after they were given. */
export const lateChanges: CaseTable = {
  'steps that come to the given lists': (lib, app) => {
    const { pipeline } = setUp(lib, app);
    const [pre, post, wavePre, wavePost]: Step[][] = [[], [], [], []];
    pipeline.addStage(stageWith(app, 'Beta').stage, { pre, post });
    pipeline.addWave('W', { pre: wavePre, post: wavePost }).addStage(stageWith(app, 'Prod').stage);
    pre.push(gate(lib, 'Pre'));
    post.push(gate(lib, 'Post'));
    wavePre.push(gate(lib, 'WavePre'));
    wavePost.push(gate(lib, 'WavePost'));
  },
  'Sets for lists': (lib, app) => {
    const set = (...ids: string[]) => new Set(ids.map((id) => gate(lib, id))) as unknown as Step[];
    const { pipeline } = setUp(lib, app);
    const { stage, stacks } = stageWith(app, 'Prod');
    const around = { stack: stacks[0], pre: set('P'), changeSet: set('C'), post: set('Q') };
    const stackSteps = new Set([around]) as unknown as (typeof around)[];
    const installCommands = new Set(['x', 'y']) as unknown as string[];
    const rolePolicyStatements = new Set([
      new cdk.aws_iam.PolicyStatement({ actions: ['s3:Get*'], resources: ['*'] }),
    ]) as unknown as cdk.aws_iam.PolicyStatement[];
    const build = new lib.CodeBuildStep('Build', { commands: ['z'], installCommands, rolePolicyStatements });
    pipeline.addWave('W', { pre: set('A', 'B'), post: set('Z') }).addStage(stage, { post: [build], stackSteps });
  },
  'one list for two Stages': (lib, app) => {
    const pre: Step[] = [];
    const wave = setUp(lib, app).pipeline.addWave('W');
    const one = wave.addStage(stageWith(app, 'One').stage, { pre });
    wave.addStage(stageWith(app, 'Two').stage, { pre });
    one.addPre(gate(lib, 'Ok'));
  },
  'steps that come to the lists of stacks': (lib, app) => {
    const { stacks } = setUp(lib, app).pipeline.addStage(stageWith(app, 'Prod', { stacks: ['A', 'B'] }).stage);
    stacks[0].pre.push(gate(lib, 'Pre'));
    stacks[0].changeSet.push(gate(lib, 'Review'));
    stacks[1].post.push(gate(lib, 'Post'));
    stacks[0].stackDependencies.push(stacks[1]);
  },
  'stacks in another order': (lib, app) => {
    const { stacks } = setUp(lib, app).pipeline.addStage(stageWith(app, 'Prod', { stacks: ['A', 'B', 'C'] }).stage);
    stacks.reverse().forEach((stack, i) => stack.addStackSteps([gate(lib, `P${i}`)], [], []));
  },
  'lists that are sorted after the build': (lib, app) => {
    const { pipeline } = setUp(lib, app);
    const deployment = pipeline.addStage(stageWith(app, 'Prod', { stacks: ['A', 'B', 'C'] }).stage);
    pipeline.addStage(stageWith(app, 'Dr').stage, { pre: [gate(lib, 'B'), gate(lib, 'A')] });
    pipeline.buildPipeline();
    deployment.stacks.reverse();
    pipeline.waves.reverse();
    pipeline.waves[0].stages[0].pre.reverse();
  },
  'a stack that is taken out': (lib, app) => {
    const { stacks } = setUp(lib, app).pipeline.addStage(stageWith(app, 'Prod', { stacks: ['A', 'B', 'C'] }).stage);
    stacks.splice(1, 1);
  },
  'a stack of elsewhere that is put in': (lib, app) => {
    const { stacks } = setUp(lib, app).pipeline.addStage(stageWith(app, 'Prod').stage);
    const [artifact] = stageWith(app, 'Other').stage.synth().stacks;
    stacks.push(lib.StackDeployment.fromArtifact(artifact));
  },
  'dependencies of stacks that are dropped': (lib, app) => {
    const { stage, stacks } = stageWith(app, 'Prod', { stacks: ['A', 'B'] });
    stacks[0].addDependency(stacks[1]);
    setUp(lib, app)
      .pipeline.addStage(stage)
      .stacks.forEach((d) => d.stackDependencies.splice(0));
  },
  'assets and tags of a deployment that are changed': (lib, app) => {
    const { stage, stacks } = stageWith(app, 'Prod', { stacks: ['A', 'B'] });
    stacks.forEach((stack) => fileAsset(stack));
    const [a, b] = setUp(lib, app).pipeline.addStage(stage).stacks;
    a.assets.splice(0);
    a.tags.team = 'x';
    b.assets.push({ ...b.templateAsset!, isTemplate: false });
  },
  'properties of a deployment that are set': (lib, app) => {
    const deployment = setUp(lib, app).pipeline.addStage(stageWith(app, 'Prod', { stacks: ['A', 'B', 'C'] }).stage);
    const [a, b] = deployment.stacks;
    Object.assign(a, { stackName: 'Named', tags: { team: 'x' }, executionRoleArn: 'arn:aws:iam::111111111111:role/x' });
    open(a).pre = [gate(lib, 'Ok')];
    open(deployment).stacks = [a, b];
    open(deployment).post = [gate(lib, 'Done')];
  },
  'waves that are put in, taken out and set': (lib, app) => {
    const { pipeline } = setUp(lib, app);
    ['A', 'B', 'C'].forEach((id) => pipeline.addStage(stageWith(app, id).stage));
    pipeline.waves.splice(1, 1);
    pipeline.waves.unshift(new lib.Wave('W', { pre: [gate(lib, 'Ok')] }));
    open(pipeline).waves = [...pipeline.waves];
    const stages = pipeline.addWave('Own').stages;
    stages.push(
      lib.StageDeployment.fromStage(stageWith(app, 'D').stage, { stageName: 'Named', pre: [gate(lib, 'Go')] }),
    );
  },
  'commands, variables and inputs of a step': (lib, app) => {
    const commands = ['a'];
    const env: Record<string, string> = {};
    const step = new lib.ShellStep('Own', { commands, env });
    setUp(lib, app).pipeline.addWave('W', { post: [step] });
    commands.push('b');
    step.installCommands.push('c');
    env.A = '1';
    const { primaryOutput } = new lib.ShellStep('Make', { commands: ['x'], primaryOutputDirectory: 'out' });
    step.inputs.push({ directory: 'in', fileSet: primaryOutput! });
    step.dependencyFileSets.push(primaryOutput!);
  },
  'another synth': (lib, app) => {
    const input = connection(lib, 'org/other');
    const other = new lib.ShellStep('Other', { input, commands: ['x'], primaryOutputDirectory: 'cdk.out' });
    const { pipeline } = setUp(lib, app);
    open(pipeline).synth = other;
    pipeline.addStage(stageWith(app, 'Prod').stage);
  },
  'properties of a pipeline that serve for another one': (lib, app) => {
    setUp(lib, app);
    const props = open({
      synth: synthStep(lib),
      cliVersion: '2.1.0',
      useChangeSets: true,
      publishAssetsInParallel: true,
    });
    const { stage, stacks } = stageWith(app, 'Prod');
    fileAsset(stacks[0]);
    const own = new cdk.Stack(app, 'OwnStack', { env: { account: '111111111111', region: 'us-east-1' } });
    pipelineIn(lib, own, props).addStage(stage);
    Object.assign(props, { cliVersion: '2.2.0', cdkAssetsCliVersion: '3.1.0', useChangeSets: false });
    Object.assign(props, { publishAssetsInParallel: false, dockerCredentials: [] });
  },
  'an Aspect that adds a construct, and stacks that are read early': (lib, app) => {
    const { stage } = stageWith(app, 'Prod', { stacks: ['A', 'B'] });
    cdk.Aspects.of(stage).add({
      visit: (node) => {
        if (cdk.Stack.isStack(node)) {
          new cdk.CfnResource(node, 'FromAspect', { type: 'Test::From::Aspect' });
        }
      },
    });
    const { stacks } = setUp(lib, app).pipeline.addStage(stage);
    stacks.forEach((stack) => stack.addStackSteps([gate(lib, 'Ok')], [], []));
  },
};
