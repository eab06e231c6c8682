import * as path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import * as cdk from 'aws-cdk-lib';
import * as cb from 'aws-cdk-lib/aws-codebuild';
import * as cp from 'aws-cdk-lib/aws-codepipeline';
import * as cpa from 'aws-cdk-lib/aws-codepipeline-actions';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as incumbent from 'aws-cdk-lib/pipelines';
import { actionNamed, actionsOf, buildSpecOf, type Lib, outputOf, setUp, stageOf, warningsOf } from '../../kit/app';
import * as ours from '../../../lib';
import { relativePosix, toPosix } from '../../../lib/private/paths';

/**
 * What is wrong in `aws-cdk-lib/pipelines` and right here. Each check passes with ours, and fails with the incumbent for the reason
 * that is given: should that change, the case has lost it.
 */
const CHECKS: Record<string, readonly [inIncumbent: RegExp, check: (lib: Lib) => void]> = {
  'a stage is split by its actions, not by its steps': [
    /Received .*\+ {3}0,\n\+ {3}0,/s,
    (lib) => {
      const { pipeline, app, stack } = setUp(undefined, lib);
      const steps = Array.from({ length: 49 }, (_, i) => new lib.ShellStep(`Step${i}`, { commands: ['x'] }));
      const check = new lib.ConfirmPermissionsBroadening('Check', { stage: stageOf(app, 'Prod') });
      pipeline.addWave('Wave', { pre: [...steps, check] });
      const sizes = ['Wave.1', 'Wave.2'].map((name) => actionsOf(stack).filter((a) => a.stage === name).length);
      expect(sizes).toEqual([50, 1]);
    },
  ],

  'two steps that depend on each other: the circle, with reasons': [
    /Received message: \"Dependency cycle in graph: A => B => A\"/,
    (lib) => {
      const { pipeline } = setUp(undefined, lib);
      const [a, b] = ['A', 'B'].map((id) => new lib.ShellStep(id, { commands: ['x'] }));
      a.addStepDependency(b);
      b.addStepDependency(a);
      pipeline.addWave('Wave', { pre: [a, b] });
      expect(() => pipeline.buildPipeline()).toThrow(
        /'Wave\/B' waits for 'Wave\/A' because step 'B' was declared to depend on step 'A'/,
      );
    },
  ],

  'a source of one’s own that keeps the namespace of its variables to itself': [
    /Received: undefined/,
    (lib) => {
      class Releases extends lib.CodePipelineSource {
        constructor(private readonly bucket: s3.IBucket) {
          super('Releases');
          this.configurePrimaryOutput(new lib.FileSet('Source', this));
        }
        protected getAction(output: cp.Artifact, actionName: string, runOrder: number) {
          return new cpa.S3SourceAction({
            output,
            actionName,
            runOrder,
            bucket: this.bucket,
            bucketKey: 'release.zip',
          });
        }
      }
      const { pipeline, app, stack } = setUp(undefined, lib);
      const releases = new Releases(s3.Bucket.fromBucketName(stack, 'Bucket', 'releases'));
      const env = { VERSION: releases.sourceAttribute('VersionId') };
      const publish = new lib.ShellStep('Publish', { input: releases, env, commands: ['x'] });
      pipeline.addStage(stageOf(app, 'Prod'), { post: [publish] });
      const { Namespace } = actionNamed(stack, 'Releases');
      expect(Namespace).toBeDefined();
      expect(actionNamed(stack, 'Publish').Configuration.EnvironmentVariables).toContain(`#{${Namespace}.VersionId}`);
    },
  ],

  'a Stage added to a wave after the pipeline was built': [
    /did not throw/,
    (lib) => {
      const { pipeline, app } = setUp(undefined, lib);
      const wave = pipeline.addWave('Wave');
      pipeline.buildPipeline();
      expect(() => wave.addStage(stageOf(app, 'Prod'))).toThrow(
        /addStage\('Prod'\) on wave 'Wave' after the pipeline was built/,
      );
    },
  ],

  'a step added to a wave after the pipeline was built': [
    /did not throw/,
    (lib) => {
      const { pipeline } = setUp(undefined, lib);
      const wave = pipeline.addWave('Wave');
      pipeline.buildPipeline();
      expect(() => wave.addPost(new lib.ManualApprovalStep('Late'))).toThrow(/addPost\(\) on wave 'Wave' after/);
    },
  ],

  'one approval for three Stages: a warning names those that it does not guard': [
    /\+ Array \[\]/,
    (lib) => {
      const { pipeline, app } = setUp(undefined, lib);
      const approval = new lib.ManualApprovalStep('Approve');
      ['One', 'Two', 'Three'].forEach((id) => pipeline.addStage(stageOf(app, id), { pre: [approval] }));
      expect(warningsOf(app)).toEqual([
        expect.stringMatching(
          /ManualApprovalStep\(Approve\).*does NOT stop for pre of stage 'Two', pre of stage 'Three'/,
        ),
      ]);
    },
  ],

  'two steps of one name: which, and where': [
    /Received message: \"Node with duplicate id: T\"/,
    (lib) => {
      const { pipeline, app } = setUp(undefined, lib);
      const test = () => new lib.ShellStep('T', { commands: ['x'] });
      pipeline.addStage(stageOf(app, 'Prod'), { pre: [test()], post: [test()] });
      expect(() => pipeline.buildPipeline()).toThrow(
        /\[PipelineStack\/Pipeline\].*'T'.*ShellStep\(T\) \(pre of stage 'Prod'\), ShellStep\(T\) \(post of stage 'Prod'\)/,
      );
    },
  ],

  'a resource added to a Stage after addStage() is deployed': [
    /- {3}\"Prod-Late\"/,
    (lib) => {
      const { pipeline, app } = setUp(undefined, lib);
      const stage = stageOf(app, 'Prod');
      const deployment = pipeline.addStage(stage);
      const late = new cdk.Stack(stage, 'Late');
      new cdk.CfnResource(late, 'Thing', { type: 'Test::Thing::Thing' });
      pipeline.buildPipeline();
      expect(deployment.stacks.map((s) => s.stackName)).toEqual(['Prod-App', 'Prod-Late']);
    },
  ],

  'stacks can be read early, and what is added afterwards is still deployed': [
    /construct tree was modified after the first synthesis/,
    (lib) => {
      const { pipeline, app, stack } = setUp(undefined, lib);
      const stage = stageOf(app, 'Prod');
      const deployment = pipeline.addStage(stage);
      const [early] = deployment.stacks;
      early.addStackSteps([new lib.ManualApprovalStep('Go')], [], []);
      new cdk.CfnResource(new cdk.Stack(stage, 'Late'), 'Thing', { type: 'Test::Thing::Thing' });
      pipeline.buildPipeline();
      expect(deployment.stacks[0]).toBe(early);
      expect(
        actionsOf(stack)
          .filter((a) => a.stage === 'Prod')
          .map((a) => a.Name),
      ).toEqual(['App.Go', 'Late.Prepare', 'Late.Deploy', 'App.Prepare', 'App.Deploy']);
    },
  ],

  'the output of a stack in a command: with the way out': [
    /Received message: .*dependency cannot cross stage boundaries/,
    (lib) => {
      const { pipeline, app } = setUp(undefined, lib);
      const stage = stageOf(app, 'Prod');
      const resource = stage.node.findChild('App').node.findChild('Thing') as cdk.CfnResource;
      pipeline.addStage(stage, { post: [new lib.ShellStep('Test', { commands: [`curl ${resource.ref}`] })] });
      expect(() => app.synth()).toThrow(
        /step 'Test'.*'Prod\/App\/Thing'.*inside the command 'curl \$\{…\}'.*'envFromCfnOutputs'/s,
      );
    },
  ],

  'an exported variable in a command: with the way out': [
    /Received message: .*Output for step CodeBuildStep\(Make\) not configured/,
    (lib) => {
      const { pipeline, app } = setUp(undefined, lib);
      const make = new lib.CodeBuildStep('Make', { commands: ['export V=1'] });
      pipeline.addWave('Wave', {
        post: [make, new lib.ShellStep('Use', { commands: [`echo ${make.exportedVariable('V')}`] })],
      });
      expect(() => app.synth()).toThrow(/the output 'V' of step 'Make' inside the command.*pass it through 'env'/s);
    },
  ],

  'an attribute of a source in the build environment of a step': [
    /Output for step .* not configured/,
    (lib) => {
      const { pipeline, stack, source } = setUp(undefined, lib);
      const environmentVariables = { COMMIT: { value: source.sourceAttribute('CommitId') } };
      pipeline.addWave('Wave', {
        post: [new lib.CodeBuildStep('Use', { commands: ['x'], buildEnvironment: { environmentVariables } })],
      });
      expect(actionNamed(stack, 'Use').Configuration.EnvironmentVariables).toContain('#{Source@owner_repo.CommitId}');
      expect(actionNamed(stack, 'owner_repo').Namespace).toBe('Source@owner_repo');
    },
  ],

  'an attribute of a source in the settings of all projects': [
    /Output for step .* not configured/,
    (lib) => {
      const { stack } = setUp(
        (_, source) => ({
          codeBuildDefaults: {
            buildEnvironment: { environmentVariables: { COMMIT: { value: source.sourceAttribute('CommitId') } } },
          },
        }),
        lib,
      );
      for (const name of ['Synth', 'SelfMutate']) {
        expect(actionNamed(stack, name).Configuration.EnvironmentVariables).toContain('#{Source@owner_repo.CommitId}');
      }
    },
  ],

  'settings of artifacts in partialBuildSpec of a step with one output': [
    /Only one build spec is allowed to specify artifacts/,
    (lib) => {
      const { pipeline, stack } = setUp(undefined, lib);
      const partialBuildSpec = cb.BuildSpec.fromObject({ artifacts: { 'enable-symlinks': 'yes' } });
      pipeline.addWave('Wave', {
        post: [new lib.CodeBuildStep('Make', { commands: ['x'], primaryOutputDirectory: 'out', partialBuildSpec })],
      });
      expect(buildSpecOf(stack, 'Wave/Make').artifacts).toEqual({
        'base-directory': 'out',
        files: ['**/*'],
        'enable-symlinks': 'yes',
      });
    },
  ],

  'settings of artifacts in partialBuildSpec of a step with several outputs': [
    /Only one build spec is allowed to specify artifacts/,
    (lib) => {
      const { pipeline, stack } = setUp(undefined, lib);
      const partialBuildSpec = cb.BuildSpec.fromObject({ artifacts: { 'enable-symlinks': 'yes' } });
      const make = new lib.CodeBuildStep('Make', { commands: ['x'], primaryOutputDirectory: 'a', partialBuildSpec });
      make.addOutputDirectory('b');
      pipeline.addWave('Wave', { post: [make] });
      expect(buildSpecOf(stack, 'Wave/Make').artifacts['secondary-artifacts']).toEqual({
        Make_Output: { 'base-directory': 'a', files: ['**/*'], 'enable-symlinks': 'yes' },
        Make_b: { 'base-directory': 'b', files: ['**/*'], 'enable-symlinks': 'yes' },
      });
    },
  ],

  'an existing CodePipeline that does not restart after its update: a warning': [
    /Received string: {2}""/,
    (lib) => {
      const { app } = setUp((stack) => ({ codePipeline: existing(stack) }), lib);
      expect(warningsOf(app).join()).toMatch(
        /'PipelineStack\/Existing' updates itself, but does not restart.*restartExecutionOnUpdate: true/,
      );
    },
  ],

  'termination protection of a stack that the pipeline deploys: a warning': [
    /Received string: {2}""/,
    (lib) => {
      const { app, pipeline } = setUp(undefined, lib);
      const stage = stageOf(app, 'Prod');
      new cdk.CfnResource(new cdk.Stack(stage, 'Db', { terminationProtection: true }), 'Thing', {
        type: 'Test::Thing::Thing',
      });
      pipeline.addStage(stage);
      expect(warningsOf(app).join()).toMatch(/'Prod\/Db'.*terminationProtection/);
    },
  ],

  'a security check of a Stage that the pipeline does not deploy: a warning': [
    /Received string: {2}""/,
    (lib) => {
      const { app, pipeline } = setUp(undefined, lib);
      const check = new lib.ConfirmPermissionsBroadening('Check', { stage: stageOf(app, 'Wrong') });
      pipeline.addStage(stageOf(app, 'Prod'), { pre: [check] });
      expect(warningsOf(app).join()).toMatch(/\(Check\) compares Stage 'Wrong', which this pipeline does not deploy/);
    },
  ],

  'two logins to one registry: a warning': [
    /Received string: {2}""/,
    (lib) => {
      const login = (stack: cdk.Stack, name: string) =>
        lib.DockerCredential.dockerHub(cdk.aws_secretsmanager.Secret.fromSecretNameV2(stack, name, name));
      const { app } = setUp((stack) => ({ dockerCredentials: [login(stack, 'A'), login(stack, 'B')] }), lib);
      expect(warningsOf(app).join()).toMatch(
        /2 logins to 'https:\/\/index.docker.io\/v1\/' for SYNTH: only the last one counts/,
      );
    },
  ],

  'logins that the synth does not use: a warning': [
    /Received string: {2}""/,
    (lib) => {
      const props = (stack: cdk.Stack) => ({ dockerCredentials: [registry(stack, lib)], dockerEnabledForSynth: true });
      expect(warningsOf(setUp(props, lib).app).join()).toMatch(
        /'cdk synth' bundles.*ShellStep\(Synth\).*{"credHelpers":{"registry.example.com":"cdk-assets"}}.*\[ack: cdk-pipelines:loginUnusedInSynth\]/,
      );
    },
  ],

  'logins without their helper in the self-update: a warning': [
    /Received string: {2}""/,
    (lib) => {
      const props = (stack: cdk.Stack) => ({
        dockerCredentials: [registry(stack, lib)],
        dockerEnabledForSelfMutation: true,
      });
      expect(warningsOf(setUp(props, lib).app).join()).toMatch(
        /selfMutationCodeBuildDefaults.*npm install -g cdk-assets@4.*\[ack: cdk-pipelines:loginHelperMissing\]/,
      );
    },
  ],

  'outputs that only a step read that was named nowhere are handed out': [
    /Received: undefined/,
    (lib) => {
      const { pipeline, app, stack } = setUp(undefined, lib);
      const stage = stageOf(app, 'Prod');
      const unnamed = new lib.ShellStep('Unnamed', { commands: ['x'], envFromCfnOutputs: { URL: outputOf(stage) } });
      const named = new lib.ShellStep('Named', { commands: ['x'] });
      named.addStepDependency(unnamed);
      pipeline.addStage(stage, { post: [named] });
      expect(actionNamed(stack, 'App.Deploy').Namespace).toBeDefined();
    },
  ],
};

