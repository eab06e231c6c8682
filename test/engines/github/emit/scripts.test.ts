import { execFile } from 'node:child_process';
import * as fs from 'node:fs';
import * as http from 'node:http';
import type { AddressInfo } from 'node:net';
import * as os from 'node:os';
import * as path from 'node:path';
import { ConfirmPermissionsBroadening, ManualApprovalStep, ShellStep } from '../../../../lib';
import { outputOf, stageOf } from '../../../kit/app';
import { BASH, settingsIn } from '../../../kit/github/shell-step';
import { built, setUp, stepOf } from '../kit';

interface Ran {
  readonly code: number;
  readonly out: string;
  /** What the step handed on. */
  readonly outputs: string;
  /** What was asked of the CDK CLI, a line each. */
  readonly asked: string[];
}

/** Runs a script as GitHub does, with a CDK CLI that only does what it is told. */
async function run(script: string, cli: string, env: Record<string, string> = {}): Promise<Ran> {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'github-'));
  const file = (name: string) => path.join(directory, name);
  fs.mkdirSync(file('bin'));
  fs.writeFileSync(file('bin/npx'), `#!/usr/bin/env bash\necho "$*" >> "$ASKED"\n${cli}\n`, { mode: 0o755 });
  ['asked', 'output', 'summary'].forEach((name) => fs.writeFileSync(file(name), ''));
  const all = {
    PATH: `${file('bin')}${path.delimiter}${process.env.PATH}`,
    ASKED: file('asked'),
    GITHUB_OUTPUT: file('output'),
    GITHUB_STEP_SUMMARY: file('summary'),
    GITHUB_RUN_ID: '42',
    RUNNER_TEMP: directory,
    ...env,
  };
  const [code, out] = await new Promise<[number, string]>((resolve) => {
    execFile('bash', [...BASH, '-c', script], { env: all }, (error, stdout, stderr) =>
      resolve([error ? Number(error.code) : 0, stdout + stderr]),
    );
  });
  const read = (name: string) => fs.readFileSync(file(name), 'utf8');
  return { code, out, outputs: read('output'), asked: read('asked').trimEnd().split('\n') };
}

function gated() {
  const { app, workflow } = setUp();
  const prod = stageOf(app, 'Prod');
  workflow.addStage(prod, {
    pre: [new ConfirmPermissionsBroadening('Permissions', { stage: prod })],
    stackSteps: [{ stack: prod.node.findChild('App') as never, changeSet: [new ManualApprovalStep('Review')] }],
    post: [new ShellStep('Test', { commands: ['true'], envFromCfnOutputs: { URL: outputOf(prod) } })],
  });
  return built(workflow).jobs;
}

describe('a permissions check', () => {
  const check = () => stepOf(gated()['Prod-Permissions-Check'], 'Compare permissions').run!;

  test('that finds nothing broadened says so', async () => {
    const { code, outputs } = await run(check(), 'exit 0');
    expect([code, outputs]).toEqual([0, 'broadened=false\n']);
  });

  test('that finds something broadened says so', async () => {
    const { code, outputs, asked } = await run(check(), '[[ "$*" == *--fail-on=never* ]]');
    expect([code, outputs]).toEqual([0, 'broadened=true\n']);
    expect(asked.every((line) => line.includes('diff Prod/** ') && line.includes('--method=template'))).toBe(true);
  });

  test('that cannot find out fails, and says nothing', async () => {
    const { code, outputs } = await run(check(), 'exit 1');
    expect([code, outputs]).toEqual([1, '']);
  });
});

