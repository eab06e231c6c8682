import { type ChildProcess, spawn, spawnSync } from 'child_process';
import * as fs from 'fs';
import * as path from 'path';
import { FROM_SOURCE, inApp, run, script, SOURCE, type Step, synthesize } from './app';
import type { RunEvent } from '../../../lib/run/events';

// What is around the steps: parts of a pipeline, earlier runs, secrets, what cannot run here, and how a run is ended.

const cwd = inApp();
const DIRECTORY = '.cdk-pipelines/run/DeliveryPipeline';

function warningsIn(events: readonly RunEvent[]): string[] {
  return events.flatMap((event) => (event.type === 'warning' ? [event.message] : []));
}

const OUTPUT = { directory: 'dist', fileSet: 'Dist' };

/** A build, and a step that takes files and a variable of it. */
const CHAIN: readonly Step[] = [
  SOURCE,
  {
    ...{ id: 'Build', waits: ['Source'] },
    job: script(['mkdir dist; cp app.txt dist', 'V=$(cat app.txt)'], { outputs: [OUTPUT] }),
  },
  {
    ...{ id: 'Test', waits: ['Build'] },
    job: script(['echo "$V / $(cat app.txt)"; [ ! -e fail ]'], {
      inputs: [{ directory: '.', fileSet: 'Dist', from: 'Build' }],
      env: { V: { output: { node: 'Build', variable: 'V' } } },
    }),
  },
];

describe('one step of a pipeline', () => {
  test('has not what it needs before anything has run; with --needs that runs, too', async () => {
    expect(await run(CHAIN, 'Test')).toMatchObject({
      code: 2,
      err: expect.stringMatching(
        /\[Test\] it needs artifact 'Build:Dist' of 'Build', variable 'V' of 'Build', .*--needs/,
      ),
    });
    expect(fs.existsSync('.cdk-pipelines')).toBe(false);
    expect((await run(CHAIN, 'Test', '--needs')).results).toEqual({
      ...{ Source: 'succeeded', Build: 'succeeded', Test: 'succeeded' },
    });
  });

  test('takes what an earlier run has left, and says so if that is of other content', async () => {
    await run(CHAIN);
    const fresh = await run(CHAIN, 'Test');
    expect(fresh).toMatchObject({ code: 0, results: { Test: 'succeeded' } });
    expect(Object.keys(fresh.results)).toEqual(['Test']);
    expect(fresh.logged).toEqual(['from the tree / from the tree']);
    expect(warningsIn(fresh.events)).toEqual([]);
    fs.writeFileSync('app.txt', 'changed\n');
    const stale = await run(CHAIN, 'Test');
    expect(stale.logged).toEqual(['from the tree / from the tree']);
    expect(warningsIn(stale.events)).toEqual([expect.stringMatching(/^What 'Build' made .*Add --needs/)]);
    const anew = await run(CHAIN, 'Test', '--needs');
    expect(anew.logged.slice(-1)).toEqual(['changed / changed']);
    const again = await run(CHAIN, 'Test', '--needs');
    expect(Object.keys(again.results)).toEqual(['Test']);
  });

  test('a record that is broken is not used, and that is said', async () => {
    await run(CHAIN);
    fs.writeFileSync(path.join(DIRECTORY, 'record.json'), '{"version": 1');
    const { code, events } = await run(CHAIN, 'Test', '--needs');
    expect(code).toBe(0);
    expect(warningsIn(events)).toEqual([expect.stringMatching(/record\.json is not used: it is broken$/)]);
  });
});

