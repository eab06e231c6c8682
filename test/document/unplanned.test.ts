import { DocumentBuilder } from '../cli/builder';
import { shopBuilder } from '../cli/fixtures';
import { PlanGraph } from '../../lib/document/plan-graph';
import type { PlanDocument } from '../../lib/document/plan-document';

/** Waits that only unplanned actions bring: `Prod/Ok <- Test`. */
function added(document: PlanDocument): string[] {
  const plan = new PlanGraph(document);
  const known = new Set(document.nodes.flatMap(({ id, waitsFor }) => waitsFor.map(({ node }) => `${id} <- ${node}`)));
  const all = plan.nodes.flatMap(({ id, waitsFor }) => waitsFor.map(({ node }) => `${id} <- ${node}`));
  return all.filter((wait) => !known.has(wait));
}

const gatesBefore = (document: PlanDocument, id: string) => {
  const plan = new PlanGraph(document);
  return plan.gatesBefore(plan.indexOf(id)!).map((gate) => gate.id);
};

test('without any, the plan is as it was', () => {
  const document = shopBuilder().done();
  expect(new PlanGraph(document).nodes).toBe(document.nodes);
});

test('all that runs later waits for one, and it waits for all that runs before: groups stand for what they hold', () => {
  const document = shopBuilder().byHand('Prod', 'Mine', { runOrder: 3 }).done();
  expect(added(document)).toEqual([
    'Prod/Europe/Review <- Prod/Mine',
    'Prod/Europe/Service <- Prod/Mine',
    'Prod/America/Service <- Prod/Mine',
    'Prod/Mine <- Source',
    'Prod/Mine <- Build',
    'Prod/Mine <- UpdatePipeline',
    'Prod/Mine <- Assets',
    'Prod/Mine <- Test',
    'Prod/Mine <- Prod/Promote',
    'Prod/Mine <- Prod/Europe/Data/Prepare',
    'Prod/Mine <- Prod/America/Data/Prepare',
  ]);
  expect(gatesBefore(document, 'Prod/America/Service/Deploy')).toEqual(['Prod/Promote', 'Prod/Mine']);
  // It runs together with it.
  expect(gatesBefore(document, 'Prod/America/Data/Deploy')).toEqual(['Prod/Promote']);
});

test('several: each waits for the one before, and those that run together are one group', () => {
  const document = new DocumentBuilder()
    .byHand('First', 'A')
    .action('Second/B')
    .byHand('Third', 'C')
    .byHand('Third', 'D')
    .action('Fourth/E')
    .done();
  expect(added(document)).toEqual([
    'Second <- First/A',
    'Fourth <- Third/C and others',
    'Third/C and others <- First/A',
    'Third/C and others <- Second',
  ]);
  expect(gatesBefore(document, 'Fourth/E')).toEqual(['First/A', 'Third/C', 'Third/D']);
  const plan = new PlanGraph(document);
  expect(plan.works.map(({ id, kind, label }) => [id, kind, label])).toEqual([
    ['First/A', 'approval', 'Manual(A)'],
    ['Second/B', 'script', 'ShellStep(B)'],
    ['Third/C', 'approval', 'Manual(C)'],
    ['Third/D', 'approval', 'Manual(D)'],
    ['Fourth/E', 'script', 'ShellStep(E)'],
  ]);
});

test('a name that a node of the plan has', () => {
  const document = new DocumentBuilder()
    .action('Prod/Ok', { stage: 'Prod.2' })
    .byHand('Prod', 'Ok', { gate: false, provider: 'Lambda' })
    .done();
  const [one, two] = new PlanGraph(document).actions;
  expect([one.node, two.node, two.label]).toEqual(['Prod/Ok', 'Prod/Ok~', 'Lambda(Ok)']);
});

test('a step whose actions run around one, and one that makes none, wait for nothing', () => {
  const { nodes, ...rest } = new DocumentBuilder()
    .action('S/A', { runOrder: 1 })
    .byHand('S', 'Mine', { runOrder: 2 })
    .inPipeline({ stage: 'S', name: 'A.Two', node: 'S/A', runOrder: 3, gate: false })
    .done();
  const nothing = { id: 'S/Nothing', parent: 'S', kind: 'action', name: 'Nothing', waitsFor: [] } as const;
  expect(added({ ...rest, nodes: [...nodes, nothing] })).toEqual([]);
});

test('few waits for many nodes', () => {
  const b = new DocumentBuilder();
  for (let i = 0; i < 200; i++) {
    b.action(`S${i}/A`).action(`S${i}/B`, { runOrder: 2 });
    b.byHand(`S${i}`, 'X').byHand(`S${i}`, 'Y');
  }
  const document = b.done();
  expect(added(document).length).toBeLessThan(4 * 200 + 2 * 200);
  expect(gatesBefore(document, 'S199/B')).toHaveLength(400);
});
