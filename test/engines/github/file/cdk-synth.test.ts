import { spawnSync } from 'child_process';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { ROOT } from '../../../../scripts/lib';

// `cdk synth` of people: the real CLI runs an app that is in a repository.

const CDK = path.join(ROOT, 'node_modules', 'aws-cdk', 'bin', 'cdk');

/** Workflows, each with a file of its own. */
const APP = `
const lib = require('module').createRequire(${JSON.stringify(`${ROOT}/`)});
const { App, Stack, Stage } = lib('aws-cdk-lib');
const { ShellStep, github } = lib('./index');
const app = new App();
new Stack(new Stage(app, 'Prod'), 'Data'); // for the CLI, which wants a stack
for (const name of process.env.NAMES.split(',')) {
  const synth = new ShellStep('Synth', { commands: ['npx cdk synth'] });
  new github.GitHubWorkflow(app, name, { synth, workflowName: name, workflowPath: '.github/workflows/' + name + '.yml' });
}
if (process.env.REFUSE) app.node.addValidation({ validate: () => ['refused'] });
app.synth({ skipValidation: process.env.SKIP === 'yes' });
if (process.env.AGAIN) app.synth({ force: true });
`;

let root: string;
beforeEach(() => {
  root = fs.mkdtempSync(path.join(os.tmpdir(), 'synth-'));
  fs.mkdirSync(path.join(root, '.git'));
  fs.mkdirSync(path.join(root, 'infra'));
  fs.writeFileSync(path.join(root, 'infra', 'app.js'), APP);
});

const file = (name: string) => path.join(root, '.github', 'workflows', `${name}.yml`);

function synth(names: string, env: Record<string, string> = {}) {
  const { HOME, PATH } = process.env;
  const args = ['synth', '--quiet', '--no-notices', '--no-version-reporting', '--app', `"${process.execPath}" app.js`];
  const { status, stdout, stderr } = spawnSync(process.execPath, [CDK, ...args], {
    cwd: path.join(root, 'infra'),
    encoding: 'utf8',
    env: { HOME, PATH, NO_COLOR: '1', CDK_DISABLE_CLI_TELEMETRY: 'true', NAMES: names, ...env },
  });
  return { status, output: `${stdout}${stderr}` };
}

const times = (text: string, part: string) => text.split(part).length - 1;

test('where people develop, it writes the file, and says so once', () => {
  const first = synth('Shop', { AGAIN: 'yes' });
  expect(first).toMatchObject({ status: 0 });
  expect(times(first.output, 'wrote .github/workflows/Shop.yml')).toBe(1);
  const inAssembly = path.join(root, 'infra', 'cdk.out', 'Shop.github.yml');
  expect(fs.readFileSync(file('Shop'), 'utf8')).toBe(fs.readFileSync(inAssembly, 'utf8'));
  const second = synth('Shop');
  expect(second).toMatchObject({ status: 0 });
  expect(second.output).not.toContain('wrote');
});

test('in CI, all stale files are in one error, once', () => {
  synth('A,B,C');
  fs.appendFileSync(file('A'), '# more\n');
  fs.rmSync(file('B'));
  const summary = path.join(root, 'summary.md');
  const { status, output } = synth('A,B,C', { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: summary });
  expect(status).toBe(1);
  expect(times(output, "the workflow '.github/workflows/A.yml' is stale")).toBe(1);
  expect(times(output, "the workflow '.github/workflows/B.yml' is not in the repository")).toBe(1);
  expect(output).not.toContain('C.yml');
  expect(output).toMatch(/^ *-# more$/m);
  expect(output).toContain('npx cdk synth && git add ../.github/workflows/A.yml && git commit');
  expect(fs.readFileSync(file('A'), 'utf8')).toMatch(/# more\n$/);
  expect(fs.existsSync(file('B'))).toBe(false);
  expect(times(fs.readFileSync(summary, 'utf8'), '### ')).toBe(2);
});

test('who skips validation gets the error all the same', () => {
  const { status, output } = synth('Shop', { CI: 'true', SKIP: 'yes' });
  expect(status).toBe(1);
  expect(output).toContain("[Shop] the workflow '.github/workflows/Shop.yml' is not in the repository");
});

test('where something else is wrong, nothing is written', () => {
  expect(synth('Shop', { REFUSE: 'yes' })).toMatchObject({ status: 1 });
  expect(fs.existsSync(file('Shop'))).toBe(false);
});
