import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { planOf } from './plans';
import { findCli, runCli, versionOf } from '../../../lib/run/clouds/cdk-cli';
import { argumentsOf, bootstrapArguments, cliEnvironment, qualifierOf } from '../../../lib/run/clouds/cli-arguments';
import { fixFor, reasonIn } from '../../../lib/run/clouds/cli-reason';
import { keepOutputs, readOutputs } from '../../../lib/run/clouds/last-outputs';
import { PINNED_CLI } from '../../../lib/private/toolchain';

test.each([
  [
    'update',
    'deploy ** --require-approval=never --progress=events --app=/1 --ci --no-notices --no-color --outputs-file=/1/o --profile=p',
  ],
  [
    'prepare',
    'deploy ** --require-approval=never --progress=events --method=prepare-change-set --change-set-name=PipelineChange --app=/1 --ci --no-notices --no-color --profile=p',
  ],
  [
    'execute',
    'deploy ** --require-approval=never --progress=events --method=execute-change-set --change-set-name=PipelineChange --app=/1 --ci --no-notices --no-color --outputs-file=/1/o --profile=p',
  ],
  ['publish', 'publish-assets --all --unstable=publish-assets --app=/1 --ci --no-notices --no-color --profile=p'],
  ['diff', 'diff --security-only --fail --app=/1 --ci --no-notices --no-color --profile=p'],
] as const)('what the CLI is asked to %s', (task, expected) => {
  expect(argumentsOf(task, { app: '/1', outputs: '/1/o', profile: 'p' }).join(' ')).toBe(expected);
});

test('a bootstrap stack, as one makes it', () => {
  const to = { account: '222222222222', region: 'eu-west-1' };
  expect(bootstrapArguments(to, 'hnb659fds', '111111111111').join(' ')).toBe(
    'bootstrap aws://222222222222/eu-west-1 --ci --no-notices --no-color --trust=111111111111 --cloudformation-execution-policies=arn:aws:iam::aws:policy/AdministratorAccess',
  );
  expect(bootstrapArguments(to, 'mine', '222222222222').join(' ')).toBe(
    'bootstrap aws://222222222222/eu-west-1 --ci --no-notices --no-color --qualifier=mine --toolkit-stack-name=CDKToolkit-mine',
  );
  expect(qualifierOf('arn:${AWS::Partition}:iam::222222222222:role/cdk-mine-deploy-role-222222222222-eu-west-1')).toBe(
    'mine',
  );
  expect(qualifierOf('arn:aws:iam::222222222222:role/Deployer')).toBeUndefined();
});

describe('credentials', () => {
  const host = {
    PATH: '/bin',
    AWS_PROFILE: 'work',
    AWS_ACCESS_KEY_ID: 'AKIA',
    AWS_CA_BUNDLE: 'ca.pem',
    CDK_APP: 'app',
    CDK_DOCKER: 'finch',
    HOME: '/me',
  };

  test('an emulator never sees those of the user', () => {
    const env = cliEnvironment(host, {
      endpoint: 'http://127.0.0.1:4566',
      account: '111111111111',
      region: 'eu-west-1',
    });
    expect(env).toMatchObject({
      AWS_ENDPOINT_URL: 'http://127.0.0.1:4566',
      AWS_ACCESS_KEY_ID: '111111111111',
      AWS_REGION: 'eu-west-1',
    });
    expect(JSON.stringify(env)).not.toMatch(/work|AKIA|CDK_APP/);
    expect(cliEnvironment(host, { endpoint: 'http://127.0.0.1:4566' }).AWS_ACCESS_KEY_ID).toBe('000000000000');
  });

  test('a profile is the only one', () => {
    const env = cliEnvironment(host, { profile: 'sandbox' });
    expect(env).toMatchObject({ PATH: '/bin', AWS_CA_BUNDLE: 'ca.pem', CDK_DOCKER: 'finch' });
    expect(JSON.stringify(env)).not.toMatch(/work|AKIA/);
    expect(cliEnvironment(host, { profile: 'p', endpoint: 'http://127.0.0.1:1' }).AWS_ACCESS_KEY_ID).toBeUndefined();
  });

  test('an emulator is the only one, also for single services', () => {
    const all = {
      AWS_ENDPOINT_URL_S3: 'https://s3.eu-west-1.amazonaws.com',
      AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true',
    };
    const env = cliEnvironment({ ...host, ...all }, { profile: 'p', endpoint: 'http://127.0.0.1:1' });
    expect(JSON.stringify(env)).not.toMatch(/amazonaws|IGNORE/);
  });

  test('else it is what the user has', () => {
    expect(cliEnvironment(host, {})).toMatchObject({ AWS_PROFILE: 'work', AWS_ACCESS_KEY_ID: 'AKIA' });
  });
});

const FAILED = `
❌  Beta-Data failed to deploy
‣ DeploymentError: Resource updates failed:
Delivery/Beta/Data/P  (AWS::SSM::Parameter P)
  AWS::SSM::Parameter create failed: The parameter already exists. To
  overwrite this value, set the overwrite option.`;

