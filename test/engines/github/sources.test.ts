import { CodePipelineSource, ShellStep, type ShellStepProps } from '../../../lib';
import { built, setUp, stepOf, withoutWarnings } from './kit';

const connectionArn = 'arn:aws:codestar-connections:eu-west-1:111111111111:connection/x';
const source = (repository: string, branch = 'main', codeBuildCloneOutput?: boolean) =>
  CodePipelineSource.connection(repository, branch, { connectionArn, codeBuildCloneOutput });

/** A workflow of `my-org/my-app`, with a step that gets all that is given. */
function jobWith(props: ShellStepProps | ((synth: ShellStep) => ShellStepProps), branch = 'main') {
  const own = source('my-org/my-app', branch);
  const synth = new ShellStep('Synth', { input: own, commands: ['npx cdk synth'] });
  const { workflow } = setUp({ synth });
  const step = new ShellStep('Test', typeof props === 'function' ? props(synth) : props);
  workflow.addWave('Tests', { pre: [step] });
  const file = built(workflow);
  return { file, job: file.jobs['Tests-Test'] };
}

withoutWarnings();

test('the branch of the source of the synth starts the workflow', () => {
  const { file } = jobWith({ commands: ['true'] }, 'release');
  expect(file.on).toEqual({ push: { branches: ['release'] }, workflow_dispatch: {} });
});

test('a step without input gets this repository, without credentials in it', () => {
  const { job } = jobWith({ commands: ['true'] });
  expect(stepOf(job, 'Check out').with).toEqual({ 'persist-credentials': false });
});

test('another repository is checked out beside, with its branch', () => {
  const { job } = jobWith({ commands: ['true'], additionalInputs: { vendor: source('my-org/other', 'v2') } });
  const [own, other] = job.steps.filter(({ uses }) => uses?.startsWith('actions/checkout@'));
  expect(own.with).toEqual({ 'persist-credentials': false });
  expect(other.with).toEqual({ repository: 'my-org/other', ref: 'v2', path: 'vendor', 'persist-credentials': false });
});

test.each(['vendor', '../shared'])(
  'nothing is in %s already: a checkout would remove it, or files would be mixed',
  (directory) => {
    const { job } = jobWith({ commands: ['true'], additionalInputs: { [directory]: source('my-org/other') } });
    const guard = job.steps.find(({ run }) => run?.startsWith(`if [ -e ${directory} ]; then`));
    expect(guard?.run).toContain('exit 1');
    const checkouts = job.steps.flatMap(({ uses }, i) => (uses?.startsWith('actions/checkout@') ? [i] : []));
    // In the workspace it is looked before, outside of it before files are moved there.
    expect(checkouts[1] - job.steps.indexOf(guard!)).toBe(directory === 'vendor' ? 1 : -1);
  },
);

test('files for the working directory come before the sources in it', () => {
  const { job } = jobWith((synth) => ({
    input: synth,
    commands: ['true'],
    additionalInputs: { vendor: source('my-org/other') },
  }));
  const names = job.steps.map(({ name }) => name);
  expect(names).toEqual(['Get Build-Synth', 'Unpack', 'Is vendor free?', 'Check out', 'Run']);
});

test('what goes outside of the workspace is moved there: the action refuses it', () => {
  const { job } = jobWith({ commands: ['true'], additionalInputs: { '../shared': source('my-org/other') } });
  const other = job.steps.find((step) => step.with?.repository === 'my-org/other')!;
  expect(other.with!.path).toBe('.github-source-2');
  expect(stepOf(job, 'Move to ../shared').run).toContain('mv .github-source-2 ../shared');
});

test('who asks for a clone gets the history', () => {
  const { workflow } = setUp({
    synth: new ShellStep('Synth', { input: source('my-org/my-app', 'main', true), commands: ['npx cdk synth'] }),
  });
  const job = built(workflow).jobs['Build-Synth'];
  expect(stepOf(job, 'Check out').with).toEqual({ 'fetch-depth': 0, 'persist-credentials': false });
});

test('what the source says is read where nobody can put commands into it', () => {
  const own = source('my-org/my-app');
  const { workflow } = setUp({ synth: new ShellStep('Synth', { input: own, commands: ['npx cdk synth'] }) });
  const attributes = ['CommitId', 'BranchName', 'FullRepositoryName', 'CommitMessage', 'AuthorDate'];
  const env = Object.fromEntries(attributes.map((name) => [name, own.sourceAttribute(name)]));
  workflow.addWave('Tests', { pre: [new ShellStep('Test', { commands: ['true'], env })] });
  const job = built(workflow).jobs['Tests-Test'];
  expect(stepOf(job, 'Run').env).toEqual({
    CommitId: '${{ github.sha }}',
    BranchName: '${{ github.ref_name }}',
    FullRepositoryName: '${{ github.repository }}',
    CommitMessage: '${{ steps.source.outputs.CommitMessage }}',
    AuthorDate: '${{ steps.source.outputs.AuthorDate }}',
  });
  expect(job.steps.filter(({ run }) => run?.includes('${{'))).toEqual([]);
});

test('another branch of this repository is other code: it is checked out by its name, with the token of the job', () => {
  const { job } = jobWith({ commands: ['true'], input: source('My-Org/My-App', 'release') });
  expect(stepOf(job, 'Check out').with).toEqual({ ref: 'release', 'persist-credentials': false });
});

test('GitHub compares names of repositories without case, and so do we', () => {
  const { job } = jobWith({ commands: ['true'], input: source('My-Org/My-App') });
  expect(stepOf(job, 'Check out').with).toEqual({ 'persist-credentials': false });
});

test('a token is found by the name of the repository, in whatever case', () => {
  const own = source('my-org/my-app');
  const { workflow } = setUp({
    synth: new ShellStep('Synth', {
      input: own,
      additionalInputs: { lib: source('My-Org/Lib') },
      commands: ['npx cdk synth'],
    }),
    repositoryTokenSecrets: { 'my-org/lib': 'LIB' },
  });
  const checkouts = built(workflow).jobs['Build-Synth'].steps.filter(({ uses }) =>
    uses?.startsWith('actions/checkout@'),
  );
  expect(checkouts.map((step) => step.with?.token)).toEqual([undefined, '${{ secrets.LIB }}']);
});

test('a push to another source starts nothing: that is a warning', () => {
  const own = source('my-org/my-app');
  const { workflow } = setUp({ synth: new ShellStep('Synth', { input: own, commands: ['npx cdk synth'] }) });
  const quiet = CodePipelineSource.connection('my-org/quiet', 'main', { connectionArn, triggerOnPush: false });
  const inputs = { a: source('my-org/other'), b: quiet };
  workflow.addWave('Tests', { pre: [new ShellStep('Test', { commands: ['true'], additionalInputs: inputs })] });
  built(workflow);
  const texts = (console.warn as jest.Mock).mock.calls.map(([text]) => String(text));
  expect(texts.filter((text) => text.includes('a push there does not start the workflow'))).toEqual([
    expect.stringContaining('(my-org/other)'),
  ]);
});

test('the short name of the repository is known in every run', () => {
  const own = source('my-org/my-app');
  const { workflow } = setUp({ synth: new ShellStep('Synth', { input: own, commands: ['npx cdk synth'] }) });
  const env = { NAME: own.sourceAttribute('RepositoryName') };
  workflow.addWave('Tests', { pre: [new ShellStep('Test', { commands: ['true'], env })] });
  expect(stepOf(built(workflow).jobs['Tests-Test'], 'Run').env).toEqual({ NAME: 'my-app' });
});
