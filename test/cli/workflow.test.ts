import { assemblyOf, command } from './run';
import { jobOf, jobs, workflow } from './workflow';
import type { GitHubJobInfo, PlanDocument } from '../../lib/document/plan-document';

// What the command says of a workflow of GitHub.

const told = (args: readonly string[], document: PlanDocument = workflow(), columns?: number) => {
  const [name, ...rest] = args;
  const given =
    name === 'explain'
      ? [name, rest[0], assemblyOf({ 'a.plan.json': document }), ...rest.slice(1)]
      : [name, assemblyOf({ 'a.plan.json': document }), ...rest];
  const { code, out, err } = command(given, columns === undefined ? {} : { env: { COLUMNS: `${columns}` } });
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return out;
};

const changed = (more: Record<string, Partial<GitHubJobInfo>>) =>
  workflow({ jobs: jobs().map((job) => ({ ...job, ...more[job.id] })) });

test('show', () => {
  expect(told(['show'])).toBe(SHOWN);
});

test('show, where lines are short: nothing is wider', () => {
  const lines = told(['show'], workflow(), 60).split('\n');
  expect(lines.filter((line) => line.length > 60)).toEqual([]);
  expect(lines.join(' ').replace(/[│\s]+/g, ' ')).toContain("needs.Prod-Confirm.result == 'skipped')");
});

test('show: runners that are not those of most jobs', () => {
  const out = told(['show'], changed({ 'Beta-Smoke': { runsOn: '["self-hosted","gpu"]', permissions: {} } }));
  expect(out).toContain('needs Beta-Data\n│       on ["self-hosted","gpu"]\n');
  expect(out.match(/ on /g)).toHaveLength(3);
});

describe('explain', () => {
  test('a job: all that it has, what it waits for and why, what does not run if it fails', () => {
    expect(told(['explain', 'Prod-Data'])).toBe(EXPLAINED);
  });

  test('a check and the question that may come of it are one thing', () => {
    const out = told(['explain', 'Prod-Confirm']);
    expect(out).toContain('job Prod-Check\n◆ job Prod-Confirm\n');
    expect(out).toContain("  Prod-Confirm if: needs.Prod-Check.outputs.broadened == 'true'\n");
    expect(out).toContain('  Prod-Check role: arn:aws:iam::333333333333:role/deploy\n');
    expect(out).toContain('if it is rejected, none of them runs.');
    expect(told(['explain', 'Prod-Check'])).toBe(out);
  });

  test('a job in no plan: all that runs there', () => {
    const steps = [{ uses: 'actions/checkout@v4' }, { name: 'Look', run: 'one\ntwo' }];
    const out = told(['explain', 'preflight'], changed({ preflight: { steps, name: 'Are gates protected?' } }));
    expect(out).toContain('Job(Are gates protected?)\njob preflight, in no plan\n  shown as: Are gates protected?\n');
    expect(out).toContain('  step 1: actions/checkout@v4\n  step 2: one\n    two\n');
    expect(out).toContain('waits for nothing.');
  });

  test('a Stage: its jobs in the order of the file', () => {
    const out = told(['explain', 'App/Prod']);
    expect(out).toContain(
      '6 actions:\n  ◆ Prod-Review  approval ManualApprovalStep\n    Prod-Check  permissions-check',
    );
    expect(out).toContain('  ◆ Prod-Review, in it, stops all 2 deployments\n');
    expect(out).toContain('parts of it wait for 1 more:\n  deploy: preflight\n');
  });

  test.each([
    ['prod', 'Stage App/Prod'],
    ['Prod-Review', 'ManualApprovalStep(Review)'],
    ['Prod/Data/Deploy', 'Deploy(App/Prod/Data)'],
    ['App/Prod/Data', 'Deploy(App/Prod/Data)'],
    ['environment prod-review', 'ManualApprovalStep(Review)'],
    ['.github/workflows/deploy.yml', 'pipeline Delivery'],
    ['deploy.yml', 'pipeline Delivery'],
    ['Build-Synth/shop', 'GitHubSource(shop)'],
  ])('%s', (name, expected) => {
    expect(told(['explain', name])).toContain(expected);
  });

  test('an environment that several jobs have', () => {
    const out = told(['explain', 'environment Prod']);
    expect(out).toContain("'environment Prod' is the name of 2 things.");
  });

  test('what runs in spite of a failure', () => {
    const report = jobOf('report', { needs: ['Prod-Web'], condition: 'always()' });
    const out = told(['explain', 'Beta-Data'], workflow({ jobs: [...jobs(), report] }));
    expect(out).toContain('if it fails, this job may run all the same:\n  report, if always()\n');
  });

  test('a gate that is passed by', () => {
    const document = changed({ 'Prod-Web': { condition: 'always()' } });
    const out = told(['explain', 'Prod-Web'], document);
    expect(out).toMatch(
      /^waits for \d+ actions, none of them a gate:\n {2}Prod-Review does not stop it: a condition lets it run\n/m,
    );
    expect(told(['explain', 'App/Prod'], document)).toContain('Prod-Review, in it, stops 1 of 2 deployments');
    expect(told(['show', '--html', '-'], document)).toMatch(/"jobId":"Prod-Web","passes":\[\d+,\d+\]/);
    expect(told(['show', '--html', '-'])).not.toContain('"passes"');
  });

  test('a part of a matrix', () => {
    const out = told(['explain', 'Code']);
    expect(out).toContain('Publish(Code)\njob Assets\n');
    expect(out).toContain('  strategy: {"matrix":{"slot":[1,2]}}\n');
  });
});

