import * as fs from 'fs';
import * as path from 'path';
import { documentOf, FROM_SOURCE, inApp, run, script, SOURCE, type Step } from './app';

// Plans of no engine, run for real. What CodePipeline makes of a blueprint is run by test/conformance.

const cwd = inApp();

test('a step starts in a copy of its input, and nothing of the tree is touched', async () => {
  const { code, logged } = await run([
    SOURCE,
    { id: 'Test', waits: ['Source'], job: script(['ls', 'cat app.txt; echo changed > app.txt', 'pwd']) },
  ]);
  expect(code).toBe(0);
  expect(logged.slice(0, 3)).toEqual([`1 file of ${cwd()}`, 'app.txt', 'from the tree']);
  expect(logged[3]).toMatch(/\/src\/s3\/00$/);
  expect(logged[3]).not.toContain(cwd());
  expect(fs.readFileSync(path.join(cwd(), 'app.txt'), 'utf8')).toBe('from the tree\n');
  expect(fs.readdirSync(cwd()).sort()).toEqual(['.cdk-pipelines', 'app.txt', 'cdk.out', 'node_modules']);
});

test('files, modes and directories are handed on, also beside the start', async () => {
  const build = script(
    ['mkdir -p dist/x', 'echo b > dist/x/b.txt', 'printf "#!/bin/sh\\necho ran" > dist/r; chmod +x dist/r'],
    {
      outputs: [{ directory: 'dist', fileSet: 'Dist' }],
    },
  );
  const { code, logged } = await run([
    SOURCE,
    { id: 'Build', waits: ['Source'], job: build },
    {
      ...{ id: 'Test', waits: ['Build'] },
      job: script(['cat ../dist/x/b.txt lib/y/x/b.txt', './lib/y/r'], {
        inputs: [
          FROM_SOURCE,
          ...['../dist', 'lib/y'].map((directory) => ({ directory, fileSet: 'Dist', from: 'Build' })),
        ],
      }),
    },
  ]);
  expect({ code, last: logged.slice(-3) }).toEqual({ code: 0, last: ['b', 'b', 'ran'] });
});

test('a directory that was not made: what AWS says, the files stay, and what comes after never starts', async () => {
  const { code, finished, events } = await run([
    SOURCE,
    {
      id: 'Build',
      waits: ['Source'],
      job: script(['mkdir out'], { outputs: [{ directory: 'dist', fileSet: 'Dist' }] }),
    },
    { id: 'Test', waits: ['Build'], job: script(['true']) },
  ]);
  expect(code).toBe(1);
  const failed = finished.find(({ action }) => action === 'Build')!;
  expect(failed).toMatchObject({
    ...{ result: 'failed', reason: 'CLIENT_ERROR: no matching base directory path found for dist' },
    fix: expect.stringContaining('out'),
  });
  expect(events).toContainEqual(
    expect.objectContaining({ type: 'action.never-started', action: 'Test', because: 'Build' }),
  );
});

test('of what fails the workspace stays, with its variables', async () => {
  const env = { NAME: { literal: "it's" } };
  const { finished } = await run([
    SOURCE,
    { id: 'Test', waits: ['Source'], job: script(['echo kept > kept', 'exit 4'], { env }) },
  ]);
  const { workspace = '', envFile = '', reason } = finished[1];
  expect(reason).toContain('exit status 4');
  expect(fs.readFileSync(path.join(workspace, 'kept'), 'utf8')).toBe('kept\n');
  expect(fs.readFileSync(envFile, 'utf8')).toContain(`export NAME='it'\\''s'\n`);
  expect(fs.statSync(envFile).mode & 0o077).toBe(0);
});

test('no credentials, no home and nothing else of the user reaches a step, unless it is named', async () => {
  Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'secret', MY_OWN: '1', OTHER: '2' });
  const job = script(['env', '[ -z "$(ls -A "$HOME")" ] && echo empty']);
  const { logged } = await run([SOURCE, { id: 'Test', waits: ['Source'], job }], '--env', 'OTHER');
  expect(logged.filter((line) => /^(AWS_ACCESS|MY_OWN|OTHER)/.test(line))).toEqual(['OTHER=2']);
  expect(logged).toContain('empty');
  expect(logged).not.toContain(`HOME=${process.env.HOME}`);
});

test('a variable that nobody reads is there, but not shown', async () => {
  const env = { _PROJECT_CONFIG_HASH: { literal: '0a1b' }, NAME: { literal: 'x' } };
  const job = script(['echo "$_PROJECT_CONFIG_HASH"'], { env });
  const { events, logged } = await run([SOURCE, { id: 'Test', waits: ['Source'], job }]);
  expect(events.flatMap((event) => (event.type === 'action.variable' ? event.name : []))).toEqual(['NAME']);
  expect(logged).toContain('0a1b');
});

