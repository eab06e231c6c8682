import * as cdk from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as cp from 'aws-cdk-lib/aws-codepipeline';
import { S3SourceAction } from 'aws-cdk-lib/aws-codepipeline-actions';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as sns from 'aws-cdk-lib/aws-sns';
import {
  CodeBuildStep,
  CodePipelineFileSet,
  CodePipelineSource,
  ManualApprovalStep,
  PipelineLayout,
  ShellStep,
} from '../../../../lib';
import type * as pipelines from '../../../../lib';
import { readPlans } from '../../../../lib/document/read-plans';
import {
  type Action,
  actionsOf,
  ofType,
  type Setup,
  setUp,
  stageOf,
  warningsOf,
  type WrittenTemplate,
} from '../../../kit/app';

const LAYOUTS = [PipelineLayout.DEFAULT, PipelineLayout.COMPACT];

type Props = pipelines.ManualApprovalStepProps;

const ask = (props?: Props) => new ManualApprovalStep('Ask', props);

function released(
  step: pipelines.Step,
  props: Partial<pipelines.CodePipelineProps> = {},
  made = setUp(() => props),
): Setup {
  made.pipeline.addStage(stageOf(made.app, 'Prod'), { pre: [step] });
  made.pipeline.buildPipeline();
  return made;
}

const asked = (stack: cdk.Stack) =>
  actionsOf(stack).find((action) => action.ActionTypeId.Category === 'Approval') as Action & {
    TimeoutInMinutes?: number;
  };

const planOf = (app: cdk.App) => readPlans(app.synth().directory)[0].document;

const resources = (stack: cdk.Stack, type: string) =>
  ofType(Template.fromStack(stack).toJSON() as WrittenTemplate, type).map(({ Properties }) => Properties);

describe.each(LAYOUTS)('%s', (layout) => {
  test.each([cp.PipelineType.V1, cp.PipelineType.V2])('a timeout, on %s', (pipelineType) => {
    const { stack } = released(ask({ timeout: cdk.Duration.hours(2) }), { layout, pipelineType });
    expect(asked(stack).TimeoutInMinutes).toBe(120);
  });

  test('people who are subscribed to a topic of its own', () => {
    const { stack } = released(ask({ notifyEmails: ['a@example.com', 'b@example.com', 'a@example.com'] }), { layout });
    const [topic] = Object.keys(Template.fromStack(stack).findResources('AWS::SNS::Topic'));
    expect(asked(stack).Configuration).toEqual({ NotificationArn: { Ref: topic } });
    expect(resources(stack, 'AWS::SNS::Subscription')).toEqual(
      ['a@example.com', 'b@example.com'].map((Endpoint) => ({ Protocol: 'email', TopicArn: { Ref: topic }, Endpoint })),
    );
  });

  test('what an action before it exports is read, and waited for', () => {
    const check = new CodeBuildStep('Check', { commands: ['export RISK=high'] });
    const step = ask({ comment: `Risk: ${check.exportedVariable('RISK')}` });
    const { stack } = released(step, { layout });
    const action = actionsOf(stack).find(({ Name }) => Name.endsWith('Check'))!;
    expect(action.Namespace).toBeDefined();
    expect(asked(stack).Configuration.CustomData).toBe(`Risk: #{${action.Namespace}.RISK}`);
    expect(asked(stack).stage).toBe(action.stage);
    expect(asked(stack).RunOrder).toBeGreaterThan(action.RunOrder);
  });

  test('what is known of the source and what a variable holds are in text and address', () => {
    const made = setUp(() => ({ layout, pipelineType: cp.PipelineType.V2 }));
    const ticket = made.pipeline.addVariable('Ticket', { defaultValue: 'none' }).reference();
    const commit = made.source.sourceAttribute('CommitId');
    released(ask({ comment: `${commit} for ${ticket}`, reviewUrl: `https://x/${commit}/${ticket}` }), {}, made);
    const [source] = actionsOf(made.stack);
    const id = `#{${source.Namespace}.CommitId}`;
    expect(source.Namespace).toBeDefined();
    expect(asked(made.stack).Configuration).toEqual({
      CustomData: `${id} for #{variables.Ticket}`,
      ExternalEntityLink: `https://x/${id}/#{variables.Ticket}`,
    });
    expect(warningsOf(made.app)).toEqual([]);
  });
});

