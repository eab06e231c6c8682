import { execFileSync, spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Stack } from 'aws-cdk-lib';
import { parse } from 'yaml';
import * as pipelines from '../../../lib';
import { command } from '../../cli/run';
import { schemaFindings } from '../../kit/github/schema-findings';
import { BASH } from '../../kit/github/shell-step';
import { stageOf } from '../../kit/app';
import { type FileWorkflow, kept, setUp, stepOf, withoutWarnings } from './kit';
import { problemsIn } from './problems';
import { ROOT } from '../../../scripts/lib';

const { github, CodeBuildStep, CodePipelineSource, ManualApprovalStep, ShellStep } = pipelines;

type Props = Partial<pipelines.github.GitHubWorkflowProps>;
type Check = pipelines.github.PullRequestCheckOptions;

/** The text of the workflow for pull requests. */
function textOf(props: Props = {}, more: (workflow: pipelines.github.GitHubWorkflow) => void = () => {}): string {
  const { app, workflow } = setUp({ pullRequestCheck: {}, ...props });
  more(workflow);
  return kept(fs.readFileSync(path.join(app.synth().directory, 'Delivery.pull-request.github.yml'), 'utf8'));
}

const checkOf = (...given: Parameters<typeof textOf>) => parse(textOf(...given)) as FileWorkflow;

/** Of both jobs, in the order they run. */
const [TARGET, OWN] = ['Target-Branch', 'Pull-Request'];

withoutWarnings();

