import { DocumentBuilder } from './builder';
import { assemblyOf, command } from './run';
import { comparePlans } from '../../lib/cli/diff/compare';
import { renderMarkdown } from '../../lib/cli/diff/markdown';
import { renderText } from '../../lib/cli/diff/render';
import { renderAction } from '../../lib/cli/explain/action';
import { pageModel } from '../../lib/cli/html';
import { renderMermaid } from '../../lib/cli/mermaid';
import { renderSvg } from '../../lib/cli/svg';
import { wrap } from '../../lib/private/columns';
import { PLAIN } from '../../lib/private/terminal';
import { renderTree } from '../../lib/cli/tree';
import { nearest } from '../../lib/document/nearest';
import { PlanGraph } from '../../lib/document/plan-graph';
import type { PlanDocument } from '../../lib/document/plan-document';

// What is far larger than a pipeline: nothing may go wrong, or take long, because something is deep, or wide, or long.

/** Every text that is made of a plan, and of one that is not the same; the explanation of its last node. */
function explanationOf(document: PlanDocument): string {
  const plan = new PlanGraph(document);
  const options = { width: 80, styles: PLAIN };
  renderTree(plan, options);
  renderMermaid(plan);
  renderSvg(plan);
  JSON.stringify(pageModel(plan));
  const { nodes } = document;
  const last = nodes.length - 1;
  const other = { ...document, nodes: nodes.map((node, i) => (i === last ? { ...node, waitsFor: [] } : node)) };
  const comparison = comparePlans(document, other);
  renderText(comparison, options);
  renderMarkdown([comparison], '');
  return renderAction(plan, last, options).join('\n');
}

function chain(length: number): PlanDocument {
  const b = new DocumentBuilder();
  for (let i = 0; i < length; i++) {
    b.action(`S/a${i}`, { runOrder: i, waits: i > 0 ? [`S/a${i - 1}`] : [] });
  }
  return b.done();
}

test.each([3_000, 20_000])('a chain of %d', (length) => {
  const explanation = explanationOf(chain(length));
  expect(explanation).toContain(`waits for ${length - 1} actions`);
  expect(explanation).toContain(`… --all shows all ${length - 1} actions`);
  expect(explanation.length).toBeLessThan(10_000);
});

test('a chain of 20,000, all of it: its first levels as a tree, then names', () => {
  const plan = new PlanGraph(chain(20_000));
  const lines = renderAction(plan, plan.nodes.length - 1, { width: Infinity, styles: PLAIN, all: true });
  expect(lines.length).toBeLessThan(100);
  expect(lines.join('\n')).toMatch(/ └─ S\/a19958, S\/a19957, .*, S\/a1, S\/a0$/m);
});

test('130,000 actions in a stage, which one waits for', () => {
  const b = new DocumentBuilder();
  const ids = Array.from({ length: 130_000 }, (_, i) => `S/a${i}`);
  ids.forEach((id) => b.action(id));
  const plan = new PlanGraph(b.action('S/last', { waits: ids }).done());
  const options = { width: 80, styles: PLAIN };
  expect(renderAction(plan, plan.nodes.length - 1, options).join('\n')).toContain('waits for 130000 actions');
  expect(renderTree(plan, options).length).toBeGreaterThan(130_000);
  expect(renderMermaid(plan).length).toBeGreaterThan(130_000);
});

test('130,000 stages', () => {
  const b = new DocumentBuilder();
  for (let i = 0; i < 130_000; i++) {
    b.action(`S${i}/a`);
  }
  expect(renderSvg(new PlanGraph(b.done()))).toMatch(/<\/svg>\n$/);
});

test('groups in groups', () => {
  const none = new DocumentBuilder().action('S/a').done();
  const groups = Array.from({ length: 20_000 }, (_, i) => ({
    ...{ id: `g${i}`, kind: 'group' as const, name: `g${i}`, waitsFor: [] },
    ...(i > 0 ? { parent: `g${i - 1}` } : {}),
  }));
  expect(explanationOf({ ...none, nodes: [...none.nodes, ...groups] })).toContain('waits for nothing');
});

test('3,000 stacks in a chain, one no longer after the others', () => {
  const plan = (waits: (i: number) => string[]) => {
    const b = new DocumentBuilder();
    for (let i = 0; i < 3_000; i++) {
      b.stack(`S/s${i}`, 2 * i, { waits: i > 0 ? waits(i) : [] });
    }
    return b.done();
  };
  const before = plan((i) => [`S/s${i - 1}`]);
  const after = plan((i) => (i === 2_999 ? [] : [`S/s${i - 1}`]));
  const { changes } = comparePlans(before, after);
  expect(changes.map(({ text }) => text)).toEqual([
    expect.stringMatching(/^Order lost: 'S' no longer|^Order lost: 'App/),
  ]);
});

test('words of a megabyte', () => {
  const word = 'x'.repeat(1_000_000);
  expect(wrap(`a ${word} b`, 80, '  ').join('').replace(/[ ]/g, '')).toBe(`a${word}b`);
  expect(wrap(`${word} ${word}`, Infinity, '  ')).toEqual([`${word} ${word}`]);
  expect(nearest(word, [`${word}y`])).toHaveLength(1);
  const document = { ...chain(2), warnings: [{ id: 'w', message: word }] };
  const { out } = command(['show', assemblyOf({ 'a.plan.json': document })], { env: { COLUMNS: '40' } });
  expect(out.split('\n').every((line) => line.length <= 40)).toBe(true);
});
