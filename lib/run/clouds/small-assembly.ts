import * as path from 'path';
import type { AssembledStack, AssetEntry, AssetManifest } from './assembly';
import { type Moves, type Rewrite, fillPlaceholders, renamedAsset, rewriteFor } from './rewrite';
import type { AssetInfo } from '../../document/plan-document';

/** Files of a cloud assembly by their names. */
export type Files = ReadonlyMap<string, string>;

/** Reads a file of the big cloud assembly. */
export type ReadFile = (file: string) => string;

/** Accounts whose roles the CDK CLI would assume. Templates may name others: nobody goes there. */
export function accountsUsed(files: Files): ReadonlySet<string> {
  const manifests = [...files].filter(([name]) => name === 'manifest.json' || name.endsWith('.assets.json'));
  return new Set(
    manifests.flatMap(([, text]) => [...text.matchAll(/:iam::([0-9]{12}):/g)].map(([, account]) => account)),
  );
}

/** A stack, and where it goes. */
export interface MovedStack {
  readonly stack: AssembledStack;
  readonly moves: Moves;
}

const isTemplate = (file: string | undefined) => file?.endsWith('.template.json') === true;

/**
 * A cloud assembly of these stacks, and of no other. The CDK CLI deploys them as the pipeline does: assets are published by other
 * actions, so only the templates are. Termination protection stays what the app says, although no action turns it on: the CLI turns off
 * what the assembly does not say, and that may be what somebody has turned on by hand.
 */
export function assemblyOfStacks(stacks: readonly MovedStack[], read: ReadFile): Files {
  const files = stacks.map((moved) => filesOf(moved, read));
  const artifacts = files.flatMap((one) => one.artifacts);
  const manifest = { version: stacks[0].stack.version, artifacts: Object.fromEntries(artifacts) };
  return new Map([['manifest.json', json(manifest)], ...files.flatMap((one) => one.files)]);
}

interface StackFiles {
  readonly artifacts: readonly (readonly [string, object])[];
  readonly files: readonly (readonly [string, string])[];
}

function filesOf({ stack, moves }: MovedStack, read: ReadFile): StackFiles {
  const rewrite = withNames(moves, stack.assets);
  const { id, properties, directory, version } = stack;
  const template = `${id}.template.json`;
  const asset = templateAsset(stack);
  const assets = `${id}.assets`;
  const manifest = inManifest(rewrite, moves, { ...properties, additionalDependencies: asset ? [assets] : [] });
  const artifact = {
    type: 'aws:cloudformation:stack',
    environment: `aws://${moves.to.account ?? 'unknown-account'}/${moves.to.region ?? 'unknown-region'}`,
    properties: { ...manifest, templateFile: template },
    dependencies: asset ? [assets] : [],
    displayName: stack.path,
  };
  const text = rewrite(read(path.join(directory, properties.templateFile)));
  if (!asset) {
    return { artifacts: [[id, artifact]], files: [[template, text]] };
  }
  const [name, entry] = asset;
  const published = { ...entry, source: { path: template, packaging: 'file' } };
  return {
    artifacts: [
      [id, artifact],
      [assets, { type: 'cdk:asset-manifest', properties: { file: `${assets}.json` } }],
    ],
    files: [
      [template, text],
      [`${assets}.json`, json({ version, ...inManifest(rewrite, moves, { files: { [name]: published } }) })],
    ],
  };
}

/** The template itself is an asset, if the synthesizer says so. */
function templateAsset({ assets, properties }: AssembledStack): readonly [string, AssetEntry] | undefined {
  const files = assets.flatMap((manifest) => Object.entries(manifest.files));
  return files.find(([, { source }]) => source.path === properties.templateFile && source.packaging === 'file');
}

/** An asset of a stack, with the destinations that are published. */
export interface PlacedAsset extends MovedStack {
  readonly manifest: AssetManifest;
  readonly id: string;
  readonly image: boolean;
  readonly destinations: readonly string[];
}

