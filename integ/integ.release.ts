/**
 * What CodePipeline of type V2 can do around a release: what starts it, what may be set by hand, when it may go on, what people
 * are asked and for how long, what is watched afterwards, and what happens if that goes wrong.
 */
import { App, Duration, Stack, Stage } from 'aws-cdk-lib';
import type { StageProps } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { ExecutionMode, PipelineType } from 'aws-cdk-lib/aws-codepipeline';
import { Topic } from 'aws-cdk-lib/aws-sns';
import {
  CodePipeline,
  CodePipelineSource,
  EntryCondition,
  FailureResponse,
  ManualApprovalStep,
  PipelineEvent,
  PipelineLayout,
  ShellStep,
  StageRule,
  StageTransition,
  SuccessCondition,
  Trigger,
} from 'cdk-pipelines';
import type { Construct } from 'constructs';
import { account, connectionArn } from './environments';

class Shop extends Stage {
  constructor(scope: Construct, id: string, props: StageProps) {
    super(scope, id, props);
    new Topic(new Stack(this, 'Messaging'), 'Orders');
  }
}

const app = new App();
const home = { account: account('111111111111'), region: 'us-east-1' };
const delivery = new Stack(app, 'Release', { env: home });

// Documents alone start nothing.
const source = CodePipelineSource.connection('example/shop', 'main', {
  connectionArn,
  triggers: [Trigger.push({ paths: ['**', '!docs/**'] })],
});
const pipeline = new CodePipeline(delivery, 'Pipeline', {
  layout: PipelineLayout.COMPACT,
  pipelineType: PipelineType.V2,
  executionMode: ExecutionMode.QUEUED,
  synth: new ShellStep('Synth', { input: source, commands: ['npm ci', 'npx cdk synth'] }),
});

// Who starts the pipeline by hand may leave the long tests out.
const depth = pipeline.addVariable('TestDepth', { defaultValue: 'full', description: 'full or quick' });

pipeline.addStage(new Shop(app, 'Beta', { env: home }), {
  post: [new ShellStep('Test', { env: { DEPTH: depth.reference() }, commands: ['npm run test:remote -- "$DEPTH"'] })],
  onFailure: FailureResponse.retryFailedActions(),
});

pipeline.addStage(new Shop(app, 'LoadTest', { env: home }), {
  beforeEntry: EntryCondition.skipUnless(StageRule.variableEquals(depth.reference(), 'full')),
  post: [new ShellStep('Load', { commands: ['npm run test:load'] })],
});

// Those who wait for the release hear of it, and of what stops it.
pipeline.notifyOn('News', new Topic(delivery, 'DeliveryNews'), {
  events: [PipelineEvent.FAILED, PipelineEvent.SUCCEEDED, PipelineEvent.APPROVAL_NEEDED],
});

const errors = new Alarm(delivery, 'Errors', {
  metric: new Metric({ namespace: 'Shop', metricName: 'Errors', statistic: 'Sum' }),
  comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
  threshold: 5,
  evaluationPeriods: 1,
});
pipeline.addStage(new Shop(app, 'Prod', { env: home }), {
  pre: [
    new ManualApprovalStep('Release', {
      comment: 'Is the load test fine?',
      showRevision: true,
      timeout: Duration.days(2),
      notifyEmails: ['release@example.com'],
    }),
  ],
  beforeEntry: EntryCondition.failUnless(
    StageRule.deploymentWindow({ cron: '* * 9-16 ? * MON-FRI', timeZone: 'Europe/Berlin' }),
  ),
  onSuccess: SuccessCondition.rollbackUnless(StageRule.alarms([errors], { bakeTime: Duration.minutes(15) })),
  onFailure: FailureResponse.rollback(),
});

// The last part of the world waits until somebody opens the gate in the console.
pipeline.addStage(new Shop(app, 'Archive', { env: home }), {
  transition: StageTransition.disabled('Only in the first week of a month'),
});
