import type { Job } from './job';
import type { PublishingTool } from './publishing';
import { type SelfUpdate, selfUpdateJob } from './self-update';
import type { Plan, Work } from '../plan/plan';
import type { AssetSnapshot, Question, ScriptSnapshot, StepSnapshot } from '../plan/snapshot-data';
import { unreachable } from '../private/errors';

/** What an engine decides about jobs. */
export interface JobOptions {
  /** The file set that holds the cloud assembly. */
  readonly cloudAssembly: number;
  readonly publishing: PublishingTool;
  /** How the pipeline updates itself. @default - it does not */
  readonly selfUpdate?: SelfUpdate;
  /** What is changed about the script that makes the cloud assembly. */
  readonly adaptSynth: (script: ScriptSnapshot) => ScriptSnapshot;
}

/** What steps are at this moment, by their number. */
export interface StepReader {
  script(step: number): ScriptSnapshot;
  /** Of an approval: what a person is asked. */
  question(step: number): Question;
}

/**
 * What runs at each node of a plan. A job is made when it is first asked for, and is the same from then on: steps
 * may still change while the actions before it are made.
 */
export class Jobs {
  private readonly known = new Map<number, Job>();

  constructor(
    private readonly plan: Plan,
    private readonly steps: StepReader,
    private readonly options: JobOptions,
  ) {}

  /** @param node index of a node that is work */
  public of(node: number): Job {
    const known = this.known.get(node) ?? this.make(this.plan.nodes[node].id, this.plan.nodes[node].content as Work);
    this.known.set(node, known);
    return known;
  }

  private make(id: string, work: Work): Job {
    const { cloudAssembly, publishing, selfUpdate } = this.options;
    switch (work.kind) {
      case 'step':
        return this.stepJob(work.step, work.role === 'synth');
      case 'publish':
        return publishJob(id, work.assets, publishing, cloudAssembly);
      case 'self-update':
        return selfUpdateJob(selfUpdate!, cloudAssembly);
      case 'prepare':
        return { kind: 'deploy', mode: 'prepare', stack: work.stack, captureOutputs: false };
      case 'execute':
        return {
          kind: 'deploy',
          mode: work.viaChangeSet ? 'execute' : 'update',
          stack: work.stack,
          captureOutputs: work.captureOutputs,
        };
      default:
        return unreachable(work);
    }
  }

  private stepJob(step: StepSnapshot, synth: boolean): Job {
    switch (step.kind) {
      case 'script': {
        const script = this.steps.script(step.key);
        return { kind: 'script', step: step.key, synth, ...(synth ? this.options.adaptSynth(script) : script) };
      }
      case 'approval':
        return { kind: 'ask', step: step.key, ...this.steps.question(step.key) };
      case 'permissions-check':
        return { kind: 'permissions-check', step: step.key, checks: step.checks?.stage };
      case 'custom':
        return { kind: 'own', step: step.key, origin: step.origin };
      default:
        return unreachable(step.kind);
    }
  }
}

function publishJob(id: string, assets: readonly AssetSnapshot[], tool: PublishingTool, cloudAssembly: number): Job {
  return {
    kind: 'publish',
    publisher: id,
    images: assets.some((asset) => asset.isImage),
    assets,
    ...tool(id, assets),
    inputs: [{ directory: '.', fileSet: cloudAssembly }],
    outputs: [],
  };
}