describe('after a failure', () => {
  const flaky: readonly Step[] = [
    SOURCE,
    { id: 'Fine', waits: ['Source'], job: script(['true']) },
    { id: 'Bad', waits: ['Source'], job: script(['echo here > mine; [ -e fixed ]']) },
  ];

  test('--retry repeats only that, with the tree as it is now', async () => {
    expect((await run(flaky)).finished.find(({ action }) => action === 'Bad')).toMatchObject({
      ...{ result: 'failed', command: 'npx cdk-pipelines run Bad' },
    });
    fs.writeFileSync('fixed', '');
    expect((await run(flaky, '--retry')).results).toEqual({ Source: 'succeeded', Bad: 'succeeded' });
    expect(await run(flaky, '--retry')).toMatchObject({ code: 2, err: expect.stringContaining('nothing failed') });
  });

  test('the workspace stays until the action runs again', async () => {
    const { finished } = await run(flaky);
    const { workspace = '' } = finished.find(({ action }) => action === 'Bad')!;
    await run(flaky, 'Fine');
    expect(fs.existsSync(path.join(workspace, 'mine'))).toBe(true);
    fs.writeFileSync('fixed', '');
    await run(flaky, 'Bad');
    expect(fs.existsSync(path.dirname(workspace))).toBe(false);
  });

  test('--shell is in its workspace, with its variables', async () => {
    await run(flaky);
    const { stdout, status } = command(['--shell'], 'cat mine; echo "$CODEBUILD_SRC_DIR" | grep -c /s3/00; exit 3\n');
    expect({ stdout, status }).toEqual({ stdout: 'here\n1\n', status: 0 });
    expect(await run(flaky, '--shell', 'Fine')).toMatchObject({ code: 2, err: expect.stringContaining("'Bad'") });
  });
});

describe('secrets', () => {
  const steps: readonly Step[] = [
    {
      id: 'Push',
      job: script(['echo "$TOKEN and $HOST"'], {
        ...{ inputs: [], env: { TOKEN: { secret: 'prod/token' }, HOST: { parameter: '/host' } } },
      }),
    },
  ];

  test('all that are missing are said before anything runs', async () => {
    const { code, err, events } = await run(steps);
    expect({ code, events }).toEqual({ code: 2, events: [] });
    expect(err).toContain("TOKEN: secret 'prod/token', for Push; HOST: parameter '/host', for Push");
  });

  test.each([
    ['.env.cdk-pipelines', []],
    ['own.env', ['--secrets', 'own.env']],
  ])('are in %s, which no step sees', async (file, flags) => {
    fs.writeFileSync(file, 'TOKEN=hunter22\nHOST=internal\n');
    const look: Step = { id: 'Look', waits: ['Source'], job: script(['ls -A']) };
    const { code, logged } = await run([SOURCE, look, ...steps], ...flags);
    expect({ code, logged: logged.slice(1).sort() }).toEqual({ code: 0, logged: ['*** and ***', 'app.txt'] });
  });

  test('are masked wherever they show up', async () => {
    fs.writeFileSync('.env.cdk-pipelines', 'TOKEN=hunter22\n/host=internal.example.com\n');
    const { code, logged, events } = await run(steps);
    expect({ code, logged }).toEqual({ code: 0, logged: ['*** and ***'] });
    expect(JSON.stringify(events)).not.toMatch(/hunter22|internal\.example/);
    expect(fs.readFileSync(path.join(DIRECTORY, 'logs', 'Push.log'), 'utf8')).not.toMatch(/hunter22/);
  });
});

describe('what cannot run here', () => {
  const steps: readonly Step[] = [
    SOURCE,
    {
      ...{ id: 'Install', waits: ['Source'] },
      job: script(['zypper install nothing'], { outputs: [OUTPUT] }),
    },
    {
      ...{ id: 'Uses', waits: ['Install'] },
      job: script(['true'], { inputs: [FROM_SOURCE, { directory: 'd', fileSet: 'Dist', from: 'Install' }] }),
    },
    { id: 'After', waits: ['Uses'], job: script(['true']) },
  ];

  test('is skipped with what needs it, and said', async () => {
    const { code, finished, events } = await run(steps);
    expect(code).toBe(0);
    expect(finished.map(({ action, result, reason = '' }) => `${action} ${result} ${reason}`.trim())).toEqual([
      'Source succeeded',
      'Install skipped it runs zypper, which is not here',
      "Uses skipped it needs artifact 'Install:Dist' of 'Install', which did not run: it runs zypper, which is not here",
      'After succeeded',
    ]);
    const { differences } = events.find((event) => event.type === 'run.finished')!;
    expect(differences[0]).toEqual({
      ...{ what: 'did not run: it runs zypper, which is not here', actions: ['Install'] },
    });
  });

  test('fails with --unsupported fail', async () => {
    expect(await run(steps, '--unsupported', 'fail')).toMatchObject({ code: 1, results: { Install: 'failed' } });
  });
});

