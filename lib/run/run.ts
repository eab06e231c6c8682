import * as os from 'os';
import { PlanGraph } from '../document/plan-graph';
import type { PlanFile } from '../document/read-plans';
import { Problems } from '../private/errors';
import type { Terminal } from '../private/terminal';
import type { Listener } from './events';
import type { Executor } from './executor';
import { checkOptions, type RunOptions, slotsOf } from './options';
import { killGroups } from './process-groups';
import { EXIT_CODES } from './progress';
import { openShell } from './rehearse/open-shell';
import { personAt } from './rehearse/person';
import { type Machine, rehearse, type RunOfWorks } from './rehearse/rehearse';
import { logFiles } from './screens/logs';
import { screenOf, screenOfSimulation } from './screens/screens';
import { checkAssumptions, simulate } from './simulate';

/** Run a pipeline as deep as was asked for, and say what the process exits with. */
export async function runPipeline(file: PlanFile, options: RunOptions, terminal: Terminal): Promise<number> {
  const plan = new PlanGraph(file.document);
  if (options.simulate) {
    return simulateAndShow(plan, options, terminal);
  }
  if (options.shell) {
    checkOptions(options);
    return openShell(plan, options.names, { cwd: process.cwd(), env: process.env }, terminal);
  }
  const abort = new AbortController();
  const listening = endOnSignals(abort);
  const began = process.hrtime.bigint();
  const clock = () => Number(process.hrtime.bigint() - began) / 1e9;
  const screen = screenOf(options, { ...terminal, cwd: process.cwd() }, clock);
  const person = personAt(process, () => abort.abort());
  const machine: Machine = {
    ...{ cwd: process.cwd(), env: process.env, cores: os.availableParallelism(), clock, signal: abort.signal },
    person: person && screen.withQuestions(person),
  };
  const logs = logFiles();
  try {
    const deploying = options.deploy ? deployingFor(file, options, machine) : undefined;
    return await rehearse(plan, { ...options, planFile: file.file, deploying }, machine, (event) => {
      logs(event);
      screen.listen(event);
    });
  } finally {
    screen.close();
    listening.end();
    abort.abort();
  }
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** The first signal ends the run, and lets all that was started clean up; the second one does not. */
function endOnSignals(abort: AbortController): { readonly end: () => void } {
  const endGently = () => abort.abort();
  const end = () => {
    if (abort.signal.aborted) {
      killGroups();
      process.exit(EXIT_CODES.canceled);
    }
    abort.abort();
  };
  SIGNALS.forEach((signal) => process.on(signal, end));
  // Nobody reads any more: each further line says it again.
  process.on('SIGPIPE', endGently);
  return {
    end: () => {
      SIGNALS.forEach((signal) => process.removeListener(signal, end));
      process.removeListener('SIGPIPE', endGently);
    },
  };
}

/** Only this depth loads it. */
function deployingFor(plan: PlanFile, options: RunOptions, { cwd, env: host }: Machine) {
  const { deployingExecutor } = require('./clouds/deploy') as typeof import('./clouds/deploy');
  return (run: RunOfWorks, others: Executor) => deployingExecutor({ ...run, plan, options, cwd, host }, others);
}

function simulateAndShow(plan: PlanGraph, options: RunOptions, terminal: Terminal): number {
  const { names, from, until, as: order, minutes, fail: failing, reject: rejected } = options;
  const only = names.length > 0 ? names : undefined;
  const problems = new Problems();
  problems.try(() => checkOptions(options));
  const concurrency = problems.try(() => slotsOf(options));
  const assumed = { only, from, until, minutes, failing, rejected, concurrency };
  problems.try(() => checkAssumptions(plan, { ...assumed, order }));
  problems.report();
  const byPlan = () => lengthOf((listener) => simulate(plan, { ...assumed, order: 'plan' }, listener));
  return simulate(plan, { ...assumed, order }, screenOfSimulation(options, plan, terminal, byPlan));
}

/** How long a run takes, in seconds. */
function lengthOf(run: (listener: Listener) => void): number {
  let end = 0;
  run((event) => (end = event.type === 'run.finished' ? event.at : end));
  return end;
}
