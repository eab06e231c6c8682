import * as fs from 'fs';
import * as path from 'path';
import { ArtifactError } from './artifacts';
import { type Buildspec, buildspecOf, isFileName, parseBuildspec } from './buildspec';
import type { BuildTask } from '../works';

/**
 * What a build runs.
 *
 * @param directory with its primary input, where its buildspec may be
 */
export function readSpec({ spec, outputs }: BuildTask, directory: string): Buildspec {
  if ('job' in spec) {
    return buildspecOf(spec.job, outputs, spec.exported);
  }
  const { buildspec } = spec;
  const isFile = isFileName(buildspec);
  const file = path.join(directory, buildspec.trim());
  if (isFile && !fs.existsSync(file)) {
    throw new ArtifactError(
      `YAML_FILE_ERROR: stat ${buildspec.trim()}: no such file or directory`,
      'add the buildspec to the repository, or name the one that is there',
    );
  }
  try {
    return parseBuildspec(isFile ? fs.readFileSync(file, 'utf8') : buildspec);
  } catch (error) {
    throw new ArtifactError(`YAML_FILE_ERROR: ${(error as Error).message.split('\n')[0]}`, 'correct the buildspec');
  }
}

/** The same before it runs. Nothing, if it is not known yet, or is none: that is said when it runs. */
export function knownSpec(task: BuildTask, directory: string | undefined): Buildspec | undefined {
  try {
    return 'job' in task.spec || directory !== undefined || !isFileName(task.spec.buildspec)
      ? readSpec(task, directory ?? '')
      : undefined;
  } catch {
    return undefined;
  }
}
