import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { contentOf, filesIn, pack } from '../../../lib/run/rehearse/artifacts';
import { type ArtifactSpec, parseBuildspec } from '../../../lib/run/rehearse/buildspec';

function treeOf(files: Record<string, string>): string {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'tree-'));
  for (const [name, content] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(directory, name)), { recursive: true });
    fs.writeFileSync(path.join(directory, name), content);
  }
  return directory;
}

const FILES = { 'a.txt': 'a', '.hidden': 'h', 'out/b.txt': 'b', 'out/deep/.c': 'c', 'out/deep/d.js': 'd' };

const SPEC: ArtifactSpec = { baseDirectory: '.', files: ['**/*'], excluded: [], discardPaths: false, symlinks: false };

function packed(spec: Partial<ArtifactSpec>, from = treeOf(FILES)): string[] {
  const to = fs.mkdtempSync(path.join(os.tmpdir(), 'packed-'));
  pack(from, { ...SPEC, ...spec }, to);
  return filesIn(to);
}

test.each<[string, Partial<ArtifactSpec>, string[]]>([
  ['all, hidden ones too', {}, ['.hidden', 'a.txt', 'out/b.txt', 'out/deep/.c', 'out/deep/d.js']],
  ['of a base directory', { baseDirectory: 'out' }, ['b.txt', 'deep/.c', 'deep/d.js']],
  ['by pattern', { files: ['*.txt', 'out/deep/*'] }, ['a.txt', 'out/deep/.c', 'out/deep/d.js']],
  ['**/ matches no directory, too', { files: ['**/*.txt'] }, ['a.txt', 'out/b.txt']],
  ['a pattern that begins with !, which is a letter like any other', { files: ['!x', 'a.txt'] }, ['a.txt']],
  ['some excluded', { excluded: ['out/**/*'] }, ['.hidden', 'a.txt']],
  ['without paths', { files: ['out/deep/d.js'], discardPaths: true }, ['d.js']],
])('%s', (_, spec, expected) => expect(packed(spec)).toEqual(expected));

test('a link to a file becomes a file, one to a directory is left out', () => {
  const tree = treeOf(FILES);
  fs.symlinkSync('a.txt', path.join(tree, 'link'));
  fs.symlinkSync('out', path.join(tree, 'directory'));
  fs.symlinkSync('nowhere', path.join(tree, 'broken'));
  expect(packed({ files: ['link', 'directory', 'directory/*', 'broken'] }, tree)).toEqual(['link']);
});

test('modes are kept', () => {
  const tree = treeOf({ run: '' });
  fs.chmodSync(path.join(tree, 'run'), 0o755);
  const to = fs.mkdtempSync(path.join(os.tmpdir(), 'packed-'));
  pack(tree, SPEC, to);
  expect(fs.statSync(path.join(to, 'run')).mode & 0o777).toBe(0o755);
});

test('a base directory that is not there: what AWS says, and those that are', () => {
  expect(() => packed({ baseDirectory: 'cdk.out' })).toThrow(
    'CLIENT_ERROR: no matching base directory path found for cdk.out',
  );
  expect(() => packed({ files: ['*.zip'] })).toThrow('CLIENT_ERROR: no matching artifact paths found');
});

test.each<[string, Record<string, string>, string]>([
  [
    'is in another one',
    { 'infra/cdk.out/manifest.json': '', 'node_modules/x/cdk.out/x': '' },
    "to 'infra/cdk.out': that",
  ],
  ['is in several', { 'a/cdk.out/x': '', 'b/c/cdk.out/x': '' }, "to 'a/cdk.out', 'b/c/cdk.out': one of these"],
  ['is nowhere', { 'infra/deep/x': '', 'test/x': '' }, 'a directory that is there: infra, test'],
  ['is nowhere, and nothing is', {}, 'there is none'],
])('a base directory that %s: what to set', (_, files, fix) => {
  expect(() => packed({ baseDirectory: 'cdk.out' }, treeOf(files))).toThrow(
    expect.objectContaining({ fix: expect.stringContaining(fix) }),
  );
});

test('the content of a directory is what is in it, and who may be run', () => {
  const [one, other] = [treeOf(FILES), treeOf(FILES)];
  expect(contentOf(one)).toBe(contentOf(other));
  fs.chmodSync(path.join(one, 'a.txt'), 0o755);
  expect(contentOf(one)).not.toBe(contentOf(other));
});

test('a buildspec of YAML', () => {
  const spec = parseBuildspec(`
version: 0.2
env:
  shell: bash
  exported-variables: [A]
  secrets-manager: { TOKEN: 'name:key' }
phases:
  build:
    on-failure: ABORT
    commands:
      - echo 1
      - |
        echo 2
artifacts:
  secondary-artifacts:
    One: { files: '**/*', base-directory: one }
`);
  expect(spec).toMatchObject({
    ...{ shell: 'bash', exported: ['A'], secrets: { TOKEN: 'name:key' } },
    phases: [{ name: 'build', commands: ['echo 1', 'echo 2\n'], onFailure: 'ABORT' }],
    artifacts: [{ name: 'One', baseDirectory: 'one', files: ['**/*'] }],
  });
});

test('links that lead in a circle or nowhere are left out', () => {
  const tree = treeOf(FILES);
  fs.symlinkSync('two', path.join(tree, 'one'));
  fs.symlinkSync('one', path.join(tree, 'two'));
  fs.symlinkSync('nowhere', path.join(tree, 'three'));
  expect(packed({}, tree)).toEqual(packed({}));
});