function registry(stack: cdk.Stack, lib: Lib, usages?: ours.DockerCredentialUsage[]) {
  const secret = cdk.aws_secretsmanager.Secret.fromSecretNameV2(stack, 'Login', 'login');
  return lib.DockerCredential.customRegistry('registry.example.com', secret, { usages });
}

function existing(stack: cdk.Stack, restartExecutionOnUpdate?: boolean): cp.Pipeline {
  return new cp.Pipeline(stack, 'Existing', { pipelineType: cp.PipelineType.V2, restartExecutionOnUpdate });
}

/** What a check says when it fails, without colours. */
function failureOf(check: () => void): string {
  try {
    check();
    return 'it passes';
  } catch (e) {
    return stripVTControlCharacters((e as Error).message);
  }
}

describe.each(Object.entries(CHECKS))('%s', (_, [inIncumbent, check]) => {
  test('right here', () => check(ours));

  test('wrong in the incumbent', () => {
    expect(failureOf(() => check(incumbent as unknown as Lib))).toMatch(inIncumbent);
  });
});

describe('what warns only where there is reason', () => {
  test('an existing CodePipeline that restarts', () => {
    const { app } = setUp((stack) => ({ codePipeline: existing(stack, true) }));
    expect(warningsOf(app)).toEqual([]);
  });

  test('an existing CodePipeline that does not update itself', () => {
    const { app } = setUp((stack) => ({ codePipeline: existing(stack), selfMutation: false }));
    expect(warningsOf(app)).toEqual([]);
  });

  test('an approval object for each Stage', () => {
    const { app, pipeline } = setUp();
    ['One', 'Two'].forEach((id) =>
      pipeline.addStage(stageOf(app, id), { pre: [new ours.ManualApprovalStep('Approve')] }),
    );
    expect(warningsOf(app)).toEqual([]);
  });
});

