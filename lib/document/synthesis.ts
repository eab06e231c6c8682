import * as fs from 'fs';
import * as path from 'path';
import { PLAN_METADATA, type PlanDocument } from './plan-document';

/** As far as we need it of what `cdk synth` says about a cloud assembly. */
interface Manifest {
  readonly artifacts?: Readonly<Record<string, Artifact>>;
}

interface Artifact {
  readonly displayName?: string;
  readonly properties?: { readonly directoryName?: string; readonly displayName?: string };
  readonly metadata?: Metadata;
  readonly additionalMetadataFile?: string;
}

/** What is noted about constructs, by their paths. */
type Metadata = Readonly<Record<string, readonly { readonly type: string; readonly data?: unknown }[]>>;

/**
 * Whether a plan belongs to the cloud assembly that it lies in: CDK does not empty the directory, so the plan of a
 * pipeline that was renamed or removed is still there. A directory without a manifest holds what somebody put there.
 */
export function isOfSynthesis(directory: string, file: string, { pipeline }: PlanDocument): boolean {
  const manifest = readJson(path.join(directory, 'manifest.json')) as Manifest | undefined;
  if (!manifest || pipeline.stack === undefined) {
    return true;
  }
  return metadataOf(pipeline.stack, manifest, directory).some((metadata) =>
    (metadata[`/${pipeline.path}`] ?? []).some(({ type, data }) => type === PLAN_METADATA && data === file),
  );
}

/** Of a stack, also one in a nested assembly. */
function metadataOf(stack: string, { artifacts = {} }: Manifest, directory: string): Metadata[] {
  return Object.values(artifacts).flatMap(({ displayName, properties = {}, metadata, additionalMetadataFile }) => {
    if (properties.directoryName !== undefined && stack.startsWith(`${properties.displayName}/`)) {
      const nested = path.join(directory, properties.directoryName);
      return metadataOf(stack, (readJson(path.join(nested, 'manifest.json')) ?? {}) as Manifest, nested);
    }
    if (displayName !== stack) {
      return [];
    }
    const more = additionalMetadataFile && readJson(path.join(directory, additionalMetadataFile));
    return [metadata, more as Metadata | undefined].filter((m) => m !== undefined);
  });
}

/** Nothing if there is no such file. */
function readJson(file: string): unknown {
  return fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : undefined;
}
