import { type ActionOptions, DocumentBuilder, type DocumentOptions } from '../cli/builder';
import { judge, ungatedText } from '../../lib/document/gate-policy';
import { maySkip } from '../../lib/document/around';
import { isLike } from '../../lib/document/gate-rules';
import type { GateRuleInfo } from '../../lib/document/plan-document';
import { PlanGraph } from '../../lib/document/plan-graph';

const SKIPS = { BeforeEntry: '{"Conditions":[{"Result":"SKIP","Rules":[]}]}' };

const ALL: GateRuleInfo = { kind: 'every-deployment' };
const rule = (kind: GateRuleInfo['kind'], pattern: string): GateRuleInfo => ({ kind, pattern });

function verdict(builder: DocumentBuilder, rules: readonly GateRuleInfo[] = [ALL], more: DocumentOptions = {}) {
  const { ungated, idle, matched } = judge(new PlanGraph(builder.done(more)), rules);
  return { ungated: ungated.map((one) => one.change.name), idle, matched };
}

const ungated = (...args: Parameters<typeof verdict>) => verdict(...args).ungated;

describe('what is a gate', () => {
  const approval = (options: ActionOptions = {}) =>
    new DocumentBuilder()
      .action('Prod/Ok', { kind: 'approval', ...options })
      .stack('Prod/Data', 2, { waits: ['Prod/Ok'] });

  test.each<[string, DocumentBuilder, string[]]>([
    ['an approval', approval(), []],
    ['an approval that makes no action', approval({ gate: false }), ['App/Prod/Data']],
    ['the action of a custom step', approval({ kind: 'custom', gate: true }), []],
    ['an approval that has moved beside the deployment', approval({ runOrder: 3 }), ['App/Prod/Data']],
    ['an approval that has moved behind it', approval({ runOrder: 4 }), ['App/Prod/Data']],
    ['an approval after the change set is made', approval({ runOrder: 2 }), []],
    ['a permissions check', approval({ kind: 'permissions-check', gate: true }), ['App/Prod/Data']],
    [
      'nobody: the approval only shares the run orders',
      new DocumentBuilder().action('Prod/Ok', { kind: 'approval' }).stack('Prod/Data', 2),
      ['App/Prod/Data'],
    ],
    ['one by hand', new DocumentBuilder().byHand('Ask', 'Ok').stack('Prod/Data', 1), []],
    [
      'one by hand, in the stage behind it',
      new DocumentBuilder().stack('Prod/Data', 1).byHand('Ask', 'Ok'),
      ['App/Prod/Data'],
    ],
    [
      'one by hand that is no approval',
      new DocumentBuilder().byHand('Ask', 'Ok', { gate: false }).stack('Prod/Data', 1),
      ['App/Prod/Data'],
    ],
    [
      'one by hand that a function gives',
      new DocumentBuilder().byHand('Ask', 'Ok', { autoApproved: true }).stack('Prod/Data', 1),
      ['App/Prod/Data'],
    ],
  ])('%s', (_, builder, expected) => {
    expect(ungated(builder)).toEqual(expected);
  });

  test('a permissions check, where the rule says that it is enough', () => {
    const builder = approval({ kind: 'permissions-check', gate: true });
    expect(ungated(builder, [{ ...ALL, permissionsCheckIsEnough: true }])).toEqual([]);
    const [one] = judge(new PlanGraph(builder.done()), [ALL]).ungated;
    expect(ungatedText(one)).toBe(
      "'App/Prod/Data' to 111111111111 eu-west-1 (every deployment); it has a permissions check, which passes without a person when nothing is broadened",
    );
  });

  test('in a stage that may be skipped: what is in it is behind it, what comes later is not', () => {
    const document = new DocumentBuilder()
      .action('Prod/Ok', { kind: 'approval' })
      .stack('Prod/Data', 2, { waits: ['Prod/Ok'] })
      .stack('Later/Data', 1, { waits: ['Prod'] })
      .done();
    const skip = (skippable: boolean) => {
      const [prod, later] = document.codePipeline!.stages;
      const codePipeline = {
        ...document.codePipeline!,
        stages: [{ ...prod, settings: skippable ? SKIPS : {} }, later],
      };
      return judge(new PlanGraph({ ...document, codePipeline }), [ALL]).ungated.map((one) => one.change.name);
    };
    expect(skip(false)).toEqual([]);
    expect(skip(true)).toEqual(['App/Later/Data']);
  });

  test.each<[boolean, string, Record<string, string>]>([
    [true, 'a result that is a parameter', { BeforeEntry: '{"Conditions":[{"Result":{"Ref":"P"},"Rules":[]}]}' }],
    [true, 'a result after a failure that is a parameter', { OnFailure: '{"Result":{"Ref":"P"}}' }],
    [true, 'conditions that a macro writes', { BeforeEntry: '{"Fn::Transform":{"Name":"X"}}' }],
    [true, 'one of the conditions', { BeforeEntry: '{"Conditions":[{"Fn::If":["C",{"Result":"FAIL"},{}]}]}' }],
    [true, 'a list of conditions', { BeforeEntry: '{"Conditions":{"Fn::If":["C",[],[]]}}' }],
    [true, 'what is no JSON', { BeforeEntry: '${X}' }],
    [
      false,
      'a condition that fails, whatever its rules are',
      { BeforeEntry: '{"Conditions":[{"Result":"FAIL","Rules":[{"Configuration":{"AlarmName":{"Ref":"A"}}}]}]}' },
    ],
    [false, 'a retry', { OnFailure: '{"Result":"RETRY","RetryConfiguration":{"RetryMode":"ALL_ACTIONS"}}' }],
  ])('may be skipped: %s: %s', (expected, _, settings) => {
    expect(maySkip({ settings })).toBe(expected);
  });
});

