import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { ShellStep } from '../../../lib';
import { stageOf } from '../../kit/app';
import { built, setUp, stepOf } from './kit';

/** So many characters of commands that do nothing, or a little more. */
const commands = (length: number) =>
  Array.from({ length: Math.ceil(length / 100) }, (_, i) => `: ${i} `.padEnd(99, '-'));

function withScript(length: number, ...last: string[]) {
  const { app, workflow, synth } = setUp();
  const long = new ShellStep('Test', { input: synth, commands: [...commands(length), ...last] });
  const test = new ShellStep('Other', { commands: [...commands(length), ...last] });
  workflow.addStage(stageOf(app, 'Prod'), { post: [long, test] });
  const { jobs } = built(workflow);
  return { app, jobs };
}

test('a short script stands in the workflow', () => {
  const { jobs } = withScript(7_000);
  expect(stepOf(jobs['Prod-Other'], 'Run').run).toContain(': 69 ---');
  expect(jobs['Prod-Other'].steps.map(({ name }) => name)).toEqual(['Check out', 'Run']);
});

test('a long script is in the cloud assembly, and ends with what fails first', () => {
  const { app, jobs } = withScript(30_000, 'echo before', 'false | true', 'echo after');
  const { run } = stepOf(jobs['Prod-Other'], 'Run');
  expect(run).toBe('bash --noprofile --norc "$RUNNER_TEMP/cdk.out/Delivery.github/Prod-Other.sh"');
  expect(jobs['Prod-Other'].steps.map(({ name }) => name)).toEqual([
    'Check out',
    'Get Build-Synth',
    'Unpack the script',
    'Run',
  ]);

  const temp = fs.mkdtempSync(path.join(os.tmpdir(), 'large-'));
  fs.symlinkSync(app.synth().directory, path.join(temp, 'cdk.out'));
  const ran = () =>
    execFileSync('bash', ['-c', `${run} | tee "$RUNNER_TEMP/said"; exit "\${PIPESTATUS[0]}"`], {
      env: { ...process.env, RUNNER_TEMP: temp },
    });
  expect(ran).toThrow();
  expect(fs.readFileSync(path.join(temp, 'said'), 'utf8')).toBe('before\n');
});

test('who has the cloud assembly among its files does not get it twice', () => {
  const names = withScript(30_000).jobs['Prod-Test'].steps.map(({ name }) => name);
  expect(names.filter((name) => name === 'Get Build-Synth')).toHaveLength(1);
  expect(names).toContain('Unpack the script');
});

test('before there is a cloud assembly, a long script is an error that says what to do', () => {
  const { app, workflow, synth } = setUp();
  workflow.addStage(stageOf(app, 'Prod'));
  synth.commands.push(...commands(19_000));
  expect(() => workflow.buildPipeline()).toThrow(
    /\d+ characters in the commands of a step \(job 'Build-Synth', step 'Run'\); GitHub takes 19000\. To fix it: put the commands into a script of the repository, and call that/,
  );
});
