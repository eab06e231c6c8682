import { assignSlots } from './pack';
import type { AssetSnapshot, BlueprintSnapshot, StageSnapshot } from './snapshot-data';
import { hashOf } from '../private/hash';
import { groupBy } from '../private/lang';

export interface Publisher {
  readonly id: string;
  /** As people call it. */
  readonly label: string;
}

/** Which publisher an asset of a blueprint belongs to. Assets are asked about in the order of declaration. */
export type PublisherPolicy = (blueprint: BlueprintSnapshot) => (asset: AssetSnapshot) => Publisher;

/** All assets of a type together. */
export const onePerType: PublisherPolicy = () => (asset) => {
  const id = asset.isImage ? 'DockerAsset' : 'FileAsset';
  return { id, label: `${id}s` };
};

/** Numbered in order of encounter, because drop-in templates have these names. */
export const onePerAsset: PublisherPolicy = () => {
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
};

/**
 * At most so many publishers of files, and as many of images; which one takes an asset hangs on what the asset is, not
 * on its content.
 */
export function packed(max: number): PublisherPolicy {
  return (blueprint) => pack(assetNames(blueprint), max);
}

function pack(names: ReadonlyMap<string, string>, max: number): (asset: AssetSnapshot) => Publisher {
  const [files, images] = [false, true].map((isImage) => {
    const ofType = [...names].filter(([key]) => key.startsWith(String(isImage)));
    return assignSlots(
      ofType.map(([, name]) => name),
      max,
      numberOf,
    );
  });
  return (asset) => {
    const slot = (asset.isImage ? images : files).get(names.get(keyOf(asset))!)! + 1;
    const id = `${asset.isImage ? 'Images' : 'Files'}${slot}`;
    return { id, label: id };
  };
}

function numberOf(name: string): number {
  return parseInt(hashOf(name).slice(0, 12), 16);
}

/**
 * Name of every asset: its place in its Stage. Stages mostly have the same assets; where they differ, a number follows,
 * so that the names are the same whatever the Stages are called, and one more where there is one asset more.
 */
function assetNames({ waves }: BlueprintSnapshot): Map<string, string> {
  const places = new Map<string, Place>();
  for (const stage of waves.flatMap((w) => w.stages)) {
    for (const stack of stage.stacks) {
      const inStage = stack.path.startsWith(`${stage.path}/`) ? stack.path.slice(stage.path.length + 1) : stack.path;
      for (const asset of stack.assets) {
        const name = `${inStage}/${asset.displayName ?? asset.id}`;
        notePlace(places, { key: keyOf(asset), name, path: `${stack.path}/${name}` });
      }
    }
  }
  const byName = groupBy([...places.values()].sort(comparePlaces), (p) => p.name);
  return new Map(
    [...byName].flatMap(([name, same]) =>
      same.map(({ key }, i) => [key, i === 0 ? name : `${name} ${i + 1}`] as const),
    ),
  );
}

interface Place {
  readonly key: string;
  readonly name: string;
  readonly path: string;
}

/** Of several places the first in the alphabet counts, and not the first that is met. */
function notePlace(places: Map<string, Place>, place: Place): void {
  const known = places.get(place.key);
  if (!known || comparePlaces(place, known) < 0) {
    places.set(place.key, place);
  }
}

function comparePlaces(a: Place, b: Place): number {
  const less = a.name === b.name ? a.path < b.path : a.name < b.name;
  return less ? -1 : a.name === b.name && a.path === b.path ? 0 : 1;
}

function keyOf({ isImage, id }: AssetSnapshot): string {
  return `${isImage} ${id}`;
}

/** Who publishes the assets of a Stage, and in how many slots. */
export interface Slots {
  readonly count: number;
  /** Assets that several Stages want are published by the first of them. */
  readonly publisherOf: (stage: StageSnapshot) => string;
}

/** A slot of a publisher as an id of a publisher: the name alone, if there is one slot. */
export function slotId(publisher: string, slot: number, { count }: Pick<Slots, 'count'>): string {
  return count === 1 ? publisher : `${publisher}${slot}`;
}

/** So many slots for each publisher, whatever there is to publish, files and images alike. Content never changes them. */
export function slotted(slots: Slots): PublisherPolicy {
  return (blueprint) => {
    const names = assetNames(blueprint);
    const slotOf = assignSlots([...names.values()], slots.count, numberOf);
    const publishers = publishersOf(blueprint, slots);
    return (asset) => {
      const id = slotId(publishers.get(placeOf(asset))!, slotOf.get(names.get(keyOf(asset))!)! + 1, slots);
      return { id, label: id };
    };
  };
}

function publishersOf({ waves }: BlueprintSnapshot, { publisherOf }: Slots): Map<string, string> {
  const publishers = new Map<string, string>();
  for (const stage of waves.flatMap((wave) => wave.stages)) {
    for (const asset of stage.stacks.flatMap((stack) => stack.assets)) {
      publishers.set(placeOf(asset), publishers.get(placeOf(asset)) ?? publisherOf(stage));
    }
  }
  return publishers;
}

/** An asset, and where it goes. */
function placeOf({ id, destination, isImage }: AssetSnapshot): string {
  return `${isImage} ${id} ${destination}`;
}
