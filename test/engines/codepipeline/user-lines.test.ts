import { spawnSync } from 'child_process';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { App, Stack, Stage } from 'aws-cdk-lib';
import { CodePipeline, CodePipelineSource, ManualApprovalStep, PipelineLayout, ShellStep, Step } from '../../../lib';
import { declarationOf } from '../../../lib/private/user-lines';
import { setUp, stageOf } from '../../kit/app';

const ROOT = path.resolve(__dirname, '../../..');
const THIS = 'test/engines/codepipeline/user-lines.test.ts';

/** The line of this file that ends in a comment. */
function lineOf(text: string): string {
  const lines = fs.readFileSync(__filename, 'utf8').split('\n');
  return `${THIS}:${lines.findIndex((line) => line.endsWith(text)) + 1}`;
}

function messageOf(act: () => unknown): string {
  try {
    act();
  } catch (e) {
    return (e as Error).message;
  }
  throw new Error('expected an error');
}

describe('an error says the line of the user', () => {
  test('that calls us', () => {
    const message = messageOf(() => new ShellStep('Wrong', {} as any)); // a call
    expect(message).toMatch(/^\[.*\.$/);
    expect(message).toContain(` Called at ${lineOf('// a call')}.`);
  });

  test('that declared the step, at synthesis, where the only line that runs is app.synth()', () => {
    const { app, pipeline, source } = setUp();
    const one = new ShellStep('Check', { input: source, commands: ['1'] }); // the first step
    const two = new ShellStep('Check', { input: source, commands: ['2'] }); // the second step
    pipeline.addStage(stageOf(app, 'Beta'), { pre: [one, two] });
    const message = messageOf(() => app.synth());
    expect(message).toContain(` Declared at ${lineOf('// the first step')}, ${lineOf('// the second step')}.`);
    expect(message).not.toContain('Called at');
  });

  test('of each problem, of several', () => {
    const { app, pipeline, source } = setUp();
    const itself = new ShellStep('Itself', { input: source, commands: ['1'] }); // depends on itself
    itself.addStepDependency(itself);
    pipeline.addStage(stageOf(app, 'Beta'), { pre: [itself] });
    pipeline.addStage(stageOf(app, 'Gamma'), { pre: [approval()], post: [approval()] });
    const [, ...problems] = messageOf(() => app.synth()).split('\n');
    expect(problems).toHaveLength(2);
    expect(problems[0]).toMatch(new RegExp(` Declared at ${lineOf('// one of the gates')}\\.$`));
    expect(problems[1]).toMatch(new RegExp(` Declared at ${lineOf('// depends on itself')}\\.$`));
  });

  test('that declared the step whose action cannot be made', () => {
    const { app, pipeline } = setUp();
    class Unknown extends Step {} // cannot be made
    pipeline.addStage(stageOf(app, 'Beta'), { pre: [new Unknown('Mine')] });
    expect(messageOf(() => app.synth())).toContain(` Declared at ${lineOf('// cannot be made')}.`);
  });

  test('that added the Stage', () => {
    const { app, pipeline } = setUp();
    pipeline.addStage(new Stage(app, 'Empty')); // without stacks
    expect(messageOf(() => app.synth())).toContain(` Declared at ${lineOf('// without stacks')}.`);
  });

  test('that made the pipeline, if nothing else is known', () => {
    const app = new App();
    const input = CodePipelineSource.connection('a/b', 'main', { connectionArn: 'arn:connection' });
    const synth = new ShellStep('Synth', { input, commands: ['x'] });
    new CodePipeline(new Stack(app, 'S'), 'P', { synth, layout: PipelineLayout.COMPACT, maxPublishers: 0 } as any); // the pipeline
    expect(messageOf(() => app.synth())).toContain(` Declared at ${lineOf('// the pipeline')}.`);
  });
});

test('nothing that is written has lines of the user', () => {
  const { app, pipeline } = setUp();
  const gate = approval();
  pipeline.addStage(stageOf(app, 'Beta'), { pre: [gate] });
  pipeline.addStage(stageOf(app, 'Gamma'), { pre: [gate] });
  const { directory } = app.synth();
  const written = fs.readdirSync(directory).filter((name) => /\.(json|dot)$/.test(name));
  expect(written.length).toBeGreaterThan(3);
  for (const name of written) {
    expect(fs.readFileSync(path.join(directory, name), 'utf8')).not.toMatch(/(Declared|Called) at/);
  }
});

describe('in a program without source maps', () => {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'user lines ('));
  afterAll(() => fs.rmSync(directory, { recursive: true }));

  /** What the program prints when it fails. Our code is compiled on the way, and is read from where it is. */
  function run(name: string, lines: string[], env: NodeJS.ProcessEnv = {}): string {
    fs.mkdirSync(path.join(directory, 'bin'), { recursive: true });
    fs.writeFileSync(path.join(directory, 'bin', name), lines.join('\n'));
    const result = spawnSync(process.execPath, ['-r', path.join(ROOT, 'test/parity/register.js'), `bin/${name}`], {
      cwd: directory,
      encoding: 'utf8',
      env: { ...process.env, NODE_PATH: path.join(ROOT, 'node_modules'), ...env },
    });
    return result.stderr;
  }

  const library = JSON.stringify(path.join(ROOT, 'lib'));
  const program = [`const { ShellStep } = require(${library});`, '', "new ShellStep('Wrong', {});"];

  test('a script', () => {
    expect(run('app.js', program)).toMatch(/^PipelineError: .* Called at bin\/app\.js:3\.$/m);
  });

  test('a module', () => {
    const [, ...others] = program;
    const imports = "import { createRequire } from 'module'; const require = createRequire(import.meta.url);";
    const all = [`${imports} ${program[0]}`, ...others];
    expect(run('app.mjs', all)).toMatch(/^PipelineError: .* Called at bin\/app\.mjs:3\.$/m);
  });

  test('of another language: frames of the runtime are no lines of the user', () => {
    expect(run('app.js', program, { JSII_AGENT: 'Python/3.11.7' })).toMatch(/^PipelineError: (?!.*Called at)/m);
  });
});

test('stacks that somebody else writes out in another way do no harm', () => {
  const { prepareStackTrace } = Error;
  try {
    Error.prepareStackTrace = (_, sites) => sites;
    const step = approval();
    expect(declarationOf(step)).toBeUndefined();
    expect(messageOf(() => new ShellStep('Wrong', {} as any))).not.toContain('Called at');
  } finally {
    Error.prepareStackTrace = prepareStackTrace;
  }
});

function approval(): ManualApprovalStep {
  return new ManualApprovalStep('Twice'); // one of the gates
}
