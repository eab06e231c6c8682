import { spawnSync } from 'child_process';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import * as fc from 'fast-check';
import { linkCommands } from '../../../../lib/engines/codepipeline/private/codebuild/link-inputs';
import { operatorsOf } from '../../../../lib/engines/codepipeline/private/codebuild/shell-text';

/** As CodeBuild has it: the primary input in `00`, others beside it. */
function machine(): string {
  const home = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'build-')));
  for (const name of ['00', '01', '02']) {
    fs.mkdirSync(path.join(home, name));
    fs.writeFileSync(path.join(home, name, `file-of-${name}`), '');
  }
  return home;
}

/** Without the input that makes bash think of a remote login. */
function execute(shell: string, command: string, cwd: string, env: NodeJS.ProcessEnv = {}) {
  const { status, stdout, stderr } = spawnSync(shell, ['-c', command], {
    cwd,
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return { status, output: `${stdout}${stderr}` };
}

function runIn(shell: string, home: string, commands: readonly string[]): void {
  const env = {
    X: 'of-variable',
    CODEBUILD_SRC_DIR: path.join(home, '00'),
    CODEBUILD_SRC_DIR_A: path.join(home, '01'),
    CODEBUILD_SRC_DIR_B: path.join(home, '02'),
  };
  for (const command of commands) {
    const result = execute(shell, command, path.join(home, '00'), env);
    expect({ command, ...result }).toEqual({ command, status: 0, output: '' });
  }
}

const input = (name: string, directory: string) => ({ variable: `CODEBUILD_SRC_DIR${name && `_${name}`}`, directory });
const has = (home: string, ...at: string[]) => fs.existsSync(path.join(home, '00', ...at));

describe.each(['sh', 'bash'])('commands for additional inputs, run by %s', (shell) => {
  test.each([
    ['vendor', 'vendor'],
    ['vendor/', 'vendor'],
    ['vendor//', 'vendor'],
    ['vendor/.', 'vendor'],
    ['./vendor', 'vendor'],
    ['./vendor/', 'vendor'],
    ['deep/er/', 'deep/er'],
    ['deep//er', 'deep/er'],
    ['deep/x/..', 'deep'],
    ['up/../vendor', 'vendor'],
    ['../sibling', '../sibling'],
    ['../../up/', '../../up'],
    ['-n', '-n'],
    ['with blanks/in it', 'with blanks/in it'],
    ["it's", "it's"],
    ["it's/Bob's", "it's/Bob's"],
    ["Bob's dir/", "Bob's dir"],
    ['say "hi', 'say "hi'],
    ['a`b', 'a`b'],
    ['back\\', 'back\\'],
    ["a'(b)'c", "a'(b)'c"],
    ['a"; exit 1; "b', 'a"; exit 1; "b'],
    ["$X/it's", "of-variable/it's"],
    ['$X', 'of-variable'],
    ['$(echo made)', 'made'],
    ["cost $(it's", "cost $(it's"],
    ['${X', '${X'],
    ['zwölf', 'zwölf'],
  ])('%s', (directory, place) => {
    const home = machine();
    const outer = path.join(home, 'one', 'two');
    fs.mkdirSync(outer, { recursive: true });
    fs.renameSync(path.join(home, '00'), path.join(outer, '00'));
    const env = { X: 'of-variable', CODEBUILD_SRC_DIR_A: path.join(home, '01') };
    const [command] = linkCommands([input('A', directory)]);
    expect(execute(shell, command, path.join(outer, '00'), env)).toEqual({ status: 0, output: '' });
    expect(fs.readdirSync(path.join(outer, '00', place))).toEqual(['file-of-01']);
  });

  test.each([[['a/b', 'a']], [['a/b/', './a/']], [['a', 'a/b']]])('%p: the outer directory first', (directories) => {
    const home = machine();
    runIn(shell, home, linkCommands(directories.map((directory, i) => input('AB'[i], directory))));
    expect(has(home, 'a', 'b')).toBe(true);
    expect(fs.readdirSync(path.join(home, '00', 'a')).length).toBe(2);
  });

  test('one directory, written in several ways, is linked once', () => {
    const home = machine();
    runIn(shell, home, linkCommands(['a', 'a/', './a', 'x/../a'].map((directory) => input('A', directory))));
    expect(has(home, 'a', 'file-of-01')).toBe(true);
  });

  test('the primary input in another directory is a link to where it is', () => {
    const home = machine();
    runIn(shell, home, linkCommands([input('', 'again'), input('', '../beside'), input('A', 'again/a')]));
    expect(has(home, 'again', 'file-of-00')).toBe(true);
    expect(has(home, '..', 'beside', 'file-of-00')).toBe(true);
    expect(has(home, 'a', 'file-of-01')).toBe(true);
  });

  test('a directory that is there already stops the build, and says why', () => {
    for (const directory of ['there', "it's there"]) {
      const home = machine();
      fs.mkdirSync(path.join(home, '00', directory));
      const [command] = linkCommands([input('A', directory)]);
      const { status, output } = execute(shell, command, path.join(home, '00'));
      expect(status).toBe(1);
      expect(output).toContain(directory);
      expect(output).toContain('must not exist yet. If you want to merge multiple artifacts, use a "cp" command.');
    }
  });

  test('any name', () => {
    const names = fc.string({ unit: fc.constantFrom(...`ab'"\`\\ ;&|()<>#*?~!{}-`), minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(names, (name) => {
        const home = machine();
        runIn(shell, home, linkCommands([input('A', `x${name}`)]));
        const made = fs.readdirSync(path.join(home, '00')).filter((entry) => entry !== 'file-of-00');
        expect(made.map((entry) => has(home, entry, 'file-of-01'))).toEqual([true]);
      }),
      { numRuns: 60, seed: 7 },
    );
  });
});

test('what the plain command can make stays as it is', () => {
  const directories = ['sub', './sub', 'a//b', '../sibling', 'a b', '$X/y', '$(pwd)/y', '/abs/olute', 'a"b"c', "a'b'c"];
  for (const directory of directories) {
    const [command] = linkCommands([input('A', directory)]);
    expect(command).toContain(
      `[ ! -d "${directory}" ] || { echo 'additionalInputs: "${directory}" must not exist yet.`,
    );
    expect(command).toContain(`ln -s -- "$CODEBUILD_SRC_DIR_A" "${directory}"`);
  }
});

test('operators outside of quotes and substitutions', () => {
  expect(operatorsOf(`a && b || { c; } # "d;" 'e;' $(f; g) \`h;\` \${i;} \\;`)).toBe('&&||;');
  expect(["'", '"', '`', '$(', '${', `"$(' ")`].map(operatorsOf)).toEqual(Array(6).fill(undefined));
});
