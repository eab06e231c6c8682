import { contract } from '../../lib/graph/contract';
import { Digraph } from '../../lib/graph/digraph';

/** `1>2 2>3`: edges of a graph. */
function graphOf(size: number, edges: string): Digraph<string> {
  const graph = new Digraph<string>(size);
  for (const [from, to] of edges.split(' ').map((edge) => edge.split('>').map(Number))) {
    graph.addEdge(from, to, '');
  }
  return graph;
}

/** Who comes right before whom, as text. */
function print(graph: Digraph<string>, passed: readonly number[]): string[] {
  const { before, joins } = contract(graph, (vertex) => !passed.includes(vertex));
  const name = (vertex: number) => `${joins.has(vertex) ? 'join ' : ''}${vertex}`;
  return [...before].map(([to, from]) => `${name(to)} after ${[...from].sort((a, b) => a - b).map(name)}`).sort();
}

test('who came before a vertex that is passed over comes right before those after it', () => {
  expect(print(graphOf(5, '0>2 1>2 2>3 2>4'), [2])).toEqual(['0 after ', '1 after ', '3 after 0,1', '4 after 0,1']);
});

test('several that follow each other are passed over at once', () => {
  expect(print(graphOf(5, '0>1 1>2 2>3 3>4'), [1, 2, 3])).toEqual(['0 after ', '4 after 0']);
});

test('a vertex that ties many edges into few is kept', () => {
  const five = [0, 1, 2, 3, 4];
  const edges = [...five.map((i) => `${i}>5`), ...five.map((i) => `5>${6 + i}`)].join(' ');
  expect(print(graphOf(11, edges), [5])).toEqual(
    [...five.map((i) => `${i} after `), ...five.map((i) => `${6 + i} after join 5`), 'join 5 after 0,1,2,3,4'].sort(),
  );
});

test('of many waits in a row one join is kept', () => {
  const six = [0, 1, 2, 3, 4, 5];
  const edges = [...six.map((i) => `${i}>6`), '6>7', ...six.map((i) => `7>${8 + i}`)].join(' ');
  const { joins } = contract(graphOf(14, edges), (vertex) => vertex !== 6 && vertex !== 7);
  expect([...joins]).toEqual([6]);
});

test('what is on or behind a circle is left out', () => {
  expect(print(graphOf(4, '0>1 1>0 1>2'), [])).toEqual(['3 after ']);
});
