/**
 * Who may come after whom, as vertices: most of them are a work, others only tie waits together, so that their number stays
 * linear.
 */
export interface Order {
  /** For each vertex, those right after it. */
  readonly after: readonly (readonly number[])[];
  /** For each vertex, the works that run there, side by side. */
  readonly works: readonly (readonly number[])[];
}

/**
 * `want`: something that it waits for is not done. `ready`: nothing is. `queued`: as many run as may run at once. A work
 * that never starts stays what it wants to be.
 */
export type State = 'want' | 'ready' | 'queued' | 'running' | 'done';

/** A work that never started, and the one that it is the fault of. */
export interface NeverStarted {
  readonly work: number;
  readonly because: number;
}

/**
 * What runs next. It knows no clock and runs nothing: whoever asks it runs works, for real or not, and says when one is done.
 * O(vertices + edges) in all.
 */
export class Scheduler {
  private readonly states: State[] = [];
  private readonly vertexOf: number[] = [];
  /** For each vertex, how many before it are not done; and of its own works. */
  private readonly waits: number[];
  private readonly inside: number[];
  /** The work that was done last before a vertex could begin. */
  private readonly releasedBy: (number | undefined)[];
  /** What may begin: first what takes no place, then what does; from `head` on, and up to `seen` found no place before. */
  private free: number[] = [];
  private readonly queue: number[] = [];
  private head = 0;
  private seen = 0;
  private running = 0;
  private readonly blocked: number[] = [];
  private readonly given: ReadonlySet<number>;

  /**
   * @param slots how many works may run at once
   * @param isFree what takes no place of these: a person who thinks
   * @param given works that are done already
   */
  constructor(
    private readonly order: Order,
    private readonly slots = Infinity,
    private readonly isFree: (work: number) => boolean = () => false,
    given: Iterable<number> = [],
  ) {
    this.given = new Set(given);
    this.waits = order.after.map(() => 0);
    order.after.forEach((next) => next.forEach((vertex) => this.waits[vertex]++));
    this.inside = order.works.map((works) => works.length);
    this.releasedBy = order.after.map(() => undefined);
    order.works.forEach((works, vertex) => {
      works.forEach((work) => {
        this.vertexOf[work] = vertex;
        this.states[work] = 'want';
      });
    });
    this.open(this.waits.flatMap((waits, vertex) => (waits === 0 ? [vertex] : [])));
  }

  public stateOf(work: number): State {
    return this.states[work];
  }

  /** The work that was done last before this one could begin. */
  public after(work: number): number | undefined {
    return this.releasedBy[this.vertexOf[work]];
  }

  /** Works that begin now, and those for which there is no place yet, each once. */
  public start(): { readonly started: readonly number[]; readonly queued: readonly number[] } {
    const started = this.free;
    this.free = [];
    for (; this.head < this.queue.length && this.running < this.slots; this.head++) {
      started.push(this.queue[this.head]);
      this.running++;
    }
    started.forEach((work) => (this.states[work] = 'running'));
    const queued = this.queue.slice(Math.max(this.head, this.seen));
    queued.forEach((work) => (this.states[work] = 'queued'));
    this.seen = this.queue.length;
    return { started, queued };
  }

  /** A work is done; if it lets nobody on, what waits for it never starts. */
  public finish(work: number, letsOn: boolean): void {
    this.states[work] = 'done';
    this.running -= this.isFree(work) ? 0 : 1;
    if (!letsOn) {
      this.blocked.push(work);
      return;
    }
    const vertex = this.vertexOf[work];
    if (--this.inside[vertex] === 0) {
      this.leave(vertex, work);
    }
  }

  /** What has not started, and whose fault it is: of several, the one that was done first. In the order of the works. */
  public neverStarted(): NeverStarted[] {
    const because = new Map<number, number>();
    for (const culprit of this.blocked) {
      const pending = [...this.order.after[this.vertexOf[culprit]]];
      for (let vertex = pending.pop(); vertex !== undefined; vertex = pending.pop()) {
        if (!because.has(vertex)) {
          because.set(vertex, culprit);
          pending.push(...this.order.after[vertex]);
        }
      }
    }
    return this.states.flatMap((state, work) => {
      const culprit = because.get(this.vertexOf[work]);
      return state === 'want' && culprit !== undefined && !this.given.has(work) ? [{ work, because: culprit }] : [];
    });
  }

  /** Nobody recurses: chains are as long as plans are. */
  private leave(vertex: number, releasedBy: number | undefined): void {
    const left = [vertex];
    for (let one = left.pop(); one !== undefined; one = left.pop()) {
      const begin: number[] = [];
      for (const next of this.order.after[one]) {
        if (--this.waits[next] === 0) {
          this.releasedBy[next] = releasedBy;
          begin.push(next);
        }
      }
      left.push(...begin.reverse().filter((next) => this.begin(next)));
    }
  }

  private open(vertices: readonly number[]): void {
    for (const vertex of vertices) {
      if (this.begin(vertex)) {
        this.leave(vertex, undefined);
      }
    }
  }

  /** Whether nothing is to be done there: it is left at once. */
  private begin(vertex: number): boolean {
    for (const work of this.order.works[vertex]) {
      if (this.given.has(work)) {
        this.states[work] = 'done';
        this.inside[vertex]--;
      } else {
        this.states[work] = 'ready';
        (this.isFree(work) ? this.free : this.queue).push(work);
      }
    }
    return this.inside[vertex] === 0;
  }
}
