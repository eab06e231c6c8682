import * as cdk from 'aws-cdk-lib';
import * as cb from 'aws-cdk-lib/aws-codebuild';
import * as cp from 'aws-cdk-lib/aws-codepipeline';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as incumbent from 'aws-cdk-lib/pipelines';
import { ENV, outputOf, setUp, stageOf } from '../../kit/app';
import {
  ArtifactMap,
  CodeBuildStep,
  CodePipeline,
  CodePipelineFileSet,
  CodePipelineSource,
  DockerCredential,
  FileSet,
  ManualApprovalStep,
  PipelineBase,
  ShellStep,
  StackOutputReference,
  StackOutputsMap,
  Step,
} from '../../../lib';

/** Every mistake, and what of the message must be there: what was given, and where. */
const REFUSALS: Record<string, [() => void, RegExp]> = {
  'a file set that nobody produces': [
    () => new FileSet('F').producer,
    /\[FileSet 'F'\] no step is known to produce it/,
  ],
  'a second producer': [
    () => new FileSet('F', shell('A')).producedBy(shell('B')),
    /a second producer, ShellStep\(B\), where ShellStep\(A\) is the producer already/,
  ],
  'a producer for an imported artifact': [
    () => CodePipelineFileSet.fromArtifact(new cp.Artifact('A')).producedBy(shell('B')),
    /ShellStep\(B\) as the producer of an artifact that comes from outside/,
  ],
  'asking who produced an imported artifact': [
    () => CodePipelineFileSet.fromArtifact(new cp.Artifact('A')).producer,
    /come from outside the pipeline/,
  ],
  'a step whose id is a token': [
    () => new ManualApprovalStep(cdk.Lazy.string({ produce: () => 'x' })),
    /an id that is only known at deploy time/,
  ],
  'an additional input in the working directory': [
    () => shell('S', { additionalInputs: { '.': new FileSet('F', shell('A')) } }),
    /\[Step 'S'\] additionalInputs for the directory '\.'/,
  ],
  'an input that produces nothing': [
    () => shell('S', { input: shell('A') }),
    /\[Step 'S'\] ShellStep\(A\) as input, which produces no files/,
  ],
  'an additional input that produces nothing': [
    () => shell('S', { additionalInputs: { dir: shell('A') } }),
    /ShellStep\(A\) as additionalInputs\['dir'\], which produces no files/,
  ],
  'two primary output directories': [
    () => shell('S', { primaryOutputDirectory: 'a' }).primaryOutputDirectory('b'),
    /'b' as primary output directory, where it is 'a' already/,
  ],
  'a synth that produces nothing': [
    () => new CodePipeline(newStack(), 'P', { synth: new ManualApprovalStep('M') }),
    /\[Stack\/P\] ManualApprovalStep\(M\) as synth, which produces no files/,
  ],
  'a synth without an input': [
    () => new CodePipeline(newStack(), 'P', { synth: shell('S') }).buildPipeline(),
    /\[Stack\/P\/Build\/S\] step 'S' without an input/,
  ],
  'building twice': [
    () => {
      const { pipeline } = setUp();
      pipeline.buildPipeline();
      pipeline.buildPipeline();
    },
    /buildPipeline\(\) after the pipeline was built/,
  ],
  'a Stage without stacks': [
    () => {
      const { pipeline, app } = setUp();
      pipeline.addStage(new cdk.Stage(app, 'Empty'));
      pipeline.buildPipeline();
    },
    /\[Empty\] a Stage without any Stack/,
  ],
  'stack steps for a stack of another Stage': [
    () => {
      const { pipeline, app } = setUp();
      const other = stageOf(app, 'Other').node.findChild('App') as cdk.Stack;
      pipeline.addStage(stageOf(app, 'Prod'), { stackSteps: [{ stack: other }] });
      pipeline.buildPipeline();
    },
    /\[Prod\] stackSteps for stack 'Other\/App', which is not in this Stage/,
  ],
  'change set steps without change sets': [
    () => {
      const { pipeline, app } = setUp(() => ({ useChangeSets: false }));
      const stage = stageOf(app, 'Prod');
      const stack = stage.node.findChild('App') as cdk.Stack;
      pipeline.addStage(stage, { stackSteps: [{ stack, changeSet: [new ManualApprovalStep('Review')] }] });
      pipeline.buildPipeline();
    },
    /\[Prod\/App\] changeSet steps \('Review'\) in a pipeline that does not use change sets/,
  ],
  'an output of a stack that is not deployed here': [
    () => {
      const { pipeline, app } = setUp();
      const url = outputOf(stageOf(app, 'Elsewhere'));
      pipeline.addWave('W', { post: [shell('S', { envFromCfnOutputs: { URL: url } })] });
      pipeline.buildPipeline();
    },
    /step 'S' reads output 'Url' of stack 'Elsewhere\/App', which this pipeline does not deploy/,
  ],
  'the variable of an output that is not deployed here': [
    () => {
      const { pipeline, app } = setUp();
      new StackOutputsMap(pipeline).toCodePipeline(
        StackOutputReference.fromCfnOutput(outputOf(stageOf(app, 'Elsewhere'))),
      );
    },
    /output 'Url' of stack 'Elsewhere\/App', which this pipeline does not deploy/,
  ],
  'stacks in another account without crossAccountKeys': [
    () => {
      const { pipeline, app } = setUp();
      for (const id of ['Beta', 'Prod']) {
        const stage = new cdk.Stage(app, id, { env: { account: '222222222222', region: 'us-east-1' } });
        new cdk.CfnResource(new cdk.Stack(stage, 'App'), 'Thing', { type: 'Test::Thing::Thing' });
        pipeline.addStage(stage);
      }
      pipeline.buildPipeline();
    },
    /without crossAccountKeys: 'Beta\/App' \(222222222222\), 'Prod\/App' \(222222222222\)\..*set crossAccountKeys: true/,
  ],
  'a step of the library that is being left': [
    () => {
      const { pipeline } = setUp();
      pipeline.addWave('W', { pre: [new incumbent.ManualApprovalStep('Old') as unknown as ManualApprovalStep] });
      pipeline.buildPipeline();
    },
    /ManualApprovalStep\(Old\), which is not a Step of this library.*import pipelines from 'cdk-pipelines' in every file/,
  ],
  'a secret for a login': [
    () => {
      const { pipeline } = setUp((stack) => {
        const secret = cdk.aws_secretsmanager.Secret.fromSecretNameV2(stack, 'Secret', 'secret');
        return { dockerCredentials: [secret as unknown as DockerCredential] };
      });
      pipeline.buildPipeline();
    },
    /an item of dockerCredentials that is not a DockerCredential\. Expected: .* dockerHub\(\)/,
  ],
  'a synth of the library that is being left': [
    () => {
      const source = incumbent.CodePipelineSource.connection('o/r', 'main', { connectionArn: 'arn' });
      const synth = new incumbent.ShellStep('Old', {
        input: source,
        commands: ['x'],
        primaryOutputDirectory: 'cdk.out',
      });
      new CodePipeline(newStack(), 'P', { synth: synth as unknown as ShellStep }).buildPipeline();
    },
    /ShellStep\(Old\), which is not a Step of this library/,
  ],
  'a step that no engine knows': [
    () => {
      class Mystery extends Step {}
      const { pipeline } = setUp();
      pipeline.addWave('W', { pre: [new Mystery('M')] });
      pipeline.buildPipeline();
    },
    /\[PipelineStack\/Pipeline\/W\/M\] Mystery\(M\).*implement ICodePipelineActionFactory.*or extend ShellStep/,
  ],
  'a wave with a name that CodePipeline refuses': [
    () => {
      const { pipeline } = setUp();
      pipeline.addWave('With Space', { pre: [new ManualApprovalStep('M')] });
      pipeline.buildPipeline();
    },
    /'With Space' as the name of a CodePipeline stage/,
  ],
  'a directory of artifacts in partialBuildSpec': [
    () =>
      buildWith({
        primaryOutputDirectory: 'a',
        partialBuildSpec: cb.BuildSpec.fromObject({ artifacts: { 'base-directory': 'b' } }),
      }),
    /\[PipelineStack\/Pipeline\/W\/Step\] partialBuildSpec\.artifacts with base-directory 'b'/,
  ],
  'a partialBuildSpec that is a file': [
    () => buildWith({ partialBuildSpec: cb.BuildSpec.fromSourceFilename('buildspec.yml') }),
    /a partialBuildSpec that is a file or an asset/,
  ],
  'a project before it is built': [
    () => new CodeBuildStep('S', { commands: [] }).project,
    /its CodeBuild project was asked for before there is one/,
  ],
  'exporting a variable after the build': [
    () => {
      const { pipeline } = setUp();
      const step = new CodeBuildStep('S', { commands: ['x'] });
      pipeline.addWave('W', { pre: [step] });
      pipeline.buildPipeline();
      step.exportedVariable('LATE');
    },
    /exportedVariable\('LATE'\) after the pipeline was built/,
  ],
  'a step dependency after the build': [
    () => {
      const { pipeline, synth } = setUp();
      pipeline.buildPipeline();
      synth.addStepDependency(shell('Late'));
    },
    /\[PipelineStack\/Pipeline\] addStepDependency\(ShellStep\(Late\)\) on ShellStep\(Synth\) after the pipeline was built/,
  ],
  'a step output where nothing can fill it in': [
    () => {
      const { stack, source, app } = setUp();
      new cdk.CfnOutput(stack, 'Commit', { value: source.sourceAttribute('CommitId') });
      app.synth();
    },
    /its output 'CommitId' is used where the pipeline cannot pass it/,
  ],
  'a GitHub repository without owner': [
    () => CodePipelineSource.gitHub('repo', 'main'),
    /'repo' as the repository.*'owner\/repository'/,
  ],
  'a connection to a repository without owner': [
    () => CodePipelineSource.connection('repo', 'main', { connectionArn: 'arn' }),
    /'repo' as the repository.*'owner\/group\/…\/repository'/,
  ],
  'a login to ECR without repositories': [
    () => DockerCredential.ecr([]),
    /\[DockerCredential\.ecr\(\)\] no repositories/,
  ],
  'tokens in a buildspec that is written to a file': [
    () => {
      const { pipeline, app } = setUp((stack) => ({
        publishAssetsInParallel: false,
        assetPublishingCodeBuildDefaults: {
          partialBuildSpec: cb.BuildSpec.fromObject({
            phases: { install: { commands: [`echo ${new s3.Bucket(stack, 'B').bucketName}`] } },
          }),
        },
      }));
      const stage = stageOf(app, 'Prod');
      new cdk.aws_s3_assets.Asset(stage.node.findChild('App'), 'Asset', { path: __filename });
      pipeline.addStage(stage);
      pipeline.buildPipeline();
    },
    /a buildspec for 'FileAsset' with values that are only known at deploy time/,
  ],
};

