import * as fs from 'fs';
import * as path from 'path';
import type { AssetData } from './stack-data';
import { hashOf } from '../private/hash';
import { groupBy } from '../private/lang';
import { relativePosix } from '../private/paths';

interface AssetManifest {
  readonly version: string;
  readonly files?: Record<string, ManifestEntry>;
  readonly dockerImages?: Record<string, ManifestEntry>;
}

interface ManifestEntry {
  readonly destinations: Record<string, unknown>;
}

/** Reads each asset manifest once. */
export class AssetManifests {
  private readonly known = new Map<string, AssetManifest>();

  public read(file: string): AssetManifest {
    const manifest = this.known.get(file) ?? (JSON.parse(fs.readFileSync(file, 'utf-8')) as AssetManifest);
    this.known.set(file, manifest);
    return manifest;
  }
}

/**
 * Write what a publisher publishes: a small cloud assembly in the big one, of one stack without resources, to which
 * `cdk publish-assets` is pointed. So a change of assets changes data, and not the pipeline.
 *
 * Each asset has a manifest of its own: the CDK CLI publishes several at a time, and after a failure blames whatever
 * ends next of the same manifest. Sources of assets are relative to their manifest, so it lies beside the one that the
 * asset comes from.
 */
export function writePublisher(
  assemblyDir: string,
  directory: string,
  publisher: string,
  assets: readonly AssetData[],
  manifests: AssetManifests,
): void {
  const home = path.join(assemblyDir, directory);
  fs.mkdirSync(home, { recursive: true });
  const written = [...groupBy(assets, (a) => a.id)].map(([id, destinations]) => {
    const name = `${path.basename(path.dirname(directory))}.${publisher}.${hashOf(id).slice(0, 16)}.assets.json`;
    const file = path.join(path.dirname(destinations[0].manifestPath), name);
    writeJson(file, manifestOf(destinations, manifests));
    return relativePosix(home, file);
  });
  const version = manifests.read(assets[0].manifestPath).version;
  writeJson(path.join(home, 'manifest.json'), assemblyOf(publisher, version, written));
  writeJson(path.join(home, TEMPLATE), { Resources: {} });
}

const TEMPLATE = 'none.template.json';

/** The stack is in no environment of its own: each destination has a role, and a region. */
function assemblyOf(publisher: string, version: string, manifests: readonly string[]) {
  const assets = manifests.map((file, i) => [
    `${publisher}.${i + 1}.assets`,
    { type: 'cdk:asset-manifest', properties: { file } },
  ]);
  const stack = {
    type: 'aws:cloudformation:stack',
    environment: 'aws://unknown-account/unknown-region',
    properties: { templateFile: TEMPLATE },
    dependencies: assets.map(([id]) => id),
  };
  return { version, artifacts: Object.fromEntries([...assets, [publisher, stack]]) };
}

/** The manifest of one asset: with one id goes one content, so its source in the first manifest is as good as any. */
function manifestOf(assets: readonly AssetData[], manifests: AssetManifests): AssetManifest {
  const [{ id, isImage, manifestPath }] = assets;
  const type = isImage ? 'dockerImages' : 'files';
  const destinations = assets.map(({ destination, manifestPath: file }) => {
    return [destination, manifests.read(file)[type]![id].destinations[destination]];
  });
  const { version, [type]: entries } = manifests.read(manifestPath);
  return { version, [type]: { [id]: { ...entries![id], destinations: Object.fromEntries(destinations) } } };
}

function writeJson(file: string, content: unknown): void {
  fs.writeFileSync(file, JSON.stringify(content, undefined, 1), { encoding: 'utf-8' });
}
