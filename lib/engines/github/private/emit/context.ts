import type { JobGraph, LaidOutJob } from '../layout/lay-out';
import type { Unit } from '../layout/units';
import type { Environment, WorkflowJob } from '../model';
import type { Settings, StageSettings } from '../settings';
import type { StepData } from '../step-data';
import type { FileSets } from './file-sets';
import type { Step } from '../../../../blueprint';
import type { OutputProducer } from '../../../../blueprint/step-output';
import type { Job } from '../../../../jobs/job';
import type { Plan } from '../../../../plan/plan';
import type { StepSnapshot } from '../../../../plan/snapshot-data';
import type { Diagnostic } from '../../../../private/diagnostics';

/** An output of a step, by the number of the step. */
export interface Output {
  readonly step: number;
  readonly variable: string;
}

/** A script that is in the cloud assembly. */
export interface ScriptFile {
  /** Relative to the cloud assembly. */
  readonly file: string;
  readonly text: string;
}

/** What is known when jobs of a workflow are made. */
export interface EmitContext {
  /** Construct path of the pipeline. */
  readonly path: string;
  readonly plan: Plan;
  readonly settings: Settings;
  readonly graph: JobGraph;
  /** What runs at a node of the plan. */
  readonly jobOf: (node: number) => Job;
  /** Artifacts, by the number of the file set. */
  readonly files: FileSets;
  /** The artifact that holds the cloud assembly. */
  readonly cloudAssembly: string;
  /** The number of the step that makes a file set. */
  readonly producerOf: (fileSet: number) => number | undefined;
  /** Steps by their number, as they were declared. */
  readonly declared: readonly Step[];
  readonly snapshots: readonly StepSnapshot[];
  readonly keyOf: (step: OutputProducer) => number | undefined;
  readonly outputsIn: (text: string) => Output[];
  /** The node of a step, by its number. */
  readonly nodeOfStep: (step: number) => number;
  /** The node that deploys a stack, by its artifact id. */
  readonly nodeOfStack: (stack: string) => number | undefined;
  /** The job that makes the change set of a stack, by the artifact id of the stack. */
  readonly prepareOf: (stack: string) => string;
  /** Settings of the Stage that a node of the plan belongs to. */
  readonly stageOf: (node: number) => StageSettings | undefined;
  readonly runsOn: (unit: Unit) => WorkflowJob['runsOn'];
  /** Names of outputs of stacks that somebody reads, by artifact id. */
  readonly readOutputs: ReadonlyMap<string, readonly string[]>;
  /** The Stage that a permissions check compares. `checks`: its construct path; `node`: that of the check. */
  readonly checkedStage: (checks: string | undefined, node: number) => CheckedStage | undefined;
  /** Who publishes what these nodes publish. */
  readonly publishing: (nodes: readonly number[]) => Publishing;
  /** The environment of a gate. */
  readonly gateOf: (job: LaidOutJob) => Environment;
  /** The environment of what is at a node and no gate. */
  readonly environmentOf: (node: number) => Environment | undefined;
  /** What was said of a step on GitHub, by its number. */
  readonly stepOf: (step: number) => StepData | undefined;
  /** The region in which a step uses AWS, if it says none. */
  readonly regionOf: (step: number) => string;
  /** Directory in the cloud assembly with what publishers publish. */
  readonly publishDirectory: string;
  /** Directory in the cloud assembly with scripts that are too long for the workflow. */
  readonly scriptDirectory: string;
  /** What is to be written there. */
  readonly scripts: ScriptFile[];
  /** Whether the cloud assembly is there when a job runs. */
  readonly hasAssembly: (job: string) => boolean;
  readonly problems: Diagnostic[];
}

export interface CheckedStage {
  readonly settings: StageSettings;
  readonly region: string;
}

export interface Publishing {
  readonly publisher: string;
  /** With whose rights. @default - those of the workflow */
  readonly stage?: StageSettings;
}

/** A job that is made. */
export interface JobSite {
  readonly job: LaidOutJob;
  readonly context: EmitContext;
}