describe.each(LAYOUTS)('what is approved, %s', (layout) => {
  const lastLine = (stack: cdk.Stack) => asked(stack).Configuration.CustomData as string;

  test('commit and plan, below the comment', () => {
    const { app, stack } = released(ask({ comment: 'Ready?', showRevision: true }), { layout });
    const [source] = actionsOf(stack);
    expect(source.Namespace).toBeDefined();
    const plan = planOf(app);
    expect(plan.planHash).toMatch(/^[0-9a-f]{12}$/);
    expect(lastLine(stack)).toBe(
      `Ready?\n\nCommitId #{${source.Namespace}.CommitId} of owner/repo, plan ${plan.planHash}`,
    );
    expect(warningsOf(app)).toEqual([]);
  });

  test('the source that the synth starts in, however far away, and not another one', () => {
    const made = setUp((stack) => {
      const first = CodePipelineSource.s3(new s3.Bucket(stack, 'B', { versioned: true }), 'app.zip');
      const other = CodePipelineSource.connection('a/other', 'main', { connectionArn: 'arn:c' });
      const build = new ShellStep('Build', {
        ...{ input: first, additionalInputs: { other }, commands: ['b'], primaryOutputDirectory: 'dist' },
      });
      return { layout, synth: new ShellStep('Synth', { input: build, additionalInputs: { other }, commands: ['s'] }) };
    });
    released(ask({ showRevision: true }), {}, made);
    const source = actionsOf(made.stack).find((a) => a.ActionTypeId.Provider === 'S3')!;
    expect(JSON.stringify(lastLine(made.stack))).toMatch(`VersionId #{${source.Namespace}.VersionId} of s3://`);
    expect(actionsOf(made.stack).filter((a) => a.Namespace !== undefined)).toEqual([source]);
  });

  test('an image', () => {
    const made = setUp((stack) => ({
      layout,
      synth: new ShellStep('Synth', {
        input: CodePipelineSource.ecr(ecr.Repository.fromRepositoryName(stack, 'R', 'builder')),
        commands: ['s'],
      }),
    }));
    released(ask({ showRevision: true }), {}, made);
    expect(lastLine(made.stack)).toMatch(/^ImageDigest #\{[^}]+\.ImageDigest\} of builder:latest, plan [0-9a-f]{12}$/);
  });

  test('the hash only, and a warning, where no source is known', () => {
    const artifact = new cp.Artifact('Files');
    const files = CodePipelineFileSet.fromArtifact(artifact);
    const made = setUp((stack) => {
      const codePipeline = new cp.Pipeline(stack, 'Own', { restartExecutionOnUpdate: true });
      const bucket = s3.Bucket.fromBucketName(stack, 'Bucket', 'bucket');
      const source = new S3SourceAction({ actionName: 'Own', bucket, bucketKey: 'x.zip', output: artifact });
      codePipeline.addStage({ stageName: 'Own', actions: [source] });
      return { layout, codePipeline, synth: new ShellStep('Synth', { input: files, commands: ['s'] }) };
    });
    released(ask({ showRevision: true }), {}, made);
    expect(lastLine(made.stack)).toMatch(/^plan [0-9a-f]{12}$/);
    expect(warningsOf(made.app).join()).toMatch(
      /ManualApprovalStep\(Ask\): showRevision shows the hash.*CodePipelineSource/,
    );
  });

  test('the same hash when contents change, another one for another gate', () => {
    const hashOf = (content: string, more: pipelines.Step[] = []) => {
      const made = setUp(() => ({ layout }));
      const stacks = [
        { id: 'A', files: ['one', 'two'], content },
        { id: 'B', files: ['two'], content: content === 'old' ? 'old' : 'else' },
      ];
      made.pipeline.addStage(stageOf(made.app, 'Prod', ...stacks), { pre: [ask({ showRevision: true }), ...more] });
      return planOf(made.app).planHash;
    };
    expect(hashOf('new')).toBe(hashOf('old'));
    expect(hashOf('old', [new ManualApprovalStep('Other')])).not.toBe(hashOf('old'));
  });
});

test('nobody is shown a hash unless asked for', () => {
  const { app } = released(ask({ comment: 'Ready?', showRevision: false }));
  expect(planOf(app)).not.toHaveProperty('planHash');
});

test('two approvals may share a topic and the people', () => {
  const made = setUp();
  const topic = new sns.Topic(made.stack, 'Topic');
  const props = { notificationTopic: topic, notifyEmails: ['a@example.com'] };
  made.pipeline.addStage(stageOf(made.app, 'Beta'), { pre: [ask(props)] });
  released(ask(props), {}, made);
  expect(resources(made.stack, 'AWS::SNS::Topic')).toHaveLength(1);
  expect(resources(made.stack, 'AWS::SNS::Subscription')).toHaveLength(1);
});

test('addresses that are known at deployment', () => {
  const made = setUp();
  const parameter = new cdk.CfnParameter(made.stack, 'Mail');
  released(ask({ notifyEmails: [parameter.valueAsString] }), {}, made);
  expect(resources(made.stack, 'AWS::SNS::Subscription')[0].Endpoint).toEqual({ Ref: 'Mail' });
});

describe('what is wrong', () => {
  const output = new CodeBuildStep('Check', { commands: ['x'] }).exportedVariable('MAIL');
  const token = cdk.Token.asNumber(cdk.Lazy.number({ produce: () => 60 }));
  test.each<[string, object, RegExp]>([
    [
      '4 minutes',
      { timeout: cdk.Duration.minutes(4) },
      /4 minutes as timeout.*5 minutes to 60 days.*Duration\.days\(3\)/,
    ],
    ['61 days', { timeout: cdk.Duration.days(61) }, /61 days as timeout/],
    ['half a minute', { timeout: cdk.Duration.seconds(330) }, /5 minutes 30 seconds as timeout.*whole minutes/],
    ['a number', { timeout: 60 }, /the number 60 as timeout/],
    ['a time that is not known', { timeout: cdk.Duration.minutes(token) }, /as timeout.*known at synthesis/],
    ['an empty address', { notifyEmails: [''] }, /the string '' as notifyEmails\[0\]/],
    ['no address', { notifyEmails: ['a@b', 'team'] }, /the string 'team' as notifyEmails\[1\].*an address/],
    ['a blank', { notifyEmails: ['a b@c'] }, /notifyEmails\[0\]/],
    ['one address for a list', { notifyEmails: 'a@b' }, /the string 'a@b' as notifyEmails.*a list/],
    ['an output of a step', { notifyEmails: [output] }, /notifyEmails\[0\].*known before the pipeline runs/],
    ['a list that is not known', { notifyEmails: cdk.Fn.split(',', cdk.Fn.ref('X')) }, /as notifyEmails.*length known/],
    ['text for a switch', { showRevision: 'yes' }, /the string 'yes' as showRevision.*true or false/],
    ['all at once', { timeout: 1, notifyEmails: ['x'], notificationTopic: 'arn' }, /3 problems/],
  ])('%s', (_, props, message) => {
    expect(() => ask(props)).toThrow(message);
  });

  test.each(['example.com/page', 'ftp://example.com', 'https://', 'https://a b'])(
    'a page at %s is a warning',
    (reviewUrl) => {
      const warnings = warningsOf(released(ask({ reviewUrl })).app);
      expect(warnings).toHaveLength(1);
      expect(warnings[0]).toContain(`reviewUrl is '${reviewUrl}', which is no address`);
    },
  );

  test.each(['https://example.com', 'HTTP://example.com', '#{Check.PAGE}'])('a page at %s is not', (reviewUrl) => {
    expect(warningsOf(released(ask({ reviewUrl })).app)).toEqual([]);
  });
});

test.each([5, 60 * 24 * 60])('%d minutes are taken', (minutes) => {
  const { stack } = released(ask({ timeout: cdk.Duration.minutes(minutes) }));
  expect(asked(stack).TimeoutInMinutes).toBe(minutes);
});
