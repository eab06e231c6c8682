import * as path from 'path';

/** Relative path with forward slashes, whatever the machine: it goes into templates and buildspecs. */
export function relativePosix(from: string, to: string, host: path.PlatformPath = path): string {
  return toPosix(host.relative(from, to), host);
}

/** A directory, and those above it. */
export function withParents(directory: string): string[] {
  const parent = path.dirname(directory);
  return parent === directory ? [directory] : [directory, ...withParents(parent)];
}

export function toPosix(p: string, host: path.PlatformPath = path): string {
  return p.split(host.sep).join(path.posix.sep);
}
