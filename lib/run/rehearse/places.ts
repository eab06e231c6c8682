import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import type { PipelineInfo } from '../../document/plan-document';
import type { Work } from '../works';

/** What a run leaves in the directory that it was started in. */
export const RUN_DIRECTORY = '.cdk-pipelines/run';

/** Where the files of a run are. */
export interface Places {
  /** Artifacts, logs and the record of the last run. */
  readonly directory: string;
  readonly artifactDirectory: (artifact: string) => string;
  readonly logOf: (work: Work) => string;
  /** Outside of the working tree: a tool that looks into directories above must find nothing there. */
  readonly workspaceOf: (work: Work) => string;
}

export function placesOf({ name }: PipelineInfo, works: readonly Work[], cwd: string): Places {
  const directory = path.join(cwd, ...RUN_DIRECTORY.split('/'), fileName(name));
  fs.mkdirSync(path.join(directory, 'artifacts'), { recursive: true });
  fs.mkdirSync(path.join(directory, 'logs'), { recursive: true });
  // Nobody checks it in.
  fs.writeFileSync(path.join(cwd, '.cdk-pipelines', '.gitignore'), '*\n');
  const names = uniqueNames(works.map(({ id }) => id));
  let temporary: string | undefined;
  const root = () => (temporary ??= fs.mkdtempSync(path.join(fs.realpathSync(os.tmpdir()), 'cdk-pipelines-')));
  return {
    directory,
    artifactDirectory: (artifact) => path.join(directory, 'artifacts', fileName(artifact)),
    logOf: (work) => path.join(directory, 'logs', `${names.get(work.id)!}.log`),
    workspaceOf: (work) => path.join(root(), names.get(work.id)!),
  };
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
