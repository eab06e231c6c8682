import { spawnSync } from 'child_process';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { parseBuildspec } from '../../../lib/run/rehearse/buildspec';
import { runPhases } from '../../../lib/run/rehearse/phases';

// Real shells. What is expected is what CodeBuild does: https://docs.aws.amazon.com/codebuild/latest/userguide/build-spec-ref.html

async function build(spec: object, env: Record<string, string> = {}, signal = new AbortController().signal) {
  const cwd = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'build-')));
  const scratch = path.join(cwd, "scratch dir's");
  fs.mkdirSync(scratch);
  const lines: string[] = [];
  const start = { env: { PATH: process.env.PATH!, ...env }, cwd };
  const built = await runPhases(parseBuildspec(JSON.stringify(spec)), start, {
    ...{ scratch, signal },
    log: (line) => lines.push(line),
  });
  return { ...built, lines: lines.filter((line) => !line.startsWith('+ ')), directory: cwd };
}

const commands = (...list: string[]) => ({ phases: { build: { commands: list } } });

test('variables and the directory are handed on, set or exported', async () => {
  const { lines } = await build(commands('A=1', 'export B="x y"', 'mkdir d; cd d', 'echo "$A $B $(basename "$PWD")"'));
  expect(lines).toEqual(['1 x y d']);
});

test('a value of several lines and strange letters is handed on as it is', async () => {
  const { env } = await build(commands(`V=$(printf 'a"b\\n\\'"'"'c=$d\\n\\n')`, 'W="$V"'));
  expect(env.W).toBe(env.V);
  expect(env.V).toContain('a"b\n');
});

test('what was unset stays unset', async () => {
  const { lines } = await build(commands('unset GIVEN', 'echo "[$GIVEN]"'), { GIVEN: 'g' });
  expect(lines).toEqual(['[]']);
});

test('functions are not handed on: each command is a script of its own', async () => {
  const { failure } = await build(commands('f() { :; }', 'f'));
  expect(failure).toMatch(/^COMMAND_EXECUTION_ERROR: .* command: f\. Reason: exit status 127$/);
});

test('only the last exit code of a command counts', async () => {
  const { failure, lines } = await build(commands('false\necho on', 'export V=$(false)', 'echo "[$V]"'));
  expect(failure).toBeUndefined();
  expect(lines).toEqual(['on', '[]']);
});

test('exit ends the command only', async () => {
  const { failure, lines } = await build(commands('A=1; exit 0; echo no', 'echo $A'));
  expect({ failure, lines }).toEqual({ failure: undefined, lines: ['1'] });
});

test('the first command that fails ends its phase', async () => {
  const { failure, lines } = await build(commands('echo a; exit 3', 'echo no'));
  expect(failure).toBe('COMMAND_EXECUTION_ERROR: Error while executing command: echo a; exit 3. Reason: exit status 3');
  expect(lines).toEqual(['a']);
});

test('a failure in install ends the build; one in build is followed by post_build, which knows of it', async () => {
  const post = { commands: ['echo $CODEBUILD_BUILD_SUCCEEDING'] };
  const first = await build({
    phases: { install: { commands: ['false'] }, build: { commands: ['echo no'] }, post_build: post },
  });
  expect(first.lines).toEqual([]);
  const second = await build({ phases: { build: { commands: ['false'] }, post_build: post } });
  expect(second.lines).toEqual(['0']);
  expect(second.failure).toContain('command: false.');
});

test('finally runs in any case, and on-failure: CONTINUE goes on', async () => {
  const { lines, failure } = await build({
    phases: {
      install: { commands: ['false', 'echo no'], finally: ['echo finally'], 'on-failure': 'CONTINUE' },
      build: { commands: ['echo build'] },
    },
  });
  expect(lines).toEqual(['finally', 'build']);
  expect(failure).toContain('command: false.');
});

test('output of both streams comes as whole lines', async () => {
  const { lines } = await build(commands('printf "a\\nb"; printf "c\\n" >&2'));
  expect([...lines].sort()).toEqual(['a', 'b', 'c']);
});

test('what a run started is ended with it, children of children too', async () => {
  const abort = new AbortController();
  const pidFile = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'pid-')), 'pid');
  const started = build(
    commands(`(sleep 60) & echo $! > ${pidFile}.new && mv ${pidFile}.new ${pidFile}; wait`),
    {},
    abort.signal,
  );
  while (!fs.existsSync(pidFile)) {
    await new Promise((done) => setTimeout(done, 10));
  }
  abort.abort();
  const { failure } = await started;
  expect(failure).toContain('ended by a signal');
  // Whoever should bury it may not have done so yet.
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', fs.readFileSync(pidFile, 'utf8').trim()], {
    encoding: 'utf8',
  });
  expect(stdout).toMatch(/^(Z.*)?\s*$/);
});

test('what runs in the background serves later commands, and ends with the build', async () => {
  const { lines, env } = await build(commands('sleep 60 & PID=$!', 'kill -0 $PID && echo there'));
  expect(lines).toEqual(['there']);
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', env.PID], { encoding: 'utf8' });
  expect(stdout).toMatch(/^(Z.*)?\s*$/);
});

test('a shell that is not there', async () => {
  const { failure, lines } = await build({ env: { shell: 'no-such-shell' }, ...commands('true') });
  expect(lines).toEqual(['no-such-shell: ENOENT']);
  expect(failure).toContain('Reason: exit status 127');
});

test('a line without an end does not fill the memory', async () => {
  const { lines } = await build(commands('head -c 3000000 /dev/zero | tr "\\0" a; echo; echo next'));
  expect(lines.map((line) => line.replace(/^a+/, 'a'))).toEqual(['a… (cut: the line is longer)', 'next']);
  expect(lines[0].length).toBeLessThan(300_000);
});

test('commands that spoil PATH spoil only that', async () => {
  const { failure, lines } = await build(commands('PATH=/nonexistent', 'echo on; /bin/echo "$PATH"'));
  expect({ failure, lines }).toEqual({ failure: undefined, lines: ['on', '/nonexistent'] });
});

test('without its directory a command fails, and says so', async () => {
  const { failure, lines, directory } = await build(commands('mkdir d; cd d; rm -r "$PWD"', 'echo no'));
  expect(failure).toMatch(/echo no\. Reason: exit status 127$/);
  expect(lines).toEqual([path.join(directory, 'd: it is gone')]);
});

test('in a buildspec, values are texts as they are written, and what is merged counts', () => {
  const { phases, variables } = parseBuildspec(`
x: &shared
  commands:
    - npm test
phases:
  build:
    <<: *shared
    finally:
env: { variables: { ACCOUNT: 012345678901, NODE: 18.10, ON: yes, EMPTY: "" } }
`);
  expect(phases).toEqual([{ name: 'build', commands: ['npm test'], finally: [], onFailure: 'CONTINUE' }]);
  expect(variables).toEqual({ ACCOUNT: '012345678901', NODE: '18.10', ON: 'yes', EMPTY: '' });
});

test('a command with a colon and no quotes is none', () => {
  expect(() => parseBuildspec('phases: { build: { commands: [ok, { echo a: b }] } }')).toThrow(
    'Expected commands[1] to be of string type: found subkeys instead',
  );
});
