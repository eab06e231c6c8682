import { Digraph } from '../../../../graph/digraph';
import { type Contracted, contract } from '../../../../graph/contract';
import { impliedEdges } from '../../../../graph/reduce';
import { isWork, type Plan, type PlanNode, type Reason, type Work } from '../../../../plan/plan';
import { expand } from '../../../../plan/ranks';

/** What becomes a job. */
export type Unit =
  | { readonly kind: 'preflight' }
  /** Ties many waits into one. `at`: index of the node where it is. */
  | { readonly kind: 'join'; readonly at: number }
  | { readonly kind: 'node'; readonly node: number }
  /** All that is published with the same rights. */
  | { readonly kind: 'publish'; readonly target: string; readonly nodes: readonly number[] }
  /** Compares permissions, and says whether the gate asks. */
  | { readonly kind: 'check'; readonly node: number }
  | { readonly kind: 'confirm'; readonly node: number; readonly check: number };

/** Units by number, and who comes right before each. */
export interface Units {
  readonly units: ReadonlyMap<number, Unit>;
  readonly before: ReadonlyMap<number, ReadonlySet<number>>;
  /** The unit in which a node of the plan begins. */
  readonly startOf: (node: number) => number;
}

export interface UnitOptions {
  /** With whose rights a publisher publishes. */
  readonly targetOf: (node: number) => string;
  /** What must not begin before it is known that gates and environments are protected. Nobody, and there is no such job. */
  readonly isGuarded: (node: number) => boolean;
}

/** Make units of the nodes, and pass over all that is no work of a job: groups, joints, sources. O(nodes + edges). */
export function unitsOf(plan: Plan, options: UnitOptions): Units {
  const graph = new UnitGraph(plan, options);
  const contracted = contract(graph.digraph, (vertex) => graph.units.has(vertex));
  contracted.joins.forEach((vertex) => graph.units.set(vertex, { kind: 'join', at: graph.nodeOf(vertex) }));
  return {
    units: graph.units,
    before: reduced(contracted, graph.digraph.size),
    startOf: (node) => graph.startOf(node),
  };
}

class UnitGraph {
  public readonly digraph = new Digraph<Reason>();
  public readonly units = new Map<number, Unit>();
  private readonly merged = new Map<number, number>();
  private readonly confirms = new Map<number, number>();
  private readonly publishers = new Map<string, { readonly vertex: number; readonly nodes: number[] }>();
  private readonly nodes: readonly number[];

  constructor(
    plan: Plan,
    private readonly options: UnitOptions,
  ) {
    const { graph, compound } = expand(plan.nodes, plan.edges);
    this.nodes = compound.nodeOf;
    this.nodes.forEach(() => this.digraph.addVertex());
    plan.nodes.filter(isWork).forEach((node) => this.addUnit(node));
    const implied = impliedEdges(graph);
    for (let vertex = 0; vertex < graph.size; vertex++) {
      for (const edge of graph.edgesFrom(vertex)) {
        if (!implied.has(edge)) {
          this.connect(this.endOf(vertex), this.startOf(edge.to));
        }
      }
    }
    this.addPreflight();
  }

  public nodeOf(vertex: number): number {
    return this.nodes[vertex];
  }

  public startOf(vertex: number): number {
    return this.merged.get(vertex) ?? vertex;
  }

  private endOf(vertex: number): number {
    return this.confirms.get(vertex) ?? this.startOf(vertex);
  }

  private connect(from: number, to: number): void {
    if (from !== to) {
      this.digraph.addEdge(from, to, '');
    }
  }

  private addUnit({ index, content }: PlanNode & { readonly content: Work }): void {
    if (content.kind === 'publish') {
      this.addPublisher(index);
    } else if (content.kind !== 'step') {
      this.units.set(index, { kind: 'node', node: index });
    } else if (content.step.kind === 'permissions-check') {
      const confirm = this.digraph.addVertex();
      this.units.set(index, { kind: 'check', node: index });
      this.units.set(confirm, { kind: 'confirm', node: index, check: index });
      this.confirms.set(index, confirm);
      this.connect(index, confirm);
    } else if (content.role !== 'source') {
      this.units.set(index, { kind: 'node', node: index });
    }
  }

  private addPublisher(index: number): void {
    const target = this.options.targetOf(index);
    const { vertex, nodes } = this.publishers.get(target) ?? { vertex: index, nodes: [] };
    this.publishers.set(target, { vertex, nodes });
    nodes.push(index);
    this.merged.set(index, vertex);
    this.units.set(vertex, { kind: 'publish', target, nodes });
  }

  /** Publishing waits for it as well: then most of what deploys need not say so. */
  private addPreflight(): void {
    const isGuarded = (unit: Unit) => 'node' in unit && this.options.isGuarded(unit.node);
    const guarded = [...this.units].filter(([, unit]) => isGuarded(unit)).map(([vertex]) => vertex);
    if (guarded.length === 0) {
      return;
    }
    const publishing = [...this.units].filter(([, unit]) => unit.kind === 'publish').map(([vertex]) => vertex);
    const preflight = this.digraph.addVertex();
    this.units.set(preflight, { kind: 'preflight' });
    [...publishing, ...guarded].forEach((vertex) => this.connect(preflight, vertex));
  }
}

/** Without what a longer way says as well. */
function reduced({ before }: Contracted, size: number): Map<number, Set<number>> {
  const graph = new Digraph<Reason>(size);
  before.forEach((sources, to) => sources.forEach((from) => graph.addEdge(from, to, '')));
  const implied = impliedEdges(graph);
  const result = new Map([...before.keys()].map((vertex) => [vertex, new Set<number>()]));
  for (const from of before.keys()) {
    for (const edge of graph.edgesFrom(from)) {
      if (!implied.has(edge)) {
        result.get(edge.to)!.add(from);
      }
    }
  }
  return result;
}
