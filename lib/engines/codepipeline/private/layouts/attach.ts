import type { Wave } from '../../../../blueprint';
import type { StageOptionsData } from '../../../../blueprint/stage-data';
import { rollsBack } from '../../../../plan/attached';
import { groupOf, type Plan } from '../../../../plan/plan';
import { groupBy } from '../../../../private/lang';
import { type Diagnostic, problem } from '../../../../private/diagnostics';
import { quoted } from '../../../../private/text';
import type { LaidOutStage } from './default-stages';
import type { HeldGroup } from './tranches';

/** What was asked for, by wave, and by construct path of a Stage. */
export interface StageOptionsGiven {
  readonly waves: ReadonlyMap<string, StageOptionsData>;
  readonly applications: ReadonlyMap<string, StageOptionsData>;
  /** Ids of several waves, of which one has options: whose are they? */
  readonly ambiguous: readonly string[];
}

interface WithOptions {
  readonly _options?: StageOptionsData;
}

/** What was asked for of waves and their Stages. */
export function optionsOf(waves: readonly Wave[]): StageOptionsGiven {
  const of = <T extends WithOptions>(all: readonly T[], name: (x: T) => string) =>
    new Map(all.flatMap((x) => (x._options ? [[name(x), x._options] as const] : [])));
  const stages = waves.flatMap((wave) => wave.stages);
  return {
    waves: of(waves, (wave) => wave.id),
    ambiguous: [...groupBy(waves, (wave) => wave.id)].flatMap(([id, same]) =>
      same.length > 1 && same.some((wave) => wave._options) ? [id] : [],
    ),
    applications: of(stages, (stage) => stage._stage?.node.path ?? stage.stageName),
  };
}

/** What each CodePipeline stage gets, by its index among those of the layout. */
export interface Attachments {
  readonly of: ReadonlyMap<number, StageOptionsData>;
  readonly problems: readonly Diagnostic[];
}

/** A wave or a Stage, and the CodePipeline stages that it takes, in their order. */
interface Owner {
  readonly subject: string;
  readonly options: StageOptionsData;
  readonly stages: readonly { readonly index: number; readonly held: HeldGroup }[];
}

/**
 * Find the CodePipeline stages that options belong to: what is before goes to the first, what is after to the last, and what
 * is done after a failure to each.
 */
export function attach(plan: Plan, stages: readonly LaidOutStage[], given: StageOptionsGiven): Attachments {
  const of = new Map<number, StageOptionsData>();
  const problems: Diagnostic[] = [];
  const say = (subject: string, parts: { given: string; expected: string; fix: string }) =>
    problems.push(problem({ where: plan.path, ...parts, given: `${subject}: ${parts.given}` }));
  const shared = sharedApplications(plan, given);
  for (const { subject, options, stages: own } of ownersOf(plan, stages, given, shared)) {
    const home = own.filter(({ held }) => !held.gatesOnly);
    if (own.length === 0) {
      say(subject, NO_STAGE);
    } else if (rollsBack(options) && home.length > 1) {
      say(subject, splitRollback(home.map(({ index }) => stages[index].name)));
    }
    if (options.beforeEntry?.result === 'SKIP' && own.length > 1) {
      say(subject, splitSkip(own.map(({ index }) => stages[index].name)));
    }
    own.forEach(({ index, held }, i) => {
      const mine = definedOf({
        beforeEntry: i === 0 ? options.beforeEntry : undefined,
        disabled: i === 0 ? options.disabled : undefined,
        onSuccess: i === own.length - 1 ? options.onSuccess : undefined,
        onFailure: held.gatesOnly ? undefined : options.onFailure,
      });
      const known = of.get(index) ?? {};
      const twice = Object.keys(mine).filter((kind) => kind in known);
      if (twice.length > 0) {
        say(subject, givenTwice(twice, stages[index].name));
      }
      of.set(index, { ...known, ...mine });
    });
  }
  given.ambiguous.forEach((id) => say(`Waves '${id}'`, AMBIGUOUS));
  return { of, problems: [...problems, ...checkShared(plan, given, shared)] };
}

function definedOf(options: StageOptionsData): StageOptionsData {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}

