import * as fs from 'fs';
import * as path from 'path';
import { isOurs, isSameFile, MADE_BY, withUnixEnds } from './workflow-file';
import { relativePosix, withParents } from '../../private/paths';

/** Variables that name the directory of the sources. */
const WORKSPACES = ['GITHUB_WORKSPACE', 'CODEBUILD_SRC_DIR'];

/** Where a workflow belongs. */
export interface Place {
  /** Root of the repository. */
  readonly root: string;
  /** From there, with forward slashes: `.github/workflows/deploy.yml`. */
  readonly file: string;
}

/** What is there. */
export type Found =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'file'; readonly text: string }
  /** What cannot be read, or written over: `path` is it, or a directory on the way. */
  | { readonly kind: 'obstacle'; readonly path: string; readonly what: string };

/** What that means for the text that belongs there. `foreign`: a file that somebody else has written. */
export type Verdict = 'same' | 'missing' | 'stale' | 'foreign' | 'obstacle';

export function verdictOf(found: Found, text: string): Verdict {
  if (found.kind !== 'file') {
    return found.kind === 'nothing' ? 'missing' : 'obstacle';
  }
  return isSameFile(found.text, text) ? 'same' : isOurs(found.text) ? 'stale' : 'foreign';
}

/**
 * The root of the repository that a directory is in: the nearest one that has `.git`, a directory or, of submodules and
 * worktrees, a file. CI may have none, where it unpacks an archive: so the directory that CI says counts as well. Without any of
 * them, it is the directory itself.
 */
export function repositoryOf(directory: string, env: Readonly<Record<string, string | undefined>>): string {
  const workspaces = WORKSPACES.flatMap((name) => (env[name] ? [path.resolve(env[name])] : []));
  const around = withParents(path.resolve(directory));
  return around.find((one) => workspaces.includes(one) || fs.existsSync(path.join(one, '.git'))) ?? around[0];
}

export function pathOf({ root, file }: Place): string {
  return path.join(root, ...file.split('/'));
}

/** What is at a place. GitHub follows no links, and through one we would write elsewhere. */
export function lookAt(place: Place): Found {
  const parts = place.file.split('/');
  for (let n = 1; n <= parts.length; n++) {
    const file = parts.slice(0, n).join('/');
    const found = kindOf(path.join(place.root, ...parts.slice(0, n)));
    const expected = n < parts.length ? 'a directory' : 'a file';
    if (found === undefined) {
      return { kind: 'nothing' };
    }
    if (found !== expected) {
      return { kind: 'obstacle', path: file, what: found };
    }
  }
  return read(place);
}

function read(place: Place): Found {
  try {
    return { kind: 'file', text: fs.readFileSync(pathOf(place), 'utf8') };
  } catch (error) {
    return { kind: 'obstacle', path: place.file, what: `a file that cannot be read (${codeOf(error)})` };
  }
}

function kindOf(file: string): string | undefined {
  try {
    const stat = fs.lstatSync(file, { throwIfNoEntry: false });
    return stat && (stat.isFile() ? 'a file' : stat.isDirectory() ? 'a directory' : otherKind(stat));
  } catch (error) {
    return `something that cannot be looked at (${codeOf(error)})`;
  }
}

function otherKind(stat: fs.Stats): string {
  return stat.isSymbolicLink() ? 'a symbolic link' : 'neither a file nor a directory';
}

/**
 * Write a file and the directories that it is in. Nobody sees half of it: it is written beside it, and renamed. What fails is what
 * Node.js says, and what was there before stays.
 */
export function writeTo(place: Place, text: string): void {
  const file = pathOf(place);
  // Two processes that synthesize at once do not write into each other's file.
  const unfinished = `${file}.${process.pid}.part`;
  fs.mkdirSync(path.dirname(file), { recursive: true });
  try {
    fs.writeFileSync(unfinished, text);
    fs.renameSync(unfinished, file);
  } catch (error) {
    fs.rmSync(unfinished, { force: true });
    throw error;
  }
}

/** `EROFS`: why the system refused. */
export function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? String(error);
}

/** The file as somebody writes it who is in this directory. */
export function seenFrom(directory: string, place: Place): string {
  return relativePosix(directory, pathOf(place));
}

/**
 * Other files for a pipeline of the same path: GitHub still runs what the workflow was called before. Asked of a file that is
 * new, as another app may have a pipeline of that path, too.
 */
export function formerFiles(place: Place, text: string): string[] {
  const directory = path.posix.dirname(place.file);
  const [first] = withUnixEnds(text).split('\n');
  const names = namesIn(path.dirname(pathOf(place))).filter((name) => /\.ya?ml$/.test(name));
  const others = names.map((name) => `${directory}/${name}`).filter((file) => file !== place.file);
  return others.filter((file) => {
    const found = lookAt({ root: place.root, file });
    return found.kind === 'file' && first.startsWith(MADE_BY) && withUnixEnds(found.text).startsWith(`${first}\n`);
  });
}

function namesIn(directory: string): string[] {
  try {
    return fs.readdirSync(directory).sort();
  } catch {
    return [];
  }
}