describe('what is a deployment', () => {
  const role = (account: string) => `arn:aws:iam::${account}:role/deploy`;
  const byHand = (configuration: Record<string, string>, more: object = {}, provider = 'CloudFormation') =>
    new DocumentBuilder().byHand('Mine', 'Go', {
      ...{ category: 'Deploy', provider, gate: false, configuration, ...more },
    });

  test.each<[string, DocumentBuilder, GateRuleInfo, string[]]>([
    ['of a script: not seen', new DocumentBuilder().action('Prod/Run'), ALL, []],
    ['an action by hand', byHand({ ActionMode: 'CREATE_UPDATE', StackName: 'x' }), ALL, ['Mine/Go']],
    ['one that only makes a change set', byHand({ ActionMode: 'CHANGE_SET_REPLACE', StackName: 'x' }), ALL, []],
    ['one that deletes a stack', byHand({ ActionMode: 'DELETE_ONLY' }), ALL, ['Mine/Go']],
    ['one of which nobody knows what it does', byHand({}), ALL, ['Mine/Go']],
    ['to a cluster', byHand({}, {}, 'ECS'), ALL, ['Mine/Go']],
    [
      'by a provider that somebody has made',
      byHand({}, { role: role('333333333333') }, 'Mine'),
      rule('account', '333333333333'),
      ['Mine/Go'],
    ],
    ['in the account of the pipeline', byHand({}), rule('account', '111111111111'), ['Mine/Go']],
    ['in no other', byHand({}), rule('account', '333333333333'), []],
    [
      'with a role of another',
      byHand({}, { role: role('333333333333') }),
      rule('account', '333333333333'),
      ['Mine/Go'],
    ],
    [
      'with an execution role of another',
      byHand({ RoleArn: role('333333333333') }),
      rule('account', '333333333333'),
      ['Mine/Go'],
    ],
    ['with a role of the stack', byHand({}, { role: 'Delivery/Role' }), rule('account', '333333333333'), []],
    [
      'with a role that nobody knows',
      byHand({}, { role: '{"Fn::ImportValue":"x"}' }),
      rule('account', '333333333333'),
      ['Mine/Go'],
    ],
    ...[
      'arn:aws:iam::${P}:role/x-${AWS::AccountId}',
      'arn:aws:iam::${P}:role/a:iam::111111111111:x',
      '{"Fn::Join":["",["arn:aws:iam::",{"Fn::If":["C","333333333333",{"Ref":"AWS::AccountId"}]},":role/x"]]}',
      '${Custom.Arn}',
    ].map((text): [string, DocumentBuilder, GateRuleInfo, string[]] => [
      `with the role ${text}`,
      byHand({}, { role: text }),
      rule('account', '333333333333'),
      ['Mine/Go'],
    ]),
    ...[
      'arn:${AWS::Partition}:iam::${AWS::AccountId}:role/x',
      '{"Fn::Sub":"arn:aws:iam::${AWS::AccountId}:role/x-${P}"}',
    ].map((text): [string, DocumentBuilder, GateRuleInfo, string[]] => [
      `with the role ${text} of this account`,
      byHand({}, { role: text }),
      rule('account', '333333333333'),
      [],
    ]),
    ['of a provider that is a parameter', byHand({}, {}, '{"Ref":"P"}'), rule('account', '333333333333'), ['Mine/Go']],
    ['in another region', byHand({}, { settings: { Region: 'eu-north-1' } }), rule('region', 'eu-n*'), ['Mine/Go']],
    ['of a stack of a name', byHand({ StackName: 'prod-data' }), rule('stack-name', 'Prod-*'), ['Mine/Go']],
    ['of a stack of another name', byHand({ StackName: 'data' }), rule('stack-name', 'Prod-*'), []],
    [
      'of a stack whose name is a variable',
      byHand({ StackName: '#{variables.X}' }),
      rule('stack-name', 'Prod-*'),
      ['Mine/Go'],
    ],
    ['in a CodePipeline stage', byHand({}), rule('stage', 'mine'), ['Mine/Go']],
    ['of a stack set', byHand({}, {}, 'CloudFormationStackSet'), rule('account', '333333333333'), ['Mine/Go']],
  ])('%s', (_, builder, about, expected) => {
    expect(ungated(builder, [about])).toEqual(expected);
  });

  test('what was planned and is overridden in the template', () => {
    const configuration = { ActionMode: 'CREATE_UPDATE' };
    const review = () =>
      new DocumentBuilder().stack('Prod/Data', 1, { stage: 'Prod' }).byHand('Prod', 'Ok', { runOrder: 1 });
    const document = review().done();
    const [{ actions, ...stage }] = document.codePipeline!.stages;
    const change = (name: string, more: object) => {
      const changed = actions.map((action) => ({
        ...action,
        runOrder: { Ok: 2 }[action.name] ?? (action.name === 'Data.Deploy' ? 3 : 1),
        ...(action.name === name ? more : {}),
      }));
      return new PlanGraph({
        ...document,
        codePipeline: { ...document.codePipeline!, stages: [{ ...stage, actions: changed }] },
      });
    };
    const found = (plan: PlanGraph, about = ALL) => judge(plan, [about]).ungated.map((one) => one.change.action.name);
    expect(found(change('', {}))).toEqual([]);
    expect(found(change('Data.Prepare', { configuration }))).toEqual(['Data.Prepare']);
    const elsewhere = change('Data.Deploy', { role: role('333333333333'), runOrder: 1 });
    expect(found(elsewhere, rule('account', '333333333333'))).toEqual(['Data.Deploy']);
  });

  test('a step that asks, and then deploys itself', () => {
    const deploy = { category: 'Deploy', provider: 'CloudFormation', gate: false, node: 'Prod/Own', stage: 'Prod' };
    const own = (runOrder: number) =>
      new DocumentBuilder()
        .action('Prod/Own', { name: 'Ok', kind: 'custom', gate: true, runOrder: 2 })
        .inPipeline({ ...deploy, name: 'Deploy', runOrder });
    expect(ungated(own(3))).toEqual([]);
    expect(ungated(own(2))).toEqual(['Prod/Deploy']);
  });
});

