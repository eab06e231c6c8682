import * as cdk from 'aws-cdk-lib';
import { actionsIn, type Synthesized, stageOf, type StackSpec, synthCompact } from '../../../kit/app';
import * as pipelines from '../../../../lib';

/*
 * Adding, removing or reordering one thing leaves every other resource and action as it is. What is shared by all
 * may say that there is one thing more: the pipeline itself, and the policies of roles that serve it.
 */

interface Shape {
  readonly stages?: readonly string[];
  readonly wave?: readonly string[];
  readonly files?: readonly string[];
  readonly images?: readonly string[];
  readonly content?: string;
  readonly steps?: readonly string[];
}

const BASE: Required<Shape> = {
  stages: ['Beta', 'Prod'],
  wave: ['EU', 'US'],
  files: ['one', 'two', 'three'],
  images: ['web', 'job'],
  content: '',
  steps: ['Smoke', 'Load'],
};

function pipelineOf(change: Shape): Synthesized {
  const shape = { ...BASE, ...change };
  return synthCompact((pipeline, app) => {
    const stack: StackSpec = { id: 'App', files: shape.files, images: shape.images, content: shape.content };
    const steps = () => shape.steps.map((id) => new pipelines.ShellStep(id, { commands: [id] }));
    shape.stages.forEach((id) => pipeline.addStage(stageOf(app, id, stack), { post: steps() }));
    const wave = pipeline.addWave('World', { post: steps() });
    shape.wave.forEach((id) =>
      wave.addStage(stageOf(app, id, stack), { pre: [new pipelines.ManualApprovalStep('Ask')], post: steps() }),
    );
  });
}

const base = pipelineOf({});

/** What is there in both, and not the same. */
function changed(after: Synthesized): string[] {
  const resources = Object.entries(after.template.Resources).filter(
    ([id, r]) => id in base.template.Resources && !isShared(id, r.Type) && !same(r, base.template.Resources[id]),
  );
  const before = new Map(actionsIn(base.template).map((a) => [a.Name, a]));
  const actions = actionsIn(after.template).filter(
    (a) => before.has(a.Name) && !same(comparable(a), comparable(before.get(a.Name)!)),
  );
  return [...resources.map(([id]) => id), ...actions.map((a) => a.Name)];
}

function isShared(id: string, type: string): boolean {
  return type === 'AWS::CodePipeline::Pipeline' || (type === 'AWS::IAM::Policy' && /^PipelineRole/.test(id));
}

// The run order is a place in the order, not what the thing is.
const comparable = ({ RunOrder: _, ...action }: ReturnType<typeof actionsIn>[number]) => action;
const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

function gone(after: Synthesized): string[] {
  const names = new Set([...Object.keys(after.template.Resources), ...actionsIn(after.template).map((a) => a.Name)]);
  return [...Object.keys(base.template.Resources), ...actionsIn(base.template).map((a) => a.Name)].filter(
    (n) => !names.has(n),
  );
}

const added = (after: Synthesized) =>
  Object.keys(after.template.Resources).filter((id) => !(id in base.template.Resources));

test('an asset more', () => {
  const after = pipelineOf({ files: ['zero', ...BASE.files] });
  expect([...changed(after), ...gone(after), ...added(after)]).toEqual([]);
  expect(actionsIn(after.template)).toHaveLength(actionsIn(base.template).length + 1);
});

test('an asset less', () => {
  const after = pipelineOf({ images: ['job'] });
  expect([...changed(after), ...added(after)]).toEqual([]);
  expect(gone(after)).toHaveLength(1);
  expect(gone(after)[0]).toMatch(/^Images[1-8]$/);
});

test('other content of all assets: the pipeline is the same', () => {
  expect(pipelineOf({ content: 'v2' }).template).toEqual(base.template);
});

test('assets in another order: the pipeline is the same', () => {
  const { template } = pipelineOf({ files: [...BASE.files].reverse(), images: [...BASE.images].reverse() });
  expect(template).toEqual(base.template);
});

test('a Stage before all others', () => {
  const after = pipelineOf({ stages: ['Alpha', ...BASE.stages] });
  expect([...changed(after), ...gone(after)]).toEqual([]);
});

test('a Stage less', () => {
  const after = pipelineOf({ stages: ['Prod'] });
  expect([...changed(after), ...added(after)]).toEqual([]);
  expect(gone(after).filter((n) => !/Beta/.test(n))).toEqual([]);
});

test('Stages in another order', () => {
  const after = pipelineOf({ stages: ['Prod', 'Beta'], wave: ['US', 'EU'] });
  expect([...changed(after), ...gone(after), ...added(after)]).toEqual([]);
});

test('a Stage more and less in a wave', () => {
  const more = pipelineOf({ wave: ['AP', ...BASE.wave] });
  expect([...changed(more), ...gone(more)]).toEqual([]);
  const less = pipelineOf({ wave: ['EU'] });
  expect([...changed(less), ...added(less)]).toEqual([]);
  expect(gone(less).filter((n) => !/US/.test(n))).toEqual([]);
});

test('a step more, before the others', () => {
  const after = pipelineOf({ steps: ['Unit', ...BASE.steps] });
  expect([...changed(after), ...gone(after)]).toEqual([]);
  expect(added(after).filter((id) => !/Unit/.test(id))).toEqual([]);
});

test('a step less, and in another order', () => {
  const less = pipelineOf({ steps: ['Load'] });
  expect([...changed(less), ...added(less)]).toEqual([]);
  expect(gone(less).filter((n) => !/Smoke/.test(n))).toEqual([]);
  const turned = pipelineOf({ steps: ['Load', 'Smoke'] });
  expect([...changed(turned), ...gone(turned), ...added(turned)]).toEqual([]);
});

test('a dependency between stacks of another Stage', () => {
  const of = (depend: boolean) =>
    synthCompact((pipeline, app) => {
      const stage = stageOf(app, 'Prod', { id: 'A' }, { id: 'B' });
      if (depend) {
        (stage.node.findChild('B') as cdk.Stack).addStackDependency(stage.node.findChild('A') as cdk.Stack);
      }
      pipeline.addStage(stage, { post: [new pipelines.ShellStep('Smoke', { commands: ['x'] })] });
    });
  const named = (r: Synthesized) =>
    actionsIn(r.template)
      .map(comparable)
      .sort((a, b) => (a.Name < b.Name ? -1 : 1));
  expect(named(of(true))).toEqual(named(of(false)));
});
