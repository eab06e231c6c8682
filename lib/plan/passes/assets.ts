import type { PlanBuilder } from '../builder';
import type { AssetSnapshot } from '../snapshot-data';
import type { Prepared } from './preparation';

/** Publishing of assets: one node for an asset, or for all of a type; each asset once for each destination. */
export class AssetPublishing {
  private readonly publishers = new Map<string, number>();
  private readonly selectors = new Map<number, Set<string>>();
  private files = 0;
  private images = 0;

  constructor(
    private readonly builder: PlanBuilder,
    private readonly prepared: Prepared,
    private readonly single: boolean,
  ) {}

  /** The node that publishes this asset. */
  public publish(asset: AssetSnapshot): number {
    const key = this.single ? String(asset.isImage) : asset.id;
    const node = this.publishers.get(key) ?? this.newPublisher(key, asset);
    const selectors = this.selectors.get(node)!;
    if (!selectors.has(asset.selector)) {
      selectors.add(asset.selector);
      const { content } = this.builder.nodes[node];
      if (content.kind === 'publish') {
        content.assets.push(asset);
      }
    }
    return node;
  }

  private newPublisher(key: string, asset: AssetSnapshot): number {
    const id = this.newId(asset.isImage);
    const label = this.single ? `${id}s` : (asset.displayName ?? id);
    const node = this.builder.add(id, { kind: 'publish', label, assets: [] }, this.builder.topLevel('Assets'));
    if (this.prepared.last !== undefined) {
      this.builder.after(this.prepared.last, node, 'assets are published from the final cloud assembly');
    }
    this.publishers.set(key, node);
    this.selectors.set(node, new Set());
    return node;
  }

  // Numbered in order of encounter, because drop-in templates have these names.
  private newId(isImage: boolean): string {
    const type = isImage ? 'DockerAsset' : 'FileAsset';
    if (this.single) {
      return type;
    }
    return `${type}${isImage ? ++this.images : ++this.files}`;
  }
}
