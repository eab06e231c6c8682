import { execFile } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { actionsIn, type Synthesized } from '../../../kit/app';
import type { FakeAws } from './fake-aws';

export interface BuildRun {
  readonly code: number;
  readonly output: string;
  /** What Docker was called with, and `login USER at REGISTRY` for each login that it got from a helper. */
  readonly docker: readonly string[];
}

const MODULES = path.resolve(__dirname, '../../../..', 'node_modules');

/** `npm install -g`: of what is installed for these tests, in exactly that version. */
const NPM = `#!/usr/bin/env node
const fs = require('fs');
const path = require('path');
const [, , verb, flag, ...packages] = process.argv;
if (verb !== 'install' || flag !== '-g') throw new Error(process.argv.join(' '));
for (const spec of packages) {
  const [, name, version] = /^(.+)@([^@]+)$/.exec(spec) ?? [];
  const home = path.join(${JSON.stringify(MODULES)}, name ?? spec);
  const found = JSON.parse(fs.readFileSync(path.join(home, 'package.json'), 'utf-8'));
  if (found.version !== version) throw new Error(spec + ' was not tried here');
  for (const [command, file] of Object.entries(found.bin)) {
    fs.symlinkSync(path.join(home, file), path.join(__dirname, command));
  }
}
`;

/** Docker, as far as logins go: before it pulls, it asks the helpers that its configuration names. */
const DOCKER = `#!/usr/bin/env node
const fs = require('fs');
const path = require('path');
const { spawnSync } = require('child_process');
const args = process.argv.slice(2);
const log = (line) => fs.appendFileSync(path.join(__dirname, 'docker.log'), line + '\\n');
const config = args[0] === '--config' ? args.splice(0, 2)[1] : path.join(process.env.HOME, '.docker');
log(args.filter((a) => !a.startsWith('-')).join(' '));
const file = path.join(config, 'config.json');
const { credHelpers = {} } = fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf-8')) : {};
for (const [registry, helper] of args[0] === 'build' ? Object.entries(credHelpers) : []) {
  const { error, stdout } = spawnSync('docker-credential-' + helper, ['get'], { input: registry, encoding: 'utf-8' });
  if (error) {
    console.error('error getting credentials - err: ' + error.message);
    process.exit(1);
  }
  log('login ' + JSON.parse(stdout).Username + ' at ' + registry);
}
process.exit(args[0] === 'inspect' ? 1 : 0);
`;

/** Run all that the build of an action runs, in the cloud assembly. */
export async function runBuild(result: Synthesized, action: string, aws: FakeAws): Promise<BuildRun> {
  const { Configuration } = actionsIn(result.template).find((a) => a.Name === action)!;
  const variables = JSON.parse(Configuration.EnvironmentVariables ?? '[]') as { name: string; value: string }[];
  const project = result.template.Resources[Configuration.ProjectName.Ref];
  const { phases } = JSON.parse(project.Properties.Source.BuildSpec);
  const commands = ['install', 'pre_build', 'build'].flatMap((phase) => phases[phase]?.commands ?? []);
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'build-'));
  const bin = path.join(home, 'bin');
  fs.mkdirSync(bin);
  fs.writeFileSync(path.join(bin, 'npm'), NPM, { mode: 0o755 });
  fs.writeFileSync(path.join(bin, 'docker'), DOCKER, { mode: 0o755 });
  const env = {
    PATH: [bin, path.dirname(process.execPath), '/usr/bin', '/bin'].join(path.delimiter),
    HOME: home,
    // The CLI asks the system where the user is at home.
    CDK_DOCKER_CREDS_FILE: path.join(home, '.cdk', 'cdk-docker-creds.json'),
    AWS_ENDPOINT_URL: await aws.start(),
    AWS_ACCESS_KEY_ID: 'x',
    AWS_SECRET_ACCESS_KEY: 'x',
    AWS_REGION: 'us-east-1',
    CI: 'true',
    CDK_DISABLE_CLI_TELEMETRY: 'true',
    ...Object.fromEntries(variables.map(({ name, value }) => [name, value])),
  };
  const run = await new Promise<Omit<BuildRun, 'docker'>>((done) =>
    execFile('sh', ['-ec', commands.join('\n')], { cwd: result.assembly, env }, (error, stdout, stderr) =>
      done({ code: error ? Number(error.code) : 0, output: stdout + stderr }),
    ),
  );
  await aws.stop();
  const log = path.join(bin, 'docker.log');
  const docker = fs.existsSync(log) ? fs.readFileSync(log, 'utf-8').trim().split('\n') : [];
  fs.rmSync(home, { recursive: true });
  return { ...run, docker };
}
