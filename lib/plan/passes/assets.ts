import type { PlanBuilder } from '../builder';
import type { AssetSnapshot } from '../snapshot-data';
import type { Prepared } from './preparation';
import type { PublisherPolicy } from './publishers';

/** Publishing of assets: each asset once for each destination, by the publisher that the policy says. */
export class AssetPublishing {
  /** Nodes by the id of the publisher. */
  private readonly publishers = new Map<string, number>();
  private readonly destinations = new Set<string>();

  constructor(
    private readonly builder: PlanBuilder,
    private readonly prepared: Prepared,
    private readonly policy: PublisherPolicy,
  ) {}

  /** The node that publishes this asset. */
  public publish(asset: AssetSnapshot): number {
    const { id, label } = this.policy(asset);
    const node = this.publishers.get(id) ?? this.newPublisher(id, label);
    const destination = `${node} ${asset.id}:${asset.destination}`;
    if (!this.destinations.has(destination)) {
      this.destinations.add(destination);
      const { content } = this.builder.nodes[node];
      if (content.kind === 'publish') {
        content.assets.push(asset);
      }
    }
    return node;
  }

  private newPublisher(id: string, label: string): number {
    const node = this.builder.add(id, { kind: 'publish', label, assets: [] }, this.builder.topLevel('Assets'));
    if (this.prepared.last !== undefined) {
      this.builder.after(this.prepared.last, node, 'assets are published from the final cloud assembly');
    }
    this.publishers.set(id, node);
    return node;
  }
}
