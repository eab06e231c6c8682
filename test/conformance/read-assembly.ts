import * as fs from 'node:fs';
import * as path from 'node:path';
import type { AssetInfo } from '../../lib/document/plan-document';
import { listFiles } from './cloud/files';
import { allAssets } from './cloud/assets';

/* What is in a cloud assembly. */

/** A stack, with the directory and the artifacts of the (nested) cloud assembly that it is in. */
export interface StackInAssembly {
  readonly id: string;
  readonly path: string;
  readonly name: string;
  readonly template: any;
  readonly tags: Readonly<Record<string, string>>;
  readonly directory: string;
  readonly artifact: any;
  readonly artifacts: Readonly<Record<string, any>>;
}

export function stacksIn(directory: string): StackInAssembly[] {
  const { artifacts = {} } = JSON.parse(fs.readFileSync(path.join(directory, 'manifest.json'), 'utf-8'));
  return Object.entries<any>(artifacts).flatMap(([id, artifact]) => {
    const { type, displayName, properties } = artifact;
    if (type === 'cdk:cloud-assembly') {
      return stacksIn(path.join(directory, properties.directoryName));
    }
    if (type !== 'aws:cloudformation:stack') {
      return [];
    }
    const template = JSON.parse(fs.readFileSync(path.join(directory, properties.templateFile), 'utf-8'));
    const { stackName: name = id, tags = {} } = properties;
    return [{ id, path: displayName.replace(/ \(.*\)$/, ''), name, template, tags, directory, artifact, artifacts }];
  });
}

/** What is known of stacks in the words of events, by their construct paths. */
export function templatesIn(assembly: string): Map<string, string[]> {
  return new Map(
    stacksIn(assembly).map(({ path: stack, template, tags }) => [
      stack,
      [`template: ${template.Description}`, ...Object.entries(tags).map(([key, value]) => `tag ${key}=${value}`)],
    ]),
  );
}

/** As `cdk deploy --outputs-file` would write it. */
export function outputsIn(assembly: string): Record<string, Record<string, string>> {
  const entries = stacksIn(assembly).map(({ name, template }) => {
    const outputs = Object.entries<any>(template.Outputs ?? {}).filter(([, { Value }]) => typeof Value === 'string');
    return [name, Object.fromEntries(outputs.map(([id, { Value }]) => [id, Value]))];
  });
  return Object.fromEntries(entries);
}

/** What an asset is at each of its destinations, in the words of events. */
export function contentOfAsset(assembly: string, { id, destinations }: AssetInfo): string[] {
  const manifests = listFiles(assembly).filter((file) => file.endsWith('.assets.json'));
  const found = manifests.flatMap((file) => allAssets(path.join(assembly, file)));
  const mine = found.filter(({ hash, destination }) => hash === id && destinations.includes(destination));
  return [...new Set(mine.map((a) => `publish ${a.kind} '${a.content}' to ${a.environment}`))];
}
