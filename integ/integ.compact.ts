/**
 * Many targets from one small pipeline: the compact layout packs the assets, groups the permissions, and names things
 * so that they stay when others come and go.
 */
import * as path from 'path';
import { App, Stack, Stage } from 'aws-cdk-lib';
import type { StageProps } from 'aws-cdk-lib';
import { PipelineType } from 'aws-cdk-lib/aws-codepipeline';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { CodePipeline, CodePipelineSource, ManualApprovalStep, PipelineLayout, ShellStep } from 'cdk-pipelines';
import type { Construct } from 'constructs';
import { account, connectionArn } from './environments';

const DEMO = path.join(__dirname, 'demo');

/** A function, and what it tells its news to. */
class Reports extends Stage {
  constructor(scope: Construct, id: string, props: StageProps) {
    super(scope, id, props);
    const messaging = new Stack(this, 'Messaging');
    new Topic(messaging, 'News');
    new Function(new Stack(this, 'Service'), 'Report', {
      runtime: Runtime.NODEJS_LATEST,
      handler: 'index.handler',
      code: Code.fromAsset(path.join(DEMO, 'report')),
    });
  }
}

const app = new App();
const delivery = new Stack(app, 'CompactDelivery', { env: { account: account('111111111111'), region: 'us-east-1' } });
const pipeline = new CodePipeline(delivery, 'Pipeline', {
  layout: PipelineLayout.COMPACT,
  pipelineType: PipelineType.V2,
  crossAccountKeys: true,
  synth: new ShellStep('Synth', {
    input: CodePipelineSource.connection('example/reports', 'main', { connectionArn }),
    commands: ['npm ci', 'npx cdk synth'],
  }),
});

pipeline.addStage(new Reports(app, 'Beta', { env: { account: account('222222222222'), region: 'us-east-1' } }), {
  post: [new ShellStep('Smoke', { commands: ['curl -Ssf https://beta.example.com/health'] })],
});

// Each customer is deployed to an account of its own; the first two ask nobody, and need not wait for the third.
const customers = pipeline.addWave('Customers', { stagePerApplication: true });
const accounts = { Acme: '333333333333', Initech: '444444444444', Umbrella: '555555555555' };
for (const [name, id] of Object.entries(accounts)) {
  const stage = new Reports(app, name, { env: { account: account(id), region: 'eu-west-1' } });
  customers.addStage(stage, { pre: name === 'Umbrella' ? [new ManualApprovalStep('Call-Umbrella')] : [] });
}
