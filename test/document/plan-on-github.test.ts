import { BEHIND_CHECK, GATED, jobOf, jobs, workflow } from '../cli/workflow';
import { aroundWorkflow } from '../../lib/document/around-workflow';
import { judge } from '../../lib/document/gate-policy';
import type { GateRuleInfo, GitHubInfo, GitHubJobInfo } from '../../lib/document/plan-document';
import { PlanGraph } from '../../lib/document/plan-graph';
import { checkDocument } from '../../lib/document/read-plans';

const graph = (given?: readonly GitHubJobInfo[]) => new PlanGraph(workflow(given && { jobs: given }));

/** The jobs of the sample, some of them changed. */
const changed = (more: Record<string, Partial<GitHubJobInfo>>) => jobs().map((job) => ({ ...job, ...more[job.id] }));

const PROD = ['App/Prod/Data', 'App/Prod/Web'];

describe('jobs as actions', () => {
  test('are together as in the plan; what is in no plan is with what needs it, or comes first', () => {
    expect(graph().stages.map(({ name, actions }) => [name, actions.map(({ id }) => id)])).toEqual([
      ['deploy', ['preflight']],
      ['Build', ['Build-Synth/shop', 'Build-Synth']],
      ['Assets', ['Assets/FileAsset1', 'Assets/FileAsset2']],
      ['Beta', ['Beta-Data', 'Beta-Smoke']],
      ['Prod', ['Prod-Review', 'Prod-Check', 'Prod-Confirm', 'Prod-ready', 'Prod-Data', 'Prod-Web']],
    ]);
  });

  test('a job that ties waits belongs to what it ties', () => {
    const plan = graph();
    const [ready, preflight] = ['Prod-ready', 'preflight'].map((id) =>
      plan.actions.find((action) => action.id === id)!,
    );
    expect(ready).toMatchObject({ unplanned: true, application: 'App/Prod', wave: 'Prod', kind: 'custom' });
    expect(plan.nodes[plan.indexOf(ready.node)!].parent).toBe('Prod');
    expect(plan.nodes[plan.indexOf(preflight.node)!].parent).toBeUndefined();
  });

  test('ids that nodes have, too', () => {
    const given = [...jobs(), jobOf('Prod', { needs: ['Prod-Web'] }), jobOf('Beta', { gate: true })];
    const plan = graph(given);
    expect(plan.actions.find(({ id }) => id === 'Beta')).toMatchObject({
      id: 'Beta',
      node: 'Beta~',
      kind: 'approval',
      gate: true,
    });
    expect(plan.nameOf(plan.indexOf('Prod~')!)).toBe('Prod');
  });

  test('groups of one name are told by their ids', () => {
    const nodes = [...workflow().nodes.map((node) => (node.id === 'Assets' ? { ...node, name: 'Prod' } : node))];
    expect(new PlanGraph(workflow({ document: { nodes } })).stages.map(({ name }) => name)).toEqual([
      ...['deploy', 'Build', 'Assets', 'Beta', 'Prod'],
    ]);
  });
});

describe('who waits for whom', () => {
  const before = (plan: PlanGraph, node: string) =>
    plan.before(plan.indexOf(node)!).map((other) => plan.waits.ids[other]);

  test('the plan, and what jobs need that it does not ask for', () => {
    const plan = graph();
    const added = plan.nodes.flatMap(({ id, waitsFor }) =>
      waitsFor.filter(({ reason }) => reason.startsWith('job')).map(({ node, reason }) => `${id} > ${node}: ${reason}`),
    );
    expect(added).toEqual([
      // The plan lets a stack wait for its own assets; one job publishes all.
      "Beta/Data/Deploy > Assets/FileAsset2: job 'Beta-Data' needs job 'Assets'",
      "Prod/Review > preflight: job 'Prod-Review' needs job 'preflight'",
      "Prod/Check > preflight: job 'Prod-Check' needs job 'preflight'",
      "Prod/Data/Deploy > Prod-ready: job 'Prod-Data' needs job 'Prod-ready'",
      "Prod-ready > Prod/Review: job 'Prod-ready' needs job 'Prod-Review'",
      "Prod-ready > Prod/Check: job 'Prod-ready' needs job 'Prod-Check'",
      "Prod-ready > Prod/Check: job 'Prod-ready' needs job 'Prod-Confirm'",
    ]);
    expect(before(plan, 'Beta/Data/Deploy')).toEqual([
      'Source/shop',
      'Build/Synth',
      'Assets/FileAsset1',
      'Assets/FileAsset2',
    ]);
    expect(before(plan, 'Prod/Data/Deploy')).toContain('preflight');
  });

  test('nothing is a barrier: a job that shares a group with another one does not wait for it', () => {
    expect(before(graph(), 'Prod/Check')).not.toContain('Prod/Review');
  });

  test('a job that somebody has added is waited for by what needs it, and by nobody else', () => {
    const audit = jobOf('audit', { needs: ['Build-Synth'], steps: [{ run: './audit.sh' }] });
    const [preflight, synth, ...rest] = changed({ 'Beta-Smoke': { needs: ['Beta-Data', 'audit'] } });
    const plan = graph([preflight, synth, audit, ...rest]);
    expect(before(plan, 'Beta/Smoke')).toContain('audit');
    expect(before(plan, 'Beta/Data/Deploy')).not.toContain('audit');
    expect(before(plan, 'audit')).toEqual(['Source/shop', 'Build/Synth']);
  });
});

