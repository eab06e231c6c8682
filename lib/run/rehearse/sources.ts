import { execFileSync } from 'child_process';
import * as fs from 'fs';
import * as path from 'path';
import { copyDirectory, filesIn } from './artifacts';
import { fail } from '../../private/errors';
import { withParents } from '../../private/paths';
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

/** What nobody checks in, unless git has them: a cloud assembly may be. */
const NEVER = /^(node_modules|\.git|\.cdk-pipelines|cdk\.out|\.venv|__pycache__)$/;

/**
 * All that a push would bring, and what is not committed yet: what git ignores is left out, as a checkout would not have it.
 *
 * @param secrets a file with secrets, which no step sees
 */
export function readTree(directory: string, secrets?: string): Tree {
  const isAllowed = (file: string) => file !== '' && path.join(directory, file) !== secrets;
  const isNew = (file: string) => isAllowed(file) && isKept(file);
  if (!isInRepository(directory) || isIgnored(directory)) {
    const files = filesIn(directory).filter(isNew);
    return { directory, files, untracked: [], variables: {}, isRepository: false };
  }
  const listed = (...args: string[]) =>
    git(directory, 'ls-files', '-z', ...args)
      .split('\0')
      .filter(isAllowed);
  const untracked = listed('--others', '--exclude-standard').filter(isNew);
  const files = [...new Set([...listed('--cached'), ...untracked])].filter((file) => isThere(directory, file)).sort();
  return { directory, files, untracked, variables: revisionOf(directory), isRepository: true };
}

/** Whether git is asked at all. Where it has no answer, all that it ignores would pass for what a push brings. */
function isInRepository(directory: string): boolean {
  try {
    git(directory, 'rev-parse', '--is-inside-work-tree');
    return true;
  } catch (error) {
    const said = String((error as { stderr?: unknown }).stderr ?? '') || (error as Error).message;
    return withParents(directory).some((one) => fs.existsSync(path.join(one, '.git')))
      ? fail({
          ...{ where: directory, given: `git cannot read this repository: ${said.trim().split('\n')[0]}` },
          ...{ expected: 'that git knows which files belong to it', fix: `let 'git status' work there` },
        })
      : false;
  }
}

/** Of a build, say: what git ignores as a whole, it knows no files of. */
function isIgnored(directory: string): boolean {
  try {
    git(directory, 'check-ignore', '--quiet', '.');
    return true;
  } catch {
    return false;
  }
}

/** The root of the repository that a directory is in; the directory itself if it is in none. */
export function repositoryOf(directory: string): string {
  try {
    return git(directory, 'rev-parse', '--show-toplevel').replace(/\n$/, '');
  } catch {
    return directory;
  }
}

/** In a hook of git, variables name the repository of that hook, whatever the directory. */
const OF_HOOKS = /^GIT_(DIR|WORK_TREE|INDEX_FILE|PREFIX|COMMON_DIR|OBJECT_DIRECTORY|NAMESPACE)$/;

function git(directory: string, ...args: string[]): string {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !OF_HOOKS.test(name)));
  return execFileSync('git', ['-C', directory, ...args], {
    ...{ env, encoding: 'utf8', maxBuffer: MOST },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** The history of a repository, for builds that get a clone. Whatever is done there is not done to the repository. */
export async function copyHistory(directory: string, to: string): Promise<void> {
  const from = path.join(repositoryOf(directory), '.git');
  const copy = path.join(to, '.git');
  if (fs.statSync(from).isDirectory()) {
    await copyDirectory(from, copy);
    return;
  }
  // Of a worktree it is a file that names the repository: who commits there commits for real.
  git(to, 'clone', '--quiet', '--no-checkout', '--no-hardlinks', path.dirname(from), '.clone');
  fs.renameSync(path.join(to, '.clone', '.git'), copy);
  fs.rmSync(path.join(to, '.clone'), { recursive: true });
  git(to, 'reset', '--quiet');
}

/** Of what git prints: the names of a million files. */
const MOST = 256 * 1024 * 1024;

function isKept(file: string): boolean {
  return !file.split('/').some((part) => NEVER.test(part));
}

/** A file that was deleted is still known to git; of a submodule only the directory is. */
function isThere(directory: string, file: string): boolean {
  const stat = fs.lstatSync(path.join(directory, file), { throwIfNoEntry: false });
  return stat !== undefined && !stat.isDirectory();
}

function revisionOf(directory: string): Record<string, string> {
  try {
    const [CommitId, AuthorDate, CommitMessage] = git(directory, 'log', '-1', '--format=%H%x00%aI%x00%s')
      .trimEnd()
      .split('\0');
    const BranchName = git(directory, 'rev-parse', '--abbrev-ref', 'HEAD').trim();
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
