import * as cdk from 'aws-cdk-lib';
import * as cp from 'aws-cdk-lib/aws-codepipeline';
import * as cpa from 'aws-cdk-lib/aws-codepipeline-actions';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as incumbent from 'aws-cdk-lib/pipelines';
import { actionNamed, buildSpecOf, ENV, type Lib, setUp, warningsOf } from '../../kit/app';
import * as pipelines from '../../../lib';
import { CodePipelineFileSet, CodePipelineSource, ShellStep } from '../../../lib';

type Inputs = (files: {
  source: CodePipelineSource;
  other: CodePipelineSource;
  synth: ShellStep;
}) => Partial<pipelines.ShellStepProps>;

function scriptWith(inputs: Inputs, lib: Lib = pipelines) {
  const setup = setUp(undefined, lib);
  const other = lib.CodePipelineSource.connection('owner/zzz', 'main', { connectionArn: 'arn:connection' });
  setup.pipeline.addWave('Checks').addPost(
    new lib.ShellStep('Test', {
      commands: ['true'],
      ...inputs({ source: setup.source, other, synth: setup.synth }),
    }),
  );
  return setup;
}

/** In a CodePipeline that is there already, and that has a source for an artifact of this name. */
function existing(
  name: string,
  inputs: (artifact: cp.Artifact, synth: ShellStep) => Partial<pipelines.ShellStepProps>,
) {
  const app = new cdk.App({ treeMetadata: false });
  const stack = new cdk.Stack(app, 'PipelineStack', { env: ENV });
  const artifact = new cp.Artifact(name);
  const bucket = s3.Bucket.fromBucketName(stack, 'Bucket', 'bucket');
  const action = new cpa.S3SourceAction({ actionName: 'In', bucket, bucketKey: 'x.zip', output: artifact });
  const codePipeline = new cp.Pipeline(stack, 'Existing', { stages: [{ stageName: 'In', actions: [action] }] });
  const input = CodePipelineFileSet.fromArtifact(artifact);
  const synth = new ShellStep('Synth', { input, commands: ['npx cdk synth'] });
  const pipeline = new pipelines.CodePipeline(stack, 'Pipeline', { codePipeline, synth });
  pipeline.addWave('Checks').addPost(new ShellStep('Test', { commands: ['true'], ...inputs(artifact, synth) }));
  pipeline.buildPipeline();
  return { app, stack };
}

/** The commands that link, and the artifacts that the action receives. */
function built(inputs: Inputs, lib?: Lib) {
  const { pipeline, stack } = scriptWith(inputs, lib);
  pipeline.buildPipeline();
  const action = actionNamed(stack, 'Test') as unknown as { InputArtifacts: { Name: string }[]; Configuration: any };
  return {
    links: buildSpecOf(stack, 'Checks/Test').phases.install?.commands as string[],
    inputs: action.InputArtifacts.map((a) => a.Name),
    primary: action.Configuration.PrimarySource,
  };
}

describe('additional inputs that are the primary input', () => {
  test('of the same step: they are where CodeBuild has put the primary one, and passed once', () => {
    const { links, inputs, primary } = built(({ source }) => ({ input: source, additionalInputs: { again: source } }));
    expect(links).toHaveLength(1);
    expect(links[0]).toContain('ln -s -- "$CODEBUILD_SRC_DIR" "again"');
    expect({ inputs, primary }).toEqual({ inputs: ['owner_repo_Source'], primary: undefined });
  });

  test('that stands in where a step has none', () => {
    const { links, inputs } = built(({ source, synth }) => ({ additionalInputs: { '../app': source, out: synth } }));
    expect(links[0]).toContain('ln -s -- "$CODEBUILD_SRC_DIR" "../app"');
    expect(links[1]).toContain('ln -s -- "$CODEBUILD_SRC_DIR_Synth_Output" "out"');
    expect(inputs).toEqual(['owner_repo_Source', 'Synth_Output']);
  });

  test('by an artifact that was imported twice', () => {
    const { stack } = existing('Mine', (artifact) => ({
      input: CodePipelineFileSet.fromArtifact(artifact),
      additionalInputs: { again: CodePipelineFileSet.fromArtifact(artifact) },
    }));
    expect(buildSpecOf(stack, 'Checks/Test').phases.install.commands).toEqual([
      expect.stringContaining('"$CODEBUILD_SRC_DIR" "again"'),
    ]);
    expect(actionNamed(stack, 'Test')).toMatchObject({ InputArtifacts: [{ Name: 'Mine' }] });
  });

  test('others are as with aws-cdk-lib/pipelines', () => {
    const inputs: Inputs = ({ source, other, synth }) => ({
      input: synth,
      additionalInputs: { '../app': source, 'deep/er': other, 'with blank': other, 'deep/er/er': source },
    });
    expect(built(inputs)).toEqual(built(inputs, incumbent as unknown as Lib));
  });
});

