import { deal } from './pack';
import { hashOf } from '../../private/hash';
import type { PlanOptions } from '../build-plan';
import type { AssetSnapshot, BlueprintSnapshot } from '../snapshot-data';

export interface Publisher {
  readonly id: string;
  /** As people call it. */
  readonly label: string;
}

/** Which publisher an asset belongs to. */
export type PublisherPolicy = (asset: AssetSnapshot) => Publisher;

export function publisherPolicy(snapshot: BlueprintSnapshot, options: PlanOptions): PublisherPolicy {
  if (options.maxPublishers !== undefined) {
    return packed(snapshot, options.maxPublishers);
  }
  return options.singlePublisherPerAssetType ? onePerType : onePerAsset();
}

function onePerType({ isImage }: AssetSnapshot): Publisher {
  const id = isImage ? 'DockerAsset' : 'FileAsset';
  return { id, label: `${id}s` };
}

// Numbered in order of encounter, because drop-in templates have these names.
function onePerAsset(): PublisherPolicy {
  const known = new Map<string, Publisher>();
  let [files, images] = [0, 0];
  return (asset) => {
    const publisher = known.get(asset.id);
    if (publisher) {
      return publisher;
    }
    const id = asset.isImage ? `DockerAsset${++images}` : `FileAsset${++files}`;
    const added = { id, label: asset.displayName ?? id };
    known.set(asset.id, added);
    return added;
  };
}

/** So many publishers of files, and of images; which one takes an asset hangs on what the asset is, not on its content. */
function packed(snapshot: BlueprintSnapshot, max: number): PublisherPolicy {
  const names = assetNames(snapshot);
  const hash = (name: string) => parseInt(hashOf(name).slice(0, 12), 16);
  const [files, images] = [false, true].map((isImage) => {
    const ofType = [...names].filter(([key]) => key.startsWith(String(isImage)));
    return deal(
      ofType.map(([, name]) => name),
      max,
      hash,
    );
  });
  return (asset) => {
    const slot = (asset.isImage ? images : files).get(names.get(keyOf(asset))!)! + 1;
    const id = `${asset.isImage ? 'Images' : 'Files'}${slot}`;
    return { id, label: id };
  };
}

/** Name of every asset: the smallest of the places that it has. Assets of the same name stay apart by their id. */
function assetNames({ waves }: BlueprintSnapshot): Map<string, string> {
  const names = new Map<string, string>();
  for (const stack of waves.flatMap((w) => w.stages.flatMap((s) => s.stacks))) {
    for (const asset of stack.assets) {
      const name = `${stack.path}/${asset.displayName ?? asset.id}`;
      const known = names.get(keyOf(asset));
      names.set(keyOf(asset), known === undefined || name < known ? name : known);
    }
  }
  return names;
}

function keyOf({ isImage, id }: AssetSnapshot): string {
  return `${isImage} ${id}`;
}
