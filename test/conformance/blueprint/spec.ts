/*
 * A pipeline as plain data: the application is declared from it, and so is what must be observed. Ids of steps, gates and Stages
 * are unique.
 */

export interface BlueprintSpec {
  readonly sources: readonly SourceSpec[];
  /** Makes the cloud assembly in `cdk.out`. */
  readonly synth: ScriptSpec;
  readonly waves: readonly WaveSpec[];
  /** Nobody places them: they are where what needs them is. */
  readonly hidden?: readonly ScriptSpec[];
  readonly options?: OptionsSpec;
}

export interface OptionsSpec {
  readonly selfMutation?: boolean;
  readonly useChangeSets?: boolean;
  /** Needed by other accounts. */
  readonly crossAccountKeys?: boolean;
  /** In the default layout: one publisher if false. */
  readonly publishAssetsInParallel?: boolean;
  /** In the compact layout. */
  readonly maxPublishers?: number;
  /** Logins to a registry, for all that uses Docker. */
  readonly dockerLogins?: boolean;
  readonly usePipelineRoleForActions?: boolean;
}

export interface SourceSpec {
  /** Of the repository. */
  readonly name: string;
  /** Path to text. */
  readonly files: Readonly<Record<string, string>>;
}

export type EnvName = 'home' | 'account' | 'region' | 'both';

export const ENVIRONMENTS: Record<EnvName, { readonly account: string; readonly region: string }> = {
  home: { account: '111111111111', region: 'us-east-1' },
  account: { account: '222222222222', region: 'us-east-1' },
  region: { account: '111111111111', region: 'eu-west-1' },
  both: { account: '333333333333', region: 'ap-southeast-2' },
};

export interface ScriptSpec {
  readonly kind: 'script';
  readonly id: string;
  readonly codeBuild?: boolean;
  /** @default - the first source */
  readonly input?: FileRef;
  /** Directory to files. */
  readonly additional?: Readonly<Record<string, FileRef>>;
  readonly env?: Readonly<Record<string, ValueSpec>>;
  readonly installCommands?: readonly string[];
  /** Run before the script says what it sees. */
  readonly first?: readonly string[];
  /** Run at the end. */
  readonly last?: readonly string[];
  readonly outputs?: readonly OutputSpec[];
  readonly exports?: Readonly<Record<string, string>>;
  /** Ids of steps. */
  readonly after?: readonly string[];
  readonly partialBuildSpec?: Readonly<Record<string, unknown>>;
  /** Variables of the build environment. */
  readonly variables?: Readonly<Record<string, string>>;
  /** What `first`, `installCommands` or `partialBuildSpec` set. */
  readonly alsoSees?: Readonly<Record<string, string>>;
}

export interface OutputSpec {
  readonly directory: string;
  /** What the script writes into it. */
  readonly files: Readonly<Record<string, string>>;
  /** Those that others get. @default - all */
  readonly handedOn?: readonly string[];
}

export interface GateSpec {
  readonly kind: 'gate';
  readonly id: string;
  readonly comment?: string;
  readonly after?: readonly string[];
}

/** Before the Stage that it stands at. */
export interface CheckSpec {
  readonly kind: 'check';
  readonly id: string;
  readonly after?: readonly string[];
}

export type StepSpec = ScriptSpec | GateSpec | CheckSpec;

/** A source, what a step puts into a directory (its first one if left out), or the cloud assembly. */
export type FileRef = { readonly source: string } | { readonly step: string; readonly directory?: string } | 'assembly';

export type ValueSpec =
  string | { readonly step: string; readonly variable: string } | { readonly stack: string } | AttributeSpec;

export interface AttributeSpec {
  readonly source: string;
  readonly attribute: 'CommitId' | 'BranchName';
}

export interface WaveSpec {
  readonly id: string;
  /** A Stage on its own: `addStage()` of the pipeline. */
  readonly single?: boolean;
  readonly stages: readonly StageSpec[];
  /** In the compact layout: each Stage has a CodePipeline stage of its own. */
  readonly apart?: boolean;
  readonly pre?: readonly StepSpec[];
  readonly post?: readonly StepSpec[];
}

export interface StageSpec {
  readonly id: string;
  readonly env?: EnvName;
  readonly stacks: readonly StackSpec[];
  readonly pre?: readonly StepSpec[];
  readonly post?: readonly StepSpec[];
}

export interface StackSpec {
  /** Is unique in its Stage; `Stage/Stack` names it elsewhere. */
  readonly id: string;
  readonly env?: EnvName;
  /** Ids of stacks of the same Stage. */
  readonly dependsOn?: readonly string[];
  /** Numbers of files and images from a small store of them. */
  readonly files?: readonly number[];
  readonly images?: readonly number[];
  readonly tags?: Readonly<Record<string, string>>;
  readonly pre?: readonly StepSpec[];
  readonly changeSet?: readonly StepSpec[];
  readonly post?: readonly StepSpec[];
}

export const textOfFile = (n: number) => `file ${n}`;
export const textOfImage = (n: number) => `FROM scratch ${n}`;

/** Value of the output `Url` of a stack. */
export const urlOf = (stack: string) => `https://${stack}`;

export function attributeOf({ source, attribute }: AttributeSpec): string {
  return attribute === 'CommitId' ? `commit of ${source}` : 'main';
}

export function environmentOf(stage: StageSpec, stack: StackSpec): { account: string; region: string } {
  return ENVIRONMENTS[stack.env ?? stage.env ?? 'home'];
}

/** All steps around a Stage or a stack, a wave, in any order. */
export function stepsIn(wave: WaveSpec): StepSpec[] {
  const around = (x: { pre?: readonly StepSpec[]; post?: readonly StepSpec[] }) => [
    ...(x.pre ?? []),
    ...(x.post ?? []),
  ];
  const stacks = wave.stages.flatMap((stage) => stage.stacks);
  return [
    ...around(wave),
    ...wave.stages.flatMap(around),
    ...stacks.flatMap((s) => [...around(s), ...(s.changeSet ?? [])]),
  ];
}

export function scriptsOf(spec: BlueprintSpec): ScriptSpec[] {
  return [spec.synth, ...(spec.hidden ?? []), ...spec.waves.flatMap(stepsIn).filter((s) => s.kind === 'script')];
}

/** Names of all variables that any script of the pipeline has: each says what it has of them. */
export function variablesOf(spec: BlueprintSpec): string[] {
  const names = scriptsOf(spec).flatMap((s) => [s.env ?? {}, s.variables ?? {}, s.alsoSees ?? {}].flatMap(Object.keys));
  return [...new Set(names)].sort();
}

/** The directories that a script says what is in. */
export function directoriesOf({ additional = {} }: ScriptSpec): string[] {
  return ['.', ...Object.keys(additional).filter((d) => d.startsWith('..'))];
}