describe('a change set', () => {
  const prepare = () => stepOf(gated()['Prod-App-Prepare'], 'Make the change set').run!;
  const execute = () => stepOf(gated()['Prod-App-Deploy'], 'Execute the change set').run!;

  test('is of the run, and says whether there is anything in it', async () => {
    const { outputs, asked } = await run(prepare(), 'echo "Prod/App: creating CloudFormation changeset..."');
    expect(outputs).toBe('changes=true\n');
    expect(asked).toEqual([expect.stringContaining('--method=prepare-change-set --change-set-name=pipeline-42')]);
    expect((await run(prepare(), 'echo " ✅  Prod/App (Prod-App) (no changes)" >&2')).outputs).toBe('changes=false\n');
  });

  test('that could not be made fails the job', async () => {
    const { code, outputs } = await run(prepare(), 'echo "(no changes)"; exit 1');
    expect([code, outputs]).toEqual([1, '']);
  });

  test.each([
    ['true', '--method=execute-change-set'],
    ['', '--method=execute-change-set'],
    ['false', '--method=prepare-change-set'],
  ])('is executed unless it is empty (changes: %p)', async (changes, method) => {
    const env = { CHANGES: changes, OUTPUTS_FILE: '/outputs.json' };
    const { asked } = await run(execute(), '', env);
    expect(asked).toEqual([
      expect.stringContaining(`${method} --change-set-name=pipeline-42 --outputs-file=/outputs.json`),
    ]);
  });
});

describe('outputs of a stack', () => {
  const handOn = () => stepOf(gated()['Prod-App-Deploy'], 'Hand on outputs');

  async function handedOn(outputs: object) {
    const { run: script, env } = handOn();
    const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'github-')), 'outputs.json');
    fs.writeFileSync(file, JSON.stringify(outputs));
    return run(script!, '', { ...env, OUTPUTS_FILE: file });
  }

  test('are handed on, also those of several lines', async () => {
    const { code, outputs } = await handedOn({ 'Prod-App': { Url: 'one\ntwo', Other: 'x' } });
    expect(code).toBe(0);
    expect(outputs).toMatch(/^Url<<[-0-9a-f]{36}\n/);
    expect(settingsIn(outputs)).toEqual({ Url: 'one\ntwo' });
  });

  test('that are not there fail the job', async () => {
    const { code, out } = await handedOn({ 'Prod-App': { Other: 'x' } });
    expect(code).toBe(1);
    expect(out).toContain('stack Prod-App has no output Url');
  });
});

describe('the preflight', () => {
  const reviewed = { protection_rules: [{ type: 'required_reviewers', reviewers: [{ type: 'User' }] }] };
  const ENVIRONMENTS = ['Prod', 'deploy-Prod-App-Review', 'deploy-Prod-Permissions'];

  /** Asks a GitHub that has these environments. */
  async function preflight(environments: Record<string, object>) {
    const step = stepOf(gated().Preflight, 'Are gates protected?');
    const server = http.createServer((request, response) => {
      const found = environments[decodeURIComponent(request.url!.split('/').pop()!)];
      const isAllowed = request.headers.authorization === 'Bearer token';
      response.statusCode = isAllowed ? (found ? 200 : 404) : 403;
      response.end(JSON.stringify(found ?? {}));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const env = { ...step.env, GITHUB_TOKEN: 'token', GITHUB_API_URL: url, GITHUB_REPOSITORY: 'my-org/my-app' };
    try {
      return await run(step.run!, '', { ...env, GITHUB_SERVER_URL: 'https://github.com' });
    } finally {
      server.close();
    }
  }

  test('passes if every environment is there, and those of gates have reviewers', async () => {
    const { code, out } = await preflight(Object.fromEntries(ENVIRONMENTS.map((name) => [name, reviewed])));
    expect([code, out]).toEqual([0, '']);
    expect(
      (await preflight({ ...Object.fromEntries(ENVIRONMENTS.map((name) => [name, reviewed])), Prod: {} })).code,
    ).toBe(0);
  });

  test('fails, and says all that is wrong', async () => {
    const { code, out } = await preflight({
      'deploy-Prod-App-Review': { protection_rules: [{ type: 'required_reviewers', reviewers: [] }] },
      'deploy-Prod-Permissions': { protection_rules: [{ type: 'wait_timer' }] },
    });
    expect(code).toBe(1);
    expect(
      out
        .split('\n')
        .filter((line) => line.startsWith('::error::'))
        .sort(),
    ).toEqual([
      expect.stringMatching(
        /environment deploy-Prod-App-Review is a gate, and nobody has to approve.*my-org\/my-app\/settings/,
      ),
      expect.stringContaining('environment deploy-Prod-Permissions is a gate, and nobody has to approve'),
      expect.stringContaining('there is no environment Prod'),
    ]);
  });
});
