/** A work that ends at a time. */
export interface End {
  readonly at: number;
  readonly work: number;
}

/** What ends first comes first; of what ends at one time, the first work. */
export class Heap {
  private readonly items: End[] = [];

  public push(item: End): void {
    const { items } = this;
    let at = items.push(item) - 1;
    for (let parent = (at - 1) >> 1; at > 0 && isBefore(item, items[parent]); parent = (at - 1) >> 1) {
      items[at] = items[parent];
      at = parent;
    }
    items[at] = item;
  }

  public pop(): End | undefined {
    const { items } = this;
    const first = items[0];
    const last = items.pop();
    if (items.length > 0) {
      this.sink(last!);
    }
    return first;
  }

  private sink(item: End): void {
    const { items } = this;
    let at = 0;
    for (;;) {
      const left = 2 * at + 1;
      const child = left + 1 < items.length && isBefore(items[left + 1], items[left]) ? left + 1 : left;
      if (child >= items.length || !isBefore(items[child], item)) {
        break;
      }
      items[at] = items[child];
      at = child;
    }
    items[at] = item;
  }
}

function isBefore(a: End, b: End): boolean {
  return a.at < b.at || (a.at === b.at && a.work < b.work);
}