describe('paths of a Windows machine', () => {
  test('become POSIX in templates and buildspecs', () => {
    expect(toPosix('assembly-Prod\\ProdApp.template.json', path.win32)).toBe('assembly-Prod/ProdApp.template.json');
  });

  test('also relative ones', () => {
    expect(relativePosix('C:\\app\\cdk.out', 'C:\\app\\cdk.out\\assembly-Prod\\a.json', path.win32)).toBe(
      'assembly-Prod/a.json',
    );
  });

  test('a backslash in a POSIX name stays', () => {
    expect(toPosix('odd\\name', path.posix)).toBe('odd\\name');
  });
});

describe('no warning about logins', () => {
  const { SYNTH, SELF_UPDATE, ASSET_PUBLISHING } = ours.DockerCredentialUsage;
  const partialBuildSpec = cdk.aws_codebuild.BuildSpec.fromObject({
    version: '0.2',
    phases: { install: { commands: ['npm install -g cdk-assets@4.7.3'] } },
  });
  const input = ours.CodePipelineSource.connection('owner/repo', 'main', { connectionArn: 'arn:connection' });
  const told = new ours.ShellStep('Synth', {
    input,
    commands: ['docker login registry.example.com', 'cdk synth'],
  });
  const docker = { dockerEnabledForSynth: true, dockerEnabledForSelfMutation: true };
  const { COMPACT } = ours.PipelineLayout;

  test.each<[string, ours.DockerCredentialUsage[], Partial<ours.CodePipelineProps>]>([
    ['where only publishers get them', [ASSET_PUBLISHING], docker],
    ['without Docker', [SYNTH, SELF_UPDATE], {}],
    ['where the synth logs in by itself', [SYNTH], { ...docker, synth: told }],
    [
      'where the helper is installed',
      [SELF_UPDATE],
      { ...docker, selfMutationCodeBuildDefaults: { partialBuildSpec } },
    ],
    ['where there is no self-update', [SELF_UPDATE], { ...docker, selfMutation: false }],
    [
      'in a self-update of the compact layout, which installs the helper',
      [SELF_UPDATE],
      { ...docker, layout: COMPACT },
    ],
  ])('%s', (_, usages, props) => {
    const { app } = setUp((stack) => ({
      dockerCredentials: [registry(stack, ours, usages)],
      ...props,
    }));
    expect(warningsOf(app).filter((w) => /login/.test(w))).toEqual([]);
  });
});