test('a named AWS profile is what steps may use, and no other credentials', async () => {
  const home = fs.mkdtempSync(path.join(cwd(), 'home-'));
  fs.mkdirSync(path.join(home, '.aws'));
  fs.writeFileSync(path.join(home, '.aws', 'config'), '[profile dev]\nregion = eu-west-1\n');
  const steps: readonly Step[] = [
    { id: 'Look', job: script(['echo "$AWS_PROFILE $AWS_ACCESS_KEY_ID"; cat ~/.aws/config'], { inputs: [] }) },
  ];
  const before = { HOME: process.env.HOME, AWS_ACCESS_KEY_ID: process.env.AWS_ACCESS_KEY_ID };
  Object.assign(process.env, { HOME: home, AWS_ACCESS_KEY_ID: 'mine' });
  try {
    expect((await run(steps, '--credentials', 'dev')).logged).toEqual(['dev ', '[profile dev]', 'region = eu-west-1']);
    expect(await run(steps)).toMatchObject({ code: 1, logged: [' ', expect.stringContaining('No such file')] });
    expect(await run(steps, '--credentials', 'prod')).toMatchObject({ code: 2, err: expect.stringContaining("'dev'") });
  } finally {
    Object.entries(before).forEach(([name, value]) =>
      value === undefined ? delete process.env[name] : (process.env[name] = value),
    );
  }
});

test('outputs of stacks: of a file, or something in their place', async () => {
  const target = { stack: 'Prod/Data', stackName: 'Prod-Data' };
  const env = { URL: { stackOutput: { stack: 'Prod/Data', name: 'Url' } } };
  const steps: readonly Step[] = [
    { id: 'Data', kind: 'deploy', target, job: { kind: 'deploy', mode: 'update' } },
    { id: 'Test', waits: ['Data'], job: script(['echo $URL'], { inputs: [], env }) },
  ];
  const unknown = await run(steps, 'Test');
  expect(unknown.logged).toEqual(['placeholder-of-Prod-Data-Url']);
  expect(warningsIn(unknown.events)).toEqual([
    expect.stringContaining('Url of stack Prod-Data is not known here: Test gets a placeholder.'),
  ]);
  fs.writeFileSync('outputs.json', '{"Prod-Data": {"Url": "https://x"}}');
  const known = await run(steps, 'Test', '--outputs', 'outputs.json');
  expect({ logged: known.logged, warnings: warningsIn(known.events) }).toEqual({ logged: ['https://x'], warnings: [] });
});

test('all that is wrong is one error, and nothing is left behind', async () => {
  const flags = [
    ...[
      'Nope',
      '--from',
      'Neither',
      '--approve',
      'Build',
      '--concurrency',
      '0',
      '--source',
      'x',
      '--env',
      'NOT_SET_HERE',
    ],
    ...[
      '--variable',
      'A=1',
      '--outputs',
      'gone.json',
      '--secrets',
      'gone.env',
      '--credentials',
      'nobody',
      '--fail',
      'x',
    ],
    ...['--map', 'Prod=aws://1/x'],
  ];
  const { code, err, events } = await run(CHAIN, ...flags);
  expect({ code, events }).toEqual({ code: 2, events: [] });
  expect(err).toMatch(/^cdk-pipelines: 12 problems:\n/);
  for (const name of ['Nope', 'Neither', 'Build', '--concurrency', '--source', 'NOT_SET_HERE', 'A=1', 'gone.json']) {
    expect(err).toContain(name);
  }
  for (const name of ['gone.env', 'nobody', '--fail', '--map']) {
    expect(err).toContain(name);
  }
  expect(fs.existsSync('.cdk-pipelines')).toBe(false);
});

