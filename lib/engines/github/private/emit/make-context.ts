import type { EmitContext } from './context';
import { artifactsOf } from './file-sets';
import type { JobGraph, LaidOutJob } from '../layout/lay-out';
import type { Unit } from '../layout/units';
import type { Environment } from '../model';
import { publisherName } from '../prepare';
import type { Prepared } from '../prepared';
import type { StageSettings } from '../settings';
import { findStepOutputs } from '../../../../blueprint/step-output';
import type { Step } from '../../../../blueprint';
import type { Jobs } from '../../../../jobs/make-jobs';
import type { ScriptJob } from '../../../../jobs/job';
import { isWork } from '../../../../plan/plan';

/** Directories in the cloud assembly: with what publishers publish, and with scripts. */
export interface Directories {
  readonly publish: string;
  readonly scripts: string;
}

/** All that jobs ask for, in tables. */
export function contextOf(
  prepared: Prepared,
  jobs: Jobs,
  directories: Directories,
  cloudAssembly: number,
): EmitContext {
  const { path, plan, settings, graph, snapshot, stageOf, publisherOf } = prepared;
  const { steps, scripts, data } = snapshot;
  const { ofSteps, ofStacks, preparing } = nodesOf(prepared);
  const keys = new Map<unknown, number>(steps.map((step, key) => [step, key]));
  const files = artifactsOf(scriptsOf(prepared, jobs));
  const synth = scripts.originOf(cloudAssembly).step;
  const afterSynth = jobsAfter(graph, synth === undefined ? undefined : graph.jobOf(ofSteps.get(synth)!));
  return {
    path,
    plan,
    settings,
    graph,
    stageOf,
    files,
    publishDirectory: directories.publish,
    scriptDirectory: directories.scripts,
    scripts: [],
    hasAssembly: (job) => afterSynth.has(job),
    cloudAssembly: files.get(cloudAssembly)?.name ?? '',
    jobOf: (node) => jobs.of(node),
    producerOf: (fileSet) => scripts.originOf(fileSet).step,
    declared: steps,
    snapshots: data.steps,
    keyOf: (step) => keys.get(step),
    outputsIn: (text) =>
      findStepOutputs<Step>(text).flatMap(({ step, variable }) => {
        const key = keys.get(step);
        return key === undefined ? [] : [{ step: key, variable }];
      }),
    nodeOfStep: (step) => ofSteps.get(step)!,
    nodeOfStack: (stack) => ofStacks.get(stack),
    prepareOf: (stack) => graph.jobOf(preparing.get(stack)!),
    runsOn: (unit) => runsOn(unit, prepared),
    readOutputs: readOutputs(prepared),
    checkedStage: (checks, node) => checkedStage(checks, node, prepared),
    publishing: (nodes) => publishing(publisherOf(nodes[0]), prepared),
    gateOf: (job) => gateOf(job, prepared),
    environmentOf: (node) => environmentOf(node, prepared),
    stepOf: prepared.stepOf,
    regionOf: prepared.regionOf,
    problems: [],
  };
}

/** Ids of the jobs that wait for a job, however far. */
function jobsAfter({ jobs }: JobGraph, first: string | undefined): Set<string> {
  const after = new Set<string>();
  for (const { id, needs } of jobs) {
    if (needs.some((need) => need === first || after.has(need))) {
      after.add(id);
    }
  }
  return after;
}

function nodesOf({ plan }: Prepared) {
  const work = plan.nodes.filter(isWork);
  const stacks = (kind: 'prepare' | 'execute') =>
    new Map(work.flatMap(({ index, content: c }) => (c.kind === kind ? [[c.stack.id, index] as const] : [])));
  return {
    ofStacks: stacks('execute'),
    preparing: stacks('prepare'),
    ofSteps: new Map(
      work.flatMap(({ index, content: c }) => (c.kind === 'step' ? [[c.step.key, index] as const] : [])),
    ),
  };
}

function scriptsOf({ plan, graph }: Prepared, jobs: Jobs): { readonly id: string; readonly script: ScriptJob }[] {
  return graph.jobs.flatMap(({ id, unit }) => {
    const isScript = unit.kind === 'node' && plan.nodes[unit.node].content.kind === 'step';
    const job = isScript ? jobs.of(unit.node) : undefined;
    return job?.kind === 'script' ? [{ id, script: job }] : [];
  });
}

function runsOn(unit: Unit, { settings, runsOnAt }: Prepared): StageSettings['runsOn'] {
  return 'node' in unit ? runsOnAt(unit.node) : settings.runsOn;
}

function gateOf({ id, unit }: LaidOutJob, { plan, settings, stepOf }: Prepared): Environment {
  const content = 'node' in unit ? plan.nodes[unit.node].content : undefined;
  const data = content?.kind === 'step' ? stepOf(content.step.key) : undefined;
  return data?.environment ?? { name: `${settings.name}-${id}` };
}

function environmentOf(node: number, { plan, stepOf, stageOf }: Prepared): Environment | undefined {
  const { content } = plan.nodes[node];
  const isOwn = content.kind === 'step' && content.step.kind !== 'permissions-check';
  return isOwn ? stepOf(content.step.key)?.environment : stageOf(node)?.environment;
}

/** Names in the order of the alphabet: who reads an output first does not matter. */
function readOutputs({ snapshot }: Prepared): Map<string, readonly string[]> {
  const all = new Map<string, Set<string>>();
  for (const { stackId, outputName } of snapshot.data.steps.flatMap(({ consumes }) => consumes)) {
    all.set(stackId, (all.get(stackId) ?? new Set()).add(outputName));
  }
  return new Map([...all].map(([stack, names]) => [stack, [...names].sort()]));
}

/** The Stage that a permissions check compares; else the one around it. Its first stack says the region. */
function checkedStage(checks: string | undefined, node: number, prepared: Prepared) {
  const { blueprint, settings, stageOf } = prepared;
  const stages = blueprint.waves.flatMap((wave) => wave.stages);
  const stage = stages.find(({ path }) => path === checks) ?? stages.find(({ name }) => name === stageOf(node)?.name);
  const region = stage?.stacks.find((stack) => stack.region !== undefined)?.region;
  return stage && region !== undefined ? { settings: settings.stage(stage.name), region } : undefined;
}

/** Whose rights a publisher has: those of a Stage, or of the workflow. */
function publishing(publisher: string, { blueprint, settings }: Prepared) {
  const names = blueprint.waves.flatMap((wave) => wave.stages.map(({ name }) => name));
  const stage = names
    .map((name) => settings.stage(name))
    .find((s) => s.publisher !== '' && publisherName(s.publisher) === publisher);
  return { publisher, stage };
}
