// What runs at an action of the plan.

export type JobInfo = ScriptJobInfo | DeployJobInfo | AskJobInfo | PermissionsCheckJobInfo | SourceJobInfo | OwnJobInfo;

/** Commands in a shell, on a machine of their own. */
export interface ScriptJobInfo {
  readonly kind: 'script';
  /** They prepare the machine. */
  readonly installCommands: readonly string[];
  readonly commands: readonly string[];
  /** Variables of the environment, and where their values come from. */
  readonly env: Readonly<Record<string, ValueInfo>>;
  /** Files that it finds. Those in `.` are what it starts in. */
  readonly inputs: readonly FilesInfo[];
  /** Files that it hands on. */
  readonly outputs: readonly FilesInfo[];
}

/** A stack is deployed. */
export interface DeployJobInfo {
  readonly kind: 'deploy';
  /** `prepare` makes a change set, `execute` carries it out, `update` does both at once. */
  readonly mode: 'update' | 'prepare' | 'execute';
}

/** A person decides. */
export interface AskJobInfo {
  readonly kind: 'ask';
  readonly comment?: string;
  /** A page with what is to be reviewed. */
  readonly url?: string;
  /** How long a decision is waited for. Missing if that is as long as the engine does: 7 days in CodePipeline. */
  readonly timeoutMinutes?: number;
  /** Who gets a message, apart from whoever is subscribed to the topic. */
  readonly emails?: readonly string[];
  /** Whether the person is shown, after the comment, the revision of the source and `planHash`. */
  readonly showsRevision?: true;
}

/** What a Stage may do is compared with what it could do before; a person decides if it is more. */
export interface PermissionsCheckJobInfo {
  readonly kind: 'permissions-check';
  /** Construct path of the Stage that is compared: mostly the id of an application. */
  readonly stage?: string;
}

/** Files are fetched. */
export interface SourceJobInfo {
  readonly kind: 'source';
  readonly provider: 'connection' | 'github' | 'codecommit' | 's3' | 'ecr';
  /** As the provider knows it: `owner/repository`, `s3://bucket/key`, `image:tag`. */
  readonly repository: string;
  readonly branch?: string;
  /** What starts the pipeline: the provider reports a change, it is asked from time to time, or nothing does. */
  readonly trigger: 'change' | 'poll' | 'none';
}

/** The step makes its own action: what that does is up to it. */
export interface OwnJobInfo {
  readonly kind: 'own';
}

/** Where a value comes from. */
export type ValueInfo = LiteralInfo | OutputInfo | StackOutputInfo | ParameterInfo | SecretInfo;

export interface LiteralInfo {
  readonly literal: string;
}

/** A variable that a step exports. */
export interface OutputInfo {
  readonly output: {
    /** Id of the node. */
    readonly node: string;
    readonly variable: string;
  };
}

/** An output of a stack that the pipeline deploys. */
export interface StackOutputInfo {
  readonly stackOutput: {
    /** Construct path. */
    readonly stack: string;
    readonly name: string;
  };
}

/** A parameter in Systems Manager. */
export interface ParameterInfo {
  readonly parameter: string;
}

/** A secret in Secrets Manager. */
export interface SecretInfo {
  readonly secret: string;
}

/** Files in a directory. */
export interface FilesInfo {
  readonly directory: string;
  /** Names of file sets are for people: two may have one name. */
  readonly fileSet: string;
  /** Of an input: id of the node that makes them. Missing if they come from outside the pipeline. */
  readonly from?: string;
  /** Patterns of the files to take. Missing if all are taken. */
  readonly files?: readonly string[];
}
