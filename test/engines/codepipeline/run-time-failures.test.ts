import * as cdk from 'aws-cdk-lib';
import * as codecommit from 'aws-cdk-lib/aws-codecommit';
import * as cp from 'aws-cdk-lib/aws-codepipeline';
import * as cpa from 'aws-cdk-lib/aws-codepipeline-actions';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as incumbent from 'aws-cdk-lib/pipelines';
import { actionNamed, ENV, type Lib, setUp, stageOf, warningsOf } from '../../kit/app';
import * as pipelines from '../../../lib';
import { CodeBuildStep, CodePipelineSource, ShellStep } from '../../../lib';

const connectionArn = 'arn:connection';
const connection = (repo: string, lib: Lib = pipelines) =>
  lib.CodePipelineSource.connection(repo, 'main', { connectionArn });

/** Warnings of a pipeline with this source, and with a step that reads these attributes of it. */
function warned(sourceIn: (stack: cdk.Stack) => CodePipelineSource, ...attributes: string[]): string[] {
  const { app, pipeline, stack } = setUp();
  const source = sourceIn(stack);
  const env = Object.fromEntries(attributes.map((name, i) => [`V${i}`, source.sourceAttribute(name)]));
  pipeline.addWave('W').addPost(new ShellStep('Use', { input: source, env, commands: ['true'] }));
  return warningsOf(app);
}

describe('attributes of sources', () => {
  test('one that the source does not have: a warning that says which it has', () => {
    expect(warned(() => connection('o/r'), 'NoSuch', 'CommitId')).toEqual([
      expect.stringMatching(
        /not known to have an attribute 'NoSuch'.* read one of AuthorDate, BranchName, CommitId,.* See https:/,
      ),
    ]);
    expect(warned((stack) => CodePipelineSource.s3(bucketIn(stack, true), 'key'), 'CommitId')).toEqual([
      expect.stringContaining('read one of BucketName, ETag, ObjectKey, VersionId'),
    ]);
  });

  test('those that it has: none', () => {
    const repository = (stack: cdk.Stack) => codecommit.Repository.fromRepositoryName(stack, 'Repo', 'repo');
    expect(warned(() => connection('o/r'), 'CommitId', 'FullRepositoryName', 'BranchName')).toEqual([]);
    expect(warned((stack) => CodePipelineSource.codeCommit(repository(stack), 'main'), 'CommitterDate')).toEqual([]);
  });

  test('a commit message: a warning with another way', () => {
    expect(warned(() => connection('o/r'), 'CommitMessage')).toEqual([
      expect.stringMatching(/quotes or of several lines .*codeBuildCloneOutput: true .*git log -1 --format=%B/),
    ]);
  });
});

const bucketIn = (stack: cdk.Stack, versioned?: boolean) => new s3.Bucket(stack, 'Bucket', { versioned });

describe('sources that CodePipeline cannot use', () => {
  test('a bucket without versions', () => {
    expect(warned((stack) => CodePipelineSource.s3(bucketIn(stack), 'key'))).toEqual([
      expect.stringContaining("the bucket 'PipelineStack/Bucket' has no versions"),
    ]);
    expect(warned((stack) => CodePipelineSource.s3(bucketIn(stack, true), 'key'))).toEqual([]);
    const imported = (stack: cdk.Stack) => s3.Bucket.fromBucketName(stack, 'Imported', 'imported');
    expect(warned((stack) => CodePipelineSource.s3(imported(stack), 'key'))).toEqual([]);
  });

  test.each([() => connection('o/r.git'), () => CodePipelineSource.gitHub('o/r.git', 'main')])('.git', (source) => {
    expect(warned(source)).toEqual([expect.stringContaining("write 'o/r'")]);
  });
});

test('a step without commands: a warning, unless something else brings them', () => {
  const { app, pipeline, source } = setUp();
  const partialBuildSpec = cdk.aws_codebuild.BuildSpec.fromObject({ phases: { build: { commands: ['true'] } } });
  pipeline.addWave('W', {
    post: [
      new ShellStep('Empty', { input: source, commands: [] }),
      new ShellStep('Install', { input: source, commands: [], installCommands: ['true'] }),
      new CodeBuildStep('Spec', { input: source, commands: [], partialBuildSpec }),
    ],
  });
  expect(warningsOf(app)).toEqual([expect.stringContaining('ShellStep(Empty) has no commands')]);
});

test('a Stage of another App is refused', () => {
  const { pipeline } = setUp();
  pipeline.addStage(stageOf(new cdk.App(), 'Elsewhere'));
  expect(() => pipeline.buildPipeline()).toThrow("Stage 'Elsewhere', which is in another App than the pipeline");
});

describe.each([
  ['this library', pipelines],
  ['aws-cdk-lib/pipelines', incumbent as unknown as Lib],
])('what a step without input receives, with %s', (_, lib) => {
  const received = (stack: cdk.Stack) =>
    (actionNamed(stack, 'Bare') as unknown as { InputArtifacts: { Name: string }[] }).InputArtifacts.map((a) => a.Name);

  test('the first source in the alphabet, whoever declares it', () => {
    const { pipeline, stack } = setUp(undefined, lib);
    const other = new lib.ShellStep('Other', { input: connection('aaa/last', lib), commands: ['true'] });
    pipeline.addWave('W', { post: [other, new lib.ShellStep('Bare', { commands: ['true'] })] });
    pipeline.buildPipeline();
    expect(received(stack)).toEqual(['aaa_last_Source']);
  });

  test('the cloud assembly, where the sources are of an existing CodePipeline', () => {
    const stack = new cdk.Stack(new cdk.App({ treeMetadata: false }), 'PipelineStack', { env: ENV });
    const output = new cp.Artifact('In');
    const bucket = s3.Bucket.fromBucketName(stack, 'Bucket', 'bucket');
    const action = new cpa.S3SourceAction({ actionName: 'In', bucket, bucketKey: 'x.zip', output });
    const codePipeline = new cp.Pipeline(stack, 'Mine', { stages: [{ stageName: 'In', actions: [action] }] });
    const synth = new lib.ShellStep('Synth', { input: lib.CodePipelineFileSet.fromArtifact(output), commands: ['x'] });
    const pipeline = new lib.CodePipeline(stack, 'Pipeline', { codePipeline, synth });
    pipeline.addWave('W', { post: [new lib.ShellStep('Bare', { commands: ['true'] })] });
    pipeline.buildPipeline();
    expect(received(stack)).toEqual(['Synth_Output']);
  });
});