describe('check', () => {
  const checked = (document: PlanDocument, ...args: string[]) => {
    const { code, out } = command(['check', assemblyOf({ 'a.plan.json': document }), ...args]);
    return { code, out };
  };

  test('all is well', () => {
    expect(checked(workflow(), '--gate-stage', 'Prod')).toEqual({
      code: 0,
      out: 'Delivery\n  2 deployments that the rule is about: all have a gate\n',
    });
  });

  test('a condition lets a job pass', () => {
    const document = changed({ 'Prod-Web': { condition: 'always()' } });
    expect(checked({ ...document, gatePolicy: [{ kind: 'account', pattern: '333333333333' }] })).toEqual({
      code: 1,
      out:
        'Delivery\n  2 deployments that the rule is about: 1 without a gate\n' +
        "  ✗ 'App/Prod/Web' to 333333333333 eu-west-1 (account 333333333333)\n" +
        '  To fix it: add a ManualApprovalStep to the pre of the Stage, or to the pre of its wave; where there is one, leave ' +
        'the needs and the condition of the job as they are.\n',
    });
  });
});

test('pictures: no run orders', () => {
  expect(told(['show', '--svg'])).not.toContain('run order');
  expect(told(['show', '--svg'])).toContain('GitHub Actions · deploy · 11 jobs');
  expect(told(['show', '--mermaid'])).toContain(
    '["Prod-Check<br/>◆ Prod-Confirm"]'.replace('[', '{{').replace(']', '}}'),
  );
});

test('a limit of GitHub', () => {
  const budget = { id: 'b', what: 'bytes in a workflow', used: 500_000, limit: 512_000, hard: true, where: 'Delivery' };
  const source = 'https://docs.github.com/en/actions/reference/limits';
  const budgets = [{ ...budget, remedy: 'Split it.', source, status: 'near' as const }];
  expect(told(['show'], workflow({ document: { budgets } }))).toContain(
    '- near: 500000 of 512000 bytes in a workflow (GitHub never raises this limit), in Delivery. Split it.\n',
  );
});

