import { DocumentBuilder } from '../cli/builder';
import { large, shop } from '../cli/fixtures';
import { criticalPathOf } from '../../lib/document/critical-path';
import { findNode } from '../../lib/document/names';
import { PlanGraph } from '../../lib/document/plan-graph';
import type { Awaited } from '../../lib/document/walk';

const plan = new PlanGraph(shop());
const node = (id: string) => plan.indexOf(id)!;
const ids = (nodes: readonly number[]) => nodes.map((i) => plan.waits.ids[i]).sort();

test('what is done before an action, through joints and groups', () => {
  expect(ids(plan.before(node('Prod/America/Data/Deploy')))).toEqual([
    'Assets/FileAsset1',
    'Build/Synth',
    'Prod/America/Data/Prepare',
    'Prod/Promote',
    'Source/shop',
    'Test/Beta/Data/Deploy',
    'Test/Beta/Data/Prepare',
    'Test/Beta/Service/Deploy',
    'Test/Beta/Service/Prepare',
    'Test/Beta/Smoke',
    'UpdatePipeline/SelfMutate',
  ]);
});

test('what begins after an action', () => {
  expect(ids(plan.behind(node('Prod/Europe/Review')))).toEqual([
    'Prod/Europe/Service/Deploy',
    'Prod/Europe/Service/Prepare',
  ]);
  expect(plan.behind(node('Prod/America/Service/Deploy'))).toEqual([]);
});

test('gates before an action: not those that only share its run orders', () => {
  const gates = (id: string) => plan.gatesBefore(node(id)).map((gate) => gate.name);
  expect(gates('Prod/America/Service/Deploy')).toEqual(['Promote']);
  expect(gates('Prod/Europe/Service/Deploy')).toEqual(['Promote', 'Europe.Review']);
  expect(gates('Test/Beta/Data/Deploy')).toEqual([]);
});

test('of several actions of a step, the one that stops for a decision speaks for it', () => {
  const document = new DocumentBuilder()
    .action('S/Check', { name: 'Check.Compare', kind: 'permissions-check' })
    .inPipeline({ stage: 'S', node: 'S/Check', name: 'Check.Confirm', runOrder: 2, gate: true })
    .action('S/Two', { name: 'Two.A' })
    .inPipeline({ stage: 'S', node: 'S/Two', name: 'Two.B', runOrder: 2, gate: false })
    .action('T/Deploy', { waits: ['S'] })
    .done();
  const graph = new PlanGraph(document);
  expect(graph.works.map(({ id }) => id)).toEqual(['S/Two.A', 'S/Check.Confirm', 'T/Deploy']);
  expect(graph.gatesBefore(graph.indexOf('T/Deploy')!).map(({ id }) => id)).toEqual(['S/Check.Confirm']);
});

test('the longest chain of actions', () => {
  expect(criticalPathOf(plan.waits).map((i) => plan.waits.ids[i])).toEqual([
    'Source/shop',
    'Build/Synth',
    'UpdatePipeline/SelfMutate',
    'Test/Beta/Data/Prepare',
    'Test/Beta/Data/Deploy',
    'Test/Beta/Service/Prepare',
    'Test/Beta/Service/Deploy',
    'Test/Beta/Smoke',
    'Prod/Promote',
    'Prod/Europe/Data/Prepare',
    'Prod/Europe/Data/Deploy',
    'Prod/Europe/Service/Prepare',
    'Prod/Europe/Service/Deploy',
  ]);
  expect(criticalPathOf(new PlanGraph(new DocumentBuilder().done()).waits)).toEqual([]);
});

test('a group that waits for a step in itself: all others of it wait', () => {
  const document = new DocumentBuilder()
    .group('W', ['W/A/Check'])
    .action('W/A/Check')
    .stack('W/A/S', 1)
    .action('W/B')
    .done();
  const graph = new PlanGraph(document);
  const before = (id: string) => graph.before(graph.indexOf(id)!).map((i) => graph.waits.ids[i]);
  expect(before('W/A/S/Prepare')).toEqual(['W/A/Check']);
  expect(before('W/B')).toEqual(['W/A/Check']);
  expect(before('W/A/Check')).toEqual([]);
});

test('a step that waits for the group that it is in waits for all others of it', () => {
  const document = new DocumentBuilder()
    .group('W')
    .action('W/A')
    .action('W/B')
    .action('W/Last', { waits: ['W'] })
    .done();
  const graph = new PlanGraph(document);
  expect(graph.before(graph.indexOf('W/Last')!).map((i) => graph.waits.ids[i])).toEqual(['W/A', 'W/B']);
});

test('to wait for a group with nothing in it is to wait for what that waits for', () => {
  const document = new DocumentBuilder()
    .action('A')
    .group('Empty', ['A'])
    .action('B', { waits: ['Empty'] })
    .done();
  const graph = new PlanGraph(document);
  expect(graph.before(graph.indexOf('B')!)).toEqual([graph.indexOf('A')]);
});

