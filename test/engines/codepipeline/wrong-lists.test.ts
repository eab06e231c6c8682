import * as cdk from 'aws-cdk-lib';
import { buildSpecOf, setUp, stageOf } from '../../kit/app';
import * as pipelines from '../../../lib';

/** What plain JavaScript lets through: types are no help there. */
const js = pipelines as any;

function given(props: object = {}) {
  const { pipeline, app, stack, source } = setUp(() => props);
  const stage = stageOf(app, 'Prod', 'A', 'B');
  return { pipeline: pipeline as any, app, stack, source, stage };
}

type Given = ReturnType<typeof given>;

/** Change a pipeline of one Stage, then build it. */
const changed = (change: (deployment: any, g: Given) => unknown) => () => {
  const g = given();
  change(g.pipeline.addStage(g.stage), g);
  g.pipeline.buildPipeline();
};
const built = (props: object) => () => given(props).pipeline;
const script = (change: (step: any) => unknown) =>
  changed((deployment) => {
    const step = new pipelines.ShellStep('S', { commands: ['x'] });
    change(step);
    deployment.addPost(step);
  });
const secret = () => cdk.aws_secretsmanager.Secret.fromSecretNameV2(new cdk.Stack(), 'S', 'n');

const WRONG: Record<string, [() => unknown, RegExp]> = {
  'a Stage among waves': [
    changed((_, g) => g.pipeline.waves.push(stageOf(g.app, 'Next'))),
    /PipelineStack\/Pipeline\] Stage 'Next' as waves\[1\]\. Expected: a wave\. .*addStage\(stage\)/,
  ],
  'nothing among waves': [changed((_, g) => g.pipeline.waves.push(undefined)), /nothing as waves\[1\]/],
  'a wave without lists': [changed((_, g) => g.pipeline.waves.push({ id: 'W' })), /an object as waves\[1\]/],
  'a Stage among deployments': [
    changed((_, g) => g.pipeline.waves[0].stages.push(stageOf(g.app, 'Next'))),
    /Wave 'Prod'\] Stage 'Next' as stages\[1\]\. Expected: a StageDeployment\. .*addStage\(stage\)/,
  ],
  'nothing among deployments, twice': [
    changed((_, g) => g.pipeline.waves[0].stages.push(undefined, null)),
    /2 problems:.*nothing as stages\[1\].*null as stages\[2\]/s,
  ],
  'a stack among deployments of stacks': [
    changed((deployment, g) => deployment.stacks.push(g.stage.node.findChild('A'))),
    /Stage 'Prod'\] Stack 'Prod\/A' as stacks\[2\]\. Expected: a StackDeployment/,
  ],
  'nothing among deployments of stacks': [changed((d) => d.stacks.push(undefined)), /nothing as stacks\[2\]/],
  'a stack among dependencies': [
    changed((d, g) => d.stacks[0].stackDependencies.push(undefined, g.stage.node.findChild('B'))),
    /2 problems:.*Stack 'Prod-A'\] nothing as stackDependencies\[0\].*Stack 'Prod\/B' as stackDependencies\[1\]/s,
  ],
  'a step among inputs': [
    script((step) => step.inputs.push(new pipelines.ManualApprovalStep('M'))),
    /step 'S'\] ManualApprovalStep as inputs\[0\].*\{ directory, fileSet \}/,
  ],
  'nothing among inputs': [script((step) => step.inputs.push(undefined)), /nothing as inputs\[0\]/],

  'a list for an output directory': [
    () => new js.ShellStep('S', { commands: ['x'], primaryOutputDirectory: ['dist'] }),
    /Step 'S'\] a list as primaryOutputDirectory\. Expected: a string/,
  ],
  'an object for an output directory': [script((step) => step.addOutputDirectory({})), /an object as directory/],
  'a promise of an output directory': [
    script((step) => step.primaryOutputDirectory(Promise.resolve('x'))),
    /a promise \(await it first\) as directory/,
  ],

  'the name of a CodePipeline': [built({ codePipeline: 'delivery' }), /the string 'delivery' as codePipeline/],
  'an imported CodePipeline': [
    () => {
      const imported = cdk.aws_codepipeline.Pipeline.fromPipelineArn(
        new cdk.Stack(),
        'P',
        'arn:aws:codepipeline:r:1:p',
      );
      return given({ codePipeline: imported }).pipeline;
    },
    /as codePipeline\. Expected: a Pipeline .*/,
  ],
  'the name of a bucket': [
    built({ artifactBucket: 'my-bucket' }),
    /the string 'my-bucket' as artifactBucket.*Bucket\.fromBucketName/,
  ],
  'names of buckets for replication': [
    built({ crossRegionReplicationBuckets: { 'eu-west-1': 'my-bucket' } }),
    /the string 'my-bucket' as crossRegionReplicationBuckets\['eu-west-1'\]/,
  ],
  'one bucket for replication': [
    built({ crossRegionReplicationBuckets: 'my-bucket' }),
    /the string 'my-bucket' as crossRegionReplicationBuckets\./,
  ],
  'text for defaults': [built({ codeBuildDefaults: 'x' }), /the string 'x' as codeBuildDefaults/],
  'an object for a name': [
    built({ pipelineName: {}, pipelineType: 2 }),
    /2 problems:.*an object as pipelineName.*the number 2 as pipelineType/s,
  ],
  'a cache by name': [
    () => new js.CodeBuildStep('S', { commands: ['x'], cache: 'LOCAL', projectName: {} }),
    /2 problems:.*the string 'LOCAL' as cache.*Cache\.local.*an object as projectName/s,
  ],
  'a Set of logins': [built({ dockerCredentials: new Set() }), /Set as dockerCredentials\. Expected: a list/],
  'a Set of usages': [
    () => js.DockerCredential.dockerHub(secret(), { usages: new Set() }),
    /Set as usages\. Expected: a list/,
  ],
  'text for the usages of a login': [
    () => js.DockerCredential.dockerHub(secret(), { usages: {} }),
    /dockerHub\(\)\] an object as usages\. Expected: a list/,
  ],
  'a name for a scope': [
    () => new js.CodePipeline('Stack', 'P', {}),
    /\[a pipeline\] the string 'Stack' as scope\. Expected: a Stack/,
  ],
  'no id': [() => new js.CodePipeline(new cdk.Stack()), /nothing as id/],
};

