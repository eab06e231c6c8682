import * as fs from 'fs';
import { documentOf, FROM_SOURCE, inApp, script, SOURCE, type Step } from './rehearse/app';
import { commandToEnd } from '../cli/run';
import { jobOf, jobs, workflow } from '../cli/workflow';
import type { GitHubJobInfo, PlanDocument } from '../../lib/document/plan-document';
import { PlanGraph } from '../../lib/document/plan-graph';
import type { RunEvent } from '../../lib/run/events';
import type { OrderOf } from '../../lib/run/order';
import { worksOf, worksToRun } from '../../lib/run/read-works';
import { simulate } from '../../lib/run/simulate';

// Plans that GitHub runs, here.

const changed = (more: Record<string, Partial<GitHubJobInfo>>) =>
  workflow({ jobs: jobs().map((job) => ({ ...job, ...more[job.id] })) });

describe('works', () => {
  const works = (document = workflow()) => worksOf(new PlanGraph(document));
  const taskOf = (id: string, document?: PlanDocument) => works(document).find((work) => work.id === id)?.task;

  test('are what jobs do, by the ids of jobs', () => {
    expect(works().map(({ id, stage, gate, task }) => `${stage}: ${id} ${task.kind}${gate ? ', a gate' : ''}`)).toEqual(
      [
        'deploy: preflight other',
        'Build: Build-Synth/shop source',
        'Build: Build-Synth build',
        'Assets: Assets/FileAsset1 other',
        'Assets: Assets/FileAsset2 other',
        'Beta: Beta-Data deploy',
        'Beta: Beta-Smoke build',
        'Prod: Prod-Review ask, a gate',
        'Prod: Prod-Check permissions-check',
        'Prod: Prod-Confirm ask, a gate',
        'Prod: Prod-ready other',
        'Prod: Prod-Data deploy',
        'Prod: Prod-Web deploy',
      ],
    );
    expect(taskOf('Prod-Review')).toEqual({ kind: 'ask', text: 'Is Beta fine?', url: undefined });
    expect(taskOf('Prod-Check')).toMatchObject({ stage: 'App/Prod' });
  });

  test('a step that the plan has no job for comes first', () => {
    const document = changed({ 'Build-Synth': { nodes: ['Build/Synth'] } });
    expect(works(document)[0]).toMatchObject({
      id: 'Source/shop',
      task: { kind: 'source', outputs: ['Source/shop:shop'] },
    });
  });

  test('jobs that check out their repository: one source stands for it', () => {
    const checkout = { uses: 'actions/checkout@v4' };
    const of = (steps: GitHubJobInfo['steps']) => changed({ 'Beta-Smoke': { steps } });
    const [first] = worksToRun(new PlanGraph(of([checkout])));
    expect(first).toMatchObject({ id: 'repository', node: -1, task: { outputs: ['repository'] } });
    expect(taskOf('Beta-Smoke', of([checkout]))).toMatchObject({ primary: 'repository' });
    for (const steps of [
      [],
      [{ ...checkout, settings: { with: '{"repository":"other/one"}' } }],
      [{ uses: 'other/checkout@v4' }],
    ]) {
      expect(worksToRun(new PlanGraph(of(steps))).map(({ id }) => id)).not.toContain('repository');
    }
    // Others begin with what the plan gives them.
    expect(taskOf('Build-Synth', of([checkout]))).toMatchObject({ primary: 'Source/shop:shop' });
  });

  test('a job that asks, and deploys: only the question', () => {
    expect(taskOf('Beta-Data', changed({ 'Beta-Data': { gate: true } }))).toEqual({ kind: 'ask', text: '' });
  });
});

describe('orders', () => {
  const startsOf = (order: OrderOf, document = workflow()) => {
    const events: RunEvent[] = [];
    simulate(new PlanGraph(document), { order }, (event) => events.push(event));
    return Object.fromEntries(events.flatMap((e) => (e.type === 'action.started' ? [[e.action, e.after]] : [])));
  };

  test('that of GitHub is that of the plan, as jobs need no more', () => {
    expect(Object.keys(startsOf('github'))).toHaveLength(13);
    expect(startsOf('github')).toEqual(startsOf('plan'));
  });

  test('GitHub knows no order but that of needs', () => {
    const document = changed({ 'Beta-Smoke': { needs: ['Build-Synth'] } });
    expect(startsOf('plan', document)['Beta-Smoke']).toBe('Beta-Data');
    expect(startsOf('github', document)['Beta-Smoke']).toBe('Build-Synth');
  });

  test('what one job does is done in the order of the plan', () => {
    expect(startsOf('github')['Build-Synth']).toBe('Build-Synth/shop');
  });

  test('a source that no job fetches comes before all', () => {
    const document = changed({ 'Build-Synth': { nodes: ['Build/Synth'] } });
    expect(startsOf('github', document)).toMatchObject({ 'Build-Synth': 'Source/shop', preflight: 'Source/shop' });
  });
});

const cwd = inApp();