test('what is installed globally is in the workspace, and found there', async () => {
  const tool = `mkdir -p tool && cd tool && echo '{"name":"my-tool","version":"1.0.0","bin":"my.js"}' > package.json`;
  // Before it would get among your tools.
  const guard = 'case "$(npm prefix -g)" in */Test/npm) ;; *) exit 9 ;; esac';
  const commands = [
    guard,
    tool,
    `printf '#!/bin/sh\\necho I am here\\n' > my.js`,
    'npm install -g --offline .',
    'my-tool',
  ];
  const { code, logged } = await run([SOURCE, { id: 'Test', waits: ['Source'], job: script(commands) }]);
  expect(code).toBe(0);
  expect(logged).toContain('I am here');
});

test('a log has what an action gets, with where it is from, and what it writes', async () => {
  const { events } = await run([
    SOURCE,
    { id: 'Test', waits: ['Source'], job: script(['echo done'], { env: { NAME: { literal: 'x' } } }) },
  ]);
  const started = events.flatMap((event) =>
    event.type === 'action.started' && event.action === 'Test' ? [event] : [],
  );
  expect(fs.readFileSync(started[0].log!, 'utf8')).toBe('NAME=x  (literal)\n+ echo done\ndone\n');
});

test('an additional input that is in the way says what to do', async () => {
  const link = `[ ! -d "src" ] || { echo 'additionalInputs: "src" must not exist yet.'; exit 1; } && ln -s x src`;
  const { finished } = await run([SOURCE, { id: 'Test', waits: ['Source'], job: script(['mkdir src', link]) }]);
  expect(finished[1]).toMatchObject({ result: 'failed', fix: expect.stringContaining('in additionalInputs') });
});

test('a gate stops without a person, passes with --approve, and ends with --reject', async () => {
  const steps: Step[] = [
    { id: 'Review', job: { kind: 'ask', comment: 'Fine?' } },
    { id: 'After', waits: ['Review'], job: script(['true'], { inputs: [] }) },
  ];
  const { finished, ...stopped } = await run(steps);
  expect(stopped).toMatchObject({ code: 3, results: { Review: 'stopped' } });
  expect(finished[0].command).toMatch(/^npx cdk-pipelines run .*--from Review --approve Review$/);
  expect(await run(steps, '--approve', 'Review')).toMatchObject({
    code: 0,
    results: { Review: 'succeeded', After: 'succeeded' },
  });
  expect(await run(steps, '--approve', 'all')).toMatchObject({ code: 0 });
  expect(await run(steps, '--reject', 'Review')).toMatchObject({ code: 1, results: { Review: 'rejected' } });
});

test('a permissions check of another engine is a gate, and asks', async () => {
  const steps: Step[] = [
    { id: 'Check', kind: 'permissions-check', gate: true, job: { kind: 'permissions-check', stage: 'Prod' } },
  ];
  const { code, events } = await run(steps);
  expect(code).toBe(3);
  expect(events).toContainEqual(
    expect.objectContaining({ type: 'gate.asked', text: expect.stringContaining("'Prod'") }),
  );
});

test('a part of a pipeline', async () => {
  const steps: Step[] = [
    SOURCE,
    { id: 'A', waits: ['Source'], job: script(['true']) },
    { id: 'B', waits: ['A'], job: script(['true']) },
    { id: 'C', waits: ['B'], job: script(['true'], { inputs: [] }) },
  ];
  expect((await run(steps, '--until', 'A')).results).toEqual({ Source: 'succeeded', A: 'succeeded' });
  expect((await run(steps, '--from', 'C')).results).toEqual({ C: 'succeeded' });
  expect((await run(steps, 'Source', 'B')).results).toEqual({ Source: 'succeeded', B: 'succeeded' });
});

test('variables are handed on, several lines, too', async () => {
  const { logged } = await run([
    SOURCE,
    { id: 'One', waits: ['Source'], job: script([`V=$(printf 'a\\n"b"')`]) },
    {
      ...{ id: 'Two', waits: ['One'] },
      job: script(['echo "$GOT"'], { env: { GOT: { output: { node: 'One', variable: 'V' } } } }),
    },
  ]);
  expect(logged.slice(-2)).toEqual(['a', '"b"']);
});

