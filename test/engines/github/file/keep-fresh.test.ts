import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import * as cdk from 'aws-cdk-lib';
import * as pipelines from '../../../../lib';
import { command } from '../../../cli/run';
import { setUp } from '../kit';

const FILE = '.github/workflows/deploy.yml';

const before = { env: { ...process.env }, directory: process.cwd() };
let root: string;
beforeEach(() => {
  root = fs.mkdtempSync(path.join(os.tmpdir(), 'fresh-'));
  fs.mkdirSync(path.join(root, '.git'));
  process.chdir(root);
  ['CI', 'GITHUB_ACTIONS', 'CODEBUILD_CI', 'GITHUB_STEP_SUMMARY'].forEach((name) => delete process.env[name]);
  jest.spyOn(console, 'error').mockImplementation();
});
afterEach(() => {
  process.chdir(before.directory);
  process.env = { ...before.env };
  jest.restoreAllMocks();
});

const there = () => fs.readFileSync(path.join(root, FILE), 'utf8');

test('a synthesis writes what the workflow is, into the repository and the cloud assembly', () => {
  process.env.CDK_PIPELINES_WORKFLOW = 'write';
  const { app, workflow } = setUp();
  const { directory } = app.synth();
  expect(there()).toBe(workflow.workflowText);
  expect(there().split('\n').slice(0, 3)).toEqual([
    '# Made by cdk-pipelines for the pipeline Delivery.',
    '# Do not edit it: change the pipeline, run `npx cdk synth`, and commit what that writes here.',
    'name: deploy',
  ]);
  expect(fs.readFileSync(path.join(directory, 'Delivery.github.yml'), 'utf8')).toBe(workflow.workflowText);
  expect(command(['github', 'diff', directory])).toEqual({ code: 0, out: `Delivery\n  ${FILE} is fresh\n`, err: '' });
});

test('in CI it checks all of them, and writes none', () => {
  process.env.CDK_PIPELINES_WORKFLOW = 'check';
  const { app, synth } = setUp();
  new pipelines.github.GitHubWorkflow(app, 'Other', { synth, workflowPath: '.github/workflows/other.yml' });
  expect(() => app.synth()).toThrow(
    /\[Delivery\][^]*deploy\.yml' is not in the repository[^]*\[Other\][^]*other\.yml' is not/,
  );
  expect(fs.existsSync(path.join(root, '.github'))).toBe(false);
});

test('a wrong mode is one problem, however many files the pipeline has', () => {
  process.env.CDK_PIPELINES_WORKFLOW = 'yes';
  const { app } = setUp({ pullRequestCheck: {} });
  let message = '';
  try {
    app.synth();
  } catch (error) {
    message = (error as Error).message;
  }
  expect(message.match(/'yes' as CDK_PIPELINES_WORKFLOW/g)).toHaveLength(1);
});

test('who says nothing in a test of an app gets neither', () => {
  process.env.CI = 'true';
  const { app } = setUp();
  app.synth();
  expect(fs.existsSync(path.join(root, '.github'))).toBe(false);
});

test('a gate that is lost is seen in the file alone', () => {
  const text = (steps: pipelines.Step[]) => {
    const { app, workflow } = setUp();
    const prod = new cdk.Stage(app, 'Prod', { env: { account: '111111111111', region: 'eu-west-1' } });
    new cdk.Stack(prod, 'Data');
    workflow.addStage(prod, { pre: steps });
    app.synth();
    return workflow.workflowText;
  };
  fs.mkdirSync(path.join(root, '.github', 'workflows'), { recursive: true });
  fs.writeFileSync(path.join(root, FILE), text([new pipelines.ManualApprovalStep('Release')]));
  process.env.CDK_PIPELINES_WORKFLOW = 'check';
  expect(() => text([])).toThrow(
    /is stale[^]*A gate is lost:\n *- Gate 'deploy-Prod-Release' is gone: it stopped\n *'Prod-Data-Deploy'\n/,
  );
});

test.each([[false], [true]])('two workflows with one file are one error; without validation: %s', (skipValidation) => {
  const { app, synth } = setUp();
  new pipelines.github.GitHubWorkflow(app, 'Other', { synth });
  let message = '';
  try {
    app.synth({ skipValidation });
  } catch (error) {
    message = (error as Error).message;
  }
  expect(message.match(/which is also the file of the workflow of 'Delivery'/g)).toHaveLength(1);
  expect(message).toContain('[Other]');
});

test('a file where GitHub finds none is an error', () => {
  const { workflow } = setUp({ workflowPath: 'deploy.yml' });
  expect(() => workflow.buildPipeline()).toThrow("[Delivery] 'deploy.yml' as the file of the workflow.");
});
