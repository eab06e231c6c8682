import { Compound, type Shape } from '../../lib/graph/compound';

const SHAPES: Record<string, Shape> = { '[': 'group', '.': 'joint' };

/** Nodes as `[A` (a group), `.j` (a joint) or `x`, each with the group that it is in. */
function compound(...nodes: [name: string, parent?: string][]) {
  const names = nodes.map(([name]) => name.replace(/^[[.]/, ''));
  const result = new Compound(
    nodes.map(([, parent]) => (parent === undefined ? -1 : names.indexOf(parent))),
    (i) => SHAPES[nodes[i][0][0]] ?? 'leaf',
  );
  const vertex = (v: number) => `${names[result.nodeOf[v]]}${v >= nodes.length ? '.end' : ''}`;
  const text = (pairs: Iterable<{ from: number; to: number }>) =>
    [...pairs].map(({ from, to }) => `${vertex(from)}>${vertex(to)}`).join(' ');
  return {
    structure: text(result.structure()),
    between: (from: string, to: string) => text(result.between({ from: names.indexOf(from), to: names.indexOf(to) })),
    isTied: (from: string, to: string) => result.isTied({ from: names.indexOf(from), to: names.indexOf(to) }),
  };
}

const NESTED = compound(['[W'], ['[A', 'W'], ['a', 'A'], ['b', 'A'], ['[B', 'W'], ['.j', 'W'], ['s', 'W'], ['x']);

test('a group is two vertices, around all that it holds', () => {
  expect(compound(['[A'], ['a', 'A'], ['x']).structure).toBe('A>a a>A.end');
});

test('a group without content still begins before it ends', () => {
  expect(compound(['[A'], ['x']).structure).toBe('A>A.end');
});

test('an edge between groups is one edge, from the end of one to the beginning of the other', () => {
  expect(NESTED.between('A', 'B')).toBe('A.end>B');
  expect(NESTED.between('x', 'W')).toBe('x>W');
});

test('what a group waits for, and is in it: all others of the group wait, but for joints', () => {
  expect(NESTED.between('s', 'W')).toBe('s>A s>B');
  expect(NESTED.between('a', 'W')).toBe('a>b a>B a>s');
});

test('what waits for a group that it is in waits for all others of it', () => {
  expect(NESTED.between('A', 'b')).toBe('a>b');
  expect(NESTED.between('W', 's')).toBe('A.end>s B.end>s');
});

test('tells whether one is part of the other', () => {
  expect(NESTED.isTied('a', 'W')).toBe(true);
  expect(NESTED.isTied('W', 'a')).toBe(true);
  expect(NESTED.isTied('a', 'b')).toBe(false);
  expect(NESTED.isTied('a', 'a')).toBe(false);
});
