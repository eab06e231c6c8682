import { chooseSources } from './choose-sources';
import { baseEnvironment } from './environment';
import { RehearsalExecutor, SourceExecutor } from './executor';
import { logFiles } from './logs';
import { NoCloud } from './no-cloud';
import { placesOf } from './places';
import { ShellExecutor } from './shell-executor';
import { SynthCheck } from './synth-check';
import type { PlanGraph } from '../../document/plan-graph';
import { drive } from '../drive';
import type { Listener } from '../events';
import type { Executor } from '../executor';
import { Handover } from '../handover';
import type { RunOptions } from '../options';
import { orderOf } from '../order';
import { pipelineVariablesOf } from '../pipeline-variables';
import { Scheduler } from '../scheduler';
import { ALL, gatesNamed, selected } from '../select';
import { type Work, worksOf } from '../works';

/** What a rehearsal is given by the machine that it runs on. */
export interface Machine {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly cores: number;
  /** Seconds since the run began. */
  readonly clock: () => number;
  readonly signal: AbortSignal;
}

export interface RehearsalOptions extends RunOptions {
  /** The file that the plan was read from. */
  readonly planFile: string;
  /** How many actions run at once. */
  readonly slots?: number;
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
}

/** Run steps in real shells, each in a clean workspace, and say what the process exits with. */
export async function rehearse(
  plan: PlanGraph,
  options: RehearsalOptions,
  machine: Machine,
  screen: Listener,
): Promise<number> {
  const works = worksOf(plan);
  const { names, from, until, as: order, source = [], keep = false, slots = machine.cores } = options;
  const chosen = selected(plan, works, { only: names.length > 0 ? names : undefined, from, until });
  const trees = chooseSources(plan, works, chosen, source, machine.cwd);
  const places = placesOf(plan.document.pipeline, works, machine.cwd);
  const handover = new Handover();
  handover.variables.set('variables', pipelineVariablesOf(plan.document.codePipeline, options.variable).values);
  handover.variables.set('codepipeline', { PipelineExecutionId: NO_EXECUTION });
  const rehearsal = new RehearsalExecutor({
    builds: new SynthCheck(
      new ShellExecutor({
        ...{ pipeline: plan.document.pipeline, handover, ...places, keep },
        base: baseEnvironment(machine.env, options.env),
        given: (name) => machine.env[name],
      }),
      plan.document,
      options.planFile,
      handover,
    ),
    gates: flagsOnly(plan, works, options),
    cloud: new NoCloud(handover, () => ({})),
    sources: new SourceExecutor(trees, handover, places.artifactDirectory),
  });
  const taken = { works, chosen: [...chosen].map((i) => works[i]), handover, directory: places.directory };
  const executor = options.deploying?.(taken, rehearsal) ?? rehearsal;
  const others = [...works.keys()].filter((work) => !chosen.has(work));
  const scheduler = new Scheduler(orderOf(order, plan, works), slots, (work) => works[work].gate, others);
  const logs = logFiles();
  const { directory, logOf } = places;
  const { clock, signal } = machine;
  return drive(
    {
      ...{
        pipeline: plan.document.pipeline.path,
        depth: options.deploying ? 'deploy' : 'rehearse',
        order,
        works,
        chosen,
        scheduler,
        executor,
      },
      ...{ directory, logOf, differences: () => [], clock, signal },
    },
    (event) => {
      logs(event);
      screen(event);
    },
  );
}

/** There is no execution. */
const NO_EXECUTION = '00000000-0000-0000-0000-000000000000';

/** Gates without a person. */
function flagsOnly(plan: PlanGraph, works: readonly Work[], { approve = [], reject = [] }: RunOptions): Executor {
  const of = (given: readonly string[]) =>
    new Set(given.flatMap((name) => gatesNamed(plan, works, name)).map((i) => works[i]));
  const [approved, rejected] = [of(approve), of(reject)];
  return {
    execute: async (work) => {
      if (rejected.has(work)) {
        return { result: 'rejected', reason: 'rejected by --reject' };
      }
      return approved.has(work)
        ? { result: 'succeeded', reason: 'approved by --approve' }
        : {
            ...{ result: 'stopped', reason: 'nobody is there to decide' },
            fix: `run it in a terminal, or add --approve ${work.id}, or --approve ${ALL}`,
          };
    },
  };
}