describe('what a rule is about', () => {
  const ids = { application: 'App/Live/Eu', wave: 'Production' };
  const builder = () =>
    new DocumentBuilder()
      .application('App/Live/Eu', 'Production')
      .stack('Eu/Data', 1, { ...ids, env: '333333333333/eu-west-1' });
  const target = (more: object) => ({ ...ids, target: { stack: 'App/Eu/Data', stackName: 'Eu-Data', ...more } });

  test.each<[GateRuleInfo, boolean]>([
    [rule('account', '333333333333'), true],
    [rule('account', '333333333334'), false],
    [rule('region', 'eu-*'), true],
    [rule('region', 'us-*'), false],
    [rule('stage', 'eu'), true],
    [rule('stage', 'app/live/*'), true],
    [rule('stage', 'Prod*'), true],
    [rule('stage', 'Live'), false],
    [rule('stack-name', 'EU-*'), true],
    [rule('stack-name', '*x*'), false],
    [ALL, true],
  ])('%j', (about, holds) => {
    expect(verdict(builder(), [about])).toEqual({
      matched: holds ? 1 : 0,
      ungated: holds ? ['App/Eu/Data'] : [],
      idle: holds ? [] : [about],
    });
  });

  test.each([
    ['the account of the pipeline, if there is no other', {}, '111111111111', true],
    ['it is in that of the pipeline', {}, '333333333333', false],
    [
      'the role decides',
      { account: '222222222222', deployRole: 'arn:aws:iam::333333333333:role/x' },
      '333333333333',
      true,
    ],
    [
      'the account of the stack counts as well',
      { account: '222222222222', deployRole: 'arn:aws:iam::333333333333:role/x' },
      '222222222222',
      true,
    ],
    [
      'a role of which nobody knows the account',
      { account: '222222222222', deployRole: '${Token[TOKEN.7]}' },
      '333333333333',
      true,
    ],
    [
      'a role with placeholders',
      { account: '222222222222', deployRole: 'arn:${AWS::Partition}:iam::${AWS::AccountId}:role/x' },
      '111111111111',
      false,
    ],
  ])('account: %s', (_, more, account, holds) => {
    const deployed = new DocumentBuilder().action('Eu/Data/Deploy', { kind: 'deploy', ...target(more) });
    expect(ungated(deployed, [rule('account', account)])).toEqual(holds ? ['App/Eu/Data'] : []);
  });

  test('an account that is not known may be any', () => {
    const { account: _, ...pipeline } = new DocumentBuilder().done().pipeline;
    const deployed = new DocumentBuilder().action('Eu/Data/Deploy', { kind: 'deploy', ...target({}) });
    const [one] = judge(new PlanGraph(deployed.done({ pipeline })), [rule('account', '333333333333')]).ungated;
    expect(ungatedText(one)).toBe(
      "'App/Eu/Data' to <known at deployment> eu-west-1 (account 333333333333); what the rule asks about is known at deployment only",
    );
  });
});

test.each([
  ['Prod', 'prod', true],
  ['Production', 'Prod', false],
  ['Production', 'Prod*', true],
  ['Production', '*tion', true],
  ['Production', '*duct*', true],
  ['aba', 'ab*ba', false],
  ['abba', 'ab*ba', true],
  ['a.b', 'a?b', false],
  ['x', '.*', false],
  ['', '*', true],
])('%s is like %s: %s', (text, pattern, expected) => {
  expect(isLike(text, pattern)).toBe(expected);
});
