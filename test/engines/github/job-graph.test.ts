import type { Stack } from 'aws-cdk-lib';
import { CodeBuildStep, ManualApprovalStep, ShellStep } from '../../../lib';
import { outputOf, stageOf } from '../../kit/app';
import { built, setUp, waits } from './kit';

test('a stack starts when its own needs are met', () => {
  const { app, workflow } = setUp({ stageEnvironments: false });
  const world = workflow.addWave('World');
  world.addStage(stageOf(app, 'Europe', 'Data', 'Web'), { post: [new ShellStep('Smoke', { commands: ['true'] })] });
  world.addStage(stageOf(app, 'America', 'Data'));
  expect(waits(built(workflow))).toEqual([
    'Build-Synth < ',
    'Assets < Build-Synth',
    'World-Europe-Data-Deploy < Assets',
    'World-Europe-Web-Deploy < Assets',
    'World-Europe-Smoke < World-Europe-Data-Deploy, World-Europe-Web-Deploy',
    'World-America-Data-Deploy < Assets',
  ]);
});

test('nothing waits for what a longer way says as well', () => {
  const { app, workflow } = setUp({ stageEnvironments: false });
  workflow.addStage(stageOf(app, 'Beta'));
  workflow.addStage(stageOf(app, 'Prod'), { pre: [new ManualApprovalStep('Release')] });
  expect(waits(built(workflow))).toEqual([
    'Preflight < ',
    'Build-Synth < ',
    'Assets < Preflight, Build-Synth',
    'Beta-App-Deploy < Assets',
    'Prod-Release < Beta-App-Deploy',
    'Prod-App-Deploy < Prod-Release',
  ]);
});

test('many waits for many are tied into one', () => {
  const { app, workflow } = setUp({ stageEnvironments: false });
  const names = ['A', 'B', 'C', 'D', 'E', 'F'];
  const [first, second] = [workflow.addWave('First'), workflow.addWave('Second')];
  names.forEach((name) => first.addStage(stageOf(app, name)));
  names.forEach((name) => second.addStage(stageOf(app, `${name}2`)));
  const all = waits(built(workflow));
  expect(all.filter((line) => line.startsWith('First-all'))).toEqual([
    `First-all < ${names.map((name) => `First-${name}-App-Deploy`).join(', ')}`,
  ]);
  expect(all.filter((line) => line.startsWith('Second'))).toEqual(
    names.map((name) => `Second-${name}2-App-Deploy < First-all`),
  );
});

test('the jobs of a large pipeline wait for no more others than there are jobs', () => {
  const { app, workflow } = setUp();
  for (let i = 0; i < 50; i++) {
    const stage = stageOf(app, `Stage${i}`, 'Data', 'Web');
    (stage.node.findChild('Web') as Stack).addStackDependency(stage.node.findChild('Data') as Stack);
    workflow.addStage(stage);
  }
  const { jobs } = built(workflow);
  const edges = Object.values(jobs).flatMap(({ needs = [] }) => [needs].flat()).length;
  expect(edges).toBeLessThanOrEqual(Object.keys(jobs).length);
});

test('who gets files of a step and reads a variable of it needs its job', () => {
  const { app, workflow } = setUp({ stageEnvironments: false });
  const version = new CodeBuildStep('Version', { commands: ['export V=1'], primaryOutputDirectory: 'dist' });
  workflow.addStage(stageOf(app, 'Beta'), { pre: [version] });
  const env = { V: version.exportedVariable('V') };
  workflow.addStage(stageOf(app, 'Prod'), {
    post: [new ShellStep('Test', { input: version, commands: ['true'], env })],
  });
  expect(waits(built(workflow)).at(-1)).toBe('Prod-Test < Beta-Version, Prod-App-Deploy');
});

test('who reads outputs needs the job that has them, however long the way is', () => {
  const { app, workflow } = setUp({ stageEnvironments: false });
  const version = new CodeBuildStep('Version', { commands: ['export V=1'] });
  const beta = stageOf(app, 'Beta');
  workflow.addStage(beta, { pre: [version] });
  const env = { V: version.exportedVariable('V') };
  const url = outputOf(beta);
  workflow.addStage(stageOf(app, 'Prod'), {
    post: [new ShellStep('Test', { commands: ['true'], env, envFromCfnOutputs: { URL: url } })],
  });
  const all = waits(built(workflow));
  expect(all.at(-1)).toBe('Prod-Test < Beta-Version, Beta-App-Deploy, Prod-App-Deploy');
});
