import { writeArtifact } from './artifact-store';
import { ActionFailed } from './cloudformation';
import { listFiles } from './files';
import type { Running } from './model';

/** @param name of the repository */
export function fetchSource(running: Running, name: string, variables: Record<string, string>): void {
  const { cloud, effects, outputs, namespace } = running;
  const directory = cloud.world.sources[name];
  if (directory === undefined) {
    throw new ActionFailed(`there is no source '${name}'`);
  }
  const files = { directory, files: listFiles(directory) };
  outputs.forEach((artifact) => writeArtifact(running, running.role, artifact, files));
  if (namespace) {
    effects.variables.set(namespace, { CommitId: `commit of ${name}`, ...variables });
  }
  effects.events.push({ what: `source ${name}`, details: [] });
}
