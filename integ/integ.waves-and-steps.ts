/**
 * Many things at once, and some in a row: two regions in one wave, steps that hand files and variables to each
 * other, and an approval of a single stack between its change set and its execution.
 */
import { Annotations, App, Stack, Stage } from 'aws-cdk-lib';
import type { StageProps } from 'aws-cdk-lib';
import { ComputeType, LinuxBuildImage } from 'aws-cdk-lib/aws-codebuild';
import { PipelineType } from 'aws-cdk-lib/aws-codepipeline';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { CodeBuildStep, CodePipeline, CodePipelineSource, ManualApprovalStep, ShellStep, Step } from 'cdk-pipelines';
import type { Construct } from 'constructs';
import { account, connectionArn } from './environments';

/** A storage stack, and one that may only be deployed after it. */
class Backend extends Stage {
  readonly storage: Stack;

  constructor(scope: Construct, id: string, props: StageProps) {
    super(scope, id, props);
    this.storage = new Stack(this, 'Storage');
    new Bucket(this.storage, 'Documents');
    const messaging = new Stack(this, 'Messaging');
    new Topic(messaging, 'News');
    messaging.addStackDependency(this.storage);
  }
}

const app = new App();
const delivery = new Stack(app, 'WavesDelivery', { env: { account: account('111111111111'), region: 'us-east-1' } });
const source = CodePipelineSource.connection('example/backend', 'main', { connectionArn });
const tools = CodePipelineSource.connection('example/tools', 'main', { connectionArn, triggerOnPush: false });

const synth = new ShellStep('Synth', {
  input: source,
  additionalInputs: { '../tools': tools },
  commands: ['npm ci', 'npx cdk synth'],
});
const reports = synth.addOutputDirectory('reports');

const pipeline = new CodePipeline(delivery, 'Pipeline', {
  pipelineType: PipelineType.V2,
  crossAccountKeys: true,
  publishAssetsInParallel: false,
  synth,
});

// A build that decides on a version, and a step that uses it: the variable orders the two.
const version = new CodeBuildStep('Version', {
  input: source,
  commands: ['VERSION=$(cat version.txt)', 'export VERSION'],
  buildEnvironment: { buildImage: LinuxBuildImage.STANDARD_7_0, computeType: ComputeType.SMALL },
});
const announce = new CodeBuildStep('Announce', {
  input: reports,
  env: { VERSION: version.exportedVariable('VERSION') },
  commands: ['./announce.sh "$VERSION" coverage.html'],
  rolePolicyStatements: [new PolicyStatement({ actions: ['sns:Publish'], resources: ['*'] })],
});

const regions = pipeline.addWave('Regions', {
  pre: Step.sequence([new ManualApprovalStep('Plan'), new ManualApprovalStep('Promote')]),
  post: [version, announce],
});
for (const region of ['us-east-1', 'eu-west-1']) {
  const backend = new Backend(app, `Backend-${region}`, { env: { account: account('222222222222'), region } });
  regions.addStage(backend, {
    stackSteps: [{ stack: backend.storage, changeSet: [new ManualApprovalStep('ReviewChanges')] }],
  });
}

// The regions are deployed together, so each waits for the review of the other, too: that is meant here.
Annotations.of(delivery).acknowledgeWarning('cdk-pipelines:waitsForOthersApproval');