function ownersOf(
  { nodes }: Plan,
  stages: readonly LaidOutStage[],
  given: StageOptionsGiven,
  shared: readonly Shared[],
): Owner[] {
  const parts = stages.flatMap(({ holds }, index) =>
    holds.map((held) => ({ index, held, of: placeOf(nodes, held.group) })),
  );
  const byWave = groupBy(parts, ({ of }) => of.wave);
  const byApplication = groupBy(parts, ({ of }) => of.application);
  const isShared = new Set(shared.map(({ application }) => application));
  return [
    ...[...given.waves].map(([id, options]) => ({ subject: `Wave '${id}'`, options, stages: byWave.get(id) ?? [] })),
    ...[...given.applications]
      .filter(([path]) => !isShared.has(path))
      .map(([path, options]) => ({ subject: `Stage '${path}'`, options, stages: byApplication.get(path) ?? [] })),
  ];
}

/** The wave that a top-level group belongs to, and its Stage, if it is of one only. */
function placeOf(nodes: Plan['nodes'], group: number): { readonly wave?: string; readonly application?: string } {
  const of = groupOf(nodes[group]);
  switch (of?.is) {
    case 'application':
      return { wave: of.wave, application: of.application };
    case 'wave':
      return { wave: of.wave, application: onlyApplicationIn(nodes, group) };
    default:
      return {};
  }
}

function onlyApplicationIn(nodes: Plan['nodes'], group: number): string | undefined {
  const of = groupOf(nodes[group]);
  if (of?.is !== 'wave' || of.onlyStage === undefined) {
    return undefined;
  }
  const inside = nodes[group].children.flatMap((child) => groupOf(nodes[child]) ?? []);
  return inside.flatMap((o) => (o.is === 'application' ? [o.application] : []))[0];
}

interface Shared {
  readonly application: string;
  readonly wave: string;
}

/** Stages with options of their own that are in one CodePipeline stage with others. */
function sharedApplications({ nodes }: Plan, { applications }: StageOptionsGiven): Shared[] {
  return nodes.flatMap((node) => {
    const of = groupOf(node);
    const isShared =
      of?.is === 'application' &&
      !of.apart &&
      applications.has(of.application) &&
      onlyApplicationIn(nodes, node.parent!) === undefined;
    return isShared ? [{ application: of.application, wave: of.wave }] : [];
  });
}

function checkShared(plan: Plan, given: StageOptionsGiven, shared: readonly Shared[]): Diagnostic[] {
  return shared.map(({ application, wave }) =>
    problem({
      where: plan.path,
      given: `Stage '${application}' has ${quoted(kindsOf(given.applications.get(application)!))}, and shares a CodePipeline stage with the others of wave '${wave}'`,
      expected: 'options on a Stage that has a CodePipeline stage of its own',
      fix: `set stagePerApplication: true on wave '${wave}', or give the options to the wave`,
    }),
  );
}

function kindsOf(options: StageOptionsData): string[] {
  return Object.keys(definedOf(options)).map(nameOf);
}

function nameOf(kind: string): string {
  return kind === 'disabled' ? 'transition' : kind;
}

const AMBIGUOUS = {
  given: 'several waves have this id, and one of them has options for its CodePipeline stage',
  expected: 'an id of its own for a wave with options',
  fix: 'rename all of them but one',
};

const NO_STAGE = {
  given: 'options for a CodePipeline stage, and nothing runs there',
  expected: 'a wave with Stages or steps',
  fix: 'remove the wave, or put something into it',
};

function splitRollback(names: readonly string[]) {
  return {
    given: `a rollback, and it takes ${names.length} CodePipeline stages (${quoted(names, 5)}), of which one alone would go back`,
    expected: 'a rollback of something that fits into one CodePipeline stage',
    fix: 'put fewer stacks into a Stage, or give the rollback to the Stages of the wave; where your account takes more actions, set limits.actionsPerStage',
  };
}

function splitSkip(names: readonly string[]) {
  return {
    given: `a condition that skips, and it takes ${names.length} CodePipeline stages (${quoted(names, 5)}), of which only the first would be skipped`,
    expected: 'a skip of something that fits into one CodePipeline stage',
    fix: 'write EntryCondition.failUnless(…), put fewer stacks into a Stage, or give the condition to the Stages of the wave',
  };
}

function givenTwice(kinds: readonly string[], stage: string) {
  return {
    given: `${quoted(kinds.map(nameOf))} for the CodePipeline stage '${stage}', which has that from its wave already`,
    expected: 'one of each kind for a CodePipeline stage',
    fix: 'give it to the wave or to the Stage, not to both',
  };
}
