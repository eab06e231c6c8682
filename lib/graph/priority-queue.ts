/** Gives what was put into it back, lowest key first: a binary heap. O(log size) for each. */
export class PriorityQueue {
  private readonly heap: { readonly key: number; readonly value: number }[] = [];

  public get lowestKey(): number {
    return this.heap.length > 0 ? this.heap[0].key : Infinity;
  }

  public push(key: number, value: number): void {
    const { heap } = this;
    let i = heap.length;
    while (i > 0 && heap[(i - 1) >> 1].key > key) {
      heap[i] = heap[(i - 1) >> 1];
      i = (i - 1) >> 1;
    }
    heap[i] = { key, value };
  }

  public pop(): number | undefined {
    const { heap } = this;
    const [first] = heap;
    const last = heap.pop();
    if (last && heap.length > 0) {
      this.sink(last);
    }
    return first?.value;
  }

  private sink(item: { readonly key: number; readonly value: number }): void {
    const { heap } = this;
    let i = 0;
    for (let child = 1; child < heap.length; child = 2 * i + 1) {
      if (child + 1 < heap.length && heap[child + 1].key < heap[child].key) {
        child++;
      }
      if (heap[child].key >= item.key) {
        break;
      }
      heap[i] = heap[child];
      i = child;
    }
    heap[i] = item;
  }
}