/** The workflow of some steps: a job for each, that needs what the step waits for. */
function workflowOf(steps: readonly Step[], more: Record<string, Partial<GitHubJobInfo>> = {}): PlanDocument {
  const document = documentOf(steps);
  const given = steps.map(({ id, waits = [] }) => {
    const { gate } = document.actions.find(({ node }) => node === id)!;
    return jobOf(`Job-${id}`, {
      nodes: [id],
      gate,
      needs: waits.map((other) => `Job-${other}`),
      steps: [],
      ...more[id],
    });
  });
  return {
    ...document,
    gitHub: { file: 'deploy.yml', name: 'deploy', triggers: { push: '{}', workflow_dispatch: '{}' }, jobs: given },
  };
}

async function run(document: PlanDocument, ...args: string[]) {
  fs.mkdirSync('cdk.out', { recursive: true });
  fs.writeFileSync('cdk.out/p.plan.json', JSON.stringify(document));
  const { code, out, err } = await commandToEnd(['run', '--json', ...args]);
  const events = out.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as RunEvent]));
  const finished = events.flatMap((event) => (event.type === 'action.finished' ? [event] : []));
  return {
    ...{ code, err, events },
    logged: events.flatMap((e) => (e.type === 'action.logged' && !e.line.startsWith('+ ') ? [e.line] : [])),
    results: Object.fromEntries(finished.map((one) => [one.action, one.result])),
    reasons: Object.fromEntries(finished.map((one) => [one.action, one.reason])),
    differences: events.flatMap((event) => (event.type === 'run.finished' ? event.differences : [])),
  };
}

const CHECKOUT = { steps: [{ uses: 'actions/checkout@v4' }] };

