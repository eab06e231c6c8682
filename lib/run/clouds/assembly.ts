import * as fs from 'fs';
import * as path from 'path';
import type { Environment } from './targets';

/** A source of an asset, and where it goes. */
export interface AssetEntry {
  readonly displayName?: string;
  readonly source: { readonly path?: string; readonly directory?: string; readonly packaging?: string };
  readonly destinations: Readonly<Record<string, object>>;
}

/** What an asset manifest holds, and where it is: sources are relative to that. */
export interface AssetManifest {
  readonly version: string;
  readonly directory: string;
  readonly files: Readonly<Record<string, AssetEntry>>;
  readonly dockerImages: Readonly<Record<string, AssetEntry>>;
}

/** A stack, as a cloud assembly has it. */
export interface AssembledStack {
  /** Construct path. */
  readonly path: string;
  readonly id: string;
  /** Version of the schema. */
  readonly version: string;
  readonly directory: string;
  readonly environment: Environment;
  readonly properties: StackProperties;
  readonly assets: readonly AssetManifest[];
}

export interface StackProperties {
  readonly templateFile: string;
  readonly stackName?: string;
  readonly assumeRoleArn?: string;
  readonly stackTemplateAssetObjectUrl?: string;
}

interface Manifest {
  readonly version: string;
  readonly artifacts?: Readonly<Record<string, Artifact>>;
}

interface Artifact {
  readonly type: string;
  readonly displayName?: string;
  readonly environment?: string;
  readonly dependencies?: readonly string[];
  readonly properties?: object;
}

/** What a directory holds that is a cloud assembly. */
export const MANIFEST = 'manifest.json';

/** All stacks of a cloud assembly, also of those in it, by their construct paths. O(what the manifests hold). */
export function readStacks(directory: string): ReadonlyMap<string, AssembledStack> {
  const { version, artifacts = {} } = readJson<Manifest>(path.join(directory, MANIFEST));
  const manifests = new Map(
    Object.entries(artifacts)
      .filter(([, { type }]) => type === 'cdk:asset-manifest')
      .map(([id, { properties }]) => [id, readAssets(path.join(directory, (properties as { file: string }).file))]),
  );
  const stacks = Object.entries(artifacts).flatMap(([id, artifact]): (readonly [string, AssembledStack])[] => {
    if (artifact.type === 'cdk:cloud-assembly') {
      const { directoryName } = artifact.properties as { directoryName: string };
      return [...readStacks(path.join(directory, directoryName))];
    }
    return artifact.type === 'aws:cloudformation:stack'
      ? [[artifact.displayName ?? id, stackOf(id, artifact, { version, directory, manifests })]]
      : [];
  });
  return new Map(stacks);
}

interface Around {
  readonly version: string;
  readonly directory: string;
  readonly manifests: ReadonlyMap<string, AssetManifest>;
}

function stackOf(id: string, artifact: Artifact, { version, directory, manifests }: Around): AssembledStack {
  const { displayName: name = id, dependencies = [], environment = '' } = artifact;
  return {
    ...{ path: name, id, version, directory, environment: environmentOf(environment) },
    properties: artifact.properties as StackProperties,
    assets: dependencies.flatMap((one) => manifests.get(one) ?? []),
  };
}

/** `aws://account/region`; `unknown-account` is what is known at deployment only. */
function environmentOf(text: string): Environment {
  const [, account, region] = /^aws:\/\/([^/]+)\/(.+)$/.exec(text) ?? [];
  return {
    account: account === 'unknown-account' ? undefined : account,
    region: region === 'unknown-region' ? undefined : region,
  };
}

function readAssets(file: string): AssetManifest {
  const { version, files = {}, dockerImages = {} } = readJson<Omit<AssetManifest, 'directory'>>(file);
  return { version, directory: path.dirname(file), files, dockerImages };
}

function readJson<A>(file: string): A {
  return JSON.parse(fs.readFileSync(file, 'utf8')) as A;
}