describe('which deployments lack a gate', () => {
  const every: GateRuleInfo = { kind: 'every-deployment' };
  const stage: GateRuleInfo = { kind: 'stage', pattern: 'Prod' };
  const ungated = (given: readonly GitHubJobInfo[], rule: GateRuleInfo = stage) =>
    judge(graph(given), [rule]).ungated.map(({ change }) => change.name);

  test('none behind a review', () => {
    expect(ungated(jobs())).toEqual([]);
    expect(ungated(jobs(), every)).toEqual(['App/Beta/Data']);
  });

  const CASES: [string, Record<string, Partial<GitHubJobInfo>>, string[]][] = [
    ['the review is no gate', { 'Prod-Review': { gate: false } }, PROD],
    ['no job needs it any more', { 'Prod-ready': { needs: ['Prod-Check'], condition: undefined } }, PROD],
    ['a job runs whatever happens', { 'Prod-Data': { condition: 'always()' } }, PROD],
    ['a later job runs whatever happens', { 'Prod-Web': { condition: 'always()' } }, ['App/Prod/Web']],
    ['it runs also if the review is skipped', { 'Prod-ready': { condition: '!cancelled() && !failure()' } }, PROD],
    [
      'it runs also if the run is canceled while somebody decides',
      {
        'Prod-ready': { condition: "!failure() && needs.Prod-Review.result != 'skipped'" },
        'Prod-Data': { condition: "!failure() && needs.Prod-ready.result != 'skipped'" },
      },
      ['App/Prod/Data'],
    ],
    [
      'a later job takes no canceled run',
      { 'Prod-ready': { condition: "!failure() && needs.Prod-Review.result != 'skipped'" } },
      [],
    ],
    [
      'it runs if all have succeeded',
      { 'Prod-ready': { condition: undefined }, 'Prod-Data': { condition: undefined } },
      [],
    ],
    [
      'it asks for the result of a job that it does not need: on GitHub that is empty',
      { 'Prod-Web': { condition: "!cancelled() && needs.Prod-Review.result != 'failure'" } },
      ['App/Prod/Web'],
    ],
    [
      'a list is never equal to a text',
      { 'Prod-ready': { condition: "always() && needs.*.result != 'failure'" } },
      PROD,
    ],
    ['a rejection counts as a success', { 'Prod-Review': { settings: { 'continue-on-error': 'true' } } }, PROD],
    ['a rejection may count as one', { 'Prod-Review': { settings: { 'continue-on-error': '${{ vars.X }}' } } }, PROD],
    ['a rejection counts', { 'Prod-Review': { settings: { 'continue-on-error': 'false' } } }, []],
    ['ids in another case', { 'Prod-Web': { condition: GATED.replace('Prod-ready', 'PROD-data') } }, []],
    ['another condition', { 'Prod-ready': { condition: "success() && github.ref == 'refs/heads/main'" } }, []],
    ['a condition that nobody understands', { 'Prod-ready': { condition: 'always() ? 1' } }, PROD],
  ];

  test.each(CASES)('%s', (_, more, expected) => {
    expect(ungated(changed(more))).toEqual(expected);
  });

  describe('a permissions check alone', () => {
    const noReview = (condition = BEHIND_CHECK, later = GATED) =>
      changed({
        'Prod-Review': { gate: false },
        'Prod-Data': { condition: later },
        'Prod-ready': { condition: condition.replace(" && needs.Prod-Review.result == 'success'", '') },
      });
    const enough = { ...stage, permissionsCheckIsEnough: true };

    test('is enough where the rule says so, although it is skipped when nothing is broadened', () => {
      expect(ungated(noReview())).toEqual(PROD);
      expect(ungated(noReview(), enough)).toEqual([]);
    });

    test('is not, if its rejection is passed by', () => {
      expect(ungated(noReview(BEHIND_CHECK.replace(' && !failure()', '')), enough)).toEqual([]);
      const later = "!cancelled() && needs.Prod-ready.result == 'success'";
      expect(ungated(noReview('always()', later), enough)).toEqual(['App/Prod/Data']);
      expect(ungated(noReview("!cancelled() && needs.Prod-Check.result == 'success'", later), enough)).toEqual([
        'App/Prod/Data',
      ]);
      // What is behind that asks for failures of all jobs before it.
      expect(ungated(noReview('always()'), enough)).toEqual([]);
    });
  });

  test('a job that asks, and deploys', () => {
    const given = changed({ 'Beta-Data': { gate: true } });
    expect(ungated(given, every)).toEqual([]);
  });

  test('a job in no plan that asks', () => {
    const [first, ...rest] = changed({ 'Beta-Data': { needs: ['Assets', 'ask'] } });
    expect(ungated([first, jobOf('ask', { gate: true, environment: 'Beta' }), ...rest], every)).toEqual([]);
  });

  test('the role that a job has does not say where it deploys', () => {
    const given = changed({ 'Beta-Data': { role: 'arn:aws:iam::999999999999:role/hub' } });
    expect(judge(graph(given), [{ kind: 'account', pattern: '999999999999' }]).matched).toBe(0);
    const unknown = changed({ 'Beta-Data': { role: '${{ vars.ROLE }}' } });
    expect(judge(graph(unknown), [{ kind: 'account', pattern: '333333333333' }]).matched).toBe(2);
  });
});