const SHOWN = `Delivery  GitHub Actions · deploy · .github/workflows/deploy.yml · 11 jobs · 2 gates · on ubuntu-latest
starts on push (branches main)
starts by hand
one run at a time (group deploy): of those that wait only the newest is kept
◆ a gate: it waits for a decision
│
├─ deploy
│  └─   preflight     custom             Job
│       may contents: read, actions: read
│
├─ Build
│  └─   Build-Synth   synth              GitHubSource, ShellStep
│       may contents: read
│
├─ Assets
│  └─   Assets        publish            Code, Site
│       needs Build-Synth
│       role arn:aws:iam::333333333333:role/deploy · may contents: read, id-token: write
│
├─ Beta
│  ├─   Beta-Data     deploy             Beta-Data                     222222222222 eu-west-1
│  │    needs Assets
│  │    environment Beta · role arn:aws:iam::333333333333:role/deploy · may contents: read, id-token: write
│  └─   Beta-Smoke    script             ShellStep
│       needs Beta-Data
│       may contents: read
│
└─ Prod
   ├─ ◆ Prod-Review   approval           ManualApprovalStep
   │    needs preflight, Beta-Smoke
   │    environment Prod-Review
   ├─   Prod-Check    permissions-check  ConfirmPermissionsBroadening
   │    needs preflight, Beta-Smoke
   │    role arn:aws:iam::333333333333:role/deploy · may contents: read
   ├─ ◆ Prod-Confirm  permissions-check  ConfirmPermissionsBroadening
   │    needs Prod-Check · if needs.Prod-Check.outputs.broadened == 'true'
   │    environment Prod-Check
   ├─   Prod-ready    custom             Job
   │    needs Prod-Review, Prod-Check, Prod-Confirm · if !cancelled() && !failure() && needs.Prod-Check.result == 'success' && needs.Prod-Review.result == 'success' && (needs.Prod-Confirm.result == 'success' || needs.Prod-Confirm.result == 'skipped')
   ├─   Prod-Data     deploy             Prod-Data                     333333333333 eu-west-1
   │    needs Prod-ready · if !cancelled() && !failure() && needs.Prod-ready.result == 'success'
   │    environment Prod · role arn:aws:iam::333333333333:role/deploy · may contents: read, id-token: write
   └─   Prod-Web      deploy             Prod-Web                      333333333333 eu-west-1
        needs Prod-Data · if !cancelled() && !failure() && needs.Prod-Data.result == 'success'
        environment Prod · role arn:aws:iam::333333333333:role/deploy · may contents: read, id-token: write
`;
const EXPLAINED = `Deploy(App/Prod/Data)
Prod-Data, 333333333333 eu-west-1
job Prod-Data
  needs: Prod-ready
  if: !cancelled() && !failure() && needs.Prod-ready.result == 'success'
  environment: Prod
  role: arn:aws:iam::333333333333:role/deploy
  permissions: contents: read, id-token: write
  runs on: ubuntu-latest
  timeout-minutes: 60
  concurrency: {"group":"aws-333333333333-eu-west-1"}
  step 1: actions/download-artifact@484a0b528fb4d7bd804637ccb632e47a0e638317
  step 2: aws-actions/configure-aws-credentials@bcd4089a8c4b9eb8d2ae0b3b0de9bd5d7ab1e1f4
  step 3: deploy
waits for 11 actions, 2 of them gates:
  ◆ Prod-Review
  ◆ Prod-Confirm

├─ Prod-ready
│     job 'Prod-Data' needs job 'Prod-ready'
├─ Assets/FileAsset1
│  │  after Assets/FileAsset1
│  └─ Build-Synth
│     │  after Build/Synth
│     └─ Build-Synth/shop
│           after Source/shop
├─ ◆ Prod-Review
│  │  after Prod/joint
│  │  after Prod/Review
│  └─ preflight
│        job 'Prod-Review' needs job 'preflight'
├─ ◆ Prod-Confirm
│     after Prod/joint
│     after Prod/Check
└─ all of Beta (2 actions)
   │  after Beta
   ├─ Beta-Smoke
   │  └─ all of Beta/Data (1 action)
   │        after Beta/Data
   └─ Beta-Data
      └─ Assets/FileAsset2
            job 'Beta-Data' needs job 'Assets'

1 action waits for it, none of them a gate:
└─ all of Prod/Web (1 action)
      after Prod/Data
if it fails, none of them runs.
`;
