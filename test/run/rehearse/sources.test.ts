import { execFileSync } from 'child_process';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { copyHistory, readTree } from '../../../lib/run/rehearse/sources';

// Real repositories of git.

const temporary = () => fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'tree-')));

function write(directory: string, ...files: string[]): void {
  for (const file of files) {
    fs.mkdirSync(path.dirname(path.join(directory, file)), { recursive: true });
    fs.writeFileSync(path.join(directory, file), file);
  }
}

const USER = ['-c', 'user.name=a', '-c', 'user.email=a@example.com'];

function git(directory: string, ...args: string[]): string {
  return execFileSync('git', ['-C', directory, ...USER, ...args], { encoding: 'utf8', stdio: 'pipe' }).trim();
}

/** With one commit of these files. */
function repository(...files: string[]): string {
  const directory = temporary();
  write(directory, ...files);
  git(directory, 'init', '--quiet');
  git(directory, 'add', '--force', '--all');
  git(directory, 'commit', '--quiet', '--allow-empty', '-m', 'first');
  return directory;
}

test('what is checked in is brought, whatever it is called; what is new may be a cache', () => {
  const directory = repository('app.txt', 'cdk.out/manifest.json', 'node_modules/a/index.js');
  write(directory, 'sub/node_modules/b.js', 'new.txt');
  const { files, untracked } = readTree(directory);
  expect(files).toEqual(['app.txt', 'cdk.out/manifest.json', 'new.txt', 'node_modules/a/index.js']);
  expect(untracked).toEqual(['new.txt']);
});

test.each([true, false])('steps do not get the file with secrets (in a repository: %p)', (isRepository) => {
  const directory = isRepository ? repository('app.txt') : temporary();
  write(directory, 'app.txt', '.env.cdk-pipelines');
  expect(readTree(directory, path.join(directory, '.env.cdk-pipelines')).files).toEqual(['app.txt']);
});

test('a hook of another repository changes nothing', () => {
  const [hooked, other] = [repository('hooked.txt'), repository('other.txt')];
  const before = process.env.GIT_DIR;
  process.env.GIT_DIR = path.join(hooked, '.git');
  try {
    expect(readTree(other).files).toEqual(['other.txt']);
  } finally {
    delete process.env.GIT_DIR;
    Object.assign(process.env, before === undefined ? {} : { GIT_DIR: before });
  }
});

test('a repository that git cannot read is an error: else all that it ignores would be brought', () => {
  const directory = repository('app.txt');
  fs.writeFileSync(path.join(directory, '.git', 'config'), '[broken');
  expect(() => readTree(directory)).toThrow(/git cannot read this repository: fatal: bad config/);
});

test('a directory that git ignores has its files all the same', () => {
  const directory = repository('app.txt');
  write(directory, '.gitignore', 'other/a.txt');
  fs.writeFileSync(path.join(directory, '.gitignore'), 'other\n');
  expect(readTree(path.join(directory, 'other')).files).toEqual(['a.txt']);
});

test('who commits in a clone of a worktree commits there only', async () => {
  const directory = repository('app.txt');
  const [worktree, clone] = [path.join(temporary(), 'tree'), temporary()];
  git(directory, 'worktree', 'add', '--quiet', '-b', 'work', worktree);
  write(clone, 'app.txt');
  await copyHistory(worktree, clone);
  expect(git(clone, 'status', '--porcelain')).toBe('');
  git(clone, 'commit', '--quiet', '--allow-empty', '-m', 'second');
  expect(git(clone, 'log', '--format=%s')).toBe('second\nfirst');
  expect(git(worktree, 'log', '--format=%s')).toBe('first');
});