test('of several jobs for one node, all must be behind a gate', () => {
  const again = jobOf('Prod-Again', { nodes: ['Prod/Web/Deploy'], needs: ['Prod-Data'], condition: 'always()' });
  const gates = (plan: PlanGraph) => plan.gatesBefore(plan.indexOf('Prod/Web/Deploy')!).map(({ id }) => id);
  expect(gates(graph())).toEqual(['Prod-Review', 'Prod-Confirm']);
  expect(gates(graph([...jobs(), again]))).toEqual([]);
});

describe('what runs in spite of a failure', () => {
  const inSpiteOf = (given: readonly GitHubJobInfo[], job: string) =>
    graph(given)
      .jobOrder.inSpiteOf(job)
      .map(({ id }) => id);

  test('nothing', () => {
    jobs().forEach(({ id }) => expect(inSpiteOf(jobs(), id)).toEqual([]));
  });

  test('a job that says so, and what needs only that', () => {
    const given = [
      ...jobs(),
      jobOf('report', { needs: ['Prod-Web'], condition: 'always()' }),
      jobOf('after', { needs: ['report'], condition: "!cancelled() && needs.report.result == 'success'" }),
      // All that come before must have succeeded, also those that are not needed directly.
      jobOf('never', { needs: ['report'] }),
    ];
    expect(inSpiteOf(given, 'Beta-Data')).toEqual(['report', 'after']);
  });
});

