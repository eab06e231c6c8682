import { execFileSync, spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { directoryWord, exportVariables, scriptOf } from '../../../../lib/engines/github/private/emit/shell';
import { BASH, settingsIn } from '../../../kit/github/shell-step';

function bash(script: string, env: NodeJS.ProcessEnv = {}) {
  return spawnSync('bash', [...BASH, '-c', script], {
    encoding: 'utf8',
    env: { PATH: process.env.PATH, ...env },
  });
}

describe('a command that fails, fails the step', () => {
  test.each([
    ['alone', ['false']],
    ['before others', ['false', 'true']],
    ['first in a list', ['false && true', 'true']],
    ['last in a list', ['true && false', 'true']],
    ['in a pipe', ['false | cat', 'true']],
    ['last of several lines', ['true\nfalse', 'true']],
    ['with a here document', ['cat <<END && false\ntext\nEND', 'true']],
    ['with a comment', ['false && true # why', 'true']],
  ])('%s', (_, commands) => {
    expect(bash(scriptOf(commands)).status).toBe(1);
  });

  test.each([
    ['an alternative', ['false || true', 'true']],
    ['a condition', ['if false; then true; fi']],
    ['several commands in one, as in CodeBuild', ['false; true', 'true']],
    ['several lines of which the last one counts, as in CodeBuild', ['false\ntrue', 'true']],
  ])('but not in %s', (_, commands) => {
    expect(bash(scriptOf(commands)).status).toBe(0);
  });

  test('with its own code', () => {
    expect(bash(scriptOf(['exit 7'])).status).toBe(7);
    expect(bash(scriptOf(['(exit 7) && true', 'true'])).status).toBe(7);
  });
});

test('commands share variables and the directory', () => {
  expect(bash(scriptOf(['cd / && X=1', 'echo "$PWD $X"'])).stdout).toBe('/ 1\n');
});

test('values of several lines are handed on whole', () => {
  const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'github-')), 'output');
  fs.writeFileSync(file, '');
  bash(scriptOf(["TEXT='one\ntwo\n\nend'", 'EMPTY=', ...exportVariables(['TEXT', 'EMPTY', 'UNKNOWN'])]), {
    GITHUB_OUTPUT: file,
  });
  expect(settingsIn(fs.readFileSync(file, 'utf8'))).toEqual({ TEXT: 'one\ntwo\n\nend', EMPTY: '', UNKNOWN: '' });
});

test.each(['dist', 'a b', "it's", '-x', '$HOME', 'a;b'])('the directory %p is one word', (directory) => {
  const base = fs.mkdtempSync(path.join(os.tmpdir(), 'github-'));
  execFileSync('bash', ['-c', `mkdir ${directoryWord(directory)}`], { cwd: base });
  expect(fs.readdirSync(base)).toEqual([directory]);
});
