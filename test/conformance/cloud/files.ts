import * as fs from 'node:fs';
import * as path from 'node:path';

/** Paths of all files below, with `/`, sorted. Directories behind links are followed only if asked for. */
export function listFiles(directory: string, followLinks = false): string[] {
  const found: string[] = [];
  const walk = (below: string) => {
    for (const entry of fs.readdirSync(path.join(directory, below), { withFileTypes: true })) {
      const name = below === '' ? entry.name : `${below}/${entry.name}`;
      const kind = entry.isSymbolicLink() ? statOf(path.join(directory, name)) : entry;
      if (kind?.isDirectory()) {
        if (!entry.isSymbolicLink() || followLinks) walk(name);
      } else if (kind) {
        found.push(name);
      }
    }
  };
  walk('');
  return found.sort();
}

/** Nothing for a link that leads nowhere. */
function statOf(file: string): fs.Stats | undefined {
  return fs.statSync(file, { throwIfNoEntry: false });
}

/** Some files below a directory. */
export interface Files {
  readonly directory: string;
  readonly files: readonly string[];
}

export function copyFiles({ directory, files }: Files, to: string): void {
  fs.mkdirSync(to, { recursive: true });
  const made = new Set(['.']);
  for (const file of files) {
    const parent = path.posix.dirname(file);
    if (!made.has(parent)) {
      fs.mkdirSync(path.join(to, parent), { recursive: true });
      made.add(parent);
    }
    fs.copyFileSync(path.join(directory, file), path.join(to, file));
  }
}

/** Whether a pattern of a buildspec matches a path below the base directory. */
export function matchesPattern(pattern: string, file: string): boolean {
  const source = pattern
    .replace(/^\.\//, '')
    .split(/(\*\*\/|\*\*|\*|\?)/)
    .map((part) => WILD[part] ?? part.replace(/[.+^${}()|[\]\\]/g, '\\$&'))
    .join('');
  return new RegExp(`^${source}$`).test(file);
}

const WILD: Record<string, string> = { '**/': '(?:.*/)?', '**': '.*', '*': '[^/]*', '?': '[^/]' };
