import * as cdk from 'aws-cdk-lib';
import * as cb from 'aws-cdk-lib/aws-codebuild';
import { Template } from 'aws-cdk-lib/assertions';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as incumbent from 'aws-cdk-lib/pipelines';
import { ENV, outputOf, setUp, stageOf } from '../../kit/app';
import { CodeBuildStep, type DockerCredential, FileSet, ManualApprovalStep, ShellStep, Step } from '../../../lib';

// Whoever has made several mistakes hears of all of them, and nothing has been made by then.

const TAGS = { Tags: [{ Key: 'Department', Value: 'Eng' }] };

class Unknown extends Step {}

/** A pipeline with a mistake of each kind. */
function mistaken() {
  const synth = new ShellStep('Synth', { commands: ['npx cdk synth'] });
  const { app, stack, pipeline } = setUp(() => ({
    synth,
    maxPublishers: 3,
    limits: { actionsPerStage: -1 },
    dockerCredentials: [{} as DockerCredential],
  }));
  const prod = stageOf(app, 'Prod');
  const bucket = new s3.Bucket(prod.node.findChild('App'), 'Bucket');
  const other = stageOf(app, 'Other');
  const abroad = new cdk.Stage(app, 'Abroad', { env: { account: '222222222222', region: ENV.region } });
  new cdk.Stack(abroad, 'App');
  const tagged = new cdk.Stage(app, 'Tagged', { env: ENV });
  const deployRoleAdditionalOptions = TAGS;
  new cdk.Stack(tagged, 'App', { synthesizer: new cdk.DefaultStackSynthesizer({ deployRoleAdditionalOptions }) });

  const [one, two] = ['One', 'Two'].map((id) => new ManualApprovalStep(id));
  one.addStepDependency(two);
  two.addStepDependency(one);
  const version = new CodeBuildStep('Version', {
    commands: ['x'],
    partialBuildSpec: cb.BuildSpec.fromSourceFilename('buildspec.yml'),
  });
  const scripts = [
    new ShellStep('Command', { commands: [`echo ${version.exportedVariable('V')}`] }),
    new ShellStep('Value', { commands: ['x'], env: { BUCKET: bucket.bucketName } }),
    new ShellStep('Input', { commands: ['x'], additionalInputs: { '..': new FileSet('Files', version) } }),
  ];
  const outputs = new ShellStep('Outputs', { input: version.addOutputDirectory('out'), commands: ['x'] });
  ['a', 'b', 'c', 'd', 'e', 'f'].forEach((directory) => outputs.addOutputDirectory(directory));
  const foreign = new incumbent.ManualApprovalStep('Foreign') as unknown as Step;
  pipeline.addStage(new cdk.Stage(app, 'Empty'));
  pipeline.addStage(prod, { stackSteps: [{ stack: other.node.findChild('App') as cdk.Stack }] });
  pipeline.addStage(abroad);
  pipeline.addStage(tagged);
  pipeline.addWave('Ä', { pre: [one, two, new Unknown('What'), foreign] });
  pipeline.addWave('Scripts', { pre: [version, ...scripts, outputs, new ManualApprovalStep('Value')] });
  return { app, stack, pipeline };
}

function failureOf(act: () => void): string {
  try {
    act();
  } catch (e) {
    return (e as Error).message;
  }
  throw new Error('no failure');
}

test('all mistakes are in one error, and nothing has been made', () => {
  const { stack, pipeline } = mistaken();
  const paths = () => stack.node.findAll().map((c) => c.node.path);
  const before = paths();
  const [title, ...problems] = failureOf(() => pipeline.buildPipeline()).split(/\n {2}(?=\d+\. )/);
  expect(problems).toEqual([
    // Of the properties.
    expect.stringContaining(`1. [PipelineStack/Pipeline] 'maxPublishers' (3) without the compact layout`),
    expect.stringContaining(`2. [PipelineStack/Pipeline] an item of dockerCredentials`),
    expect.stringContaining(`3. [PipelineStack/Pipeline] -1 as 'limits.actionsPerStage'`),
    // Of what was declared.
    expect.stringContaining(`4. [Empty] a Stage without any Stack`),
    expect.stringContaining(`5. [Prod] stackSteps for stack 'Other/App'`),
    expect.stringContaining(`6. [PipelineStack/Pipeline] ManualApprovalStep(Foreign), which is not a Step`),
    // Of the plan.
    expect.stringContaining(`7. [PipelineStack/Pipeline] 2 things with the name 'Value'`),
    expect.stringContaining(`8. [PipelineStack/Pipeline] things that wait for each other`),
    // Of scripts, values, accounts and roles.
    expect.stringMatching(/^9\. \[PipelineStack\/Pipeline, step 'Command'\] the output 'V' of step 'Version' inside/),
    expect.stringMatching(/^10\. \[PipelineStack\/Pipeline, step 'Input'\] additionalInputs for the directory '\.\.'/),
    expect.stringMatching(/^11\. \[PipelineStack\/Pipeline, step 'Value'\] 'env' holds a value of 'Prod\/App\/Bucket/),
    expect.stringContaining(`12. [PipelineStack/Pipeline] stacks in other accounts`),
    expect.stringContaining(`13. [Tagged/App] session tags`),
    // Of what would be made.
    expect.stringContaining(`14. [PipelineStack/Pipeline] 'Ä' as the name of a CodePipeline stage`),
    expect.stringMatching(/^15\. .*Unknown\(What\), a step that the CodePipeline engine does not know/),
    expect.stringMatching(/^16\. .*step 'Synth' without an input, in a pipeline without a source/),
    expect.stringMatching(/^17\. .*Scripts\/Outputs\] ShellStep\(Outputs\) has 6 outputs/),
    expect.stringMatching(/^18\. .*Scripts\/Version\] a partialBuildSpec that is a file/),
  ]);
  expect(title).toBe('18 problems:');
  expect(paths()).toEqual(before);
});

