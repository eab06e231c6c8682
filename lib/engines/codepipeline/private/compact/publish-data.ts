import * as fs from 'fs';
import * as path from 'path';
import type { AssetSnapshot } from '../../../../plan/snapshot-data';
import { groupBy } from '../../../../private/lang';
import { relativePosix } from '../paths';

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
 * Sources of assets are relative to their manifest: hence one manifest in each directory that has some of them.
 */
export function writePublisher(
  assemblyDir: string,
  directory: string,
  publisher: string,
  assets: readonly AssetSnapshot[],
  manifests: AssetManifests,
): void {
  const home = path.join(assemblyDir, directory);
  fs.mkdirSync(home, { recursive: true });
  const written = [...groupBy(assets, (a) => path.dirname(a.manifestPath))].map(([dir, members]) => {
    const file = path.join(dir, `${path.basename(path.dirname(directory))}.${publisher}.assets.json`);
    writeJson(file, manifestOf(members, manifests));
    return relativePosix(home, file);
  });
  const version = manifests.read(assets[0].manifestPath).version;
  writeJson(path.join(home, 'manifest.json'), assemblyOf(publisher, version, written));
  writeJson(path.join(home, TEMPLATE), {});
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

function manifestOf(assets: readonly AssetSnapshot[], manifests: AssetManifests) {
  const result = { version: '', files: {}, dockerImages: {} } as {
    version: string;
    files: Record<string, ManifestEntry>;
    dockerImages: Record<string, ManifestEntry>;
  };
  for (const { manifestPath, id, selector, isImage } of assets) {
    const manifest = manifests.read(manifestPath);
    const type = isImage ? 'dockerImages' : 'files';
    const entry = manifest[type]![id];
    const destination = selector.slice(id.length + 1);
    result.version = manifest.version;
    const destinations = { ...result[type][id]?.destinations, [destination]: entry.destinations[destination] };
    result[type][id] = { ...entry, destinations };
  }
  return result;
}

function writeJson(file: string, content: unknown): void {
  fs.writeFileSync(file, JSON.stringify(content, undefined, 1), { encoding: 'utf-8' });
}
