import { maySkip } from './around';
import type { NodeInfo, PlanDocument, SiblingWait } from './plan-document';
import { JobOrder } from './job-order';
import { type Action, placesOf, type Stage, stagesOf } from './stages';
import { withUnplanned } from './unplanned';
import { actionsIn, digraphOf, inOrder, type WaitGraph, waitGraphOf } from './wait-graph';
import { stagesOfWorkflow, withJobs } from './jobs-as-actions';
import {
  actionsAmong,
  type Awaited,
  directFollowers,
  directWaits,
  explainWaits,
  linksAfter,
  type Neighbour,
  reach,
} from './walk';
import type { Pair } from '../graph/compound';
import { impliedEdges } from '../graph/reduce';
import { groupBy } from '../private/lang';

/**
 * What can be asked about a plan document. All answers come from the plan, not from the layout: what runs earlier only
 * because run orders are barriers is not waited for. But all that comes later waits for an action that somebody has added
 * to the CodePipeline; and on GitHub a job waits for all that it needs.
 *
 * Nodes are known by their index in `nodes`.
 */
export class PlanGraph {
  /** Those of the document; behind them those of actions and jobs that are not in the plan. */
  public readonly nodes: readonly NodeInfo[];
  /** Those of the CodePipeline; of a workflow, jobs by their outermost groups. */
  public readonly stages: readonly Stage[];
  /** By stage, then run order, then name. */
  public readonly actions: readonly Action[];
  public readonly waits: WaitGraph;
  private readonly indexes: ReadonlyMap<string, number>;
  private readonly representatives: ReadonlyMap<number, Action>;
  private after?: ReturnType<typeof linksAfter>;
  private order?: readonly number[];
  private speakers?: readonly Action[];
  private inNode?: readonly number[];
  private byNode?: ReadonlyMap<string, readonly Action[]>;
  private mayBeSkipped?: ReadonlySet<string>;
  private inOrderOfStages?: ReadonlyMap<Action, number>;
  private jobs?: JobOrder;

  constructor(public readonly document: PlanDocument) {
    const { gitHub, nodes } = document;
    this.stages = gitHub ? stagesOfWorkflow(document, gitHub) : stagesOf(document);
    this.actions = this.stages.flatMap((stage) => stage.actions);
    this.nodes = gitHub ? withJobs(nodes, gitHub.jobs, this.stages) : withUnplanned(nodes, this.stages);
    this.waits = waitGraphOf(this.nodes);
    this.indexes = new Map(this.nodes.map((node, i) => [node.id, i]));
    const byImportance = [...this.actions].reverse().sort((a, b) => Number(a.gate) - Number(b.gate));
    this.representatives = new Map(byImportance.map((action) => [this.indexes.get(action.node) ?? -1, action]));
  }

  /** Whether it is known what an engine has made of the plan. */
  public get isMade(): boolean {
    return this.document.codePipeline !== undefined || this.document.gitHub !== undefined;
  }

  /** Waits that nothing in the blueprint asks for. */
  public get siblingWaits(): readonly SiblingWait[] {
    return this.document.codePipeline?.siblingWaits ?? [];
  }

  public indexOf(nodeId: string): number | undefined {
    return this.indexes.get(nodeId);
  }

  /**
   * The action that speaks for a node: of several, one that stops for a decision, or else the first. Nothing for a group, and
   * for a step that makes no action.
   */
  public actionOf(node: number): Action | undefined {
    return this.representatives.get(node);
  }

  /** What all tools call a node. */
  public nameOf(node: number): string {
    return this.actionOf(node)?.id ?? this.waits.ids[node];
  }

  /**
   * How many actions some nodes are. What is counted everywhere are the actions of CodePipeline, of which a step may make
   * several, or none, and what jobs of GitHub do; only where another engine runs the plan, they are those of the plan.
   */
  public countActions(nodes: Iterable<number>): number {
    if (!this.isMade) {
      return [...nodes].length;
    }
    let sum = 0;
    for (const node of nodes) {
      sum += this.actionsAt(node).length;
    }
    return sum;
  }

  /** The actions that are made for a node. */
  public actionsAt(node: number): readonly Action[] {
    this.byNode ??= groupBy(this.actions, (action) => action.node);
    return this.byNode.get(this.waits.ids[node]) ?? [];
  }

  /** One action for each node that has some. */
  public get works(): readonly Action[] {
    this.speakers ??= this.actions.filter((one) => this.actionOf(this.indexes.get(one.node) ?? -1) === one);
    return this.speakers;
  }

  /** All actions that are done before some nodes begin, these not counted. O(nodes + waits), like what follows. */
  public before(nodes: number | readonly number[]): number[] {
    return actionsAmong(this.waits, reach(this.waits.before, asList(nodes)));
  }

  /** All actions that begin after some nodes are done. */
  public behind(nodes: number | readonly number[]): number[] {
    return actionsAmong(this.waits, reach(this.linksAfter, this.endsOf(nodes)));
  }

