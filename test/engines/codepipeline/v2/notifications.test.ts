import * as cdk from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { SlackChannelConfiguration } from 'aws-cdk-lib/aws-chatbot';
import * as cp from 'aws-cdk-lib/aws-codepipeline';
import { DetailType } from 'aws-cdk-lib/aws-codestarnotifications';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as sns from 'aws-cdk-lib/aws-sns';
import { PipelineEvent, PipelineLayout } from '../../../../lib';
import { readPlans } from '../../../../lib/document/read-plans';
import { ofType, setUp, stageOf, warningsOf, type WrittenTemplate } from '../../../kit/app';

const RULE = 'AWS::CodeStarNotifications::NotificationRule';

const rulesOf = (stack: cdk.Stack) =>
  ofType(Template.fromStack(stack).toJSON() as WrittenTemplate, RULE).map(({ Properties }) => Properties);

const notificationsOf = (app: cdk.App) => readPlans(app.synth().directory)[0].document.codePipeline?.notifications;

const FAILED = { events: [PipelineEvent.FAILED] };

describe.each([PipelineLayout.DEFAULT, PipelineLayout.COMPACT])('%s', (layout) => {
  test.each([false, true])('a topic; declared when the pipeline is built: %s', (isBuilt) => {
    const { app, stack, pipeline } = setUp(() => ({ layout }));
    pipeline.addStage(stageOf(app, 'Prod'));
    const topic = new sns.Topic(stack, 'Topic');
    if (isBuilt) {
      pipeline.buildPipeline();
    }
    const rule = pipeline.notifyOn('Bad', topic, { events: [PipelineEvent.FAILED, PipelineEvent.APPROVAL_NEEDED] });
    expect(warningsOf(app)).toEqual([]);
    const [written, ...others] = rulesOf(stack);
    expect(others).toEqual([]);
    expect(written).toMatchObject({
      DetailType: 'FULL',
      EventTypeIds: ['codepipeline-pipeline-pipeline-execution-failed', 'codepipeline-pipeline-manual-approval-needed'],
      Targets: [{ TargetType: 'SNS', TargetAddress: stack.resolve(topic.topicArn) }],
      Resource: stack.resolve(pipeline.pipeline.pipelineArn),
    });
    expect(stack.resolve(rule.notificationRuleArn)).toEqual({ Ref: expect.stringMatching('Bad') });
    expect(notificationsOf(app)).toEqual([
      {
        path: 'PipelineStack/Pipeline/Notifications/Bad',
        events: [...written.EventTypeIds].sort(),
        targets: ['PipelineStack/Topic'],
        enabled: true,
      },
    ]);
  });

  test('a chat channel, with the options that a rule has', () => {
    const { app, stack, pipeline } = setUp(() => ({ layout }));
    const channel = SlackChannelConfiguration.fromSlackChannelConfigurationArn(
      ...([stack, 'Channel', 'arn:aws:chatbot::111111111111:chat-configuration/slack-channel/x'] as const),
    );
    pipeline.notifyOn('Chat', channel, {
      events: [PipelineEvent.SUPERSEDED, PipelineEvent.SUPERSEDED],
      ...{ detailType: DetailType.BASIC, enabled: false, notificationRuleName: 'chat' },
    });
    expect(warningsOf(app)).toEqual([]);
    expect(rulesOf(stack)).toMatchObject([
      {
        ...{ Name: 'chat', DetailType: 'BASIC', Status: 'DISABLED' },
        EventTypeIds: ['codepipeline-pipeline-pipeline-execution-superseded'],
        Targets: [{ TargetType: 'AWSChatbotSlack' }],
      },
    ]);
    expect(notificationsOf(app)).toMatchObject([{ enabled: false }]);
  });

  test('a CodePipeline that was there before', () => {
    const { app, stack, pipeline } = setUp((own) => ({
      ...{ layout, codePipeline: new cp.Pipeline(own, 'Theirs', { restartExecutionOnUpdate: true }) },
    }));
    pipeline.notifyOn('Bad', new sns.Topic(stack, 'Topic'), FAILED);
    expect(notificationsOf(app)).toMatchObject([{ path: 'PipelineStack/Theirs/Notifications/Bad' }]);
    expect(rulesOf(stack)).toHaveLength(1);
  });
});

