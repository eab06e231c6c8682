import { findProblems } from './check/problems';
import { checkProperties } from './check/properties';
import { findWarnings } from './check/warnings';
import { layOut } from './layout/lay-out';
import { placesOf } from './places';
import type { Planned, Prepared } from './prepared';
import { type OwnSource, type Settings, settingsOf } from './settings';
import type { StepData } from './step-data';
import type { GitHubWorkflowProps } from '../props';
import type { PipelineBase, Step } from '../../../blueprint';
import { STARTS } from '../../../blueprint/start-trait';
import { buildPlan } from '../../../plan/build-plan';
import { ownGroups, partOfWave, type PlanOptions } from '../../../plan/options';
import type { Plan } from '../../../plan/plan';
import { slotId, slotted, type Slots } from '../../../plan/publisher-policy';
import { takeSnapshot } from '../../../plan/snapshot';
import type { BlueprintSnapshot, StackSnapshot, StageSnapshot } from '../../../plan/snapshot-data';
import { namesByPlace } from '../../../plan/stack-names';
import { failIfAny } from '../../../private/errors';

/** What was said of steps on GitHub. */
export type Configured = ReadonlyMap<Step, StepData>;

/** Read and plan all that was declared. What is wrong with it is one error. */
export function prepare(pipeline: PipelineBase, given: GitHubWorkflowProps, configured: Configured): Prepared {
  const wrong = checkProperties(pipeline.node.path, given);
  // What is wrong with the rest is reported along with them.
  const props = wrong.length === 0 ? given : { synth: given.synth };
  const snapshot = takeSnapshot(pipeline);
  const settings = settingsOf(props, sourceOf(snapshot.data, snapshot.steps));
  const blueprint = withTemplates(snapshot.data);
  const slots = slotsOf(blueprint, settings);
  const plan = buildPlan(blueprint, planOptions(slots));
  const publishers = publisherNames(blueprint, slots);
  const publisherOf = (node: number) => publishers.get(plan.nodes[node].id)!;
  const places = placesOf({ snapshot, blueprint, plan, settings, configured });
  const planned: Planned = { path: pipeline.node.path, settings, snapshot, blueprint, plan, publisherOf, ...places };
  failIfAny([...wrong, ...findProblems(pipeline, planned, { props, configured, hasSettings: wrong.length === 0 })]);
  const isGuarded = (node: number) => isGate(plan, node) || hasEnvironment(planned, node);
  return {
    ...planned,
    graph: layOut(plan, { targetOf: publisherOf, isGuarded }),
    warnings: findWarnings(pipeline, planned),
  };
}

function planOptions(slots: Slots): PlanOptions {
  return {
    selfMutation: false,
    changeSets: 'for-steps',
    publishers: slotted(slots),
    names: { own: ownGroups, apart: partOfWave, stacks: namesByPlace },
    stepsAroundOneStage: 'wave',
    postAfterPre: true,
  };
}

/** Templates are published with the assets: so that there is always something to publish, and more of it changes no workflow. */
function withTemplates(data: BlueprintSnapshot): BlueprintSnapshot {
  const withTemplate = (stack: StackSnapshot): StackSnapshot => {
    const { templateAsset, account, region } = stack;
    return templateAsset ? { ...stack, assets: [...stack.assets, { ...templateAsset, account, region }] } : stack;
  };
  const inStage = (stage: StageSnapshot) => ({ ...stage, stacks: stage.stacks.map(withTemplate) });
  return { ...data, waves: data.waves.map((wave) => ({ ...wave, stages: wave.stages.map(inStage) })) };
}

/** Name of those who publish with the credentials of the workflow. */
const PUBLISHER = 'Assets';

function slotsOf({ waves }: BlueprintSnapshot, settings: Settings): Slots {
  const names = new Map(
    waves.flatMap(({ stages }) => stages.map((stage) => [stage, settings.stage(stage.name).publisher] as const)),
  );
  return {
    count: settings.slots,
    publisherOf: (stage) => publisherName(names.get(stage) ?? ''),
  };
}

/** The publisher with the credentials of a Stage; of the workflow, if it is empty. */
export function publisherName(stage: string): string {
  return stage === '' ? PUBLISHER : `${PUBLISHER}.${stage}`;
}

/** By id of the publisher: the name, without the slot. */
function publisherNames({ waves }: BlueprintSnapshot, slots: Slots): Map<string, string> {
  const names = [...new Set(waves.flatMap((wave) => wave.stages.map(slots.publisherOf)))];
  return new Map(
    names.flatMap((name) => Array.from({ length: slots.count }, (_, i) => [slotId(name, i + 1, slots), name] as const)),
  );
}

function isGate({ nodes }: Plan, node: number): boolean {
  const { content } = nodes[node];
  return content.kind === 'step' && content.step.isGate;
}

function hasEnvironment({ plan, stageOf, stepOf }: Planned, node: number): boolean {
  const { content } = plan.nodes[node];
  const environment = content.kind === 'step' ? stepOf(content.step.key)?.environment : stageOf(node)?.environment;
  return environment !== undefined && (content.kind === 'step' || deploys(plan, node));
}

function deploys({ nodes }: Plan, node: number): boolean {
  const { kind } = nodes[node].content;
  return kind === 'prepare' || kind === 'execute';
}

/** What the synth is made from, which has the repository and the branch. */
function sourceOf({ steps, synth }: BlueprintSnapshot, declared: readonly Step[]): OwnSource {
  const inputs = synth === undefined ? [] : steps[synth].dependsOn.map(({ step }) => steps[step]);
  const isRepository = (provider?: string) => provider === 'connection' || provider === 'github';
  const found = inputs.find(({ isSource, origin }) => isSource && isRepository(origin?.provider));
  if (!found?.origin) {
    return {};
  }
  const { repository, branch, trigger } = found.origin;
  return { repository, branch, onPush: trigger !== 'none', starts: STARTS.of(declared[found.key])?.() };
}
