import type { SelfUpdateJob } from './job';
import { asPattern, shellWord } from './shell-words';

/** What the update of a pipeline by itself deploys, and with what. */
export interface SelfUpdate {
  /** The command that installs the CDK CLI. */
  readonly installCli: string;
  /** Construct path of the stack that holds the pipeline. */
  readonly stackPath: string;
  /** Where that stack is: a directory in the cloud assembly. */
  readonly assembly: string;
}

/** With paths that a shell and the CDK CLI take for what they are. */
export function inShellWords({ installCli, stackPath, assembly }: SelfUpdate): SelfUpdate {
  return { installCli, stackPath: shellWord(asPattern(stackPath)), assembly: shellWord(assembly) };
}

export function selfUpdateJob({ installCli, stackPath, assembly }: SelfUpdate, cloudAssembly: number): SelfUpdateJob {
  return {
    kind: 'self-update',
    installCommands: [installCli],
    commands: [`cdk -a ${assembly} deploy ${stackPath} --require-approval=never --verbose`],
    env: [],
    inputs: [{ directory: '.', fileSet: cloudAssembly }],
    outputs: [],
  };
}
