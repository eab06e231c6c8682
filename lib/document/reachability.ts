import type { WaitGraph } from './wait-graph';

/**
 * Which of some nodes are done before each node begins: a bit for each of them. What is asked about all pairs of gates
 * and deployments is answered by one walk. O((nodes + waits) * of / 32).
 */
export class Reachability {
  private readonly words: number;
  private readonly rows: Uint32Array;

  /** `of`: the nodes that are asked about. Only actions are ever done before something. */
  constructor(
    plan: { readonly waits: WaitGraph; inOrder(): readonly number[] },
    public readonly of: readonly number[],
  ) {
    const { before } = plan.waits;
    this.words = Math.ceil(of.length / 32);
    this.rows = new Uint32Array(before.length * this.words);
    const places = new Map(of.map((node, i) => [node, i]));
    for (const vertex of plan.inOrder()) {
      for (const link of before[vertex]) {
        this.add(vertex, link.vertex, places.get(link.vertex));
      }
    }
  }

  /** Those that are done before a node begins. */
  public before(node: number): number[] {
    return this.of.filter((_, place) => this.isBefore(place, node));
  }

  /** Whether the node at a place in `of` is done before a node begins. */
  public isBefore(place: number, node: number): boolean {
    return (this.rows[node * this.words + (place >>> 5)] & (1 << (place & 31))) !== 0;
  }

  /** Places that are done before a node begins, and not before a node of another plan. */
  public differing(node: number, other: Reachability, otherNode: number, visit: (place: number) => void): void {
    const [a, b] = [node * this.words, otherNode * other.words];
    for (let w = 0; w < this.words; w++) {
      for (let bits = this.rows[a + w] & ~other.rows[b + w]; bits !== 0; bits &= bits - 1) {
        visit(w * 32 + 31 - Math.clz32(bits & -bits));
      }
    }
  }

  /** How many these are. */
  public countDiffering(node: number, other: Reachability, otherNode: number): number {
    const [a, b] = [node * this.words, otherNode * other.words];
    let count = 0;
    for (let w = 0; w < this.words; w++) {
      for (let bits = this.rows[a + w] & ~other.rows[b + w]; bits !== 0; bits &= bits - 1) {
        count++;
      }
    }
    return count;
  }

  private add(to: number, from: number, place: number | undefined): void {
    for (let w = 0; w < this.words; w++) {
      this.rows[to * this.words + w] |= this.rows[from * this.words + w];
    }
    if (place !== undefined) {
      this.rows[to * this.words + (place >>> 5)] |= 1 << (place & 31);
    }
  }
}
