import * as fs from 'node:fs';
import * as path from 'node:path';
import { StepFailed } from '../../kit/github/shell-step';

interface Uploader {
  readonly id: string;
  readonly workspace: string;
}

interface Downloader {
  /** Jobs that are waited for. */
  readonly before: { has(job: string): boolean };
  readonly workspace: string;
}

/** Artifacts of a run: without modes, without hidden files, each name once. */
export class Artifacts {
  private readonly all = new Map<string, { readonly directory: string; readonly job: string }>();

  /** @param directory empty */
  constructor(private readonly directory: string) {}

  public upload({ id, workspace }: Uploader, inputs: Readonly<Record<string, string>>): void {
    const { name = 'artifact', path: given, 'if-no-files-found': ifNone = 'warn' } = inputs;
    if (given === undefined) throw new StepFailed('Input required and not supplied: path');
    if (/[":<>|*?\r\n\\/]/.test(name)) throw new StepFailed(`The artifact name is not valid: ${name}`);
    const source = path.resolve(workspace, given);
    const files = listed(source, inputs['include-hidden-files'] === 'true');
    if (files.length === 0) {
      if (ifNone === 'error') throw new StepFailed(`No files were found with the provided path: ${given}`);
      return;
    }
    if (this.all.has(name)) throw new StepFailed(`Conflict: an artifact with this name already exists: ${name}`);
    const directory = path.join(this.directory, String(this.all.size));
    this.all.set(name, { directory, job: id });
    const root = fs.statSync(source).isDirectory() ? source : path.dirname(source);
    copyPlain(root, files, directory);
  }

  /** Of jobs that are not waited for, it may not be there yet. */
  public download(
    { before, workspace }: Downloader,
    { name, path: given = '.' }: Readonly<Record<string, string>>,
  ): void {
    const found = this.all.get(name);
    if (!found || !before.has(found.job)) {
      throw new StepFailed(`Unable to download artifact(s): Artifact not found for name: ${name}`);
    }
    copyPlain(found.directory, listed(found.directory, true), path.resolve(workspace, given));
  }
}

function copyPlain(root: string, files: readonly string[], to: string): void {
  for (const file of files) {
    const target = path.join(to, path.relative(root, file));
    fs.mkdirSync(path.dirname(target), { recursive: true });
    fs.copyFileSync(file, target);
    fs.chmodSync(target, 0o644);
  }
}

/** Through links; none if there is nothing. */
function listed(from: string, hidden: boolean): string[] {
  const stat = fs.statSync(from, { throwIfNoEntry: false });
  if (!stat?.isDirectory()) return stat ? [from] : [];
  return fs
    .readdirSync(from)
    .filter((name) => hidden || !name.startsWith('.'))
    .flatMap((name) => listed(path.join(from, name), hidden));
}