test('the same when a Stage was read before the pipeline is built, and no problem twice', () => {
  const { app, pipeline } = setUp(() => ({ maxPublishers: 3 }));
  const prod = stageOf(app, 'Prod');
  const deployment = pipeline.addStage(prod);
  expect(deployment.stacks).toHaveLength(1);
  deployment.stackSteps.push({ stack: stageOf(app, 'Other').node.findChild('App') as cdk.Stack });
  expect(failureOf(() => pipeline.buildPipeline())).toMatch(
    /^2 problems:\n {2}1\. \[Prod\] stackSteps for stack 'Other\/App'.*\n {2}2\. .*'maxPublishers'/,
  );
});

test('an output of a Stage that cannot be read is no problem of its own', () => {
  const { app, pipeline } = setUp();
  const [prod, beta] = ['Prod', 'Beta'].map((id) => stageOf(app, id));
  const topic = new cdk.aws_sns.Topic(beta.node.findChild('App'), 'Topic');
  new cdk.CfnOutput(prod.node.findChild('App'), 'Topic', { value: topic.topicArn });
  const Url = outputOf(prod);
  pipeline.addStage(prod, { post: [new ShellStep('Test', { commands: ['x'], envFromCfnOutputs: { Url } })] });
  expect(failureOf(() => pipeline.buildPipeline())).toMatch(/^\[Prod\] CDK refuses to synthesize the Stage/);
});

test('a custom step may say what it hands on while it makes its action: what comes after it is not refused', () => {
  class Late extends Step {
    public produceAction() {
      this.configurePrimaryOutput(new FileSet('Files', this));
      return { runOrdersConsumed: 1 };
    }
  }
  const built = (step: Step) => () => {
    const synth = new ShellStep('Synth', { commands: ['x'] });
    synth.addStepDependency(step);
    setUp(() => ({ synth })).pipeline.buildPipeline();
  };
  expect(built(new Late('Late'))).not.toThrow();
  expect(built(new ManualApprovalStep('Ok'))).toThrow(/step 'Synth' without an input/);
});

describe('a pipeline that could not be built', () => {
  function halfBuilt() {
    const { app, stack, pipeline } = setUp();
    const wave = pipeline.addWave('Wave', { pre: [new ManualApprovalStep('Same'), new ManualApprovalStep('Same')] });
    wave.addStage(stageOf(app, 'Prod'));
    expect(() => pipeline.buildPipeline()).toThrow(/2 things with the name 'Same'/);
    return { app, stack, pipeline, wave };
  }

  test('is refused again at synthesis: nobody deploys a stack that has lost its pipeline', () => {
    const { app } = halfBuilt();
    expect(() => app.synth()).toThrow(/2 things with the name 'Same'/);
  });

  test('is built when that has been corrected, with what has been added', () => {
    const { app, stack, pipeline, wave } = halfBuilt();
    wave.pre.pop();
    wave.addStage(stageOf(app, 'Second'));
    pipeline.buildPipeline();
    const [{ Properties }] = Object.values(
      Template.fromStack(stack).findResources('AWS::CodePipeline::Pipeline'),
    ) as any[];
    const names = Properties.Stages.at(-1).Actions.map((action: any) => action.Name);
    expect(names).toEqual(['Same', 'Prod.App.Prepare', 'Second.App.Prepare', 'Prod.App.Deploy', 'Second.App.Deploy']);
    expect(() => wave.addStage(stageOf(app, 'Late'))).toThrow(/after the pipeline was built/);
  });

  test('takes a variable that is named after that', () => {
    const { app, stack, pipeline } = setUp();
    const make = new CodeBuildStep('Make', { commands: ['x'] });
    const wave = pipeline.addWave('Wave', { pre: [make, new ManualApprovalStep('Make')] });
    wave.addStage(stageOf(app, 'Prod'));
    expect(() => pipeline.buildPipeline()).toThrow(/2 things with the name 'Make'/);
    wave.pre.pop();
    wave.addPost(new ShellStep('Use', { commands: ['x'], env: { V: make.exportedVariable('V') } }));
    pipeline.buildPipeline();
    expect(JSON.stringify(Template.fromStack(stack))).toContain('#{Prod@Make.V}');
    expect(() => make.exportedVariable('W')).toThrow(/after the pipeline was built/);
  });

  test('is refused with what was made already: a step has failed', () => {
    class Failing extends Step {
      public produceAction(): never {
        throw new Error('no luck');
      }
    }
    const { app, pipeline } = setUp();
    pipeline.addStage(stageOf(app, 'Prod'), { pre: [new Failing('F')] });
    expect(() => pipeline.buildPipeline()).toThrow('no luck');
    expect(() => app.synth()).toThrow(/There is already a Construct with name 'Pipeline'/);
  });
});
