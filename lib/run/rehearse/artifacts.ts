import * as crypto from 'crypto';
import * as fs from 'fs';
import * as path from 'path';
import picomatch from 'picomatch';
import type { ArtifactSpec } from './buildspec';
import { listed } from '../../private/text';

/** Copies share what is on the disk, where the file system can. */
const SHARED = fs.constants.COPYFILE_FICLONE;

/** What AWS says of an artifact that it cannot make. */
export class ArtifactError extends Error {
  constructor(
    message: string,
    public readonly fix: string,
  ) {
    super(message);
  }
}

/**
 * The files of an artifact, as CodeBuild packs them: hidden ones, too; of a symbolic link what it points to, but no directory
 * behind one, unless links are kept.
 *
 * @param directory where the build has started
 */
export function pack(directory: string, spec: ArtifactSpec, to: string): void {
  const base = baseOf(directory, spec.baseDirectory);
  const isWanted = picomatch([...spec.files], { dot: true, nonegate: true, ignore: [...spec.excluded] });
  const wanted = filesIn(base, spec.symlinks).filter((file) => isWanted(file));
  if (wanted.length === 0) {
    throw new ArtifactError(
      `CLIENT_ERROR: no matching artifact paths found (${spec.files.join(', ')} in ${spec.baseDirectory})`,
      'write files there, or correct the patterns',
    );
  }
  for (const file of wanted) {
    const target = path.join(to, spec.discardPaths ? path.basename(file) : file);
    fs.mkdirSync(path.dirname(target), { recursive: true });
    copyFile(path.join(base, file), target, spec.symlinks);
  }
}

function copyFile(from: string, to: string, keepLink: boolean): void {
  if (keepLink && fs.lstatSync(from).isSymbolicLink()) {
    fs.symlinkSync(fs.readlinkSync(from), to);
  } else {
    fs.copyFileSync(from, to, SHARED);
  }
}

function baseOf(directory: string, given: string): string {
  const base = path.resolve(directory, given);
  if (!fs.statSync(base, { throwIfNoEntry: false })?.isDirectory()) {
    throw new ArtifactError(
      `CLIENT_ERROR: no matching base directory path found for ${given}`,
      fixOf(directory, given),
    );
  }
  return base;
}

/** Most often the commands have changed to another directory, and what is missed is there. */
function fixOf(directory: string, given: string): string {
  const directories = directoriesIn(directory);
  const meant = directories.filter((one) => one.endsWith(`/${given}`));
  if (meant.length > 0) {
    const those = listed(meant.map((one) => `'${one}'`).slice(0, MOST));
    return `set primaryOutputDirectory, or the directory of addOutputDirectory, to ${those}: ${meant.length === 1 ? 'that is what the commands have made' : 'one of these is it'}`;
  }
  const there = directories.filter((one) => !one.includes('/')).slice(0, MOST);
  return (
    `let the commands write to '${given}', or set primaryOutputDirectory to a directory that is there` +
    (there.length > 0 ? `: ${there.join(', ')}` : '; there is none')
  );
}

/** Those that an error offers, and how deep it looks for them. */
const MOST = 8;
const DEEPEST = 4;
/** Nobody hands these on, and they are large. */
const NOT_OURS: ReadonlySet<string> = new Set(['node_modules', '.git']);

/** Directories, from the top down, sorted. */
function directoriesIn(directory: string): string[] {
  const found: string[] = [];
  let level = [''];
  for (let depth = 0; depth < DEEPEST; depth++) {
    level = level.flatMap((at) =>
      fs
        .readdirSync(path.join(directory, at), { withFileTypes: true })
        .filter((entry) => entry.isDirectory() && !NOT_OURS.has(entry.name))
        .map(({ name }) => (at === '' ? name : `${at}/${name}`)),
    );
    found.push(...level.sort());
  }
  return found;
}

/** All files below a directory, with `/` between the parts, sorted. */
export function filesIn(base: string, keepLinks = true): string[] {
  const found: string[] = [];
  const pending = [''];
  for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
    for (const entry of fs.readdirSync(path.join(base, at), { withFileTypes: true })) {
      const file = at === '' ? entry.name : `${at}/${entry.name}`;
      if (entry.isDirectory()) {
        pending.push(file);
      } else if (entry.isFile() || (entry.isSymbolicLink() && (keepLinks || isFile(path.join(base, file))))) {
        found.push(file);
      }
    }
  }
  return found.sort();
}

/** Links may lead in circles. */
function isFile(file: string): boolean {
  try {
    return fs.statSync(file).isFile();
  } catch {
    return false;
  }
}

/** Copies a directory with modes and links. */
export async function copyDirectory(from: string, to: string): Promise<void> {
  await fs.promises.cp(from, to, { recursive: true, verbatimSymlinks: true, mode: SHARED, force: true });
}

/** A hash of what is in a directory: names, contents, links, and who may be run. */
export function contentOf(directory: string, files: readonly string[] = filesIn(directory)): string {
  const hash = crypto.createHash('sha256');
  for (const file of files) {
    const whole = path.join(directory, file);
    const stat = fs.lstatSync(whole);
    const content = stat.isSymbolicLink() ? fs.readlinkSync(whole) : fs.readFileSync(whole);
    const digest = crypto.createHash('sha256').update(content).digest('hex');
    hash.update(`${file}\0${stat.isSymbolicLink() ? 'link' : stat.mode & 0o100}\0${digest}\n`);
  }
  return hash.digest('hex');
}
