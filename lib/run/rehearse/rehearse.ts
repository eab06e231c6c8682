import { GateExecutor, type Person } from './ask';
import { baseEnvironment } from './environment';
import { RehearsalExecutor, SourceExecutor } from './executor';
import { awsDirectory } from './given';
import { versionsOf } from './machine';
import { NoCloud } from './no-cloud';
import { commandsIn, imagesProblem } from './not-here';
import { makePlaces, type Places, placesIn, runDirectory, tidy } from './places';
import { commandsOf, type Preparation, prepare, type Setting } from './prepare';
import { lock, writeRecord } from './record-file';
import { Recorder } from './recorder';
import { credentialsFor, maskerOf, secretsAmong } from './secrets';
import { ShellExecutor } from './shell-executor';
import { SynthCheck } from './synth-check';
import { OnlySupported } from './unsupported';
import type { PlanGraph } from '../../document/plan-graph';
import { differencesOf } from '../differences';
import { drive } from '../drive';
import { type Difference, type Listener, type Result, withTexts } from '../events';
import type { Executor } from '../executor';
import type { Handover } from '../handover';
import type { RunOptions } from '../options';
import { orderOf } from '../order';
import type { Outcome } from '../progress';
import { Scheduler } from '../scheduler';
import { expressionsIn, tokensIn } from '../tokens';
import { artifactsMade, type Work } from '../works';

/** What a rehearsal is given by the machine that it runs on. */
export interface Machine extends Setting {
  readonly cores: number;
  /** Who decides at gates. Missing if nobody is there. */
  readonly person?: Person;
  /** Seconds since the run began. */
  readonly clock: () => number;
  readonly signal: AbortSignal;
}

export interface RehearsalOptions extends RunOptions {
  /** The file that the plan was read from. */
  readonly planFile: string;
  /** What deploys stacks for real, with what does all else. @default - nothing is deployed */
  readonly deploying?: (run: RunOfWorks, others: Executor) => Executor;
}

/** The works of a pipeline, and what this run does with them. */
export interface RunOfWorks {
  /** All of the pipeline. */
  readonly works: readonly Work[];
  /** Those that run. */
  readonly chosen: readonly Work[];
  readonly handover: Handover;
  /** Where runs of the pipeline are kept. */
  readonly directory: string;
  /** Why images cannot be built here, if they cannot. */
  readonly withoutImages?: Outcome;
}

/** Run steps in real shells, each in a clean workspace, and say what the process exits with. */
export async function rehearse(
  plan: PlanGraph,
  options: RehearsalOptions,
  machine: Machine,
  screen: Listener,
): Promise<number> {
  const ready = prepare(plan, options, machine);
  const places = placesIn(runDirectory(plan.document.pipeline, machine.cwd), ready.works, ready.record.workspaces);
  const executor = recorderOf(plan, options, machine, ready, places);
  // What is wrong was found until here: nothing is left behind then.
  makePlaces(places, machine.cwd);
  const unlock = lock(places.directory);
  try {
    return await run(plan, options, machine, ready, places, executor, screen);
  } finally {
    try {
      executor.save();
      tidy(places, artifactsMade(ready.works));
    } finally {
      unlock();
    }
  }
}

async function run(
  plan: PlanGraph,
  options: RehearsalOptions,
  { clock, signal, cores, env }: Machine,
  ready: Preparation,
  { directory, logOf }: Places,
  executor: Executor,
  screen: Listener,
): Promise<number> {
  const { works, chosen, given, secrets, warnings } = ready;
  const { as: order } = options;
  const others = [...works.keys()].filter((work) => !chosen.has(work));
  const slots = given.slots ?? cores;
  const scheduler = new Scheduler(orderOf(order, plan, works), slots, (work) => works[work].gate, others);
  const results = new Map<string, Result>();
  const listener = withTexts(
    maskerOf([...secrets.values(), ...secretsAmong(baseEnvironment(env, options.env))]),
    (event) => {
      if (event.type === 'action.finished') {
        results.set(event.action, event.result);
      }
      screen(event);
    },
  );
  const differences = () => differencesIn(plan, options, env, ready, results);
  const depth = options.deploying ? 'deploy' : 'rehearse';
  return drive(
    {
      ...{ pipeline: plan.document.pipeline.path, depth, order, works, chosen, scheduler, executor },
      ...{ directory, logOf, differences, warnings, clock, signal },
    },
    listener,
  );
}

