import * as fs from 'fs';
import * as path from 'path';
import type { Assemblies } from './assemblies';
import { MANIFEST } from './assembly';
import type { CdkCalls } from './cdk-calls';
import type { CliResult } from './cdk-cli';
import { type CliTask, argumentsOf } from './cli-arguments';
import { fixFor, reasonIn } from './cli-reason';
import type { Cloud } from './cloud';
import { keepOutputs } from './last-outputs';
import {
  type Files,
  type MovedStack,
  accountsUsed,
  assemblyOfAssets,
  assemblyOfStacks,
  placesOf,
} from './small-assembly';
import { textOf } from '../../private/diagnostics';
import { PipelineError } from '../../private/errors';
import { hashOf } from '../../private/hash';
import type { Context, Executor } from '../executor';
import type { Handover } from '../handover';
import type { Outcome } from '../progress';
import type { Work } from '../works';

export interface CdkExecution {
  readonly cloud: Cloud;
  readonly calls: CdkCalls;
  readonly assemblies: Assemblies;
  readonly handover: Handover;
  /** Where runs are kept: `.cdk-pipelines/run`. */
  readonly directory: string;
  /** Why images cannot be built here, if they cannot, and what then. */
  readonly withoutImages?: Outcome;
}

/** An empty change set cannot be executed: only outputs are read then. */
const NO_CHANGES = /\(no changes\)/;

/** A change set is executed once, however that ends. */
function isUsedUp({ code, lines }: CliResult): boolean {
  return code !== 0 && /ChangeSet.*(does not exist|is in \w+ status|cannot be executed)/.test(reasonIn(lines));
}

const CANCELED: Outcome = { result: 'canceled', reason: 'the run was ended; what CloudFormation has begun goes on' };

/**
 * Deploys stacks, publishes assets and compares permissions with the real CDK CLI, from the cloud assembly that the synth of this run
 * has made. All else is done by somebody else.
 */
export class CdkExecutor implements Executor {
  /** Whether the change sets of this run are empty, by the construct path of the stack. */
  private readonly prepared = new Map<string, boolean>();
  /** Nodes of checks that found nothing to confirm. */
  private readonly cleared = new Set<number>();

  constructor(
    private readonly run: CdkExecution,
    private readonly others: Executor,
  ) {}

  public async execute(work: Work, context: Context): Promise<Outcome> {
    if (work.task.kind === 'ask' && this.cleared.has(work.node)) {
      return { result: 'succeeded', reason: 'nothing is broadened, so nobody is asked' };
    }
    const task = taskOf(work);
    if (task === undefined) {
      return this.others.execute(work, context);
    }
    try {
      return await this.carryOut(work, task, context);
    } catch (error) {
      // The synth of this run may have made other stacks than the plan has.
      if (error instanceof PipelineError) {
        return { result: 'failed', reason: error.problems.map(textOf).join(' ') };
      }
      throw error;
    }
  }

  private async carryOut(given: Work, task: CliTask, context: Context): Promise<Outcome> {
    const { cloud, calls, assemblies, withoutImages } = this.run;
    if (task === 'publish' && withoutImages && isOfImages(given)) {
      return withoutImages;
    }
    const { work, stacks } = assemblies.of(given);
    const moved = cloud.move(cloud.stacksOf(work, stacks));
    if (moved.length === 0) {
      return {
        result: 'failed',
        reason: NOTHING[task === 'publish' ? 'publish' : 'deploy'],
        fix: 'run cdk synth, then this again',
      };
    }
    for (const one of moved) {
      const failed = cloud.isEmulator ? await calls.bootstrap(cloud.bootstrapOf(one), context) : undefined;
      if (failed) {
        return failed;
      }
    }
    const files = task === 'publish' ? assetsOf(work, moved) : assemblyOfStacks(moved, read);
    const strangers = cloud.strangersIn(accountsUsed(files), moved);
    if (strangers.length > 0) {
      const reason = `it would use roles of ${strangers.join(', ')}, which is not where it is deployed`;
      return { result: 'failed', reason, fix: `allow it: --yes-deploy-to ${strangers.join(' --yes-deploy-to ')}` };
    }
    return this.callCli(work, task, moved, files, context);
  }

