import { Blueprint, stack, stage } from '../plan/blueprint';
import { built, realStagesOf } from './emitted';
import { describe as describePlan, gatesOfOtherStages } from '../../lib/engines/codepipeline/private/report/describe';
import type { PlanOptions } from '../../lib/plan/options';

/** One line for each wait: `Wave@2: A, B after Wave/A.X`. */
function waits(blueprint: Blueprint, options: Partial<PlanOptions> = {}, maxActions?: number): string[] {
  const made = built(blueprint, { changeSets: false, ...options }, maxActions);
  const { codePipeline } = describePlan(made, {
    ...SYNTHESIZED,
    codePipeline: { type: 'V1', stages: realStagesOf(made) },
  });
  return codePipeline.siblingWaits.map(
    (w) =>
      `${w.stage}@${w.runOrder}: ${w.applications.map(short)} after ${w.waitFor.join(' ')}${w.gate ? ' (gate)' : ''}`,
  );
}

function gates(blueprint: Blueprint, options: Partial<PlanOptions> = {}, maxActions?: number): string[] {
  return gatesOfOtherStages(built(blueprint, { changeSets: false, ...options }, maxActions)).map(
    (g) =>
      `${g.stage}: ${g.applications.map(short)} wait for ${g.gates.map((x) => `${x.label} of ${short(x.application)}`)}`,
  );
}

const short = (application: string) => application.replace('App/', '');

const SYNTHESIZED = {
  pipeline: {
    path: 'Stack/Pipeline',
    name: 'StackPipeline',
    stack: 'Stack',
    selfMutation: true,
    changeSets: false,
  },
  layout: 'default',
  stack: { template: {}, constructs: () => new Map() },
  stacks: [],
  budgets: [],
  warnings: [],
  whereOf: () => undefined,
} as const;

test('alone, or abreast, nobody waits for another application', () => {
  const b = new Blueprint().wave('W', [stage('A', [stack('A1')]), stage('B', [stack('B1')])]);
  b.wave('Alone', [stage('C', [stack('C1'), stack('C2', { dependsOn: ['C1'] })])]);
  expect(waits(b)).toEqual([]);
});

test('a run order starts when all of the one before is done, whoever owns it', () => {
  const b = new Blueprint();
  const chain = (name: string) => [stack(`${name}1`), stack(`${name}2`, { dependsOn: [`${name}1`] })];
  b.wave('W', [stage('A', chain('A')), stage('B', chain('B')), stage('C', [stack('C1')])]);
  expect(waits(b)).toEqual(['W@2: A,B after W/A.A1.Deploy W/B.B1.Deploy W/C.C1.Deploy']);
});

test('what all wait for, because it is around the wave, is no wait for a sibling', () => {
  const b = new Blueprint();
  b.wave('W', [stage('A', [stack('A1')]), stage('B', [stack('B1')])], { pre: [b.gate('Go')], post: [b.step('T')] });
  expect(waits(b)).toEqual([]);
  expect(gates(b)).toEqual([]);
});

test('an application that uses the output of another waits for it truly, and for third ones not', () => {
  const b = new Blueprint();
  const post = b.step('UseA', { consumes: [{ stackId: 'A1', stackPath: 'App/A1', outputName: 'Url' }] });
  b.wave('W', [stage('A', [stack('A1')]), stage('B', [stack('B1')], { post: [post] })]);
  expect(waits(b)).toEqual([]);
  const c = new Blueprint();
  const use = c.step('UseA', { consumes: [{ stackId: 'A1', stackPath: 'App/A1', outputName: 'Url' }] });
  c.wave('W', [stage('A', [stack('A1')]), stage('B', [stack('B1')], { post: [use] }), stage('C', [stack('C1')])]);
  expect(waits(c)).toEqual(['W@2: B after W/C.C1.Deploy']);
});

test('also where something is in between', () => {
  const b = new Blueprint();
  const between = b.step('Between', { consumes: [{ stackId: 'A1', stackPath: 'App/A1', outputName: 'Url' }] });
  const use = b.step('Use', { dependsOn: [{ step: between, why: 'declared' }] });
  b.wave('W', [
    stage('A', [stack('A1'), stack('A2', { dependsOn: ['A1'] })]),
    stage('B', [stack('B1')], { post: [use] }),
    stage('C', [stack('C1')], { post: [between] }),
  ]);
  // B waits for A through C, and C does so itself: nobody waits for A without need.
  expect(waits(b)).toEqual(['W@2: A,C after W/B.B1.Deploy W/C.C1.Deploy']);
});

test('a wave that fills several CodePipeline stages', () => {
  const b = new Blueprint().wave('W', [
    stage('A', [stack('A1')]),
    stage('B', [stack('B1')]),
    stage('C', [stack('C1')]),
  ]);
  expect(waits(b, {}, 2)).toEqual(['W.2@1: C after W.1/A.A1.Deploy W.1/B.B1.Deploy']);
});

test('the gate of one application holds up the others', () => {
  const b = new Blueprint();
  b.wave('W', [
    stage('A', [stack('A1')], { pre: [b.gate('Go')] }),
    stage('B', [stack('B1'), stack('B2', { dependsOn: ['B1'] })]),
    stage('C', [stack('C1')]),
  ]);
  expect(waits(b)).toEqual(['W@2: A,B after W/A.Go W/B.B1.Deploy W/C.C1.Deploy (gate)']);
  expect(gates(b)).toEqual(['W: B wait for ManualApprovalStep(Go) of A']);
});

test('a gate at the end of all holds up nobody', () => {
  const b = new Blueprint();
  b.wave('W', [stage('A', [stack('A1')], { post: [b.gate('Well')] }), stage('B', [stack('B1')])]);
  expect(gates(b)).toEqual([]);
});

test('a gate of each, and one that another waits for truly', () => {
  const b = new Blueprint();
  const use = b.step('UseA', { consumes: [{ stackId: 'A1', stackPath: 'App/A1', outputName: 'Url' }] });
  b.wave('W', [
    stage('A', [stack('A1')], { pre: [b.gate('GoA')] }),
    stage('B', [stack('B1')], { pre: [b.gate('GoB')], post: [use] }),
  ]);
  expect(gates(b)).toEqual(['W: A wait for ManualApprovalStep(GoB) of B']);
});

test('CodePipeline stages of their own: the wait is told, the gate was asked for', () => {
  const b = new Blueprint();
  const stages = [
    stage('A', [stack('A1')], { pre: [b.gate('Go')] }),
    stage('B', [stack('B1')], { pre: [b.gate('Go2')] }),
  ];
  const apart = { ...b.wave('W', stages).data().waves[0], apart: true };
  const data = { ...b.data(), waves: [apart] };
  const blueprint = Object.assign(new Blueprint(), { data: () => data });
  expect(gates(blueprint)).toEqual([]);
  expect(waits(blueprint)).toEqual(['W.B@1: B after W.A/A1.Deploy']);
});

test('many applications side by side cost no more than their number', () => {
  const b = new Blueprint();
  const chain = (name: string) => [stack(`${name}1`), stack(`${name}2`, { dependsOn: [`${name}1`] })];
  b.wave(
    'W',
    Array.from({ length: 2000 }, (_, i) => stage(`A${i}`, chain(`A${i}-`))),
  );
  const [wait, ...others] = waits(b, {}, 10_000);
  expect(others).toEqual([]);
  expect(wait.split(' ')).toHaveLength(2 + 1 + 2000);
});
