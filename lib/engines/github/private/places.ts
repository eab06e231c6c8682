import type { Planned } from './prepared';
import type { StepData } from './step-data';
import type { Step } from '../../../blueprint';
import { isWork, type Plan } from '../../../plan/plan';
import { type BlueprintSnapshot, stacksOf } from '../../../plan/snapshot-data';
import { belongings } from '../../../report/belongings';

type Asked = 'stageOf' | 'stepOf' | 'runsOnAt' | 'regionOf' | 'nodeOf';

interface Given extends Pick<Planned, 'snapshot' | 'blueprint' | 'plan' | 'settings'> {
  readonly configured: ReadonlyMap<Step, StepData>;
}

/** Where nodes and steps are, and what was said of that place. */
export function placesOf({ snapshot, blueprint, plan, settings, configured }: Given): Pick<Planned, Asked> {
  const stageOf = stageReader(plan, blueprint, settings);
  const nodes = new Map(
    plan.nodes
      .filter(isWork)
      .flatMap(({ index, content: c }) => (c.kind === 'step' ? [[c.step.key, index] as const] : [])),
  );
  const stepOf = (step: number): StepData | undefined => {
    const data = configured.get(snapshot.steps[step]);
    const credentials = data?.credentials ?? (step === blueprint.synth ? settings.synthCredentials : undefined);
    return credentials ? { ...data, credentials } : data;
  };
  const regions = regionsOf(blueprint);
  return {
    stageOf,
    stepOf,
    nodeOf: (step) => nodes.get(step),
    runsOnAt: (node) => {
      const { content } = plan.nodes[node];
      const own = content.kind === 'step' ? stepOf(content.step.key)?.runsOn : undefined;
      return own ?? stageOf(node)?.runsOn ?? settings.runsOn;
    },
    regionOf: (step) => regions(stageOf(nodes.get(step) ?? -1)?.name),
  };
}

/** A workflow without stacks needs no region; but the action that gets credentials does. */
const SOME_REGION = 'us-east-1';

function regionsOf(blueprint: BlueprintSnapshot) {
  const all = stacksOf(blueprint).flatMap(({ region }) => region ?? []);
  const stages = new Map(
    blueprint.waves.flatMap((wave) =>
      wave.stages.map(({ name, stacks }) => [name, stacks.flatMap(({ region }) => region ?? [])[0]] as const),
    ),
  );
  return (stage: string | undefined) => (stage === undefined ? undefined : stages.get(stage)) ?? all[0] ?? SOME_REGION;
}

function stageReader(plan: Plan, { waves }: BlueprintSnapshot, settings: Planned['settings']): Planned['stageOf'] {
  const names = new Map(waves.flatMap((wave) => wave.stages.map(({ path, name }) => [path, name])));
  const known = new Map([...names].map(([path, name]) => [path, settings.stage(name)]));
  const belongs = belongings(plan.nodes);
  return (node) => known.get(belongs[node]?.application ?? '');
}