  private async callCli(work: Work, task: CliTask, moved: readonly MovedStack[], files: Files, context: Context) {
    const [{ stack, moves }] = moved;
    const access = this.run.cloud.accessTo(moves.to);
    // A change set is executed with what it was prepared from, maybe by an earlier run.
    const of = work.task.kind === 'deploy' ? [stack.path, moves.to, access.endpoint] : work.id;
    const home = path.join(this.run.directory, 'cdk', hashOf(of).slice(0, 16));
    if (task !== 'execute' || !fs.existsSync(path.join(home, MANIFEST))) {
      write(home, files);
    }
    const outputs = path.join(home, OUTPUTS);
    fs.rmSync(outputs, { force: true });
    const place = { app: home, outputs, profile: access.profile };
    const call = (as: CliTask) => this.run.calls.call(argumentsOf(as, place), home, access, context);
    const isEmpty = task === 'execute' && this.prepared.get(stack.path) === true;
    let result = await call(isEmpty ? 'update' : task);
    if (task === 'execute' && !this.prepared.has(stack.path) && isUsedUp(result)) {
      // Who repeats a deployment wants it deployed. The pipeline would have to start anew.
      context.report({
        type: 'action.logged',
        line: 'Its change set was executed before: the stack is deployed without it.',
      });
      result = await call('update');
    }
    return context.signal.aborted ? CANCELED : this.deployed(work, task, result, outputs, moved);
  }

  /** What comes of it. Outputs count only when the stack is deployed. */
  private deployed(
    work: Work,
    task: CliTask,
    { code, lines }: CliResult,
    outputs: string,
    moved: readonly MovedStack[],
  ): Outcome {
    const [{ stack }] = moved;
    if (task === 'diff') {
      return this.compared(work, code === 0);
    }
    if (code !== 0) {
      const reason = reasonIn(lines);
      return {
        result: 'failed',
        reason,
        fix: fixFor(reason, `npx cdk ${this.run.cloud.bootstrapOf(moved[0])?.args.join(' ') ?? 'bootstrap'}`),
      };
    }
    if (task === 'prepare') {
      this.prepared.set(
        stack.path,
        lines.some((line) => NO_CHANGES.test(line)),
      );
    }
    if (task === 'update' || task === 'execute') {
      this.handOn(work, stack.path, readOutputsOf(outputs));
    }
    return { result: 'succeeded' };
  }

  private handOn({ task }: Work, stack: string, outputs: Readonly<Record<string, string>>): void {
    const { handover, directory } = this.run;
    handover.stackOutputs.set(stack, outputs);
    if (task.kind === 'deploy') {
      handover.variables.set(task.namespace ?? stack, outputs);
    }
    keepOutputs(directory, stack, outputs);
  }

  /** A comparison that fails counts as a change, as in the pipeline: somebody is asked. */
  private compared({ node, task }: Work, isSame: boolean): Outcome {
    if (isSame) {
      this.cleared.add(node);
    }
    if (task.kind === 'permissions-check' && task.namespace !== undefined) {
      const MESSAGE = isSame
        ? 'No security-impacting changes detected.'
        : 'Deployment would make security-impacting changes.';
      this.run.handover.variables.set(task.namespace, { MESSAGE, LINK: 'the log of this action' });
    }
    return {
      result: 'succeeded',
      reason: isSame ? 'nothing is broadened' : 'permissions are broadened: its log says which',
    };
  }
}

const OUTPUTS = 'outputs.json';

const NOTHING = {
  deploy: 'the cloud assembly of this run has no such stack',
  publish: 'the cloud assembly of this run has no such asset',
};

/** What the CDK CLI does for a work; nothing, if that is not for it. */
function taskOf({ kind, task }: Work): CliTask | undefined {
  switch (task.kind) {
    case 'deploy':
      return task.mode;
    case 'permissions-check':
      return 'diff';
    case 'build':
      return kind === 'publish' ? 'publish' : undefined;
    default:
      return undefined;
  }
}

function isOfImages({ task }: Work): boolean {
  return task.kind === 'build' && task.assets?.some(({ image }) => image) === true;
}

function assetsOf({ task }: Work, moved: readonly MovedStack[]): Files {
  return assemblyOfAssets(placesOf(task.kind === 'build' ? (task.assets ?? []) : [], moved), read);
}

function read(file: string): string {
  return fs.readFileSync(file, 'utf8');
}

/** Nothing of an earlier run stays. */
function write(home: string, files: Files): void {
  fs.rmSync(home, { recursive: true, force: true });
  fs.mkdirSync(home, { recursive: true });
  files.forEach((text, name) => fs.writeFileSync(path.join(home, name), text));
}

/** There is one stack: it may have no outputs. */
function readOutputsOf(file: string): Readonly<Record<string, string>> {
  const outputs = fs.existsSync(file) ? (JSON.parse(read(file)) as Record<string, Record<string, string>>) : {};
  return Object.values(outputs)[0] ?? {};
}
