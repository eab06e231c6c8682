/** `to` waits for `from`, because of `reason`. */
export interface Edge<R> {
  readonly from: number;
  readonly to: number;
  readonly reason: R;
}

/** A directed graph over the numbers 0 … size-1, with a reason on every edge. */
export class Digraph<R> {
  private readonly successors: Edge<R>[][] = [];

  constructor(size: number = 0) {
    for (let i = 0; i < size; i++) {
      this.addVertex();
    }
  }

  public get size(): number {
    return this.successors.length;
  }

  public addVertex(): number {
    return this.successors.push([]) - 1;
  }

  public addEdge(from: number, to: number, reason: R): void {
    this.successors[from].push({ from, to, reason });
  }

  public edgesFrom(vertex: number): readonly Edge<R>[] {
    return this.successors[vertex];
  }
}