describe('what GitHub does around the jobs', () => {
  const around = (more: Partial<GitHubInfo>) =>
    aroundWorkflow({ file: 'f', name: 'n', triggers: {}, jobs: [], ...more });

  test.each<[Record<string, string>, string]>([
    [
      { push: '{"branches":["main","v*"],"paths-ignore":["docs/**"]}' },
      'starts on push (branches main, v*; paths-ignore docs/**)',
    ],
    [{ push: '' }, 'starts on push'],
    [{ pull_request: 'null' }, 'starts on pull_request'],
    [{ schedule: '[{"cron":"0 6 * * 1"},{"cron":"0 7 * * 1"}]' }, 'starts on schedule (0 6 * * 1, 0 7 * * 1)'],
    [{ workflow_dispatch: '{}' }, 'starts by hand'],
    [
      { workflow_dispatch: '{"inputs":{"STAGE":{"default":"beta"},"WHO":{"required":true},"NOTE":{}}}' },
      'starts by hand (inputs STAGE=beta, WHO (must be given), NOTE)',
    ],
    [{ push: 'main' }, 'starts on push (main)'],
    [{ push: '7' }, 'starts on push (7)'],
  ])('%j', (triggers, expected) => {
    expect(around({ triggers })).toEqual([expected]);
  });

  test.each([
    [
      '{"group":"g","cancel-in-progress":false}',
      'one run at a time (group g): of those that wait only the newest is kept',
    ],
    ['{"group":"g","queue":"max"}', 'one run at a time (group g): others wait, each gets its turn'],
    [
      '{"group":"g","cancel-in-progress":true}',
      'one run at a time (group g): a new one cancels it, also while it deploys',
    ],
    ['{"group":"g","cancel-in-progress":"${{ x }}"}', 'one run at a time (group g): a new one cancels it if ${{ x }}'],
    ['g', 'one run at a time (group g): of those that wait only the newest is kept'],
  ])('concurrency %s', (concurrency, expected) => {
    expect(around({ settings: { concurrency } })).toEqual([expected]);
  });

  test('other settings are shown as they are', () => {
    expect(around({ settings: { permissions: '{}', env: '{"A":"b"}' } })).toEqual(['env: {"A":"b"}']);
    expect(around({ settings: { permissions: 'write-all' } })).toEqual(['permissions: write-all']);
  });
});

describe('what contradicts itself is refused', () => {
  const CASES: [string, GitHubJobInfo[], RegExp][] = [
    [
      'needs that lead nowhere',
      changed({ Assets: { needs: ['No'] } }),
      /job 'Assets' needs a job 'No', which is not there, or comes after it/,
    ],
    [
      'needs that lead on',
      changed({ Assets: { needs: ['Prod-Web'] } }),
      /needs a job 'Prod-Web', which is not there, or comes after it/,
    ],
    ['a job that needs itself', changed({ Assets: { needs: ['Assets'] } }), /needs a job 'Assets'/],
    ['two jobs of one name', [...jobs(), jobOf('ASSETS')], /there are two jobs 'ASSETS'/],
    [
      'a node that is not there',
      changed({ Assets: { nodes: ['No'] } }),
      /the work of a node 'No', which is no action of the plan/,
    ],
    [
      'a node that is a group',
      changed({ Assets: { nodes: ['Prod'] } }),
      /a node 'Prod', which is no action of the plan/,
    ],
    [
      'a node twice',
      changed({ Assets: { nodes: ['Build/Synth', 'Build/Synth'] } }),
      /job 'Assets' does the work of a node twice/,
    ],
  ];

  test.each(CASES)('%s', (_, given, message) => {
    expect(() => checkDocument(workflow({ jobs: given }), 'here')).toThrow(message);
  });

  test('gates that are none', () => {
    const { gitHub, ...rest } = workflow();
    const of = (given: readonly GitHubJobInfo[]) => ({ ...rest, gitHub: { ...gitHub!, jobs: given } });
    expect(() => checkDocument(of(changed({ 'Prod-Review': { gate: false } })), 'here')).toThrow(
      "node 'Prod/Review' is a gate, and none of its jobs is",
    );
    expect(() => checkDocument(of(changed({ 'Beta-Data': { gate: true } })), 'here')).toThrow(
      "node 'Beta/Data/Deploy' is no gate, and a job of it is",
    );
  });

  test('two engines', () => {
    const codePipeline = { type: 'V2', layout: 'default', stages: [], projects: [], siblingWaits: [] } as const;
    const actions = workflow().actions.map((work) => ({ ...work, gate: false }));
    expect(() => checkDocument(workflow({ document: { codePipeline, actions } }), 'here')).toThrow(
      'two engines run the plan',
    );
  });

  test('the sample is fine', () => {
    expect(() => checkDocument(workflow(), 'here')).not.toThrow();
    expect(GATED).toContain('Prod-ready');
  });
});
