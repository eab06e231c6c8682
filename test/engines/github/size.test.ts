import type { Stack } from 'aws-cdk-lib';
import { ManualApprovalStep, ShellStep } from '../../../lib';
import { stageOf } from '../../kit/app';
import { schemaFindings } from '../../kit/github/schema-findings';
import { built, type Setup, setUp, withoutWarnings } from './kit';

withoutWarnings();

/** Bytes of a workflow file that GitHub takes. A larger one starts no job, and says nothing. */
const MOST = 512_000;

function addWave({ app, workflow }: Setup, stages: number, stacks: number, gated: boolean): void {
  const world = workflow.addWave('World');
  const ids = Array.from({ length: stacks }, (_, k) => `Stack${k}`);
  for (let i = 0; i < stages; i++) {
    const stage = stageOf(app, `Region${i}`, ...ids);
    const all = ids.map((id) => stage.node.findChild(id) as Stack);
    all.slice(1).forEach((stack, k) => stack.addStackDependency(all[k]));
    const around = {
      pre: [new ManualApprovalStep('Release')],
      post: [new ShellStep('Smoke', { commands: ['curl -fsS https://example.com'] })],
    };
    world.addStage(stage, gated ? around : {});
  }
}

test.each([
  { stages: 50, stacks: 2, gated: false, share: 0.25 },
  { stages: 100, stacks: 3, gated: false, share: 0.72 },
  { stages: 100, stacks: 3, gated: true, share: 0.88 },
])(
  'a wave of $stages Stages with $stacks stacks leaves room in the file: gated $gated',
  ({ stages, stacks, gated, share }) => {
    const setup = setUp();
    addWave(setup, stages, stacks, gated);
    const { jobs } = built(setup.workflow);
    expect(Object.keys(jobs)).toHaveLength(3 + stages * (stacks + (gated ? 2 : 0)));
    expect(Buffer.byteLength(setup.workflow.workflowText)).toBeLessThan(share * MOST);
    expect(schemaFindings(setup.workflow.workflowText)).toEqual([]);
  },
);

test('a shell that ends with what fails first, also before a pipe, is said once', () => {
  const { app, workflow } = setUp();
  workflow.addStage(stageOf(app, 'Prod'));
  const { defaults, jobs } = built(workflow);
  expect(defaults).toEqual({ run: { shell: 'bash' } });
  const steps = Object.values(jobs).flatMap((job) => job.steps);
  expect(steps.filter((step) => 'shell' in step)).toEqual([]);
});

test('short lists are in one line, and long ones in several', () => {
  const { app, workflow } = setUp({ workflowTriggers: { push: { branches: ['main', 'next'] } } });
  const stacks = ['A', 'B', 'C', 'D'].map((letter) => `Quite-A-Long-Name-${letter}`);
  workflow.addStage(stageOf(app, 'Prod', ...stacks), { post: [new ShellStep('Smoke', { commands: ['true'] })] });
  workflow.buildPipeline();
  const { workflowText } = workflow;
  expect(workflowText).toContain('    branches: [main, next]\n');
  expect(workflowText).toContain('    needs: [Preflight, Build-Synth]\n');
  expect(workflowText).toContain('    needs:\n      - Prod-Quite-A-Long-Name-A-Deploy\n      - Prod-Quite-A-Long');
});
