import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { runBuild } from './codebuild';
import { matchesPattern } from './files';

/** What a build says at its end: the file `out` of its directory, where its commands write to. */
async function build(phases: Record<string, any>, more: { readonly spec?: any; readonly outputs?: string[] } = {}) {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'build-'));
  fs.writeFileSync(path.join(directory, 'a.txt'), 'a');
  const result = await runBuild({
    directory: path.join(directory, 'build'),
    spec: { phases, ...more.spec },
    env: { FROM_ACTION: 'action', OUT: path.join(directory, 'out') },
    bin: directory,
    inputs: ['In', 'Other'].map((artifact) => ({ artifact, files: { directory, files: ['a.txt'] } })),
    outputs: more.outputs ?? [],
  });
  const out = path.join(directory, 'out');
  return { ...result, said: fs.existsSync(out) ? fs.readFileSync(out, 'utf-8').trim().split('\n') : [] };
}

const say = (text: string) => `echo "${text}" >> "$OUT"`;

test('variables and the directory go from command to command, functions and options do not', async () => {
  const { said } = await build({
    install: { commands: ['A=1; f() { true; }; set -e'] },
    build: { commands: ['mkdir d && cd d', 'B="$A two"', 'f; false; true', say('$A $B ${PWD##*/}')] },
  });
  expect(said).toEqual(['1 1 two d']);
});

test('only the last exit code of a command counts', async () => {
  const { failure, said } = await build({ build: { commands: ['false; true', 'export V=$(false)', say('still')] } });
  expect({ failure, said }).toEqual({ failure: undefined, said: ['still'] });
});

test.each([
  ['install', ['finally']],
  ['pre_build', ['finally']],
  ['build', ['finally', 'post']],
])('a failure in %s ends the phase, and says where', async (phase, after) => {
  const phases: Record<string, any> = { post_build: { commands: [say('post')] } };
  phases[phase] = { commands: ['sh -c "echo oh >&2; exit 4"', say('next')], finally: [say('finally')] };
  const { failure, said } = await build(phases);
  expect(failure).toBe(`${phase} command 1 ended with 4: oh`);
  expect(said).toEqual(after);
});

test('text that is no command ends nothing else', async () => {
  const { failure, said } = await build({ build: { commands: ['echo "'] }, post_build: { commands: [say('post')] } });
  expect(failure).toMatch(/^build command 1 ended with 2/);
  expect(said).toEqual(['post']);
});

test('directories: the primary input, and a variable for each other one', async () => {
  const { said } = await build({
    build: {
      commands: [
        say('$(basename "$PWD") ${CODEBUILD_SRC_DIR##*/} ${CODEBUILD_SRC_DIR_Other##*/} [$CODEBUILD_SRC_DIR_In]'),
      ],
    },
  });
  expect(said).toEqual(['00 00 01 []']);
});

test('variables of the buildspec are those that nobody else has set', async () => {
  const spec = { env: { variables: { FROM_ACTION: 'spec', FROM_SPEC: 'spec' } } };
  expect((await build({ build: { commands: [say('$FROM_ACTION $FROM_SPEC')] } }, { spec })).said).toEqual([
    'action spec',
  ]);
});

test('exported variables are those of the end', async () => {
  const spec = { env: { 'exported-variables': ['A', 'B', 'NONE'] } };
  const { exported } = await build(
    { build: { commands: ['A=1', "B=\"it's 'quoted'\n in two lines\""] }, post_build: { commands: ['A=2'] } },
    { spec },
  );
  expect(exported).toEqual({ A: '2', B: "it's 'quoted'\n in two lines", NONE: '' });
});

describe('artifacts', () => {
  const commands = [
    'mkdir -p out/sub && echo x > out/x && echo y > out/sub/y && echo h > out/.h && ln -s sub out/link',
  ];

  test('one, several, and what is not there', async () => {
    const one = await build(
      { build: { commands } },
      { spec: { artifacts: { 'base-directory': 'out', files: '**/*' } }, outputs: ['Any'] },
    );
    expect(one.artifacts.get('Any')!.files).toEqual(['.h', 'sub/y', 'x']);
    const named = { One: { 'base-directory': 'out', files: ['*'] }, Two: { 'base-directory': 'none', files: '**/*' } };
    const several = await build(
      { build: { commands } },
      { spec: { artifacts: { 'secondary-artifacts': named } }, outputs: ['One', 'Two', 'Three'] },
    );
    expect(several.artifacts.get('One')!.files).toEqual(['.h', 'x']);
    expect(several.failure).toMatch(/base directory path found for none, no definition for output artifact 'Three'/);
  });

  test('are made of a build that failed, too, but not of one that did not begin', async () => {
    const more = { spec: { artifacts: { files: 'a.txt' } }, outputs: ['Any'] };
    expect((await build({ build: { commands: ['false'] } }, more)).artifacts.size).toBe(1);
    expect((await build({ install: { commands: ['false'] } }, more)).artifacts.size).toBe(0);
  });
});

test.each([
  ['**/*', 'a', true],
  ['**/*', 'a/b/c', true],
  ['*', 'a/b', false],
  ['**/*.json', 'x.json', true],
  ['**/*.json', 'a/x.jsonl', false],
  ['a/**', 'a/b/c', true],
  ['./a?.txt', 'ab.txt', true],
])('%s matches %s: %s', (pattern, file, expected) => {
  expect(matchesPattern(pattern, file)).toBe(expected);
});
