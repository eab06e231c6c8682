import * as fs from 'fs';
import * as path from 'path';
import { pages, read, ROOT } from './kit/pages';

// Documents for people who work on the library name files and commands. All of them are there.

const DOCUMENTS = ['ARCHITECTURE.md', 'CONTRIBUTING.md', 'integ/README.md', 'bench/README.md'];

/** Packages, what is made, and names in other places. */
const ELSEWHERE =
  /^(aws-cdk-lib|@aws-cdk|region-info|released|dist)\/|^docs\/\.vitepress\/dist$|^lib\/bundle\.js$|^\.(bindings|cdk-pipelines)\//;

const LEFT_OUT = ['.git', 'node_modules', 'dist', 'coverage', 'cdk.out', '.bindings', '.cdk-pipelines'];
const FILES = filesOf(ROOT);
const { scripts, version } = JSON.parse(read('package.json')) as { scripts: Record<string, string>; version: string };

test.each(DOCUMENTS)('%s names files that are there', (document) => {
  expect(pathsIn(document).filter((name) => !isThere(name))).toEqual([]);
});

test.each(DOCUMENTS)('%s names commands that are there', (document) => {
  const commands = [...read(document).matchAll(/\bnpm run ([\w:]+)/g)].map(([, name]) => name);
  expect(commands).not.toEqual([]);
  expect(commands.filter((name) => !(name in scripts))).toEqual([]);
});

test('CONTRIBUTING.md names all commands of package.json', () => {
  const named = new Set([...read('CONTRIBUTING.md').matchAll(/\bnpm (?:run )?([\w:]+)/g)].map(([, name]) => name));
  expect(Object.keys(scripts).filter((name) => !name.startsWith('pre') && !named.has(name))).toEqual([]);
});

test('documents name this version, where they say how to install', () => {
  const named = pages().flatMap((page) => [...read(page).matchAll(/cdk[-_]?pipelines[-@]v?(\d+\.\d+\.\d+)/gi)]);
  expect(named.length).toBeGreaterThan(4);
  expect(named.filter(([, other]) => other !== version).map(([text]) => text)).toEqual([]);
});

/** Words in code that look like files or directories. */
function pathsIn(document: string): string[] {
  const code = [...read(document).matchAll(/`([^`\n]+)`/g)].map(([, text]) => text);
  return code.filter(
    (text) => /^[\w.@-]+(\/[\w.*@-]+)*\/?$/.test(text) && (/\/./.test(text) || /\.(ts|js|json|md|py|css)$/.test(text)),
  );
}

/** A path may begin anywhere: `graph/lift.ts` is in lib/. `*` stands for a part of a name. */
function isThere(name: string): boolean {
  if (ELSEWHERE.test(name)) return true;
  const escaped = name
    .replace(/\/$/, '')
    .replace(/[.+?^$()[\]{}|]/g, '\\$&')
    .replace(/\*/g, '[^/]*');
  const pattern = new RegExp(`(^|/)${escaped}($|/)`);
  return FILES.some((file) => pattern.test(file));
}

function filesOf(directory: string): string[] {
  return fs.readdirSync(directory, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(directory, entry.name);
    if (!entry.isDirectory()) return [path.relative(ROOT, file)];
    return LEFT_OUT.includes(entry.name) ? [] : filesOf(file);
  });
}
