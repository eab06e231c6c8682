import { findCycles } from '../../lib/graph/cycles';
import { Digraph } from '../../lib/graph/digraph';
import { lift } from '../../lib/graph/lift';
import { byRank, longestPaths } from '../../lib/graph/toposort';

/** `'a>b b>c'`: b waits for a, c waits for b. Vertices are numbered by letter. */
function graph(text: string, size = 26): Digraph<string> {
  const g = new Digraph<string>(size);
  for (const edge of text.split(' ').filter(Boolean)) {
    const [from, to] = edge.split('>');
    g.addEdge(letter(from), letter(to), edge);
  }
  return g;
}

const letter = (s: string) => s.charCodeAt(0) - 97;

const ranks = (text: string, size: number) => longestPaths(graph(text, size), () => 1);

describe('longestPaths', () => {
  test('counts the longest way, not the shortest', () => {
    expect(ranks('a>b b>c a>c', 3)).toEqual([0, 1, 2]);
  });

  test('vertices without edges come first', () => {
    expect(ranks('a>b', 3)).toEqual([0, 1, 0]);
  });

  test('weights of zero do not delay', () => {
    expect(longestPaths(graph('a>b b>c', 3), (v) => (v === 1 ? 0 : 1))).toEqual([0, 1, 1]);
  });

  test('has no answer on a cycle, nor behind it', () => {
    expect(ranks('a>b b>a b>c d>e', 5)).toEqual([undefined, undefined, undefined, 0, 1]);
  });

  test('parallel edges count once', () => {
    expect(ranks('a>b a>b', 2)).toEqual([0, 1]);
  });
});

test('byRank groups in the order of ranks, and keeps the given order within', () => {
  expect(byRank(['x3', 'a1', 'b3', 'c2'], (s) => Number(s[1]))).toEqual([['a1'], ['c2'], ['x3', 'b3']]);
});

describe('findCycles', () => {
  const cycles = (text: string) => findCycles(graph(text)).map((c) => c.map((e) => e.reason).join(' '));

  test('finds nothing where there is an order', () => {
    expect(cycles('a>b b>c a>c')).toEqual([]);
  });

  test('closes the walk', () => {
    expect(cycles('a>b b>c c>a')).toEqual(['a>b b>c c>a']);
  });

  test('two that wait for each other', () => {
    expect(cycles('a>b b>a')).toEqual(['a>b b>a']);
  });

  test('one that waits for itself', () => {
    expect(cycles('a>a')).toEqual(['a>a']);
  });

  test('one cycle for each knot, the shortest through its first vertex', () => {
    expect(cycles('a>b b>c c>a a>c x>y y>x')).toEqual(['a>c c>a', 'x>y y>x']);
  });

  test('goes through a vertex that the reader wants, where the knot has one', () => {
    const through = (letters: string) =>
      findCycles(graph('a>b b>a b>c c>b'), (v) => letters.includes(String.fromCharCode(97 + v))).map((c) =>
        c.map((e) => e.reason).join(' '),
      );
    expect([through('c'), through('z')]).toEqual([['c>b b>c'], ['a>b b>a']]);
  });

  test('does not blame what merely leads to a cycle or from it', () => {
    expect(cycles('a>b b>c c>b c>d')).toEqual(['b>c c>b']);
  });

  test('survives depth', () => {
    const deep = new Digraph<string>(200_000);
    for (let i = 1; i < deep.size; i++) {
      deep.addEdge(i - 1, i, 'next');
    }
    deep.addEdge(deep.size - 1, 0, 'back');
    expect(findCycles(deep)[0]).toHaveLength(deep.size);
  });
});

test('lift carries edges to groups and drops those inside one', () => {
  const edges = [
    { from: 0, to: 1, reason: 'inside' },
    { from: 1, to: 2, reason: 'across' },
  ];
  const lifted = lift(edges, (v) => (v < 2 ? 0 : 1), 2);
  expect(lifted.edgesFrom(0).map((e) => [e.to, e.reason.reason])).toEqual([[1, 'across']]);
  expect(lifted.edgesFrom(1)).toEqual([]);
});