test.each([
  [['--simulate', '--deploy', '--keep'], 2],
  [['--simulate', '--fail', 'Nope', '--reject', 'Test', '--minutes', 'Gone=3', '--concurrency', 'x'], 4],
  [['--retry', 'Test'], 2],
  [['--shell', '--retry'], 1],
])('what does not go together: %j', async (flags, problems) => {
  const { code, err } = await run(CHAIN, ...flags);
  expect(code).toBe(2);
  expect(err).toMatch(problems === 1 ? /^cdk-pipelines: \[run\] / : new RegExp(`^cdk-pipelines: ${problems} problems`));
});

// Processes of their own: what jsii compiled.
const MAIN = path.join(__dirname, '..', '..', '..', 'lib', 'cli', 'main.js');

function command(args: readonly string[], input = '') {
  return spawnSync(process.execPath, [MAIN, 'run', ...args], { cwd: cwd(), input, encoding: 'utf8' });
}

function started(...args: string[]): ChildProcess {
  return spawn(process.execPath, [MAIN, 'run', ...args], { cwd: cwd(), stdio: 'ignore' });
}

/** @param child who makes it so: when that has ended, nobody waits for ever */
async function until(isSo: () => boolean, child?: ChildProcess): Promise<void> {
  while (!isSo()) {
    if (child && child.exitCode !== null) {
      throw new Error(`the command has ended with ${child.exitCode}`);
    }
    await new Promise((done) => setTimeout(done, 20));
  }
}

function exitOf(child: ChildProcess): Promise<number | null> {
  return new Promise((done) => child.once('close', (code) => done(code)));
}

/** Whether it runs: what nobody has buried yet does not. */
function isRunning(pidFile: string): boolean {
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', fs.readFileSync(pidFile, 'utf8').trim()], {
    encoding: 'utf8',
  });
  return !/^(Z.*)?\s*$/.test(stdout);
}

describe('a run that is going on', () => {
  /** One child waits, one does not listen to anything but the end. */
  const steps = (): readonly Step[] => {
    const pid = path.join(cwd(), 'pid');
    const deaf = `(trap '' TERM INT; echo $(exec sh -c 'echo $PPID') > ${pid}.new; mv ${pid}.new ${pid}; while :; do sleep 1; done) &`;
    return [
      { id: 'Long', job: script([`${deaf} wait`], { inputs: [] }) },
      { id: 'Later', waits: ['Long'], job: script(['true'], { inputs: [] }) },
    ];
  };

  test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'is ended by %s, with all that it has started',
    async (signal) => {
      synthesize(steps());
      const child = started();
      const ended = exitOf(child);
      await until(() => fs.existsSync('pid'), child);
      expect(isRunning('pid')).toBe(true);
      child.kill(signal);
      expect(await ended).toBe(130);
      await until(() => !isRunning('pid'));
      const record = JSON.parse(fs.readFileSync(path.join(DIRECTORY, 'record.json'), 'utf8')) as object;
      expect(record).toMatchObject({ last: { Long: { result: 'canceled' } }, made: {} });
      expect(fs.readdirSync(DIRECTORY).sort()).toEqual(['artifacts', 'logs', 'record.json']);
    },
  );

  test('keeps others out of its directory, and the next one in when it was killed', async () => {
    synthesize(steps());
    const child = started();
    await until(() => fs.existsSync('pid'), child);
    const { status, stderr } = command([]);
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: expect.stringContaining(`another run is going on here (process ${child.pid})`),
    });
    const ended = exitOf(child);
    child.kill('SIGKILL');
    await ended;
    process.kill(Number(fs.readFileSync('pid', 'utf8')), 'SIGKILL');
    expect(command(['Later']).status).toBe(0);
  });
});
