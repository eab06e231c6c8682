import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import type { PipelineInfo } from '../../document/plan-document';
import { artifactsMade, type Work } from '../works';

/** What a run leaves in the directory that it was started in. */
export const RUN_DIRECTORY = '.cdk-pipelines/run';

/** Where the files of a run are. */
export interface Places {
  /** Artifacts, logs and the record of earlier runs. */
  readonly directory: string;
  readonly artifactDirectory: (artifact: string) => string;
  readonly logOf: (work: Work) => string;
  /** Outside of the working tree: a tool that looks into directories above must find nothing there. */
  readonly workspaceOf: (work: Work) => string;
  /** Where all workspaces are; nothing, if there are none. */
  readonly workspaces: () => string | undefined;
}

/** Where the files of runs of a pipeline are. */
export function runDirectory({ name }: PipelineInfo, cwd: string): string {
  return path.join(cwd, ...RUN_DIRECTORY.split('/'), fileName(name));
}

/** Makes the directory that the files of runs of a pipeline are in. */
export function makePlaces({ directory }: Places, cwd: string): void {
  fs.mkdirSync(path.join(directory, 'artifacts'), { recursive: true });
  fs.mkdirSync(path.join(directory, 'logs'), { recursive: true });
  // Nobody checks it in.
  fs.writeFileSync(path.join(cwd, '.cdk-pipelines', '.gitignore'), '*\n');
}

/**
 * The places for the files of a run, in a directory that was made for them.
 *
 * @param earlier where the workspaces of earlier runs are: each stays until its action runs again
 */
export function placesIn(directory: string, works: readonly Work[], earlier?: string): Places {
  const names = uniqueNames(works.map(({ id }) => id));
  const artifacts = uniqueNames(artifactsMade(works));
  let root = isOurs(earlier) ? earlier : undefined;
  const temporary = () => (root ??= fs.mkdtempSync(path.join(fs.realpathSync(os.tmpdir()), TEMPORARY)));
  return {
    directory,
    artifactDirectory: (artifact) => path.join(directory, 'artifacts', artifacts.get(artifact) ?? fileName(artifact)),
    logOf: (work) => path.join(directory, 'logs', `${names.get(work.id)!}.log`),
    workspaceOf: (work) => path.join(temporary(), names.get(work.id)!),
    workspaces: () => root,
  };
}

/** What temporary directories are called. */
const TEMPORARY = 'cdk-pipelines-';

/** Anybody may write into the directory for temporary files. */
function isOurs(directory: string | undefined): boolean {
  const stat = directory === undefined ? undefined : fs.lstatSync(directory, { throwIfNoEntry: false });
  const uid = process.getuid?.();
  return (
    stat?.isDirectory() === true &&
    path.basename(directory!).startsWith(TEMPORARY) &&
    (uid === undefined || stat.uid === uid)
  );
}

/** Leaves nothing that nobody needs: artifacts that no action makes any more, and a directory without workspaces. */
export function tidy({ directory, artifactDirectory, workspaces }: Places, artifacts: readonly string[]): void {
  const kept = new Set(artifacts.map((artifact) => path.basename(artifactDirectory(artifact))));
  for (const name of fs.readdirSync(path.join(directory, 'artifacts'))) {
    if (!kept.has(name)) {
      fs.rmSync(path.join(directory, 'artifacts', name), { recursive: true, force: true });
    }
  }
  const root = workspaces();
  if (root !== undefined && fs.existsSync(root) && fs.readdirSync(root).length === 0) {
    fs.rmdirSync(root);
  }
}

/** Of a length and of letters that every file system takes. */
function fileName(text: string): string {
  return (
    text
      .replace(/[^\w@.-]+/g, '.')
      .replace(/^\.+/, '')
      .slice(0, MOST) || 'x'
  );
}

const MOST = 100;

/** Names that differ as file names, in upper and lower case, too. */
function uniqueNames(ids: readonly string[]): Map<string, string> {
  const taken = new Set<string>();
  return new Map(
    ids.map((id) => {
      const name = fileName(id);
      let unique = name;
      for (let i = 2; taken.has(unique.toLowerCase()); i++) {
        unique = `${name}~${i}`;
      }
      taken.add(unique.toLowerCase());
      return [id, unique];
    }),
  );
}
