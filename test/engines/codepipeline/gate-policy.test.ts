import * as fs from 'node:fs';
import * as path from 'node:path';
import * as cdk from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as cp from 'aws-cdk-lib/aws-codepipeline';
import * as cpa from 'aws-cdk-lib/aws-codepipeline-actions';
import { ENV, setUp, type Setup, stageOf, warningsOf } from '../../kit/app';
import * as pipelines from '../../../lib';
import { readPlans } from '../../../lib/document/read-plans';

const { GateRule, ManualApprovalStep, PipelineLayout } = pipelines;

const LIVE = { account: '333333333333', region: 'eu-west-1' };

function build(
  gatePolicy: pipelines.GateRule[] | undefined,
  declare: (setup: Setup) => void,
  props: Partial<pipelines.CodePipelineProps> = {},
): Setup {
  const setup = setUp(() => ({ crossAccountKeys: true, gatePolicy, ...props }));
  declare(setup);
  return setup;
}

function failureOf({ app }: Pick<Setup, 'app'>): string {
  try {
    app.synth();
  } catch (e) {
    return (e as Error).message;
  }
  return '';
}

/** What a failure says of deployments. */
function lacking(setup: Setup): string[] {
  return [...failureOf(setup).matchAll(/^ +('.*)$/gm)].map(([, line]) => line);
}

const prod = ({ app }: Setup, env: cdk.Environment = LIVE) => {
  const stage = new cdk.Stage(app, 'Prod', { env });
  new cdk.CfnResource(new cdk.Stack(stage, 'Data'), 'Thing', { type: 'Test::Thing::Thing' });
  new cdk.CfnResource(new cdk.Stack(stage, 'Web'), 'Thing', { type: 'Test::Thing::Thing' });
  return stage;
};

const APPROVED = (setup: Setup) => setup.pipeline.addStage(prod(setup), { pre: [new ManualApprovalStep('Ok')] });
const OPEN = (setup: Setup) => {
  setup.pipeline.addStage(stageOf(setup.app, 'Beta'));
  setup.pipeline.addStage(prod(setup));
};

const rules = () => [GateRule.account(LIVE.account), GateRule.stage('Prod*')];

const DATA = "'Prod/Data' to 333333333333 eu-west-1";
const WEB = "'Prod/Web' to 333333333333 eu-west-1";

describe.each([PipelineLayout.DEFAULT, PipelineLayout.COMPACT])('layout %s', (layout) => {
  test('all deployments without a gate are one error, with the rules and the fix', () => {
    const text = failureOf(build(rules(), OPEN, { layout }));
    expect(text).toBe(
      `Validation failed with the following errors:
  [PipelineStack/Pipeline] gatePolicy: 2 deployments lack their gates:
      ${DATA} (account 333333333333, stage Prod*)
      ${WEB} (account 333333333333, stage Prod*)
    Expected: an action that waits for the decision of a person (category Approval), which the deployment itself waits for: one that comes first only because it shares a CodePipeline stage may move away. To fix it: add a ManualApprovalStep to the pre of the Stage, or to the pre of its wave; of an action that was added by hand, put an approval into a lower run order, or into an earlier CodePipeline stage.`,
    );
  });

  test('with a gate all is well', () => {
    const setup = build(rules(), APPROVED, { layout });
    expect(failureOf(setup)).toBe('');
    expect(warningsOf(setup.app)).toEqual([]);
  });

  test('the template is the same as without a policy', () => {
    const templateOf = (policy?: pipelines.GateRule[]) =>
      Template.fromStack(build(policy, APPROVED, { layout }).stack).toJSON();
    expect(templateOf(rules())).toEqual(templateOf());
  });

  test('an approval of a wave', () => {
    const wave = (setup: Setup) =>
      setup.pipeline.addWave('Live', { pre: [new ManualApprovalStep('Ok')] }).addStage(prod(setup));
    expect(failureOf(build(rules(), wave, { layout }))).toBe('');
  });

  test('an approval before one stack only', () => {
    const partly = (setup: Setup) => {
      const stage = prod(setup);
      const stack = stage.node.findChild('Data') as cdk.Stack;
      setup.pipeline.addStage(stage, { stackSteps: [{ stack, changeSet: [new ManualApprovalStep('Ok')] }] });
    };
    expect(lacking(build(rules(), partly, { layout }))).toEqual([expect.stringContaining(WEB)]);
  });

  test('an approval of another Stage in the wave: what shares its stage only happens to wait', () => {
    const beside = (setup: Setup) => {
      const wave = setup.pipeline.addWave('Live');
      wave.addStage(stageOf(setup.app, 'Other'), { pre: [new ManualApprovalStep('Ok')] });
      wave.addStage(prod(setup));
    };
    expect(lacking(build([GateRule.account(LIVE.account)], beside, { layout }))).toHaveLength(2);
  });

  test('a permissions check is no gate, unless the rule says so', () => {
    const checked = (setup: Setup) => {
      const stage = prod(setup);
      setup.pipeline.addStage(stage, { pre: [new pipelines.ConfirmPermissionsBroadening('Check', { stage })] });
    };
    const found = lacking(build(rules(), checked, { layout }));
    expect(found).toHaveLength(2);
    expect(found[0]).toContain('it has a permissions check, which passes without a person');
    const enough = [GateRule.account(LIVE.account, { permissionsCheckIsEnough: true })];
    expect(failureOf(build(enough, checked, { layout }))).toBe('');
  });

  test('the account of a role decides, whatever the stack says', () => {
    const disguised = ({ app, pipeline }: Setup) => {
      const stage = new cdk.Stage(app, 'Tools', { env: ENV });
      const synthesizer = new cdk.DefaultStackSynthesizer({
        deployRoleArn: `arn:aws:iam::${LIVE.account}:role/deploy`,
        cloudFormationExecutionRole: `arn:aws:iam::${LIVE.account}:role/execute`,
      });
      new cdk.CfnResource(new cdk.Stack(stage, 'App', { synthesizer }), 'Thing', { type: 'Test::Thing::Thing' });
      pipeline.addStage(stage);
    };
    expect(lacking(build([GateRule.account(LIVE.account)], disguised, { layout }))).toHaveLength(1);
  });
});

describe('what is really built', () => {
  const resourceOf = ({ pipeline }: Setup) => pipeline.pipeline.node.defaultChild as cp.CfnPipeline;
  const approvedIn = (change: (setup: Setup) => void) => (setup: Setup) => {
    APPROVED(setup);
    setup.pipeline.buildPipeline();
    change(setup);
  };

  /** By hand, into the account of the pipeline. */
  const deployment = (actionName = 'Mine') =>
    new cpa.CloudFormationDeleteStackAction({ actionName, stackName: 'x', adminPermissions: false });
  const approval = (runOrder = 1) => new cpa.ManualApprovalAction({ actionName: 'Ask', runOrder });
  const all = () => [GateRule.everyDeployment()];

  test('an approval that is taken out of the template', () => {
    const setup = build(
      rules(),
      approvedIn((s) => resourceOf(s).addPropertyDeletionOverride('Stages.3.Actions.0')),
    );
    expect(setup.pipeline.pipeline.stages[3].actions[0].actionProperties.category).toBe('Approval');
    expect(lacking(setup)).toHaveLength(2);
  });

  test('an approval that is put beside the last deployment', () => {
    const setup = build(
      rules(),
      approvedIn((s) => resourceOf(s).addPropertyOverride('Stages.3.Actions.0.RunOrder', 3)),
    );
    expect(lacking(setup)).toHaveLength(2);
  });

  test('a step of the class of an approval that makes none', () => {
    class Nothing extends ManualApprovalStep implements pipelines.ICodePipelineActionFactory {
      public produceAction() {
        return { runOrdersConsumed: 0 };
      }
    }
    const setup = build(rules(), (s) => s.pipeline.addStage(prod(s), { pre: [new Nothing('Ok')] }));
    expect(lacking(setup)).toHaveLength(2);
  });

  test('a custom step that makes an approval', () => {
    class Asks extends pipelines.Step implements pipelines.ICodePipelineActionFactory {
      public produceAction(stage: cp.IStage, { actionName, runOrder }: pipelines.ProduceActionOptions) {
        stage.addAction(new cpa.ManualApprovalAction({ actionName, runOrder }));
        return { runOrdersConsumed: 1 };
      }
    }
    expect(failureOf(build(rules(), (s) => s.pipeline.addStage(prod(s), { pre: [new Asks('Ok')] })))).toBe('');
  });

  test('a custom step that hides a permissions check', () => {
    class Hidden extends pipelines.Step implements pipelines.ICodePipelineActionFactory {
      constructor(
        private readonly topic: cdk.aws_sns.ITopic,
        private readonly checked: cdk.Stage,
      ) {
        super('Ok');
      }

      public produceAction(stage: cp.IStage, options: pipelines.ProduceActionOptions) {
        const props = { stage: this.checked, notificationTopic: this.topic };
        return new pipelines.ConfirmPermissionsBroadening('Ok', props).produceAction(stage, options);
      }
    }
    const setup = build(rules(), (s) => {
      const stage = prod(s);
      s.pipeline.addStage(stage, { pre: [new Hidden(new cdk.aws_sns.Topic(s.stack, 'Topic'), stage)] });
    });
    expect(lacking(setup)).toEqual([
      expect.stringContaining('permissions check'),
      expect.stringContaining('permissions check'),
    ]);
  });

  test('stages and actions that are added by hand', () => {
    const added = (...actions: cp.IAction[]) =>
      build(all(), (setup) => {
        APPROVED(setup);
        setup.pipeline.buildPipeline();
        setup.pipeline.pipeline.addStage({
          stageName: 'Mine',
          actions,
          placement: { rightBefore: setup.pipeline.pipeline.stages[1] },
        });
      });
    expect(lacking(added(deployment()))).toEqual([expect.stringContaining("'Mine/Mine' to 111111111111 us-east-1")]);
    expect(lacking(added(deployment(), approval()))).toHaveLength(1);
    const later = deployment();
    (later as any).providedActionProperties.runOrder = 2;
    expect(failureOf(added(later, approval()))).toBe('');
  });

  test('a custom step that deploys', () => {
    class Deploys extends pipelines.Step implements pipelines.ICodePipelineActionFactory {
      public produceAction(stage: cp.IStage, { actionName }: pipelines.ProduceActionOptions) {
        stage.addAction(deployment(actionName));
        return { runOrdersConsumed: 1 };
      }
    }
    class Script extends pipelines.ShellStep implements pipelines.ICodePipelineActionFactory {
      public produceAction = Deploys.prototype.produceAction;
    }
    const steps = [new Deploys('A'), new Script('B', { commands: [] })];
    const setup = build(all(), (s) => s.pipeline.addWave('W', { post: steps }));
    expect(lacking(setup).map((line) => line.split(' ')[0])).toEqual(["'W/A'", "'W/B'"]);
  });

  test('a stage with the approval that a condition may skip', () => {
    const skipped = (stage: string) => (setup: Setup) => {
      const conditions = [{ Result: 'SKIP', Rules: [] }];
      setup.pipeline.addWave('Ask', { pre: [new ManualApprovalStep('Ok')] });
      setup.pipeline.addStage(prod(setup));
      setup.pipeline.buildPipeline();
      const names = setup.pipeline.pipeline.stages.map(({ stageName }) => stageName);
      resourceOf(setup).addPropertyOverride(`Stages.${names.indexOf(stage)}.BeforeEntry`, { Conditions: conditions });
    };
    expect(failureOf(build(rules(), skipped('Prod')))).toBe('');
    expect(lacking(build(rules(), skipped('Ask')))).toHaveLength(2);
  });
});

test('an account that is known at deployment only may be the one', () => {
  const app = new cdk.App();
  const stack = new cdk.Stack(app, 'Delivery');
  const input = pipelines.CodePipelineSource.connection('a/b', 'main', { connectionArn: 'x' });
  const synth = new pipelines.ShellStep('Synth', { input, commands: ['x'] });
  const gatePolicy = [GateRule.account(LIVE.account)];
  const pipeline = new pipelines.CodePipeline(stack, 'Pipeline', { synth, gatePolicy });
  const stage = new cdk.Stage(app, 'Anywhere');
  new cdk.CfnResource(new cdk.Stack(stage, 'App'), 'Thing', { type: 'Test::Thing::Thing' });
  pipeline.addStage(stage);
  expect(failureOf({ app })).toMatch(/'Anywhere\/App' to .*what the rule asks about is known at deployment only/);
});

test('a rule that is about nothing is a warning, in the plan as well', () => {
  const policy = [GateRule.account('333333333334'), GateRule.stage('Prod')];
  const { app } = build(policy, APPROVED);
  const [{ document }] = readPlans(app.synth().directory);
  const text =
    "gatePolicy: the pipeline has no deployment of 'account 333333333334', so the rule guards nothing. To fix it: look for a mistake in it, or remove it.";
  expect(warningsOf(app)).toEqual([expect.stringContaining(text)]);
  expect(document.warnings).toEqual([{ id: 'cdk-pipelines:gateRuleOfNothing:account:333333333334', message: text }]);
  expect(document.gatePolicy).toEqual([
    { kind: 'account', pattern: '333333333334' },
    { kind: 'stage', pattern: 'Prod' },
  ]);
});

test('where synthesis fails, there is a plan to look at', () => {
  const setup = build(rules(), OPEN);
  expect(failureOf(setup)).not.toBe('');
  const { outdir } = setup.app;
  expect(fs.readdirSync(outdir).filter((name) => name.endsWith('.plan.json'))).toHaveLength(1);
  const [{ document }] = readPlans(outdir);
  expect(document.actions.filter(({ kind }) => kind === 'deploy')).toHaveLength(3);
  expect(fs.existsSync(path.join(outdir, 'manifest.json'))).toBe(false);
});

test('what is wrong with rules is one error', () => {
  const given = [
    GateRule.account('33333333333'),
    GateRule.account(cdk.Aws.ACCOUNT_ID),
    GateRule.stage(''),
    GateRule.region(' '),
    GateRule.stackName(undefined as unknown as string),
    {} as pipelines.GateRule,
  ];
  const text = failureOf(build(given, APPROVED));
  expect([...text.matchAll(/\d\. \[PipelineStack\/Pipeline\] (.*?)\. Declared/g)].map(([, one]) => one)).toEqual([
    "'33333333333' as account, in gatePolicy[0]. Expected: an account: 12 digits, known at synthesis. To fix it: write GateRule.account('111111111111')",
    "'<token>' as account, in gatePolicy[1]. Expected: an account: 12 digits, known at synthesis. To fix it: write GateRule.account('111111111111')",
    "'' as stage, in gatePolicy[2]. Expected: a name, or a pattern with *: not empty, known at synthesis. To fix it: write text such as 'Prod*', or drop the rule",
    "' ' as region, in gatePolicy[3]. Expected: a name, or a pattern with *: not empty, known at synthesis. To fix it: write text such as 'Prod*', or drop the rule",
    "'' as stack name, in gatePolicy[4]. Expected: a name, or a pattern with *: not empty, known at synthesis. To fix it: write text such as 'Prod*', or drop the rule",
    "an object, in gatePolicy[5]. Expected: a GateRule. To fix it: write GateRule.account('111111111111')",
  ]);
  expect(() => build([], APPROVED).pipeline.buildPipeline()).toThrow(/an empty 'gatePolicy'.*at least one rule/);
  expect(() => build('x' as any, APPROVED)).toThrow(/'gatePolicy'.*a list|a list.*gatePolicy/);
});
