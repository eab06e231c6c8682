import * as fs from 'fs';
import * as path from 'path';
import type { Buildspec } from './buildspec';
import { checkSources } from './choose-sources';
import { type Given, readGiven } from './given';
import { handOverEarlier, knownOutputs, type Placeholder, startingHandover, whatIsLeft } from './known';
import { thisMachine } from './machine';
import { type Machine as Here, whyNotHere } from './not-here';
import { askedFor, missingProblems, partOf, skippedGates, warningsOf } from './part';
import { placesIn, runDirectory } from './places';
import { knownSpec } from './read-spec';
import { readRecord } from './record-file';
import { checkSecrets, lookUp, secretsOf, type SecretUse, type SecretValues } from './secrets';
import { readTree, type Tree } from './sources';
import type { PlanGraph } from '../../document/plan-graph';
import { Problems } from '../../private/errors';
import { remembered } from '../../private/lang';
import type { Reason } from '../events';
import type { Handover } from '../handover';
import { type Need, needsOf, type PartialRun } from '../needs';
import { checkOptions, type RunOptions } from '../options';
import { checkOrder } from '../order';
import type { RunRecord } from '../record';
import { type Outputs, type OutputSources, parseOutputs } from '../stack-outputs';
import { worksToRun } from '../read-works';
import { makersOf, type Work } from '../works';

/** All that is decided before anything runs. */
export interface Preparation {
  readonly works: readonly Work[];
  readonly needs: readonly (readonly Need[])[];
  readonly chosen: ReadonlySet<number>;
  readonly given: Given;
  readonly trees: ReadonlyMap<Work, Tree>;
  readonly secrets: SecretValues;
  /** What stacks are taken to have, by construct path. */
  readonly outputs: ReadonlyMap<string, Readonly<Record<string, string>>>;
  readonly placeholders: readonly Placeholder[];
  /** What earlier runs have left. */
  readonly record: RunRecord;
  /** What of it is used, and what is known of the pipeline itself. */
  readonly handover: Handover;
  /** Hashes of artifacts in it. */
  readonly contents: Map<string, string>;
  /** Why works cannot run here, by their names. */
  readonly notHere: ReadonlyMap<string, Reason>;
  /** What a build runs, as far as that is known yet. */
  readonly specOf: (work: Work) => Buildspec | undefined;
  readonly machine: Here;
  readonly warnings: readonly string[];
}

/** Where, and what is set there. */
export interface Setting {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
}

/** Reads all that a run needs, and writes nothing. All that is wrong is one error. */
export function prepare(plan: PlanGraph, options: RunOptions, setting: Setting): Preparation {
  const problems = new Problems();
  problems.try(() => checkOptions(options));
  problems.try(() => checkOrder(options.as, plan));
  const works = worksToRun(plan);
  const directory = runDirectory(plan.document.pipeline, setting.cwd);
  const { record, unused } = readRecord(directory, plan.document.pipeline.path);
  const given = readGiven(plan, works, options, setting, problems);
  const inputs: Inputs = {
    ...{ works, record, given, setting, needs: needsOf(works), specOf: specsOf(works, given.directories) },
    treeOf: remembered((source) =>
      readTree(given.directories.get(source)!, path.resolve(setting.cwd, given.secretsFile)),
    ),
    artifactDirectory: placesIn(directory, works).artifactDirectory,
    sources: { given: given.outputs, recorded: deployedOutputs(directory) },
  };
  const asked = problems.try(() => askedFor(plan, works, options, record)) ?? new Set<number>();
  const part = partOf(works, inputs.needs, asked, options, () => leftBefore(inputs));
  problems.add(...missingProblems(works, part));
  problems.add(...skippedGates(plan, works, part.chosen, given.decisions, record, options));
  const ready = readyFor(inputs, part, options, problems);
  problems.report();
  return { ...ready, warnings: [...(unused === undefined ? [] : [unused]), ...ready.warnings] };
}

