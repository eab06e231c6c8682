import { Digraph } from '../../lib/graph/digraph';
import { impliedEdges } from '../../lib/graph/reduce';

/** `a>b c>d`: the edges that others imply. */
function implied(edges: string): string {
  const pairs = edges.split(' ').map((edge) => edge.split('>'));
  const names = [...new Set(pairs.flat())];
  const graph = new Digraph<undefined>(names.length);
  pairs.forEach(([from, to]) => graph.addEdge(names.indexOf(from), names.indexOf(to), undefined));
  return [...impliedEdges(graph)].map(({ from, to }) => `${names[from]}>${names[to]}`).join(' ');
}

test.each([
  ['a chain', 'a>b b>c', ''],
  ['a short cut', 'a>b b>c a>c', 'a>c'],
  ['a long one', 'a>b b>c c>d a>d b>d', 'a>d b>d'],
  ['two ways of the same length', 'a>b a>c b>d c>d', ''],
  ['a short cut into one of two ways', 'a>b b>c c>e a>d d>e a>e', 'a>e'],
  ['late beginnings are no short cuts', 'a>b b>c x>c', ''],
  ['a circle', 'a>b b>a a>c', ''],
])('%s', (_, edges, expected) => {
  expect(implied(edges)).toBe(expected);
});

test('is what walking from everywhere says, for random graphs', () => {
  let seed = 1;
  const random = (below: number) => (seed = (seed * 48271) % 2147483647) % below;
  for (let run = 0; run < 30; run++) {
    const size = 40 + random(60);
    const graph = new Digraph<undefined>(size);
    const edges = new Set<string>();
    for (let i = 0; i < size * 3; i++) {
      const [a, b] = [random(size), random(size)];
      if (a < b && !edges.has(`${a} ${b}`)) {
        edges.add(`${a} ${b}`);
        graph.addEdge(a, b, undefined);
      }
    }
    const leads = (from: number, to: number): boolean =>
      from === to || graph.edgesFrom(from).some((edge) => edge.to <= to && leads(edge.to, to));
    const expected = [...edges].filter((edge) => {
      const [from, to] = edge.split(' ').map(Number);
      return graph.edgesFrom(from).some((first) => first.to < to && leads(first.to, to));
    });
    expect([...impliedEdges(graph)].map(({ from, to }) => `${from} ${to}`).sort()).toEqual(expected.sort());
  }
});

test('many edges are quick, or left as they are', () => {
  const fan = new Digraph<undefined>(200_002);
  for (let i = 1; i <= 200_000; i++) {
    fan.addEdge(0, i, undefined);
    fan.addEdge(i, 200_001, undefined);
  }
  fan.addEdge(0, 200_001, undefined);
  expect([...impliedEdges(fan)]).toHaveLength(1);
  const wide = new Digraph<undefined>(60_000);
  for (let i = 2; i < 60_000; i++) {
    wide.addEdge(i - 1, i, undefined);
    wide.addEdge(i - 2, i, undefined);
  }
  expect(impliedEdges(wide).size).toBeLessThan(60_000);
});
