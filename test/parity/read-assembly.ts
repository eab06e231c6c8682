import * as fs from 'node:fs';
import * as path from 'node:path';

/** File name, relative to the assembly and POSIX, to content. */
export type Files = Record<string, string>;

const COMPARED = [/\.template\.json$/, /\.assets\.json$/, /\.template\.json\.config\.json$/, /buildspec-.*\.yaml$/];

/** Everything a deployment reads from an assembly, with the approval Lambda of the security check made anonymous. */
export function readAssembly(outdir: string): Files {
  const files: Files = {};
  for (const name of walk(outdir, '')) {
    const text = () => fs.readFileSync(path.join(outdir, name), 'utf8');
    if (COMPARED.some((pattern) => pattern.test(name))) {
      files[name] = text();
    } else if (path.posix.basename(name) === 'manifest.json') {
      files[name] = deployedPart(text());
    } else if (/(^|\/)asset\.[^/]*$/.test(name)) {
      files[name] = '(asset)'; // That an asset is there counts; its content is named by its hash.
    }
  }
  return anonymise(files);
}

/** What CDK says about constructs, in all assemblies: level, construct path and text. */
export function readAnnotations(outdir: string): string[] {
  return walk(outdir, '')
    .filter((name) => path.posix.basename(name) === 'manifest.json')
    .flatMap((name) => annotationsIn(path.join(outdir, path.dirname(name))));
}

function annotationsIn(dir: string): string[] {
  const read = (name: string) => JSON.parse(fs.readFileSync(path.join(dir, name), 'utf8'));
  const { artifacts = {} } = read('manifest.json') as { artifacts?: Record<string, ArtifactMetadata> };
  return Object.values(artifacts)
    .map(({ metadata, additionalMetadataFile }) => metadata ?? (additionalMetadataFile && read(additionalMetadataFile)))
    .flatMap((metadata: Metadata = {}) => Object.entries(metadata))
    .flatMap(([construct, entries]) => entries.map((entry) => ({ construct, ...entry })))
    .filter(({ type }) => /^aws:cdk:(info|warning|error)$/.test(type))
    .map(({ construct, type, data }) => `${type.slice('aws:cdk:'.length)} ${construct}: ${String(data)}`);
}

type Metadata = Record<string, { readonly type: string; readonly data?: unknown }[]>;

interface ArtifactMetadata {
  readonly metadata?: Metadata;
  /** Where newer versions write it. */
  readonly additionalMetadataFile?: string;
}

/** Assets are leaves: what is inside them is theirs. */
function walk(outdir: string, dir: string): string[] {
  return fs.readdirSync(path.join(outdir, dir), { withFileTypes: true }).flatMap((entry) => {
    const name = path.posix.join(dir, entry.name);
    return entry.isDirectory() && !entry.name.startsWith('asset.') ? walk(outdir, name) : [name];
  });
}

/**
 * Which stacks there are, where they go and what they wait for. Metadata is left out: it holds stack traces, and our
 * warnings are additions on purpose.
 */
function deployedPart(manifest: string): string {
  const { artifacts = {} } = JSON.parse(manifest) as { artifacts?: Record<string, Record<string, unknown>> };
  const kept = Object.entries(artifacts)
    .filter(([, a]) => a.type !== 'cdk:tree')
    .map(([id, { type, environment, properties, dependencies }]) => [
      id,
      { type, environment, properties, dependencies },
    ]);
  return JSON.stringify(Object.fromEntries(kept), undefined, 1);
}

/**
 * The approval Lambda is our own code, so its hash differs. So does the hash of a template that names it, and of a
 * template that names that template (a pipeline that deploys a pipeline). Exactly these hashes become placeholders.
 */
function anonymise(files: Files): Files {
  const names = new Map<string, string>();
  for (const text of templates(files)) {
    for (const hash of approvalHashes(text)) {
      names.set(hash, '<approval-lambda>');
      // The legacy synthesizer makes parameters of an asset, whose ids end in a hash that covers the asset's hash.
      const parameters = text.match(new RegExp(`AssetParameters${hash}\\w+`, 'g')) ?? [];
      parameters.forEach((id) => names.set(id, `${id.slice(0, -8).replace(hash, '<approval-lambda>')}`));
    }
  }
  let before = -1;
  while (names.size > 0 && before !== names.size) {
    before = names.size;
    tainted(files, names);
  }
  return names.size === 0 ? files : mapEntries(files, (text) => replaceAll(text, names));
}

function templates(files: Files): string[] {
  return Object.keys(files)
    .filter((name) => name.endsWith('.template.json'))
    .map((name) => files[name]);
}

function approvalHashes(template: string): string[] {
  const { Resources = {} } = JSON.parse(template) as {
    Resources?: Record<string, { Type: string; Properties?: { Code?: unknown } }>;
  };
  return Object.entries(Resources)
    .filter(([id, r]) => r.Type === 'AWS::Lambda::Function' && /CDKPipelinesAutoApprove[0-9A-F]{8}$/.test(id))
    .flatMap(([, r]) => JSON.stringify(r.Properties?.Code).match(/[0-9a-f]{64}/g) ?? []);
}

interface AssetEntry {
  readonly source: { readonly path?: string };
  readonly destinations: Record<string, unknown>;
}

/** Adds the hash of each template asset whose file contains a hash that is anonymous already. */
function tainted(files: Files, names: Map<string, string>): void {
  for (const manifest of Object.keys(files).filter((name) => name.endsWith('.assets.json'))) {
    const { files: assets = {} } = JSON.parse(files[manifest]) as { files?: Record<string, AssetEntry> };
    for (const [hash, { source, destinations }] of Object.entries(assets)) {
      const file = source.path && path.posix.join(path.posix.dirname(manifest), source.path);
      const text = file && file.endsWith('.template.json') ? files[file] : undefined;
      if (text !== undefined && [...names.keys()].some((known) => text.includes(known))) {
        names.set(hash, `<template ${file}>`);
      }
      // A destination is named after account, region and a hash of its own, which covers the asset's hash.
      Object.keys(names.has(hash) ? destinations : {}).forEach((id) =>
        names.set(id, id.replace(/[0-9a-f]{8}$/, names.get(hash)!)),
      );
    }
  }
}

function replaceAll(text: string, names: Map<string, string>): string {
  // Longest first: an id may contain a hash.
  return [...names]
    .sort(([a], [b]) => b.length - a.length)
    .reduce((result, [hash, name]) => result.split(hash).join(name), text);
}

/** File names hold hashes as well: `asset.<hash>`. */
function mapEntries(files: Files, f: (text: string) => string): Files {
  return Object.fromEntries(Object.entries(files).map(([name, text]) => [f(name), f(text)]));
}
