/** A whole app as plain data. Numbers that refer to something are taken modulo what is there, so every spec means something. */
export interface AppSpec {
  readonly context: Record<string, unknown>;
  readonly place: 'app' | 'stage';
  readonly env: EnvName;
  readonly sources: SourceSpec[];
  readonly synth: StepSpec;
  readonly beforeSynth: StepSpec[];
  /** Steps that nobody places; others may depend on them. */
  readonly hidden: StepSpec[];
  readonly waves: WaveSpec[];
  readonly options: OptionsSpec;
  readonly stageScope: 'app' | 'stack';
  readonly extension?: ExtensionSpec;
}

/** What people who extend the classes do. */
export interface ExtensionSpec {
  /** What a subclass of the pipeline overrides. */
  readonly subclass?: 'doBuildPipeline' | 'pipeline' | 'addStage' | 'addWave';
  /** Steps come to the lists of waves and Stages when these were given. */
  readonly lateLists?: boolean;
  /** Gates are put into the lists of what `addStage()` returns. */
  readonly earlyGates?: boolean;
  /** An Aspect adds something to each stack of a Stage. */
  readonly aspects?: boolean;
}

export type EnvName = 'home' | 'account' | 'region' | 'both' | 'none';

export interface SourceSpec {
  readonly kind: 'connection' | 'gitHub' | 'codeCommit' | 's3' | 'ecr';
  readonly name: string;
  readonly actionName?: string;
  readonly clone?: boolean;
  readonly trigger?: 'none' | 'poll' | 'other';
}

export interface StepSpec {
  readonly kind: 'shell' | 'codebuild' | 'approval' | 'factory';
  readonly name: string;
  readonly commands: string[];
  readonly installCommands?: string[];
  readonly env: EnvVarSpec[];
  readonly outputsAsEnv: { readonly name: string; readonly output: number }[];
  readonly input?: FileRef;
  readonly additional: { readonly directory: string; readonly files: FileRef }[];
  readonly primaryOutput?: string;
  readonly outputs: string[];
  readonly after: number[];
  readonly comment?: string;
  readonly topic?: boolean;
  /** Of a factory: actions it adds, and whether they run one after another. */
  readonly actions: number;
  readonly sequential: boolean;
  readonly build: BuildSpec;
  readonly projectName?: string;
  readonly roles?: boolean;
}

export interface FileRef {
  readonly from: 'source' | 'synth' | 'step';
  readonly index: number;
}

export type EnvVarSpec = { readonly name: string } & (
  | { readonly kind: 'plain'; readonly value: string }
  | { readonly kind: 'token' }
  | { readonly kind: 'attribute'; readonly source: number; readonly attribute: string }
  | { readonly kind: 'exported'; readonly step: number; readonly variable: string }
);

/** Options that steps and defaults have in common. */
export interface BuildSpec {
  readonly compute?: 'SMALL' | 'MEDIUM' | 'LARGE';
  readonly image?: 'standard' | 'amazon' | 'arm' | 'registry';
  readonly privileged?: boolean;
  readonly variables?: { readonly name: string; readonly type: 'plain' | 'parameter' | 'secret' }[];
  readonly timeout?: number;
  readonly vpc?: 'vpc' | 'subnets' | 'groups';
  readonly policy?: string[];
  readonly partial?: 'install' | 'phases' | 'report' | 'env' | 'token';
  readonly cache?: 'local' | 'bucket';
  readonly logging?: boolean;
}

export interface WaveSpec {
  readonly name: string;
  /** A stage on its own, through `pipeline.addStage`; then only the first stage counts. */
  readonly single: boolean;
  readonly stages: StageSpec[];
  readonly pre: StepSpec[];
  readonly post: StepSpec[];
}

export interface StageSpec {
  readonly name: string;
  readonly stageName?: string;
  readonly env: EnvName;
  /** In an account of its own instead: one of many environments. */
  readonly account?: number;
  readonly stacks: StackSpec[];
  readonly pre: StepSpec[];
  readonly post: StepSpec[];
  readonly check?: 'plain' | 'topic';
  readonly tags?: Record<string, string>;
  /** Adds a step again that was placed before. */
  readonly again?: number;
  readonly sequence?: boolean;
}

export interface StackSpec {
  readonly name: string;
  /** A name of its own, or that of other stacks of the Stage, with that of the Stage in front or not. */
  readonly stackName?: 'own' | 'shared' | 'shared-prefixed';
  readonly env?: EnvName;
  readonly files: number[];
  readonly images: number[];
  readonly nested?: boolean;
  readonly dependsOn: number[];
  readonly tags?: Record<string, string>;
  readonly synthesizer?: 'qualifier' | 'cli' | 'legacy' | 'roles' | 'bootstrapless';
  readonly pre: StepSpec[];
  readonly changeSet: StepSpec[];
  readonly post: StepSpec[];
}

export interface OptionsSpec {
  readonly pipelineName?: string;
  readonly pipelineType?: 'V1' | 'V2';
  readonly executionMode?: 'SUPERSEDED' | 'QUEUED' | 'PARALLEL';
  readonly keys?: boolean;
  readonly rotation?: boolean;
  readonly cliVersion?: string;
  readonly cdkAssetsCliVersion?: string;
  readonly selfMutation?: boolean;
  readonly dockerForSelfMutation?: boolean;
  readonly dockerForSynth?: boolean;
  readonly parallel?: boolean;
  readonly changeSets?: boolean;
  readonly reuseSupport?: boolean;
  readonly pipelineRole?: boolean;
  readonly role?: boolean;
  readonly bucket?: boolean;
  readonly existing?: 'plain' | 'restarting';
  readonly defaults?: BuildSpec;
  readonly synthDefaults?: BuildSpec;
  readonly assetDefaults?: BuildSpec;
  readonly mutationDefaults?: BuildSpec;
  readonly credentials: CredentialSpec[];
}

export interface CredentialSpec {
  readonly kind: 'hub' | 'registry' | 'ecr';
  readonly usages?: ('SYNTH' | 'SELF_UPDATE' | 'ASSET_PUBLISHING')[];
  readonly role?: boolean;
  readonly fields?: boolean;
}