test('explains each action once, where the chain to it is shortest', () => {
  const explained = plan.explain(node('Prod/America/Service/Deploy'));
  const all: Awaited[] = [];
  const collect = (awaited: readonly Awaited[]) => awaited.forEach((a) => (all.push(a), collect(a.parts)));
  collect(explained);
  const actions = all.map((a) => a.node).filter((i) => plan.waits.kinds[i] === 'action');
  expect(ids(actions)).toEqual(ids(plan.before(node('Prod/America/Service/Deploy'))));
  expect(explained.map((a) => plan.waits.ids[a.node])).toEqual([
    'Prod/America/Service/Prepare',
    'Prod/America/Data',
    'Test',
  ]);
});

test('explains with the reason and the place of each wait, also behind a joint', () => {
  const [, joint] = plan.explain(node('Prod/Europe/Data/Deploy'));
  expect(plan.waits.ids[joint.node]).toBe('Prod/Promote');
  expect(joint.reasons).toEqual([{ reason: 'after Prod/joint' }, { reason: "pre of wave 'Prod'", where: 'app.ts:12' }]);
});

test('vertices come in an order in which each is behind what it waits for', () => {
  const order = plan.inOrder();
  expect(order).toHaveLength(plan.waits.before.length);
  const place = new Map(order.map((vertex, i) => [vertex, i]));
  plan.waits.before.forEach((links, to) =>
    links.forEach((link) => expect(place.get(link.vertex)).toBeLessThan(place.get(to)!)),
  );
});

test('stays linear: a thousand actions, few links', () => {
  const graph = new PlanGraph(large(125));
  expect(graph.actions.length).toBeGreaterThanOrEqual(1000);
  const links = graph.waits.before.reduce((sum, all) => sum + all.length, 0);
  expect(links).toBeLessThan(5 * graph.document.nodes.length);
  expect(graph.before(graph.indexOf('Wave4/Cell124/Alarms/Deploy')!).length).toBeGreaterThan(800);
});

describe('names', () => {
  const named = (name: string) => plan.waits.ids[findNode(plan, name)];

  test.each([
    ['id of a node', 'Prod/Promote', 'Prod/Promote'],
    ['id of a group', 'Prod/Europe', 'Prod/Europe'],
    ['id of an action', 'Prod/Europe.Review', 'Prod/Europe/Review'],
    ['name of a step', 'Smoke', 'Test/Beta/Smoke'],
    ['name of an action', 'Beta.Smoke', 'Test/Beta/Smoke'],
    ['label', 'ManualApprovalStep(Review)', 'Prod/Europe/Review'],
    ['stack', 'App/Prod/Europe/Data', 'Prod/Europe/Data/Deploy'],
    ['name of a stack', 'Prod-Europe-Data', 'Prod/Europe/Data/Deploy'],
    ['other case', 'prod-europe-data', 'Prod/Europe/Data/Deploy'],
  ])('%s', (_, name, expected) => {
    expect(named(name)).toBe(expected);
  });

  test('of nothing: the nearest names', () => {
    expect(() => named('Prod-Europa-Data')).toThrow(/To fix it: take one of 'Prod-Europe-Data'/);
    expect(() => named('?')).toThrow(/To fix it: look at what/);
  });

  test('of several things: which these are', () => {
    const document = new DocumentBuilder().action('A/Test').action('B/Test').done();
    expect(() => findNode(new PlanGraph(document), 'Test')).toThrow(
      "[Delivery/Pipeline] 'Test' may be 2 things. Expected: the name of one Stage, wave, stack, step, action, asset, " +
        "source, project or CodePipeline stage. To fix it: take one of 'A/Test', 'B/Test'.",
    );
  });
});

test('a gate in a stage that may be skipped stops what is skipped with it, and nothing behind it', () => {
  const document = new DocumentBuilder()
    .action('Prod/Ok', { kind: 'approval' })
    .stack('Prod/Data', 2, { waits: ['Prod/Ok'] })
    .stack('Later/Data', 1, { waits: ['Prod'] })
    .done();
  const [prod, later] = document.codePipeline!.stages;
  const settings = { BeforeEntry: '{"Conditions":[{"Result":"SKIP","Rules":[]}]}' };
  const skippable = {
    ...document,
    codePipeline: { ...document.codePipeline!, stages: [{ ...prod, settings }, later] },
  };
  const gatesOf = (graph: PlanGraph) =>
    graph.actions.filter(({ kind }) => kind === 'deploy').map((a) => graph.gatesBefore(graph.indexOf(a.node)!).length);
  expect(gatesOf(new PlanGraph(document))).toEqual([1, 1]);
  expect(gatesOf(new PlanGraph(skippable))).toEqual([1, 0]);
});

test('a gate that the CodePipeline runs later, whatever the plan says, stops nothing', () => {
  const document = new DocumentBuilder()
    .action('Prod/Ok', { kind: 'approval' })
    .stack('Prod/Data', 2, { waits: ['Prod/Ok'] })
    .done();
  const [prod] = document.codePipeline!.stages;
  const late = prod.actions.map((action) => (action.gate ? { ...action, runOrder: 9 } : action));
  const moved = { ...document, codePipeline: { ...document.codePipeline!, stages: [{ ...prod, actions: late }] } };
  const gatesOf = (graph: PlanGraph) =>
    graph.actions.filter(({ kind }) => kind === 'deploy').map((a) => graph.gatesBefore(graph.indexOf(a.node)!).length);
  expect(gatesOf(new PlanGraph(document))).toEqual([1]);
  expect(gatesOf(new PlanGraph(moved))).toEqual([0]);
});
