import { DocumentBuilder } from './builder';
import { assemblyOf, command } from './run';
import type { GateRuleInfo, PlanDocument } from '../../lib/document/plan-document';

const LIVE: GateRuleInfo = { kind: 'account', pattern: '333333333333' };

/** Beta is open; Prod has an approval; `also` is deployed into the account of Prod, and nobody asks. */
function delivery(gatePolicy?: readonly GateRuleInfo[], also?: string): PlanDocument {
  const builder = new DocumentBuilder()
    .application('App/Beta', 'Beta')
    .stack('Beta/Data', 1, { application: 'App/Beta', wave: 'Beta' })
    .application('App/Prod', 'Prod')
    .action('Prod/Ok', { kind: 'approval', waits: ['Beta'] })
    .stack('Prod/Data', 2, {
      application: 'App/Prod',
      wave: 'Prod',
      env: '333333333333/eu-west-1',
      waits: ['Prod/Ok'],
    });
  return (also ? builder.stack(also, 1, { env: '333333333333/eu-west-1' }) : builder).done({ gatePolicy });
}

const check = (document: PlanDocument, ...args: string[]) =>
  command(['check', assemblyOf({ 'D.plan.json': document }), ...args]);

test('the rules of the pipeline', () => {
  expect(check(delivery([LIVE]))).toEqual({
    code: 0,
    out: 'Delivery/Pipeline\n  1 deployment that the rule is about: all have a gate\n',
    err: '',
  });
  expect(check(delivery([LIVE], 'Side/Door'))).toEqual({
    code: 1,
    out:
      'Delivery/Pipeline\n' +
      '  2 deployments that the rule is about: 1 without a gate\n' +
      "  ✗ 'App/Side/Door' to 333333333333 eu-west-1 (account 333333333333)\n" +
      '  To fix it: add a ManualApprovalStep to the pre of the Stage, or to the pre of its wave; of an action that was added by hand, ' +
      'put an approval into a lower run order, or into an earlier CodePipeline stage.\n',
    err: '',
  });
});

test('rules given here, of an assembly without any', () => {
  expect(check(delivery(), '--gate-account', '333333333333')).toMatchObject({ code: 0, err: '' });
  expect(check(delivery(), '--gate-stage', 'Prod*', '--gate-stage', 'App/Beta').out).toMatch(
    /2 deployments that 2 rules are about: 1 without a gate\n {2}✗ 'App\/Beta\/Data' to 111111111111 eu-west-1 \(stage App\/Beta\)/,
  );
  expect(check(delivery(), '--gate-region', 'eu-*')).toMatchObject({ code: 1 });
  expect(check(delivery(), '--gate-stack-name', 'Prod-*')).toMatchObject({ code: 0 });
  expect(check(delivery(), '--gate-every-deployment')).toMatchObject({ code: 1 });
});

test('they come on top of those of the pipeline', () => {
  const { code, out } = check(delivery([LIVE], 'Side/Door'), '--gate-stage', 'Prod');
  expect(code).toBe(1);
  expect(out).toContain('2 deployments that 2 rules are about: 1 without a gate');
});

test('a permissions check, where it is enough', () => {
  const document = new DocumentBuilder()
    .action('Prod/Check', { kind: 'permissions-check', gate: true })
    .stack('Prod/Data', 2, { waits: ['Prod/Check'] })
    .done();
  expect(check(document, '--gate-every-deployment')).toMatchObject({ code: 1 });
  expect(check(document, '--gate-every-deployment', '--permissions-check-is-enough')).toMatchObject({ code: 0 });
});

test('a rule of nothing says so, and not that all is well', () => {
  expect(check(delivery(), '--gate-stage', 'Prof*').out).toBe('Delivery/Pipeline\n  the rule is about no deployment\n');
});

describe('bad input is 2, and one line', () => {
  test.each<[string, PlanDocument, string[], string]>([
    ['no rules at all', delivery(), [], 'there are no rules, neither here nor in the pipelines'],
    [
      'a rule of nothing',
      delivery(),
      ['--gate-account', '333333333334', '--gate-stage', 'Prof*', '--gate-stage', 'Prod'],
      "no pipeline has a deployment of 'account 333333333334', 'stage Prof*'. Expected",
    ],
    [
      'all that is no account or pattern',
      delivery(),
      ['--gate-account', '33', '--gate-stage', '', '--gate-account', '33333333333*'],
      "'33' as --gate-account, '33333333333*' as --gate-account, '' as --gate-stage. Expected: an account: 12 digits",
    ],
    ['a rule without a value', delivery(), ['--gate-account'], "option '--gate-account <account>' argument missing"],
    ['an unknown option', delivery(), ['--gate-acount', '333333333333'], "unknown option '--gate-acount'"],
    ['a pipeline that is not there', delivery([LIVE]), ['-p', 'Other'], "no pipeline is called 'Other'"],
  ])('%s', (_, document, args, message) => {
    const { code, err } = check(document, ...args);
    expect({
      code,
      lines: err
        .trimEnd()
        .split('\n')
        .filter((line) => !line.startsWith('(')).length,
    }).toEqual({ code: 2, lines: 1 });
    expect(err).toContain(message);
  });

  test('what is no plan', () => {
    expect(command(['check', assemblyOf({ 'D.plan.json': '{' }), '--gate-every-deployment'])).toMatchObject({
      code: 2,
      out: '',
    });
    const strange = { ...delivery(), gatePolicy: [{ kind: 'person', pattern: 'x' }] } as unknown as PlanDocument;
    expect(check(strange)).toMatchObject({ code: 2, out: '' });
  });
});

test('a rule of a pipeline that is about nothing is shown', () => {
  const { code, out } = check(delivery([LIVE, { kind: 'stage', pattern: 'Prof*' }]));
  expect(code).toBe(0);
  expect(out).toContain("! gatePolicy: there is no deployment of 'stage Prof*'");
});

test('several pipelines: a rule must be about a deployment of one, and one without rules says so', () => {
  const document = delivery([LIVE]);
  const other = {
    ...delivery(),
    pipeline: { ...document.pipeline, path: 'Other/Pipeline', name: 'Other', account: '222222222222' },
  };
  const assembly = assemblyOf({ 'A.plan.json': document, 'B.plan.json': other });
  expect(command(['check', assembly])).toMatchObject({
    code: 0,
    out: expect.stringContaining('Other/Pipeline\n  no rules: it has no gatePolicy\n'),
  });
  expect(command(['check', assembly, '--gate-stage', 'Beta', '-p', 'Other'])).toMatchObject({
    code: 1,
    out: expect.not.stringContaining('Delivery/'),
  });
});

test('names are shown, and never obeyed', () => {
  const name = 'a\n::error::b\u001b[31m';
  const document = new DocumentBuilder().stack('S/D', 1).done();
  const [prepare, deploy] = document.actions;
  const hostile = { ...document, actions: [prepare, { ...deploy, target: { ...deploy.target!, stack: name } }] };
  const { code, out } = check(hostile, '--gate-every-deployment');
  expect(code).toBe(1);
  expect(out).toContain('a\\n::error::b\\u001b[31m');
  expect(check(hostile, '--gate-stage', name).err).not.toMatch(/\u001b|^::/m);
});
