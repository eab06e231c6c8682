import { execFileSync } from 'child_process';
import * as fs from 'fs';
import * as path from 'path';
import { filesIn } from './artifacts';
import { visible } from '../../private/visible';

/** A directory that stands for a repository. */
export interface Tree {
  readonly directory: string;
  /** Relative to it. */
  readonly files: readonly string[];
  /** Files that would not come with a push: nobody has added them to git. */
  readonly untracked: readonly string[];
  /** What CodePipeline knows of a revision: `CommitId` and so on. */
  readonly variables: Readonly<Record<string, string>>;
  /** Whether git said what belongs to it. */
  readonly isRepository: boolean;
}

/** Nobody checks these in. */
const NEVER = /^(node_modules|\.git|\.cdk-pipelines|cdk\.out|\.venv|__pycache__)$/;

/**
 * All that a push would bring, and what is not committed yet: what git ignores is left out, as a checkout would not have it.
 *
 * @param secrets a file with secrets, which no step sees
 */
export function readTree(directory: string, secrets?: string): Tree {
  const isWanted = (file: string) => isKept(file) && path.join(directory, file) !== secrets;
  const git = (...args: string[]) =>
    execFileSync('git', ['-C', directory, ...args], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      maxBuffer: MOST,
    });
  const listed = (...args: string[]) =>
    git('ls-files', '-z', ...args)
      .split('\0')
      .filter(isWanted);
  try {
    const untracked = listed('--others', '--exclude-standard');
    const files = [...new Set([...listed('--cached'), ...untracked])].filter((file) => isThere(directory, file)).sort();
    return { directory, files, untracked, variables: revisionOf(git), isRepository: true };
  } catch {
    return { directory, files: filesIn(directory).filter(isWanted), untracked: [], variables: {}, isRepository: false };
  }
}

/** The root of the repository that a directory is in; the directory itself if it is in none. */
export function repositoryOf(directory: string): string {
  try {
    const args = ['-C', directory, 'rev-parse', '--show-toplevel'];
    return execFileSync('git', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return directory;
  }
}

/** Of what git prints: the names of a million files. */
const MOST = 256 * 1024 * 1024;

function isKept(file: string): boolean {
  return file !== '' && !file.split('/').some((part) => NEVER.test(part));
}

/** A file that was deleted is still known to git; of a submodule only the directory is. */
function isThere(directory: string, file: string): boolean {
  const stat = fs.lstatSync(path.join(directory, file), { throwIfNoEntry: false });
  return stat !== undefined && !stat.isDirectory();
}

function revisionOf(git: (...args: string[]) => string): Record<string, string> {
  try {
    const [CommitId, AuthorDate, CommitMessage] = git('log', '-1', '--format=%H%x00%aI%x00%s').trimEnd().split('\0');
    const BranchName = git('rev-parse', '--abbrev-ref', 'HEAD').trim();
    return { CommitId, AuthorDate, CommitMessage: visible(CommitMessage), BranchName };
  } catch {
    // There is no commit yet.
    return { CommitId: '0'.repeat(40) };
  }
}

/** A copy of a tree, with modes and links. */
export function copyTree({ directory, files }: Tree, to: string): void {
  fs.mkdirSync(to, { recursive: true });
  const made = new Set<string>();
  for (const file of files) {
    const [from, target] = [path.join(directory, file), path.join(to, file)];
    if (!made.has(path.dirname(target))) {
      fs.mkdirSync(path.dirname(target), { recursive: true });
      made.add(path.dirname(target));
    }
    if (fs.lstatSync(from).isSymbolicLink()) {
      fs.symlinkSync(fs.readlinkSync(from), target);
    } else {
      fs.copyFileSync(from, target, fs.constants.COPYFILE_FICLONE);
    }
  }
}