interface Inputs extends OutputsOf, Pick<Preparation, 'works' | 'needs' | 'record' | 'given' | 'specOf'> {
  readonly setting: Setting;
  readonly treeOf: (source: Work) => Tree;
  readonly artifactDirectory: (artifact: string) => string;
}

interface OutputsOf {
  readonly sources: OutputSources;
}

function leftBefore(inputs: Inputs) {
  const { works, needs, record, given, sources, treeOf, artifactDirectory } = inputs;
  const handover = startingHandover(given, works, works, knownOutputs(works, needs, new Set(works.keys()), sources));
  const { values } = lookUp(secretUses(works, inputs), inputs.setting.env, given.secrets);
  const trees = new Map([...given.directories.keys()].map((source) => [source, treeOf(source)]));
  const ingredients = { handover, given: (reference: string) => values.get(reference) };
  return whatIsLeft(works, needs, record, trees, ingredients, artifactDirectory);
}

function readyFor(
  inputs: Inputs,
  { chosen, reused, ...part }: PartialRun,
  { deploy }: RunOptions,
  problems: Problems,
): Preparation {
  const { works, needs, record, given, setting, specOf, treeOf } = inputs;
  const taken = [...chosen].map((i) => works[i]);
  const ownSources = taken.filter(({ task }) => task.kind === 'source');
  problems.try(() => checkSources(ownSources, given.directories));
  const machine = thisMachine(setting.env);
  const notHere = new Map(
    taken.flatMap((work) => {
      const reason = isOurs(work) ? whyNotHere(work, commandsOf(specOf(work)), machine) : undefined;
      return reason ? [[work.id, reason] as const] : [];
    }),
  );
  const uses = secretUses(
    taken.filter(({ id }) => !notHere.has(id)),
    inputs,
  );
  const { values: secrets, missing } = lookUp(uses, setting.env, given.secrets);
  problems.try(() => checkSecrets(missing, given.secretsFile));
  const { outputs, placeholders } = knownOutputs(
    ...([works, needs, chosen, inputs.sources] as const),
    (work) => deploy === true && chosen.has(work),
  );
  const others = works.filter((_, i) => !chosen.has(i));
  const handover = startingHandover(given, works, others, { outputs, placeholders });
  const contents = new Map<string, string>();
  const earlier = reused.map((i) => works[i]);
  handOverEarlier(earlier, record, handover, contents, inputs.artifactDirectory);
  return {
    ...{ works, needs, chosen, given, secrets, outputs, placeholders, record, handover, contents, notHere, specOf },
    trees: new Map(ownSources.flatMap((work) => (given.directories.has(work) ? [[work, treeOf(work)]] : []))),
    machine,
    warnings: warningsOf(works, { chosen, reused, ...part }, placeholders),
  };
}

/** What a rehearsal runs in shells. */
function isOurs({ task, kind }: Work): boolean {
  return task.kind === 'other' || (task.kind === 'build' && kind !== 'publish' && kind !== 'self-update');
}

function secretUses(works: readonly Work[], { specOf }: Inputs): SecretUse[] {
  return works.flatMap((work) =>
    work.task.kind === 'build' && isOurs(work) ? secretsOf(work.id, work.task, specOf(work)) : [],
  );
}

/** All commands of a build. */
export function commandsOf(spec: Buildspec | undefined): string[] {
  return (spec?.phases ?? []).flatMap((phase) => [...phase.commands, ...phase.finally]);
}

/** A buildspec may be a file of a source. */
function specsOf(works: readonly Work[], directories: ReadonlyMap<Work, string>) {
  const makers = makersOf(works);
  return remembered(({ task }: Work) => {
    if (task.kind !== 'build') {
      return undefined;
    }
    const maker = task.primary === undefined ? undefined : makers.get(task.primary);
    return knownSpec(task, maker && directories.get(maker));
  });
}

/** What outputs of stacks that were really deployed are in. */
const DEPLOYED = 'outputs.json';

/** What is broken there is not used. */
function deployedOutputs(directory: string): Outputs {
  try {
    return parseOutputs(fs.readFileSync(path.join(directory, DEPLOYED), 'utf8'), DEPLOYED);
  } catch {
    return {};
  }
}