test.each(Object.entries(REFUSALS))('%s', (_, [act, message]) => {
  expect(act).toThrow(message);
});

describe('settings of a new CodePipeline together with an existing one', () => {
  const settings = {
    pipelineName: 'x',
    crossAccountKeys: false,
    enableKeyRotation: true,
    reuseCrossRegionSupportStacks: true,
    crossRegionReplicationBuckets: {},
    executionMode: cp.ExecutionMode.QUEUED,
  };

  test.each(Object.entries(settings))('%s', (name, value) => {
    const { pipeline } = setUp((stack) => ({ codePipeline: new cp.Pipeline(stack, 'Existing'), [name]: value }));
    expect(() => pipeline.buildPipeline()).toThrow(new RegExp(`'${name}' together with an existing CodePipeline`));
  });

  test('role and artifactBucket: reported at once', () => {
    const { pipeline } = setUp((stack) => {
      const codePipeline = new cp.Pipeline(stack, 'Existing');
      return { codePipeline, role: codePipeline.role, artifactBucket: new s3.Bucket(stack, 'Bucket') };
    });
    expect(() => pipeline.buildPipeline()).toThrow(/2 problems:\s+1\. .*'role'.*\s+2\. .*'artifactBucket'/);
  });
});

test('problems of several Stages are reported at once', () => {
  const { pipeline, app } = setUp();
  ['One', 'Two'].forEach((id) => pipeline.addStage(new cdk.Stage(app, id)));
  expect(() => pipeline.buildPipeline()).toThrow(/2 problems:\s+1\. \[One\].*\s+2\. \[Two\]/);
});

test('an artifact is the same one when it is asked for twice', () => {
  const fileSet = new FileSet('F', shell('S'));
  const artifacts = new ArtifactMap();
  expect(artifacts.toCodePipeline(fileSet)).toBe(artifacts.toCodePipeline(fileSet));
});

test('isPipeline() knows a pipeline from another construct', () => {
  const { pipeline, stack } = setUp();
  expect([pipeline, stack, undefined].map((x) => PipelineBase.isPipeline(x))).toEqual([true, false, false]);
});

function shell(id: string, props: Partial<ConstructorParameters<typeof ShellStep>[1]> = {}): ShellStep {
  return new ShellStep(id, { commands: ['x'], ...props });
}

function newStack(): cdk.Stack {
  return new cdk.Stack(new cdk.App(), 'Stack', { env: ENV });
}

function buildWith(props: Partial<ConstructorParameters<typeof CodeBuildStep>[1]>): void {
  const { pipeline } = setUp();
  pipeline.addWave('W', { pre: [new CodeBuildStep('Step', { commands: ['x'], ...props })] });
  pipeline.buildPipeline();
}