/** Where the assets of a publisher come from: all that the stacks have of them. */
export function placesOf(assets: readonly AssetInfo[], stacks: readonly MovedStack[]): PlacedAsset[] {
  const wanted = new Map(assets.map((asset) => [asset.id, asset]));
  const published = new Set<string>();
  return stacks.flatMap((moved) =>
    moved.stack.assets.flatMap((manifest) =>
      [...Object.entries(manifest.files), ...Object.entries(manifest.dockerImages)].flatMap(([id, entry]) => {
        const { destinations = [], image = false } = wanted.get(id) ?? {};
        // Stacks of one environment may share an asset.
        const key = (name: string) => `${id}:${name} ${moved.moves.to.account}/${moved.moves.to.region}`;
        const mine = destinations.filter((name) => name in entry.destinations && !published.has(key(name)));
        mine.forEach((name) => published.add(key(name)));
        return mine.length > 0 ? [{ ...moved, manifest, id, image, destinations: mine }] : [];
      }),
    ),
  );
}

/** A cloud assembly of these assets, of a stack without resources: what `cdk publish-assets` reads. */
export function assemblyOfAssets(assets: readonly PlacedAsset[], read: ReadFile): Files {
  const parts = assets.map((asset, i) => filesOfAsset(asset, `${i + 1}`, read));
  const names = parts.map((_, i) => `${i + 1}.assets`);
  const stack = {
    type: 'aws:cloudformation:stack',
    environment: 'aws://unknown-account/unknown-region',
    properties: { templateFile: 'none.template.json' },
    dependencies: names,
  };
  const manifests = names.map((name) => [name, { type: 'cdk:asset-manifest', properties: { file: `${name}.json` } }]);
  const artifacts = Object.fromEntries([...manifests, ['publish', stack]]) as object;
  return new Map([
    ['manifest.json', json({ version: assets[0].stack.version, artifacts })],
    ['none.template.json', json({ Resources: {} })],
    ...parts.flat(),
  ]);
}

function filesOfAsset(asset: PlacedAsset, name: string, read: ReadFile): (readonly [string, string])[] {
  const { stack, manifest, id, image, moves, destinations } = asset;
  const rewrite = withNames(moves, stack.assets);
  const entry = (image ? manifest.dockerImages : manifest.files)[id];
  const chosen = Object.entries(entry.destinations).filter(([destination]) => destinations.includes(destination));
  const { source } = entry;
  const absolute = (file: string) => path.resolve(manifest.directory, file);
  // A template of a nested stack is about an environment, too.
  const moved = isTemplate(source.path) ? rewrite(read(absolute(source.path!))) : undefined;
  const found = {
    ...source,
    ...(source.path === undefined
      ? {}
      : { path: moved === undefined ? absolute(source.path) : `${name}.template.json` }),
    ...(source.directory === undefined ? {} : { directory: absolute(source.directory) }),
  };
  // A template that was rewritten has another id here.
  const [[newId, there]] = Object.entries(
    inManifest(rewrite, moves, { [id]: { destinations: Object.fromEntries(chosen) } }),
  );
  const section = { [newId]: { ...entry, source: found, ...there } };
  const text = json({ version: manifest.version, [image ? 'dockerImages' : 'files']: section });
  return [[`${name}.assets.json`, text], ...(moved === undefined ? [] : [[`${name}.template.json`, moved] as const])];
}

/** Rewrites what is in a manifest; what stays the same is the same object, so that nothing gets lost. */
function inManifest<A extends object>(rewrite: Rewrite, { from, to }: Moves, value: A): A {
  const text = rewrite(JSON.stringify(value));
  const known = { account: from.account ?? to.account, region: from.region ?? to.region };
  return JSON.parse(
    from.account === known.account && from.region === known.region ? text : fillPlaceholders(text, to),
  ) as A;
}

/** Templates that are rewritten get other names, wherever these are named. */
function withNames(moves: Moves, manifests: readonly AssetManifest[]): Rewrite {
  const rewrite = rewriteFor(moves);
  const ids = manifests.flatMap(({ files }) =>
    Object.entries(files).flatMap(([id, { source }]) => (isTemplate(source.path) ? [id] : [])),
  );
  const moved = moves.from.account !== moves.to.account || moves.from.region !== moves.to.region;
  return moved
    ? (text) => ids.reduce((given, id) => given.replaceAll(id, renamedAsset(id, moves)), rewrite(text))
    : rewrite;
}

function json(value: unknown): string {
  return JSON.stringify(value, undefined, 1);
}