test('it is a workflow, and says what it is for', () => {
  const text = textOf();
  expect(text).toMatch(/^# Made by cdk-pipelines for pull requests of the pipeline Delivery\.\n/);
  expect(schemaFindings(text)).toEqual([]);
});

test('both sides are synthesized, each from its own code', () => {
  const { jobs, permissions } = checkOf();
  expect(permissions).toEqual({});
  expect(Object.keys(jobs)).toEqual([TARGET, OWN]);
  expect(jobs[OWN].needs).toBe(TARGET);
  const [target, own] = [TARGET, OWN].map((id) => stepOf(jobs[id], 'Check out').with);
  expect(target).toEqual({ ref: '${{ github.event.pull_request.base.sha }}', 'persist-credentials': false });
  expect(own).toEqual({ 'persist-credentials': false });
  expect([TARGET, OWN].map((id) => stepOf(jobs[id], 'Run'))).toEqual([
    { name: 'Run', run: 'npx cdk synth', env: { CDK_PIPELINES_WORKFLOW: 'off' } },
    { name: 'Run', run: 'npx cdk synth', env: { CDK_PIPELINES_WORKFLOW: 'check' } },
  ]);
});

test('whatever the synth may do, code that nobody has reviewed may not', () => {
  const synth = new CodeBuildStep('Synth', {
    commands: ['npx cdk synth'],
    primaryOutputDirectory: 'cdk.out',
    role: iam.Role.fromRoleArn(new Stack(), 'Role', 'arn:aws:iam::111111111111:role/Synth'),
  });
  const props: Props = {
    synth,
    dockerCredentials: [github.GitHubDockerCredential.ghcr({ usages: [github.GitHubDockerCredentialUsage.SYNTH] })],
  };
  const configure = (workflow: pipelines.github.GitHubWorkflow) =>
    workflow.configureStep(synth, {
      gitHubEnvironment: { name: 'Build' },
      permissions: { packages: github.JobPermission.READ, issues: github.JobPermission.WRITE },
    });
  const text = textOf(props, configure);
  const { jobs } = parse(text) as FileWorkflow;
  for (const id of [TARGET, OWN]) {
    expect(jobs[id]).not.toHaveProperty('environment');
    expect(jobs[id].permissions).toEqual({ contents: 'read', packages: 'read' });
  }
  expect(text).not.toMatch(/secrets|role-to-assume|login|id-token/);
});

test('with credentials for lookups, it has these and no others', () => {
  const awsCreds = github.AwsCredentials.fromOpenIdConnect({
    gitHubActionRoleArn: 'arn:aws:iam::111111111111:role/Lookup',
  });
  const { jobs } = checkOf({ pullRequestCheck: { awsCreds } });
  for (const id of [TARGET, OWN]) {
    expect(jobs[id].permissions).toEqual({ contents: 'read', 'id-token': 'write' });
    expect(stepOf(jobs[id], 'Get credentials for AWS').with).toMatchObject({
      'role-to-assume': 'arn:aws:iam::111111111111:role/Lookup',
    });
  }
});

test.each<[string, Props, object]>([
  ['branches that pushes deploy', {}, { branches: ['main'] }],
  [
    'branches of triggers, and not their files',
    { workflowTriggers: { push: { branches: ['main', 'release/**'], paths: ['infra/**'] } } },
    { branches: ['main', 'release/**'] },
  ],
  ['all, if tags start it', { workflowTriggers: { push: { tags: ['v*'] } } }, {}],
  [
    'those that are given',
    { pullRequestCheck: { branches: ['next'], paths: ['infra/**'] } },
    { branches: ['next'], paths: ['infra/**'] },
  ],
])('it is started by pull requests to %s', (_, props, expected) => {
  expect(checkOf(props).on).toEqual({ pull_request: expected });
});

test('what somebody may set by hand has its default', () => {
  const workflowTriggers = { workflowDispatch: { inputs: { SIZE: { defaultValue: 'L' }, NOTE: {} } } };
  const { env } = stepOf(checkOf({ workflowTriggers }).jobs[OWN], 'Run');
  expect(env).toEqual({ SIZE: 'L', NOTE: '', CDK_PIPELINES_WORKFLOW: 'check' });
});

test('pull requests to whatever starts the workflow are checked', () => {
  const input = CodePipelineSource.connection('my-org/app', 'main', {
    connectionArn: 'arn:aws:codestar-connections:::x',
    triggers: [pipelines.Trigger.push({ branches: ['release/*'] })],
  });
  const synth = new ShellStep('Synth', { input, commands: ['npx cdk synth'] });
  expect(checkOf({ synth }).on).toEqual({ pull_request: { branches: ['release/*'] } });
  const workflowTriggers = { push: { branchesIgnore: ['draft/*'] } };
  expect(checkOf({ workflowTriggers }).on).toEqual({ pull_request: { 'branches-ignore': ['draft/*'] } });
});

test('checks wait for those of their own file, whatever the workflows are called', () => {
  const groups = ['shop', 'web'].map((file) => {
    const { concurrency } = checkOf({ workflowName: 'deploy', workflowPath: `.github/workflows/${file}.yml` });
    return concurrency?.group;
  });
  expect(groups).toEqual(
    ['shop', 'web'].map((file) => `${file}-pull-request-\${{ github.event.pull_request.number }}`),
  );
});

test('code of other repositories is the same on both sides', () => {
  const own = CodePipelineSource.connection('my-org/app', 'main', {
    connectionArn: 'arn:aws:codestar-connections:::x',
  });
  const other = CodePipelineSource.connection('my-org/lib', 'main', {
    connectionArn: 'arn:aws:codestar-connections:::x',
  });
  const synth = new ShellStep('Synth', { input: own, additionalInputs: { lib: other }, commands: ['npx cdk synth'] });
  const checkouts = checkOf({ synth }).jobs[TARGET].steps.filter(({ uses }) => uses?.includes('/checkout@'));
  expect(checkouts.map((step) => step.with?.ref)).toEqual(['${{ github.event.pull_request.base.sha }}', 'main']);
});

test('variables that the synth exports are not handed on', () => {
  const synth = new CodeBuildStep('Synth', { commands: ['npx cdk synth'], primaryOutputDirectory: 'cdk.out' });
  const text = textOf({ synth }, (workflow) =>
    workflow.addWave('Wave', {
      post: [new ShellStep('Read', { commands: ['true'], env: { V: synth.exportedVariable('V') } })],
    }),
  );
  expect(parse(text).jobs[OWN]).not.toHaveProperty('outputs');
  expect(text).not.toContain('end_of_value');
});

test('a synth that takes something from other steps is an error', () => {
  const lint = new ShellStep('Lint', { commands: ['true'], primaryOutputDirectory: 'out' });
  const count = new CodeBuildStep('Count', { commands: ['N=1'] });
  const synth = new ShellStep('Synth', {
    commands: ['npx cdk synth'],
    additionalInputs: { lint },
    env: { N: count.exportedVariable('N') },
  });
  const { workflow } = setUp({ synth, pullRequestCheck: {} });
  expect(problemsIn(() => workflow.buildPipeline())).toEqual([
    "pullRequestCheck with a synth that takes something from 'Lint', 'Count'",
  ]);
});

test('properties of a wrong kind are an error', () => {
  const check = { branches: [], paths: 'infra', awsCreds: 'arn', command: 'x; rm -rf /' } as unknown as Check;
  const { workflow } = setUp({ pullRequestCheck: check });
  expect(problemsIn(() => workflow.buildPipeline())).toEqual([
    'a list as pullRequestCheck.branches',
    "the string 'infra' as pullRequestCheck.paths",
    "the string 'arn' as pullRequestCheck.awsCreds",
    "the string 'x; rm -rf /' as pullRequestCheck.command",
  ]);
});

describe('comparing', () => {
  /** A cloud assembly with a pipeline that asks before it deploys, or not. */
  function assembly(...pre: pipelines.Step[]): string {
    const { app, workflow } = setUp();
    workflow.addStage(stageOf(app, 'Prod'), { pre });
    return app.synth().directory;
  }

  /** Runs the step, where the other job has handed on what is in a directory. */
  function compare(before: string, after: string) {
    const temp = fs.mkdtempSync(path.join(os.tmpdir(), 'runner-'));
    const bin = path.join(temp, 'bin');
    fs.mkdirSync(bin);
    // The sources, as this test has them: what was compiled may be older.
    const run = [
      process.execPath,
      '-r',
      path.join(ROOT, 'test/parity/register.js'),
      path.join(ROOT, 'lib/cli/main.ts'),
    ];
    const npx = [
      '#!/bin/sh',
      '[ "$1 $2 $3" = "--no -- cdk-pipelines" ] || exit 9',
      'shift 3',
      `exec ${run.map((word) => `"${word}"`).join(' ')} "$@"`,
    ];
    fs.writeFileSync(path.join(bin, 'npx'), `${npx.join('\n')}\n`, { mode: 0o755 });
    execFileSync('tar', ['--create', `--file=${temp}/target-branch.tar`, `--directory=${before}`, '.']);
    const work = fs.mkdtempSync(path.join(os.tmpdir(), 'work-'));
    fs.cpSync(after, path.join(work, 'infra', 'cdk.out'), { recursive: true });
    const synth = new ShellStep('Synth', { commands: ['x'], primaryOutputDirectory: 'infra/cdk.out' });
    const step = stepOf(checkOf({ synth }).jobs[OWN], 'Compare the plans') as {
      run: string;
      'working-directory': string;
    };
    const summary = path.join(temp, 'summary.md');
    const { status, stdout } = spawnSync('bash', [...BASH, '-c', step.run], {
      cwd: path.join(work, step['working-directory']),
      encoding: 'utf8',
      env: { PATH: `${bin}:${process.env.PATH}`, RUNNER_TEMP: temp, GITHUB_STEP_SUMMARY: summary },
    });
    return { status, stdout, summary: fs.readFileSync(summary, 'utf8') };
  }

  test('a gate that is lost fails, and is in the summary', () => {
    const { status, stdout, summary } = compare(assembly(new ManualApprovalStep('Release')), assembly());
    expect(status).toBe(1);
    expect(stdout).toBe('::error::A gate is lost: see the summary of this run.\n');
    expect(summary).toMatch(/^### Delivery: Delivery\n\n\*\*A gate is lost\*\*\n/);
  });

  test('a gate that is new does not', () => {
    const { status, stdout, summary } = compare(assembly(), assembly(new ManualApprovalStep('Release')));
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
    expect(summary).toContain('1 new gate');
  });
});

test('only a cloud assembly with a plan is handed on', () => {
  const { jobs } = checkOf();
  const { run } = stepOf(jobs[TARGET], 'Look for a plan');
  const found = (files: string[]) => {
    const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'look-'));
    fs.mkdirSync(path.join(directory, 'cdk.out'));
    files.forEach((file) => fs.writeFileSync(path.join(directory, 'cdk.out', file), ''));
    const env = { ...process.env, GITHUB_OUTPUT: path.join(directory, 'output') };
    fs.writeFileSync(env.GITHUB_OUTPUT, '');
    execFileSync('bash', ['-eo', 'pipefail', '-c', run!], { cwd: directory, env, stdio: 'ignore' });
    return fs.readFileSync(env.GITHUB_OUTPUT, 'utf8');
  };
  expect(found(['manifest.json'])).toBe('');
  expect(found(['A.plan.json', 'B.plan.json'])).toBe('plan=true\n');
});

test('its file is beside that of the workflow, and as fresh; without it, none is left in the cloud assembly', () => {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), 'pull-request-'));
  const { app } = setUp({ pullRequestCheck: {}, workflowPath: '.github/workflows/app.yaml' });
  const { directory } = app.synth();
  const update = () => command(['github', 'update', directory, '--repository', root]);
  expect(update()).toEqual({
    code: 0,
    out: 'wrote .github/workflows/app.yaml: commit it\nwrote .github/workflows/app-pull-request.yaml: commit it\n',
    err: '',
  });
  const written = fs.readFileSync(path.join(root, '.github/workflows/app-pull-request.yaml'), 'utf8');
  expect(written).toMatch(/^# Made by cdk-pipelines for pull requests of /);
  process.env.CDK_OUTDIR = directory;
  process.env.CDK_PIPELINES_WORKFLOW = 'off';
  try {
    setUp().app.synth();
  } finally {
    delete process.env.CDK_OUTDIR;
    delete process.env.CDK_PIPELINES_WORKFLOW;
  }
  expect(fs.readdirSync(directory).filter((name) => name.endsWith('.github.yml'))).toEqual(['Delivery.github.yml']);
});