test('a rule that CDK itself was asked for is in the plan, one about another pipeline is not', () => {
  const { app, stack, pipeline } = setUp();
  pipeline.buildPipeline();
  const topic = new sns.Topic(stack, 'Topic');
  pipeline.pipeline.notifyOnAnyManualApprovalStateChange('Theirs', topic);
  const bucket = new cdk.CfnResource(stack, 'Other', { type: 'Test::Other' });
  pipeline.notifyOn('Ours', topic, FAILED);
  new cdk.aws_codestarnotifications.CfnNotificationRule(stack, 'Else', {
    ...{ detailType: 'FULL', eventTypeIds: ['x'], name: 'n', targets: [], resource: bucket.ref },
  });
  expect(notificationsOf(app)!.map(({ path }) => path)).toEqual([
    'PipelineStack/Pipeline/Notifications/Ours',
    'PipelineStack/Pipeline/Pipeline/Theirs',
  ]);
});

test('nothing is made where nobody asks for it', () => {
  const { app, pipeline } = setUp();
  pipeline.buildPipeline();
  expect(pipeline.node.tryFindChild('Notifications')).toBeUndefined();
  expect(notificationsOf(app)).toBeUndefined();
});

describe('what is wrong', () => {
  test.each<[string, (topic: sns.Topic) => unknown[], RegExp]>([
    ['no id', (topic) => ['', topic, FAILED], /the string '' as id/],
    ['an id that is taken', (topic) => ['Taken', topic, FAILED], /the string 'Taken' as id.*another id/],
    ['an ARN', () => ['A', 'arn:aws:sns:x', FAILED], /as target.*a topic or a chat channel.*fromTopicArn/],
    ['no options', (topic) => ['A', topic], /nothing as events.*PipelineEvent\.FAILED/],
    ['no events', (topic) => ['A', topic, { events: [] }], /no events.*at least one/],
    ['an event of CDK', (topic) => ['A', topic, { events: ['FAILED'] }], /the string 'FAILED' as events\[0\]/],
    ['all at once', () => ['', undefined, { events: [1] }], /3 problems/],
  ])('%s', (_, args, message) => {
    const { stack, pipeline } = setUp();
    const topic = new sns.Topic(stack, 'Topic');
    pipeline.notifyOn('Taken', topic, FAILED);
    expect(() => (pipeline as any).notifyOn(...args(topic))).toThrow(message);
  });
});

describe('messages that may not arrive', () => {
  const warned = (target: (stack: cdk.Stack) => sns.ITopic) => {
    const { app, stack, pipeline } = setUp();
    pipeline.notifyOn('Bad', target(stack), FAILED);
    return warningsOf(app);
  };

  test('the policy of an imported topic', () => {
    const [warning, ...others] = warned((stack) =>
      sns.Topic.fromTopicArn(stack, 'Theirs', 'arn:aws:sns:us-east-1:111111111111:x'),
    );
    expect(others).toEqual([]);
    expect(warning).toMatch(/policy of 'PipelineStack\/Theirs'.*codestar-notifications\.amazonaws\.com to sns:Publish/);
  });

  test('the policy of an imported key', () => {
    const [warning, ...others] = warned(
      (stack) => new sns.Topic(stack, 'Topic', { masterKey: kms.Alias.fromAliasName(stack, 'Key', 'alias/aws/sns') }),
    );
    expect(others).toEqual([]);
    expect(warning).toMatch(/'PipelineStack\/Topic'.*encrypted with a key.*kms:GenerateDataKey\*/);
  });

  test('a key of the app gets the permission, and nobody is warned', () => {
    const { app, stack, pipeline } = setUp();
    const topic = new sns.Topic(stack, 'Topic', { masterKey: new kms.Key(stack, 'Key') });
    pipeline.notifyOn('Bad', topic, FAILED);
    expect(warningsOf(app)).toEqual([]);
    const [key] = ofType(Template.fromStack(stack).toJSON() as WrittenTemplate, 'AWS::KMS::Key');
    expect(JSON.stringify(key.Properties.KeyPolicy)).toContain('codestar-notifications.amazonaws.com');
  });

  test('more rules than AWS takes', () => {
    const { app, stack, pipeline } = setUp();
    const topic = new sns.Topic(stack, 'Topic');
    Array.from({ length: 11 }, (_, i) => pipeline.notifyOn(`N${i}`, topic, FAILED));
    expect(warningsOf(app).join()).toMatch(/11 notification rules.*AWS takes 10/);
  });
});
