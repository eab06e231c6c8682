import type { PlanBuilder } from '../builder';
import type { PublisherPolicy } from '../publisher-policy';
import { type AssetSnapshot, type StackSnapshot, stacksOf } from '../snapshot-data';
import type { Preparation } from './preparation';

/** The nodes that publish what a stack uses. */
export type Published = ReadonlyMap<StackSnapshot, readonly number[]>;

/**
 * Publishing of assets: each asset once for each destination, by the publisher that the policy says. Stacks are gone
 * through in the order of declaration, because publishers may be numbered as they are met.
 */
export function placePublishers(builder: PlanBuilder, prepared: Preparation, policy: PublisherPolicy): Published {
  const publisherOf = policy(builder.snapshot);
  const publishers = new Map<string, Publisher>();
  const publish = (asset: AssetSnapshot) => {
    const { id, label } = publisherOf(asset);
    const publisher = publishers.get(id) ?? new Publisher(builder, prepared, id, label);
    publishers.set(id, publisher);
    publisher.add(asset);
    return publisher.node;
  };
  return new Map(stacksOf(builder.snapshot).map((stack) => [stack, [...new Set(stack.assets.map(publish))]]));
}

class Publisher {
  public readonly node: number;
  private readonly assets: AssetSnapshot[] = [];
  private readonly known = new Set<string>();

  constructor(builder: PlanBuilder, { last }: Preparation, id: string, label: string) {
    this.node = builder.add(id, { kind: 'publish', label, assets: this.assets }, builder.topLevel('publishing'));
    if (last !== undefined) {
      builder.after(last, this.node, 'assets are published from the final cloud assembly');
    }
  }

  public add(asset: AssetSnapshot): void {
    const key = `${asset.id} ${asset.destination}`;
    if (!this.known.has(key)) {
      this.known.add(key);
      this.assets.push(asset);
    }
  }
}