  /** Gates that must open before a node begins, and that really stop it. */
  public gatesBefore(node: number): Action[] {
    return this.before(node)
      .map((other) => this.actionOf(other))
      .filter((other): other is Action => other?.gate === true)
      .filter((gate) => this.stopsAll(gate, node));
  }

  /** Whether it really stops all jobs that carry out a node; in a CodePipeline, the action that speaks for it. */
  public stopsAll(gate: Action, node: number): boolean {
    const jobs = this.actionsAt(node).filter(({ workflowJob }) => workflowJob);
    return (jobs.length > 0 ? jobs : [this.actionOf(node)]).every((action) => this.stops(gate, action));
  }

  /**
   * Whether a gate that the plan puts before an action really stops it: in the CodePipeline it runs before; in a workflow no condition
   * lets the job run if nobody has approved. Gates in a stage that may be skipped stop only what is skipped with them.
   */
  public stops(gate: Action, action: Action | undefined): boolean {
    if (gate.workflowJob) {
      const { id } = gate.workflowJob;
      // A check asks a person only when something is broadened.
      return !action?.workflowJob || this.jobOrder.stops(id, action.workflowJob.id, gate.kind === 'permissions-check');
    }
    const place = action ? this.places.get(action)! : Infinity;
    const isSkipped = this.skippable.has(gate.stage) && gate.stage !== action?.stage;
    return this.places.get(gate)! < place && !isSkipped;
  }

  /** The order of the jobs of a workflow. */
  public get jobOrder(): JobOrder {
    this.jobs ??= new JobOrder(this.document.gitHub?.jobs ?? []);
    return this.jobs;
  }

  /** Places of actions in the order in which CodePipeline runs: those in one place run together. */
  public get places(): ReadonlyMap<Action, number> {
    this.inOrderOfStages ??= placesOf(this.stages);
    return this.inOrderOfStages;
  }

  /** Names of stages that an execution may pass over, and then goes on. */
  public get skippable(): ReadonlySet<string> {
    this.mayBeSkipped ??= new Set(this.stages.filter(maySkip).map(({ name }) => name));
    return this.mayBeSkipped;
  }

  /** What some nodes wait for themselves, and why: actions, and groups as a whole. */
  public previous(nodes: readonly number[]): Neighbour[] {
    return directWaits(this.waits, nodes);
  }

  /** What comes right after some nodes are done, and why: actions, and groups that begin then. */
  public next(nodes: readonly number[]): Neighbour[] {
    return directFollowers(this.waits, this.linksAfter, this.endsOf(nodes));
  }

  public explain(node: number): Awaited[] {
    return explainWaits(this.waits, node);
  }

  /** How many actions are in each node. */
  public get sizes(): readonly number[] {
    if (!this.inNode) {
      const { parents } = this.waits;
      const sizes = this.nodes.map(({ kind }, node) => (kind === 'action' ? this.countActions([node]) : 0));
      // Parents come before children: from the end, a group is complete when it is met.
      for (let node = sizes.length - 1; node >= 0; node--) {
        if (parents[node] >= 0) {
          sizes[parents[node]] += sizes[node];
        }
      }
      this.inNode = sizes;
    }
    return this.inNode;
  }

  /** Which nodes are nothing but some actions: these, and groups of them. */
  public within(actions: readonly number[]): readonly boolean[] {
    const { parents } = this.waits;
    const wanted = new Set(actions);
    const isIn = this.nodes.map(({ kind }, node) => kind === 'group' || wanted.has(node));
    for (let node = isIn.length - 1; node >= 0; node--) {
      if (parents[node] >= 0 && !isIn[node] && this.nodes[node].kind !== 'joint') {
        isIn[parents[node]] = false;
      }
    }
    return isIn;
  }

  /** The actions in a node, itself if it is one. */
  public actionsIn(node: number): number[] {
    return actionsIn(this.waits, node);
  }

  /** Who waits for whom, as pairs of nodes; without what others imply, as far as that is quickly found. */
  public arrows(): Pair[] {
    const { nodeOf, before } = this.waits;
    const implied = impliedEdges(digraphOf(this.waits));
    const isImplied = new Set([...implied].map(({ from, to }) => `${from} ${to}`));
    return before.flatMap((links, to) => {
      const from = new Set(links.filter(({ reason }) => reason !== undefined).map(({ vertex }) => vertex));
      const drawn = [...from].filter((vertex) => !isImplied.has(`${vertex} ${to}`));
      return drawn.map((vertex) => ({ from: nodeOf[vertex], to: nodeOf[to] }));
    });
  }

  /** Vertices, each behind all that it waits for. What waits in a circle is missing: only a document made by hand has it. */
  public inOrder(): readonly number[] {
    this.order ??= inOrder(this.waits);
    return this.order;
  }

  private get linksAfter(): ReturnType<typeof linksAfter> {
    this.after ??= linksAfter(this.waits);
    return this.after;
  }

  private endsOf(nodes: number | readonly number[]): number[] {
    return asList(nodes).map((node) => this.waits.ends[node]);
  }
}

function asList(nodes: number | readonly number[]): readonly number[] {
  return typeof nodes === 'number' ? [nodes] : nodes;
}