describe('a run', () => {
  test('files and variables are handed on, whatever jobs are called', async () => {
    const outputs = [{ directory: 'dist', fileSet: 'Dist' }];
    const inputs = [FROM_SOURCE, { directory: 'in', fileSet: 'Dist', from: 'Build' }];
    const env = { VERSION: { output: { node: 'Build', variable: 'V' } } };
    const { code, logged, events } = await run(
      workflowOf([
        SOURCE,
        { id: 'Build', waits: ['Source'], job: script(['mkdir dist; echo made > dist/x', 'V=1.2'], { outputs }) },
        { id: 'Test', waits: ['Build'], job: script(['cat in/x; echo $VERSION'], { inputs, env }) },
      ]),
    );
    expect({ code, logged: logged.slice(1) }).toEqual({ code: 0, logged: ['made', '1.2'] });
    expect(events).toContainEqual(
      expect.objectContaining({ type: 'action.variable', name: 'VERSION', source: 'output V of Job-Build' }),
    );
    expect(events[0]).toMatchObject({
      actions: expect.arrayContaining([expect.objectContaining({ action: 'Job-Test', stage: 'Test' })]),
    });
  });

  test('jobs that check out start in the files that a push would bring', async () => {
    const steps: Step[] = [{ id: 'Test', job: script(['cat app.txt', 'pwd'], { inputs: [] }) }];
    const { code, logged } = await run(workflowOf(steps, { Test: CHECKOUT }));
    expect(code).toBe(0);
    expect(logged.slice(0, 2)).toEqual([`1 file of ${cwd()}`, 'from the tree']);
    fs.mkdirSync('other');
    fs.writeFileSync('other/app.txt', 'another\n');
    const { logged: given } = await run(
      workflowOf(steps, { Test: CHECKOUT }),
      'Job-Test',
      '--source',
      'repository=other',
    );
    expect(given[1]).toBe('another');
  });

  test('steps see what GitHub shows them, and nothing of CodeBuild', async () => {
    const names = ['CI', 'GITHUB_ACTIONS', 'GITHUB_WORKFLOW', 'GITHUB_JOB', 'GITHUB_SHA', 'CODEBUILD_CI'];
    const commands = [
      `echo "${names.map((name) => `$${name}`).join(' ')}"`,
      'echo x=1 >> "$GITHUB_OUTPUT"',
      'echo "$PWD" "$GITHUB_WORKSPACE"',
    ];
    const { code, logged } = await run(
      workflowOf([{ id: 'Test', job: script(commands, { inputs: [] }) }], { Test: CHECKOUT }),
    );
    expect(code).toBe(0);
    expect(logged[1]).toBe(`true true deploy Job-Test ${'0'.repeat(40)} `);
    const [here, workspace] = logged[2].split(' ');
    expect(here).toBe(workspace);
  });

  test('secrets of GitHub are given as secrets', async () => {
    const env = { KEY: { literal: '${{ secrets.API_KEY }}' }, REF: { literal: '${{ github.ref_name }}' } };
    const document = workflowOf([
      SOURCE,
      { id: 'Test', waits: ['Source'], job: script(['test "$KEY" = s3cr3t && echo "$REF $KEY"'], { env }) },
    ]);
    expect((await run(document)).err).toContain('KEY');
    fs.writeFileSync('.env.cdk-pipelines', 'API_KEY=s3cr3t\n');
    const { code, logged, differences } = await run(document);
    expect({ code, last: logged.pop() }).toEqual({ code: 0, last: '${{ github.ref_name }} ***' });
    expect(differences).toContainEqual({
      what: 'what only GitHub fills in was left as it is: github.ref_name',
      actions: ['Job-Test'],
    });
  });

  test('gates ask, comparisons are left out, and what is for GitHub only is skipped', async () => {
    const check: Step = {
      id: 'Check',
      kind: 'permissions-check',
      gate: true,
      job: { kind: 'permissions-check', stage: 'Prod' },
    };
    const document = workflowOf([
      SOURCE,
      { id: 'Ask', waits: ['Source'], job: { kind: 'ask', comment: 'Fine?' } },
      check,
    ]);
    const [source, ask] = document.gitHub!.jobs;
    const given = [
      jobOf('preflight'),
      source,
      { ...ask, needs: [...ask.needs, 'preflight'] },
      jobOf('Check-Diff', { nodes: ['Check'], steps: [] }),
      jobOf('Check', { nodes: ['Check'], needs: ['Check-Diff'], gate: true, environment: 'Prod', condition: 'true' }),
    ];
    const { code, results, reasons, events, differences } = await run(
      { ...document, gitHub: { ...document.gitHub!, jobs: given } },
      ...['--approve', 'Job-Ask', '--approve', 'Check'],
    );
    expect(code).toBe(0);
    expect(results).toEqual({
      ...{ preflight: 'skipped', 'Job-Source': 'succeeded', 'Job-Ask': 'succeeded' },
      ...{ 'Check-Diff': 'skipped', Check: 'succeeded' },
    });
    expect(reasons.preflight).toBe('what this job does is for GitHub only');
    expect(events).toContainEqual(expect.objectContaining({ type: 'gate.asked', action: 'Job-Ask', text: 'Fine?' }));
    expect(differences).toEqual(
      expect.arrayContaining([
        { what: 'environment Prod: its rules and secrets', actions: ['Check'] },
        { what: 'condition: if true', actions: ['Check'] },
        { what: 'trigger: starts on push', actions: [] },
      ]),
    );
  });

  test('what GitHub has around a build is not shown', async () => {
    const steps = [{ uses: 'actions/checkout@v4' }, { uses: 'actions/setup-node@v4' }, { run: 'true' }];
    const settings = { 'timeout-minutes': '7', container: 'node:20' };
    const { differences } = await run(
      workflowOf([{ id: 'Test', job: script(['true'], { inputs: [] }) }], {
        Test: { steps, settings, runsOn: 'self-hosted' },
      }),
    );
    expect(
      differences
        .filter(({ actions }) => actions.includes('Job-Test'))
        .map(({ what }) => what.replace(/ \(here.*/, '')),
    ).toEqual([
      'roles and permissions: steps had no AWS credentials',
      'runner self-hosted',
      'action actions/setup-node@v4',
      'container',
      'timeout of 7 minutes',
    ]);
  });

  test('in the order of GitHub; and no other engine has its order', async () => {
    const document = workflowOf([SOURCE, { id: 'Test', waits: ['Source'], job: script(['cat app.txt']) }]);
    expect((await run(document, '--as', 'github')).results).toEqual({
      'Job-Source': 'succeeded',
      'Job-Test': 'succeeded',
    });
    const wrong =
      '[Delivery/Pipeline] --as codepipeline, which is of another engine than that of this pipeline. Expected: plan or github. To fix it: write --as github, or leave it out.';
    for (const args of [[], ['--simulate']]) {
      expect(await run(document, '--as', 'codepipeline', ...args)).toMatchObject({
        code: 2,
        err: expect.stringContaining(wrong),
      });
    }
    const none = await run(documentOf([SOURCE]), '--as', 'github', '--simulate');
    expect(none).toMatchObject({ code: 2, err: expect.stringContaining('Expected: plan.') });
  });

  test('a report is by what jobs belong to', async () => {
    await run(workflowOf([SOURCE, { id: 'Test', waits: ['Source'], job: script(['true']) }]), '--junit', 'report.xml');
    expect(fs.readFileSync('report.xml', 'utf8')).toMatch(
      /<testsuite name="Test"[^>]*>\s*<testcase classname="Test" name="Job-Test"/,
    );
  });

  test('what failed is run again by its name', async () => {
    const document = workflowOf([SOURCE, { id: 'Test', waits: ['Source'], job: script(['test -e ok.txt']) }]);
    const { code, events } = await run(document);
    expect(code).toBe(1);
    expect(events).toContainEqual(
      expect.objectContaining({ action: 'Job-Test', command: 'npx cdk-pipelines run Job-Test' }),
    );
    fs.writeFileSync('ok.txt', '');
    expect(await run(document, '--retry')).toMatchObject({
      code: 0,
      results: { 'Job-Source': 'succeeded', 'Job-Test': 'succeeded' },
    });
  });
});
