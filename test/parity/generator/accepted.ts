import type { AppSpec, BuildSpec, EnvName, OptionsSpec, StackSpec, StageSpec, StepSpec, WaveSpec } from '../spec';

/**
 * Turns a drawn spec into one that has a chance: combinations that the incumbent is known to refuse would only waste
 * the draw. Refusals have cases of their own.
 */
export function accepted(spec: AppSpec): AppSpec {
  const agnostic = spec.env === 'none';
  const options = acceptedOptions(spec.options);
  const waves = spec.waves
    .filter((wave, i, all) => !isEmpty(wave) || i === all.length - 1)
    .map((wave) => ({ ...wave, stages: wave.stages.map((stage) => acceptedStage(stage, agnostic, options)) }))
    .map((wave) => (nodesOf(wave) > CROWDED ? oneActionPerNode(wave) : wave));
  const elsewhere = waves.some(isElsewhere);
  return {
    ...spec,
    options: elsewhere && !options.existing && !options.bucket ? { ...options, keys: true } : options,
    waves,
    // Nothing may be deployed before the synth step, so nothing before it can use an output.
    beforeSynth: spec.beforeSynth.map(withoutOutputs),
    hidden: spec.hidden.map(withoutOutputs),
  };
}

/**
 * The incumbent splits a crowded stage by nodes, we by actions: where a node has several actions, its stages are too
 * large, and ours are right. That has its own tests.
 */
const CROWDED = 40;

function nodesOf(wave: WaveSpec): number {
  const stacks = wave.stages.flatMap((stage) => stage.stacks);
  const steps = [wave, ...wave.stages, ...stacks].reduce((sum, x) => sum + x.pre.length + x.post.length, 0);
  return steps + wave.stages.length + stacks.reduce((sum, stack) => sum + 2 + stack.changeSet.length, 0);
}

function oneActionPerNode(wave: WaveSpec): WaveSpec {
  const one = (steps: StepSpec[]) => steps.map((step) => ({ ...step, actions: 1 }));
  const around = <T extends { pre: StepSpec[]; post: StepSpec[] }>(x: T): T => ({
    ...x,
    pre: one(x.pre),
    post: one(x.post),
  });
  return around({
    ...wave,
    stages: wave.stages.map((stage) =>
      around({
        ...stage,
        check: undefined,
        stacks: stage.stacks.map((stack) => around({ ...stack, changeSet: one(stack.changeSet) })),
      }),
    ),
  });
}

/** The incumbent forgets the order of the waves around it where a step that nobody placed has a choice. */
const isEmpty = (wave: WaveSpec) => wave.stages.length + wave.pre.length + wave.post.length === 0;

const isElsewhere = (wave: WaveSpec) =>
  wave.stages.some((stage) =>
    [stage.env, ...stage.stacks.map((stack) => stack.env)].some(
      (env) => env !== undefined && env !== 'home' && env !== 'none',
    ),
  );

const withoutOutputs = (step: StepSpec): StepSpec => ({ ...step, outputsAsEnv: [] });

function acceptedOptions(o: OptionsSpec): OptionsSpec {
  // One publisher writes its buildspec to the assembly, which cannot hold what only a deployment knows.
  const single = o.parallel === false;
  const defaults = single ? { defaults: withoutTokens(o.defaults), assetDefaults: withoutTokens(o.assetDefaults) } : {};
  const credentials = single ? o.credentials.filter((c) => c.kind !== 'ecr') : o.credentials;
  const pipelineType = o.executionMode && o.executionMode !== 'SUPERSEDED' ? ('V2' as const) : o.pipelineType;
  const whole = { ...o, ...defaults, pipelineType, credentials, rotation: o.keys ? o.rotation : undefined };
  return o.existing
    ? {
        ...whole,
        pipelineName: undefined,
        pipelineType: undefined,
        executionMode: undefined,
        keys: undefined,
        rotation: undefined,
        reuseSupport: undefined,
        role: undefined,
        bucket: undefined,
        pipelineRole: undefined,
      }
    : whole;
}

const withoutTokens = (b?: BuildSpec): BuildSpec | undefined =>
  b?.partial === 'token' ? { ...b, partial: undefined } : b;

function acceptedStage(stage: StageSpec, agnostic: boolean, options: OptionsSpec): StageSpec {
  const env = (name: EnvName): EnvName => (agnostic ? 'none' : name);
  return {
    ...stage,
    env: env(stage.env),
    account: agnostic ? undefined : stage.account,
    stacks: stage.stacks.map((stack, i) => ({
      ...stack,
      env: stack.env && env(stack.env),
      stackName: acceptedName(stack, i, agnostic),
      synthesizer: acceptedSynthesizer(stack, agnostic),
      // Dependencies between the environments of one stage are another matter, and not ours.
      changeSet: options.changeSets === false ? [] : stack.changeSet,
    })),
  };
}

/** Nothing tells more than three of one name apart, nor two without an environment. */
function acceptedName({ stackName }: StackSpec, index: number, agnostic: boolean): StackSpec['stackName'] {
  return stackName && (agnostic || index > 2) ? 'own' : stackName;
}

function acceptedSynthesizer({ synthesizer }: StackSpec, agnostic: boolean) {
  // Their roles are in an account that an agnostic pipeline does not know.
  return agnostic && (synthesizer === 'bootstrapless' || synthesizer === 'roles') ? undefined : synthesizer;
}
