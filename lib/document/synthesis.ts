import * as fs from 'fs';
import * as path from 'path';
import { PLAN_METADATA, type PlanDocument } from './plan-document';
import { fail } from '../private/errors';
import { asObject } from '../private/lang';

/** Type of the artifact that has metadata of a construct in no stack. */
const OUTSIDE_STACKS = 'none';

/** Something that was read from a file, of which nothing is sure. */
type Unsure = Readonly<Record<string, unknown>>;

/**
 * Whether a plan belongs to the cloud assembly that it lies in: CDK does not empty the directory, so the plan of a
 * pipeline that was renamed or removed is still there. A directory without a manifest holds what somebody put there.
 *
 * Metadata of the pipeline's construct, of the type `PLAN_METADATA`, names the file. It is metadata of the stack that the construct is
 * in; if it is in none, of an artifact of the type `none`.
 */
export function isOfSynthesis(directory: string, file: string, { pipeline }: PlanDocument): boolean {
  const manifest = readJson(path.join(directory, 'manifest.json'));
  if (!manifest) {
    return true;
  }
  return metadataOf(pipeline.stack ?? pipeline.path, manifest, directory).some((metadata) =>
    listIn(metadata, `/${pipeline.path}`).some(({ type, data }) => type === PLAN_METADATA && data === file),
  );
}

/** What is noted about constructs of a stack, or outside of stacks, by their paths; these may be in a nested assembly. */
function metadataOf(place: string, manifest: Unsure, directory: string): Unsure[] {
  return Object.values(objectIn(manifest, 'artifacts'))
    .map(asObject)
    .flatMap((artifact) => {
      const { directoryName, displayName } = objectIn(artifact, 'properties');
      if (typeof directoryName === 'string' && place.startsWith(`${String(displayName)}/`)) {
        const nested = path.join(directory, directoryName);
        return isBelow(nested, directory)
          ? metadataOf(place, readJson(path.join(nested, 'manifest.json')) ?? {}, nested)
          : [];
      }
      // What is in a nested stack is noted of the stack around it.
      const { type, displayName: name, additionalMetadataFile: more } = artifact;
      if (type !== OUTSIDE_STACKS && name !== place && !place.startsWith(`${String(name)}/`)) {
        return [];
      }
      const inFile = typeof more === 'string' ? readJson(path.join(directory, more)) : undefined;
      return [objectIn(artifact, 'metadata'), inFile ?? {}];
    });
}

/** An assembly that says to be in itself has no end. */
function isBelow(nested: string, directory: string): boolean {
  const way = path.relative(directory, nested);
  return way !== '' && way.split(path.sep)[0] !== '..' && !path.isAbsolute(way);
}

function objectIn(object: Unsure, key: string): Unsure {
  return asObject(object[key]);
}

function listIn(object: Unsure, key: string): Unsure[] {
  const value = object[key];
  return Array.isArray(value) ? value.map(asObject) : [];
}

/** Nothing if there is no such file. */
function readJson(file: string): Unsure | undefined {
  if (!fs.existsSync(file)) {
    return undefined;
  }
  try {
    return asObject(JSON.parse(fs.readFileSync(file, 'utf8')));
  } catch (error) {
    return fail({
      where: file,
      given: `this is not JSON: ${(error as Error).message.split('\n')[0]}`,
      expected: 'a cloud assembly as `cdk synth` writes it',
      fix: 'synthesize again',
    });
  }
}