test.each(Object.entries(WRONG))('%s', (_, [act, message]) => {
  expect(act).toThrow(message);
  expect(act).toThrow(expect.objectContaining({ name: 'PipelineError' }));
});

describe('what is as good as right', () => {
  test.each(['dockerCredentials', 'codeBuildDefaults', 'synthCodeBuildDefaults', 'selfMutationCodeBuildDefaults'])(
    'null as %s',
    (property) => {
      const g = given({ [property]: null });
      g.pipeline.addStage(g.stage);
      expect(() => g.app.synth()).not.toThrow();
    },
  );

  test('null as usages: everybody gets the login', () => {
    const login = js.DockerCredential.dockerHub(secret(), { usages: null });
    expect(login._applicableForUsage(pipelines.DockerCredentialUsage.SYNTH)).toBe(true);
  });

  test('a Set of commands', () => {
    const g = given();
    const commands = new Set(['x', 'y']) as unknown as string[];
    g.pipeline.addStage(g.stage, { post: [new pipelines.ShellStep('S', { commands })] });
    g.app.synth();
    expect(buildSpecOf(g.stack, 'Prod/S').phases.build.commands).toEqual(['x', 'y']);
  });

  test('undefined among commands is left out', () => {
    const g = given();
    const commands = ['x', undefined as unknown as string, 'y'];
    g.pipeline.addStage(g.stage, { post: [new pipelines.ShellStep('S', { commands })] });
    g.app.synth();
    expect(buildSpecOf(g.stack, 'Prod/S').phases.build.commands).toEqual(['x', 'y']);
  });

  test('no directory of an output: all files', () => {
    const g = given();
    const step = new js.ShellStep('S', { commands: ['x'] });
    step.addOutputDirectory(undefined);
    g.pipeline.addStage(g.stage, { post: [step] });
    g.app.synth();
    expect(buildSpecOf(g.stack, 'Prod/S').artifacts).toEqual({ files: '**/*' });
  });
});
