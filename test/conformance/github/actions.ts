import * as fs from 'node:fs';
import * as path from 'node:path';
import { copyFiles, listFiles } from '../cloud/files';
import type { Statement } from '../cloud/iam';
import type { Running } from './model';
import { StepFailed } from '../../kit/github/shell-step';

/* Actions, by their names: what they do to files of the job and to who it is. */

type Inputs = Readonly<Record<string, string>>;

interface Action {
  /** An input that is not here is a warning of GitHub, that nobody reads, and an error here. */
  readonly inputs: readonly string[];
  readonly run: (running: Running, inputs: Inputs) => void;
}

/** @param uses `owner/name@version` */
export function runNamedAction(running: Running, uses: string, inputs: Inputs): void {
  const action = ACTIONS[uses.replace(/@.+$/, '')];
  if (!action) throw new Error(`the simulator knows no action '${uses}'`);
  const unknown = Object.keys(inputs).filter((name) => !action.inputs.includes(name));
  if (unknown.length > 0) throw new StepFailed(`${uses} has no input ${unknown.join(', ')}`);
  action.run(running, inputs);
}

/** The directory is emptied before. */
function checkout(running: Running, inputs: Inputs): void {
  const { run, workspace, permissions } = running;
  const { repository = run.world.repository, path: place = '.', token = running.token } = inputs;
  const target = path.resolve(workspace, place);
  if (target !== workspace && !target.startsWith(`${workspace}/`)) {
    throw new StepFailed(`Repository path '${target}' is not under '${workspace}'`);
  }
  const isOwn = repository === run.world.repository;
  const mayRead = isOwn
    ? permissions.contents !== undefined
    : token === run.world.secrets[run.world.tokens[repository]];
  const directory = run.world.sources[repository];
  if (!mayRead || directory === undefined) throw new StepFailed(`Repository '${repository}' not found`);
  fs.rmSync(target, { recursive: true, force: true });
  copyFiles({ directory, files: listFiles(directory) }, target);
  if (inputs['persist-credentials'] !== 'false') {
    fs.mkdirSync(path.join(target, '.git'));
    fs.writeFileSync(path.join(target, '.git', 'config'), `token ${token}`);
  }
}

const MAY_ASSUME: Statement = { Effect: 'Allow', Action: 'sts:AssumeRole', Resource: 'arn:aws:iam::*:role/cdk-*' };

function configureCredentials({ run, permissions, environment, env }: Running, inputs: Inputs): void {
  const { 'aws-region': region, 'role-to-assume': role = '', 'allowed-account-ids': allowed } = inputs;
  if (!region) throw new StepFailed('Input required and not supplied: aws-region');
  if (permissions['id-token'] !== 'write') throw new StepFailed('Credentials could not be loaded: no identity token');
  const trust = run.world.trustOf(role);
  const where = environment === undefined ? 'ref:refs/heads/main' : `environment:${environment}`;
  const subject = `repo:${run.world.repository}:${where}`;
  if (!trust?.test(subject)) {
    throw new StepFailed(`Not authorized to perform sts:AssumeRoleWithWebIdentity: ${subject} on ${role}`);
  }
  const [, account] = /^arn:aws:iam::(\d{12}):/.exec(role)!;
  if (allowed !== undefined && !allowed.split(',').includes(account)) {
    throw new StepFailed(`The account ID of the provided credentials, ${account}, is not allowed`);
  }
  const keyId = `key-${run.keys.size + 1}`;
  run.keys.set(keyId, { arn: role, account, statements: [MAY_ASSUME] });
  Object.assign(env, { AWS_ACCESS_KEY_ID: keyId, AWS_REGION: region, AWS_DEFAULT_REGION: region });
}

const ACTIONS: Readonly<Record<string, Action>> = {
  'actions/checkout': {
    inputs: ['repository', 'ref', 'token', 'path', 'persist-credentials', 'fetch-depth'],
    run: checkout,
  },
  'actions/upload-artifact': {
    inputs: ['name', 'path', 'if-no-files-found', 'retention-days', 'include-hidden-files'],
    run: (running, inputs) => running.run.artifacts.upload(running, inputs),
  },
  'actions/download-artifact': {
    inputs: ['name', 'path'],
    run: (running, inputs) => running.run.artifacts.download(running, inputs),
  },
  'aws-actions/configure-aws-credentials': {
    inputs: [...['aws-region', 'role-to-assume', 'allowed-account-ids', 'role-session-name', 'role-duration-seconds']],
    run: configureCredentials,
  },
  'docker/login-action': {
    inputs: ['registry', 'username', 'password', 'logout'],
    run: (_, { username, password }) => {
      if (!username || !password) throw new StepFailed('Username and password required');
    },
  },
};
