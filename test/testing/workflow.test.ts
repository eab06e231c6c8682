import { assemblyOf } from '../cli/run';
import { jobOf, jobs, workflow } from '../cli/workflow';
import { PipelinePlan, Rehearsal } from '../../lib/testing';
import type { PlanDocument } from '../../lib/document/plan-document';

// Plans that GitHub runs.

const assembly = (document: PlanDocument = workflow()) => assemblyOf({ 'a.plan.json': document });
const planOf = (document?: PlanDocument) => PipelinePlan.fromAssembly(assembly(document));
const rehearsal = (document?: PlanDocument) => Rehearsal.fromAssembly(assembly(document));

describe('PipelinePlan', () => {
  const plan = planOf();

  test('what belongs together, and what starts it', () => {
    expect(plan.pipelinePath).toBe('Delivery');
    expect(plan.stageNames).toEqual(['deploy', 'Build', 'Assets', 'Beta', 'Prod']);
    expect(plan.actionsOfStage('Beta')).toEqual(['Beta-Data', 'Beta-Smoke']);
    expect(plan.conditionsOfStage('Prod')).toEqual([]);
    expect(plan.triggersAndVariables).toEqual([
      'starts on push (branches main)',
      'starts by hand',
      'one run at a time (group deploy): of those that wait only the newest is kept',
    ]);
  });

  test.each<[string, string, boolean]>([
    ['Beta', 'Prod', true],
    ['Prod', 'Beta', false],
    ['Prod-Data', 'Prod-Web', true],
    ['App/Prod/Data', 'Prod/Web/Deploy', true],
    ['preflight', 'Prod', true],
    // One job publishes all assets.
    ['Assets/FileAsset2', 'Beta-Data', true],
    ['preflight', 'Beta', false],
  ])('%s deploys before %s: %p', (first, second, expected) => {
    expect(plan.deploysBefore(first, second)).toBe(expected);
  });

  test.each<[string, string | undefined, boolean]>([
    ['Prod', undefined, true],
    ['Prod', 'Review', true],
    ['Prod', 'Prod-Review', true],
    ['Prod', 'Check', true],
    ['Beta', undefined, false],
  ])('%s is gated by %s: %p', (deployment, gate, expected) => {
    expect(plan.isGatedBy(deployment, gate)).toBe(expected);
  });

  test('a gate that a condition passes by', () => {
    const given = jobs().map((job) => (job.id === 'Prod-Web' ? { ...job, condition: 'always()' } : job));
    const passing = planOf(workflow({ jobs: given }));
    expect(passing.isGatedBy('Prod-Data', 'Review')).toBe(true);
    expect(passing.isGatedBy('Prod-Web', 'Review')).toBe(false);
    expect(passing.isGatedBy('Prod')).toBe(false);
  });

  test('what a job waits for', () => {
    expect(plan.waitsFor('Beta-Smoke').slice(0, 3)).toEqual([
      'Build-Synth: after Build/Synth',
      'Build-Synth/shop: after Source/shop',
      'Beta-Data: after Beta/Data',
    ]);
    expect(plan.waitsFor('Beta-Smoke')).toContain("Assets/FileAsset2: job 'Beta-Data' needs job 'Assets'");
  });

  test('as text', () => {
    expect(plan.snapshot()).toBe(TEXT);
  });
});

describe('Rehearsal', () => {
  test('all runs, in the order of needs', () => {
    const { ran, neverStarted, succeeded } = rehearsal().run();
    expect(succeeded).toBe(true);
    expect(neverStarted).toEqual([]);
    expect(ran.sort()).toEqual(
      [...jobs().map(({ id }) => id), ...['Build-Synth/shop', 'Assets/FileAsset1', 'Assets/FileAsset2']]
        .filter((id) => id !== 'Assets')
        .sort(),
    );
  });

  test('what never starts', () => {
    const failed = rehearsal().fail('Beta-Data').run();
    expect(failed.neverStarted).toEqual([
      ...['Beta-Smoke', 'Prod-Review', 'Prod-Check', 'Prod-Confirm', 'Prod-ready', 'Prod-Data', 'Prod-Web'],
    ]);
    const rejected = rehearsal().reject('Prod-Review').run();
    expect(rejected.neverStarted).toEqual(['Prod-ready', 'Prod-Data', 'Prod-Web']);
    expect(rejected.didStart('App/Prod/Data')).toBe(false);
    expect(rejected.didStart('Check')).toBe(true);
  });

  test('what was waited for', () => {
    expect(rehearsal().run().waitedFor('Prod-Web').slice(0, 3)).toEqual(['Prod-Data', 'Prod-ready', 'Prod-Confirm']);
  });

  test('a job that somebody has added', () => {
    const report = jobOf('report', { needs: ['Prod-Web'] });
    const document = workflow({ jobs: [...jobs(), report] });
    expect(rehearsal(document).fail('Prod-Web').run().neverStarted).toEqual(['report']);
    expect(rehearsal(document).run().didStart('report')).toBe(true);
  });
});

const TEXT = `Delivery
starts on push (branches main)
starts by hand
one run at a time (group deploy): of those that wait only the newest is kept

deploy
  preflight: custom
      may contents: read, actions: read
      on ubuntu-latest
Build
  Build-Synth/shop: source
      may contents: read
      on ubuntu-latest
  Build-Synth: synth
      may contents: read
      on ubuntu-latest
      after Build-Synth/shop
Assets
  Assets/FileAsset1: publish, Code
      role arn:aws:iam::333333333333:role/deploy
      may contents: read, id-token: write
      on ubuntu-latest
      after Build-Synth
  Assets/FileAsset2: publish, Site
      role arn:aws:iam::333333333333:role/deploy
      may contents: read, id-token: write
      on ubuntu-latest
      after Build-Synth
Beta
  Beta-Data: deploy, Beta-Data in 222222222222 eu-west-1
      environment Beta
      role arn:aws:iam::333333333333:role/deploy
      may contents: read, id-token: write
      on ubuntu-latest
      after Assets/FileAsset1
      after Assets/FileAsset2
  Beta-Smoke: script
      may contents: read
      on ubuntu-latest
      after all of Beta/Data
Prod
  Prod-Review: approval, a gate
      environment Prod-Review
      on ubuntu-latest
      after all of Beta
      after preflight
  Prod-Check: permissions-check
      role arn:aws:iam::333333333333:role/deploy
      may contents: read
      on ubuntu-latest
      after all of Beta
      after preflight
  Prod-Confirm: permissions-check, a gate
      if needs.Prod-Check.outputs.broadened == 'true'
      environment Prod-Check
      on ubuntu-latest
      after Prod-Check
  Prod-ready: custom
      if !cancelled() && !failure() && needs.Prod-Check.result == 'success' && needs.Prod-Review.result == 'success' && (needs.Prod-Confirm.result == 'success' || needs.Prod-Confirm.result == 'skipped')
      on ubuntu-latest
      after Prod-Confirm
      after Prod-Review
  Prod-Data: deploy, Prod-Data in 333333333333 eu-west-1
      if !cancelled() && !failure() && needs.Prod-ready.result == 'success'
      environment Prod
      role arn:aws:iam::333333333333:role/deploy
      may contents: read, id-token: write
      on ubuntu-latest
      after Prod-ready
  Prod-Web: deploy, Prod-Web in 333333333333 eu-west-1
      if !cancelled() && !failure() && needs.Prod-Data.result == 'success'
      environment Prod
      role arn:aws:iam::333333333333:role/deploy
      may contents: read, id-token: write
      on ubuntu-latest
      after all of Prod/Data
`;