const NOT_BOOTSTRAPPED = `
(node:3631) Warning: NodeVersionSupportWarning: The AWS SDK for JavaScript (v3)
Prod-Data: SSM parameter /cdk-bootstrap/hnb659fds/version not found in aws://333333333333/us-east-1. Has the environment been bootstrapped?
‣ SsmParameterNotFound: SSM parameter /cdk-bootstrap/hnb659fds/version not found in aws://333333333333/us-east-1. Has the environment been bootstrapped?
‣ ParameterNotFound: Parameter /cdk-bootstrap/hnb659fds/version not found`;

test.each([
  [
    FAILED,
    'Resource updates failed: Delivery/Beta/Data/P  (AWS::SSM::Parameter P) AWS::SSM::Parameter create failed: The parameter already exists. To overwrite this value, set the overwrite option.',
    undefined,
  ],
  [
    NOT_BOOTSTRAPPED,
    'SSM parameter /cdk-bootstrap/hnb659fds/version not found in aws://333333333333/us-east-1. Has the environment been bootstrapped?',
    'run: npx cdk bootstrap x',
  ],
  ['…\nChangeSet [PipelineChange] does not exist\n', 'ChangeSet [PipelineChange] does not exist', undefined],
  [
    '‣ Error: connect ECONNREFUSED 127.0.0.1:4566',
    'connect ECONNREFUSED 127.0.0.1:4566',
    'start the emulator, or correct --endpoint',
  ],
  ['', 'the CDK CLI says nothing', undefined],
])('why the CLI has failed: %#', (output, reason, fix) => {
  expect(reasonIn(output.split('\n'))).toBe(reason);
  expect(fixFor(reason, 'npx cdk bootstrap x')).toBe(fix);
});

test('a long reason is cut: the log has the rest', () => {
  expect(reasonIn([`‣ E: ${'x'.repeat(10_000)}`]).length).toBeLessThan(500);
});

describe('which CLI', () => {
  let directory: string;
  beforeEach(() => (directory = fs.mkdtempSync(path.join(os.tmpdir(), 'cli-'))));

  function install(version: string, at: string) {
    const home = path.join(directory, at, 'node_modules', 'aws-cdk');
    fs.mkdirSync(home, { recursive: true });
    fs.writeFileSync(path.join(home, 'package.json'), JSON.stringify({ version }));
    return home;
  }

  test('the one of the application, if it has the version of the pipeline', () => {
    const home = install('2.1148.1', '.');
    install('2.1000.0', 'packages/app');
    expect(findCli('2.1148.1', [path.join(directory, 'packages/app')])).toEqual({
      file: process.execPath,
      args: [path.join(home, 'bin', 'cdk')],
      from: `aws-cdk 2.1148.1 of ${home}`,
    });
  });

  test('else npx fetches that version', () => {
    install('2.1000.0', '.');
    expect(findCli('2.1148.1', [directory])).toEqual({
      file: 'npx',
      args: ['--yes', 'aws-cdk@2.1148.1'],
      from: 'aws-cdk 2.1148.1, by npx',
    });
  });

  test.each([
    ['npm install -g aws-cdk@2.1120.0', '2.1120.0'],
    ['npm install -g aws-cdk@2.1120.0 cdk-assets@4.7.3', '2.1120.0'],
    ['npm install -g aws-cdk@2', PINNED_CLI],
    ['npm install -g aws-cdk@2.1120.0-rc', PINNED_CLI],
  ])('%s', (command, version) => {
    const plan = planOf('Beta/Data 222222222222 eu-west-1');
    const job = { kind: 'script' as const, installCommands: [command], commands: [], env: {}, inputs: [], outputs: [] };
    expect(versionOf({ ...plan, actions: [{ ...plan.actions[0], job }] })).toBe(version);
  });
});

test('outputs of the last real run are kept by stack', () => {
  const directory = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'run-')), 'run');
  expect(readOutputs(directory)).toEqual({});
  keepOutputs(directory, 'Pipe/Prod/Data', { Url: 'old' });
  keepOutputs(directory, 'Pipe/Beta/Data', {});
  keepOutputs(directory, 'Pipe/Prod/Data', { Url: 'new' });
  expect(Object.entries(readOutputs(directory))).toEqual([
    ['Pipe/Beta/Data', {}],
    ['Pipe/Prod/Data', { Url: 'new' }],
  ]);
  expect(fs.readdirSync(directory)).toEqual(['outputs.json']);
});

test('when the run is ended, so is the CLI, with all that it has started', async () => {
  const stopped = new AbortController();
  const log = () => stopped.abort();
  // What is left of it would hold the output open.
  const cli = { file: 'sh', args: ['-c', 'sleep 1000 & echo begun; wait'], from: '' };
  const { code, lines } = await runCli(cli, {
    args: [],
    cwd: os.tmpdir(),
    env: process.env,
    log,
    signal: stopped.signal,
  });

  expect({ code, lines }).toEqual({ code: undefined, lines: ['begun'] });
});

test('a CLI that is not there says so', async () => {
  const cli = { file: '/nowhere/cdk', args: [], from: '' };
  const { signal } = new AbortController();
  const { code, lines } = await runCli(cli, { args: [], cwd: os.tmpdir(), env: {}, log: () => {}, signal });

  expect({ code, reason: reasonIn(lines) }).toEqual({ code: undefined, reason: 'spawn /nowhere/cdk ENOENT' });
});