test('a variable that is exported and was never set is said to be empty', async () => {
  const env = { GOT: { output: { node: 'One', variable: 'V' } } };
  const steps = (command: string): Step[] => [
    ...[SOURCE, { id: 'One', waits: ['Source'], job: script([command]) }],
    { id: 'Two', waits: ['One'], job: script(['true'], { env }) },
  ];
  const warned = async (command: string) =>
    (await run(steps(command))).events.flatMap((event) => (event.type === 'warning' ? [event.message] : []));
  expect(await warned('VV=1')).toEqual([expect.stringContaining('One exports V, which no command has set')]);
  expect(await warned('V=')).toEqual([]);
});

test('a stack that is not deployed is said to be left out', async () => {
  const target = { stack: 'Prod/Data', stackName: 'Prod-Data' };
  const { code, finished } = await run([
    { id: 'Data', kind: 'deploy', target, job: { kind: 'deploy', mode: 'update' } },
  ]);
  expect(code).toBe(0);
  expect(finished).toMatchObject([{ result: 'skipped', reason: 'stacks are not deployed in a rehearsal' }]);
});

describe('the plan that the synth step makes', () => {
  const synth = (commands: readonly string[]): Step => ({
    ...{ id: 'Synth', waits: ['Source'], kind: 'synth' },
    job: script(['mkdir cdk.out', ...commands], { outputs: [{ directory: 'cdk.out', fileSet: 'Output' }] }),
  });
  const warnings = async (commands: readonly string[]) =>
    (await run([SOURCE, synth(commands)])).events.flatMap((event) => (event.type === 'warning' ? [event.message] : []));

  test('is missing', async () => {
    expect(await warnings(['touch cdk.out/other'])).toEqual([expect.stringContaining('Synth has made no p.plan.json')]);
  });

  test('is below what the step hands on', async () => {
    expect(await warnings(['mkdir cdk.out/deep', 'echo {} > cdk.out/deep/p.plan.json'])).toEqual([
      expect.stringContaining("let primaryOutputDirectory end with '/deep'"),
    ]);
  });

  test('is none', async () => {
    expect(await warnings(['echo "{" > cdk.out/p.plan.json'])).toEqual([expect.stringContaining('it is not JSON')]);
  });

  test('is another one', async () => {
    const other = JSON.stringify({ ...documentOf([SOURCE]), codePipeline: undefined });
    expect(await warnings([`echo '${other}' > cdk.out/p.plan.json`])).toEqual([
      expect.stringMatching(/^Synth has made another plan .*would update itself.*npx cdk-pipelines diff/),
    ]);
  });

  test('is the same', async () => {
    const commands = [`cp ${cwd()}/cdk.out/p.plan.json cdk.out`];
    expect(await warnings(commands)).toEqual([]);
  });
});

test.each(['no json', 'null', '[]', '{}'])(
  'a synth step that makes %j in place of a plan is warned of',
  async (text) => {
    const job = script([`mkdir out; echo '${text}' > out/p.plan.json`], {
      outputs: [{ directory: 'out', fileSet: 'Out' }],
    });
    const { code, events, err } = await run([SOURCE, { id: 'Synth', kind: 'synth', waits: ['Source'], job }]);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(events.filter(({ type }) => type === 'warning')).toHaveLength(1);
  },
);

test('a step that leaves nothing of its workspace has failed, and others go on', async () => {
  const { code, results, err } = await run([
    SOURCE,
    {
      ...{ id: 'Gone', waits: ['Source'] },
      job: script(['rm -rf "$CODEBUILD_SRC_DIR"; exit 0'], { outputs: [{ directory: 'out', fileSet: 'Out' }] }),
    },
    { id: 'Other', waits: ['Source'], job: script(['sleep 0.2']) },
  ]);
  expect({ code, results, err }).toEqual({
    ...{ code: 1, err: '' },
    results: { Source: 'succeeded', Gone: 'failed', Other: 'succeeded' },
  });
});

test('what is passed on of the environment is masked if its name calls it a secret', async () => {
  process.env.MY_TOKEN = 'a-token-of-mine';
  process.env.MY_PLACE = 'a-place-of-mine';
  try {
    const job = script(['echo "$MY_TOKEN, $MY_PLACE"']);
    const { logged } = await run(
      [SOURCE, { id: 'Test', waits: ['Source'], job }],
      '--env',
      'MY_TOKEN',
      '--env',
      'MY_PLACE',
    );
    expect(logged.at(-1)).toBe('***, a-place-of-mine');
  } finally {
    delete process.env.MY_TOKEN;
    delete process.env.MY_PLACE;
  }
});
