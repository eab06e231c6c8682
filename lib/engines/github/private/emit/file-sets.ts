import type { Artifact } from './files';
import { MAX_JOB_ID, slug, withHash } from '../layout/job-ids';
import type { ScriptJob } from '../../../../jobs/job';
import type { Placed } from '../../../../plan/snapshot-data';

/** Artifacts of the run, by the number of their file set. */
export type FileSets = ReadonlyMap<number, Artifact>;

/** What the outputs of each script are called: after its job, and the directory where there are several. */
export function artifactsOf(scripts: readonly { readonly id: string; readonly script: ScriptJob }[]): FileSets {
  const all = new Map<number, Artifact>();
  for (const { id, script } of scripts) {
    const taken = new Set<string>();
    for (const output of script.outputs) {
      const name = nameOf(id, output, script.outputs.length, taken);
      taken.add(name.toLowerCase());
      all.set(output.fileSet, { name, directory: output.directory });
    }
  }
  return all;
}

function nameOf(id: string, { directory }: Placed, count: number, taken: ReadonlySet<string>): string {
  const place = slug(directory);
  const name = count === 1 ? id : `${id}.${place.length > MAX_JOB_ID ? withHash(place, directory) : place}`;
  return taken.has(name.toLowerCase()) ? `${name}.${taken.size + 1}` : name;
}