/** Writes down what the others do. */
function recorderOf(
  plan: PlanGraph,
  options: RehearsalOptions,
  machine: Machine,
  ready: Preparation,
  places: Places,
): Recorder {
  const { works, chosen, needs, notHere, record, handover, contents, secrets } = ready;
  const { directory } = places;
  const { deploying, unsupported } = options;
  const withoutImages = imagesProblem(ready.machine, unsupported);
  const taken = { works, chosen: [...chosen].map((i) => works[i]), handover, directory, withoutImages };
  const rehearsal = executorOf(plan, options, machine, ready, places);
  return new Recorder(
    record,
    { handover, contents, given: (reference) => secrets.get(reference) },
    (changed) => writeRecord(directory, { ...changed, workspaces: places.workspaces() }),
    ({ id, gate }) => commandLine([...options.again, ...(gate ? ['--from', id, '--approve', id] : [id])]),
    new OnlySupported(works, needs, notHere, unsupported, deploying?.(taken, rehearsal) ?? rehearsal),
  );
}

/** As a shell takes it. */
function commandLine(args: readonly string[]): string {
  return args.map((arg) => (/^[\w@%+=:,./-]+$/.test(arg) ? arg : `'${arg.replace(/'/g, `'\\''`)}'`)).join(' ');
}

/** Who does what. */
function executorOf(
  plan: PlanGraph,
  options: RehearsalOptions,
  { env, person }: Machine,
  { handover, given, secrets, outputs, trees }: Preparation,
  places: Places,
): Executor {
  const { credentials, keep = false } = options;
  const builds = new ShellExecutor({
    ...{ pipeline: plan.document.pipeline, workflow: plan.document.gitHub?.name, handover, ...places, keep },
    base: { ...baseEnvironment(env, options.env), ...credentialsFor(credentials, env) },
    given: (reference) => secrets.get(reference),
    awsDirectory: credentials === undefined ? undefined : awsDirectory(env),
  });
  return new RehearsalExecutor({
    builds: new SynthCheck(builds, plan.document, options.planFile, handover),
    gates: new GateExecutor(handover, given.decisions, person),
    cloud: new NoCloud(handover, (stack) => outputs.get(stack) ?? {}),
    handover,
    sources: new SourceExecutor(trees, handover, places.artifactDirectory),
  });
}

/** What this run has not shown. */
function differencesIn(
  { document, actions }: PlanGraph,
  { credentials: profile, deploying }: RehearsalOptions,
  env: NodeJS.ProcessEnv,
  { works, given, placeholders, trees, machine, notHere, specOf }: Preparation,
  results: ReadonlyMap<string, Result>,
): Difference[] {
  const ran = works.filter(({ id, task }) => results.has(id) && task.kind === 'build');
  const commands = new Map(ran.map((work): [Work, string[]] => [work, commandsOf(specOf(work))]));
  const used = new Set([...commands.values()].flat().flatMap(commandsIn));
  return differencesOf({
    ...{ document, works, results, placeholders, profile, arch: machine.arch, deployed: deploying !== undefined },
    reasons: new Map([...notHere].map(([id, { reason = '' }]) => [id, reason])),
    machine: versionsOf(machine, env, used),
    decided: [...given.decisions.keys()].filter((id) => results.has(id)),
    defaulted: given.variables.defaulted,
    untracked: new Map([...trees].map(([{ id }, { untracked }]) => [id, untracked])),
    tokens: new Map([...commands].map(([{ id }, own]) => [id, tokensIn(own.join('\n'))])),
    expressions: document.gitHub && new Map(ran.map((work) => [work.id, expressionsIn(textsOf(work, commands))])),
    jobs: new Map(actions.flatMap(({ id, workflowJob }) => (workflowJob ? [[id, workflowJob] as const] : []))),
    runtimes: new Map(ran.map((work) => [work.id, specOf(work)?.runtimes ?? []])),
  });
}

/** What a build runs, and what variables it is given as they are. */
function textsOf(work: Work, commands: ReadonlyMap<Work, readonly string[]>): string {
  const env = work.task.kind === 'build' ? work.task.env : [];
  const literals = env.flatMap(({ value }) => ('literal' in value ? [value.literal] : []));
  return [...(commands.get(work) ?? []), ...literals].join('\n');
}
