import type { PlanNames } from './options';
import type { GroupOf, OwnGroup, Plan, PlanDiagnostic, PlanNode, Reason } from './plan';
import type { BlueprintSnapshot, StepSnapshot } from './snapshot-data';
import type { Edge } from '../graph/digraph';
import { problem, type ProblemParts, warning, type WarningParts } from '../private/diagnostics';

/** One place in the blueprint where a step is named. */
export interface Mention {
  readonly step: number;
  /** As the user would say it: `pre of stage 'Prod'`. */
  readonly place: string;
  /** The group that the step was to be placed in. */
  readonly group: number;
}

/** A plan while it grows. Passes add to it; nothing is ever taken out. */
export class PlanBuilder {
  public readonly nodes: PlanNode[] = [];
  public readonly edges: Edge<Reason>[] = [];
  public readonly diagnostics: PlanDiagnostic[] = [];
  public readonly mentions: Mention[] = [];
  /** Node of each step that has been placed, by step key. */
  public readonly placed = new Map<number, number>();
  private readonly own = new Map<OwnGroup, number>();

  constructor(
    public readonly snapshot: BlueprintSnapshot,
    public readonly names: PlanNames,
  ) {}

  public add(id: string, content: PlanNode['content'], parent?: number): number {
    const index = this.nodes.push({ index: this.nodes.length, id, parent, children: [], content }) - 1;
    if (parent !== undefined) {
      this.nodes[parent].children.push(index);
    }
    return index;
  }

  public addGroup(id: string, of: GroupOf, parent?: number): number {
    return this.add(id, { kind: 'group', of }, parent);
  }

  /** The top-level group of that kind, made when it is first asked for. */
  public topLevel(is: OwnGroup): number {
    const group = this.own.get(is) ?? this.addGroup(this.names.own[is], { is });
    this.own.set(is, group);
    return group;
  }

  public after(from: number, to: number, reason: Reason): void {
    if (from !== to) {
      this.edges.push({ from, to, reason });
    }
  }

  /**
   * All of `to` wait for all of `from`: through a joint, so that the number of edges is the sum and not the product.
   *
   * Not so where one of them is part of another: a group does not wait for itself, and a joint would hide that.
   */
  public allAfter(from: readonly number[], to: readonly number[], reason: Reason, parent?: number): void {
    if (from.length === 0 || to.length === 0) {
      return;
    }
    const [froms, tos] = [new Set(from), new Set(to)];
    const tiedFrom = from.filter((f) => this.isWithinAny(f, tos));
    const tiedTo = to.filter((t) => this.isWithinAny(t, froms));
    const [freeFrom, freeTo] = [without(from, tiedFrom), without(to, tiedTo)];
    tiedFrom.forEach((f) => to.forEach((t) => this.after(f, t, reason)));
    freeFrom.forEach((f) => tiedTo.forEach((t) => this.after(f, t, reason)));
    this.join(freeFrom, freeTo, reason, parent);
  }

  private join(from: readonly number[], to: readonly number[], reason: Reason, parent?: number): void {
    if (from.length <= 1 || to.length <= 1) {
      from.forEach((f) => to.forEach((t) => this.after(f, t, reason)));
      return;
    }
    const joint = this.add('', { kind: 'joint' }, parent);
    from.forEach((f) => this.after(f, joint, reason));
    to.forEach((t) => this.after(joint, t, reason));
  }

  private isWithinAny(node: number, groups: ReadonlySet<number>): boolean {
    for (let i = this.nodes[node].parent; i !== undefined; i = this.nodes[i].parent) {
      if (groups.has(i)) {
        return true;
      }
    }
    return false;
  }

  /** Place a step in a group, unless it has a place already: a step runs once. */
  public place(key: number, group: number): number {
    const known = this.placed.get(key);
    if (known !== undefined) {
      return known;
    }
    const step = this.step(key);
    const parent = step.isSource ? this.topLevel('sources') : group;
    const role = key === this.snapshot.synth ? 'synth' : step.isSource ? 'source' : 'step';
    const node = this.add(step.id, { kind: 'step', step, role }, parent);
    this.placed.set(key, node);
    return node;
  }

  /** Something makes this plan impossible. */
  public problem(parts: ProblemParts & Pick<PlanDiagnostic, 'steps'>): void {
    this.diagnostics.push(problem(parts));
  }

  /** Something is possible, but probably unlike what the user thinks. */
  public warning(parts: WarningParts & Pick<PlanDiagnostic, 'steps'>): void {
    this.diagnostics.push(warning(parts));
  }

  public step(key: number): StepSnapshot {
    return this.snapshot.steps[key];
  }

  public finish(): Plan {
    const { nodes, edges, diagnostics } = this;
    const roots = nodes.filter((n) => n.parent === undefined).map((n) => n.index);
    return { path: this.snapshot.path, nodes, edges, roots, diagnostics };
  }
}

function without(xs: readonly number[], removed: readonly number[]): number[] {
  const gone = new Set(removed);
  return xs.filter((x) => !gone.has(x));
}
