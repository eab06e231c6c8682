import type { Attached } from './attached';
import type { AssetSnapshot, StackSnapshot, StepSnapshot } from './snapshot-data';
import type { Edge } from '../graph/digraph';
import type { Diagnostic } from '../private/diagnostics';

/** What happens at a leaf of the plan. */
export type Work =
  | { readonly kind: 'step'; readonly step: StepSnapshot; readonly role: 'synth' | 'source' | 'step' }
  | { readonly kind: 'self-update' }
  | { readonly kind: 'publish'; readonly label: string; readonly assets: readonly AssetSnapshot[] }
  | { readonly kind: 'prepare'; readonly stack: StackSnapshot }
  | {
      readonly kind: 'execute';
      readonly stack: StackSnapshot;
      readonly viaChangeSet: boolean;
      readonly captureOutputs: boolean;
    };

/** Groups that the pipeline has of itself: top-level ones. */
export type OwnGroup = 'sources' | 'build' | 'self-update' | 'publishing';

/** What a group stands for. */
export type GroupOf =
  | { readonly is: OwnGroup }
  /** All of a wave; or, where its Stages are apart, the steps on one side of it. */
  | { readonly is: 'wave'; readonly wave: string; readonly onlyStage?: string; readonly attached?: Attached }
  | {
      readonly is: 'application';
      readonly wave: string;
      readonly application: string;
      readonly name: string;
      /** Whether it is a top-level group, and not in that of its wave. */
      readonly apart: boolean;
      readonly attached?: Attached;
    }
  | { readonly is: 'stack'; readonly wave: string; readonly application: string; readonly stack: string };

/**
 * A node of the plan: work, a group of nodes, or a joint (no work: it ties many edges into one, so that
 * their number stays linear).
 */
export interface PlanNode {
  readonly index: number;
  readonly id: string;
  readonly parent?: number;
  readonly children: number[];
  readonly content: Work | { readonly kind: 'group'; readonly of: GroupOf } | { readonly kind: 'joint' };
}

/** Why one node waits for another; rendered into messages as it stands. */
export type Reason = string;

/** What is wrong or odd about a plan, and the steps that this is about, by key. */
export interface PlanDiagnostic extends Diagnostic {
  readonly steps?: readonly number[];
}

/** The plan: a tree of nodes, and who waits for whom. Edges may join any two nodes; a group stands for all it holds. */
export interface Plan {
  readonly path: string;
  readonly nodes: readonly PlanNode[];
  readonly edges: readonly Edge<Reason>[];
  /** Indexes of the nodes without a parent, in the order they were declared. */
  readonly roots: readonly number[];
  readonly diagnostics: readonly PlanDiagnostic[];
}

export function isWork(node: PlanNode): node is PlanNode & { readonly content: Work } {
  return node.content.kind !== 'group' && node.content.kind !== 'joint';
}

/** What a node stands for, if it is a group. */
export function groupOf({ content }: PlanNode): GroupOf | undefined {
  return content.kind === 'group' ? content.of : undefined;
}

/** What is attached to the CodePipeline stage of a top-level group. */
export function attachedTo(node: PlanNode): Attached | undefined {
  const of = groupOf(node);
  return of?.is === 'wave' || of?.is === 'application' ? of.attached : undefined;
}

/**
 * Where a node is to people: as `pathOf`, but a wave of one Stage and that Stage are one thing, with the name of the Stage.
 */
export function placeOf(nodes: readonly PlanNode[], index: number): string[] {
  const names: string[] = [];
  for (let i: number | undefined = index; i !== undefined; i = nodes[i].parent) {
    const { id, parent } = nodes[i];
    if (groupOf(nodes[i])?.is !== 'application' || parent === undefined || onlyStageOf(nodes[parent]) === undefined) {
      names.unshift(onlyStageOf(nodes[i]) ?? id);
    }
  }
  return names;
}

/** Name of the Stage that a group holds as the only one of its wave. */
export function onlyStageOf(node: PlanNode): string | undefined {
  const of = groupOf(node);
  return of?.is === 'wave' ? of.onlyStage : undefined;
}

/** Ids from the outermost group down to the node. */
export function pathOf(nodes: readonly PlanNode[], index: number): string[] {
  const ids: string[] = [];
  for (let i: number | undefined = index; i !== undefined; i = nodes[i].parent) {
    ids.unshift(nodes[i].id);
  }
  return ids;
}

/** All nodes, parents before children, in the order of declaration. */
export function depthFirst(nodes: readonly PlanNode[]): PlanNode[] {
  const order: PlanNode[] = [];
  const pending = nodes.filter((n) => n.parent === undefined).reverse();
  for (let n = pending.pop(); n !== undefined; n = pending.pop()) {
    order.push(n);
    for (let i = n.children.length - 1; i >= 0; i--) {
      pending.push(nodes[n.children[i]]);
    }
  }
  return order;
}

/** For each node, the top-level group it is in. `inOrder`: parents before children. */
export function rootsOf(nodes: readonly PlanNode[], inOrder: readonly PlanNode[]): number[] {
  const roots = new Array<number>(nodes.length);
  for (const n of inOrder) {
    roots[n.index] = n.parent === undefined ? n.index : roots[n.parent];
  }
  return roots;
}

export function compareIds(a: { readonly id: string }, b: { readonly id: string }): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