test.each(['', './', 'a/..', '/', '..', '../..', '../../'])("'%s' as directory of an input is refused", (directory) => {
  const { pipeline } = scriptWith(({ source, other }) => ({ input: source, additionalInputs: { [directory]: other } }));
  expect(() => pipeline.buildPipeline()).toThrow(
    `step 'Test'] additionalInputs for the directory '${directory}'. Expected: a directory that is not there yet`,
  );
});

test('one directory for two inputs is refused, however it is written', () => {
  const { pipeline } = scriptWith(({ synth, source, other }) => ({
    input: synth,
    additionalInputs: { lib: source, './lib/': other },
  }));
  expect(() => pipeline.buildPipeline()).toThrow(
    /additionalInputs for 'lib', '\.\/lib\/', which are one directory, from FileSet\(Source\) and FileSet\(Source\). Expected: a directory for each/,
  );
});

test('all of these are reported at once', () => {
  const { pipeline } = scriptWith(({ source, other }) => ({
    input: source,
    additionalInputs: { '/': other, '..': other },
  }));
  expect(() => pipeline.buildPipeline()).toThrow(/2 problems/);
});

describe('more artifacts than CodePipeline takes of a build: the step, how many, and the way out', () => {
  const others = (n: number) =>
    Array.from({ length: n }, (_, i) =>
      CodePipelineSource.connection(`owner/lib${i}`, 'main', { connectionArn: 'arn:connection' }),
    );

  test('inputs', () => {
    const additionalInputs = Object.fromEntries(others(5).map((lib, i) => [`lib${i}`, lib]));
    const { pipeline } = scriptWith(({ source }) => ({ input: source, additionalInputs }));
    expect(() => pipeline.buildPipeline()).toThrow(
      /\/Checks\/Test\] ShellStep\(Test\) has 6 inputs\. Expected: at most 5 .* To fix it: put files together in an earlier step/,
    );
  });

  test('the same input twice is one', () => {
    const four = Object.fromEntries(others(4).map((lib, i) => [`lib${i}`, lib]));
    const { pipeline } = scriptWith(({ source }) => ({ input: source, additionalInputs: { ...four, again: source } }));
    expect(() => pipeline.buildPipeline()).not.toThrow();
  });

  test('outputs', () => {
    const { pipeline, source } = setUp();
    const make = new ShellStep('Make', { input: source, commands: ['make'] });
    ['a', 'b', 'c', 'd', 'e', 'f'].forEach((directory) => make.addOutputDirectory(directory));
    pipeline.addWave('Checks', { post: [make] });
    expect(() => pipeline.buildPipeline()).toThrow(
      /ShellStep\(Make\) has 6 outputs\. Expected: at most 5 .* To fix it: put files together in one directory/,
    );
  });
});

test('an absolute directory of an output is one of this machine: a warning', () => {
  const { app } = scriptWith(({ source }) => ({ input: source, primaryOutputDirectory: '/home/me/app/cdk.out' }));
  expect(warningsOf(app)).toEqual([
    expect.stringContaining("ShellStep(Test): the output directory '/home/me/app/cdk.out' is absolute"),
  ]);
});

test('an input whose artifact is not the name of a shell variable: a warning', () => {
  const { app } = existing('my-lib', (artifact, synth) => ({
    input: synth,
    additionalInputs: { lib: CodePipelineFileSet.fromArtifact(artifact) },
  }));
  expect(warningsOf(app)).toContainEqual(expect.stringContaining("additionalInputs['lib'] is the artifact 'my-lib'"));
});
