import { download, ON_MACHINE } from './files';
import type { EmitContext } from './context';
import type { WorkflowStep } from '../model';
import { asPattern, shellWord } from '../../../../jobs/shell-words';

/** Where jobs unpack the cloud assembly, in quotes. GitHub empties the directory around it before each job, on all machines. */
const ASSEMBLY = '$RUNNER_TEMP/cdk.out';

/** The steps that get the cloud assembly. */
export function fetchAssembly(context: EmitContext): WorkflowStep[] {
  return [download(context.cloudAssembly, context.settings.pins), unpackAssembly(context)];
}

/** The step that unpacks what was got. */
export function unpackAssembly({ cloudAssembly }: EmitContext, { forCommands } = ON_MACHINE): WorkflowStep {
  const unpack = `tar --extract --no-same-owner --file="${forCommands}/${cloudAssembly}.tar" --directory=${inAssembly()}`;
  return { name: 'Unpack', run: `mkdir ${inAssembly()}\n${unpack}`, shell: 'bash' };
}

/** The cloud assembly, or a directory in it, as a word of a command. Names of constructs and Stages are plain. */
export function inAssembly(directory?: string): string {
  return `"${[ASSEMBLY, directory].filter((part) => part !== undefined).join('/')}"`;
}

/** A command for the CDK CLI of the version that all jobs use. */
export function cdk(version: string, ...words: readonly string[]): string {
  return ['npx', '--yes', shellWord(`aws-cdk@${version}`), ...words].join(' ');
}

/** The command that publishes all that the cloud assembly in a directory of the cloud assembly has. */
export function publishCommand(version: string, directory: string): string {
  const options = ['--all', '--unstable=publish-assets', '--no-notices', `--app=${inAssembly(directory)}`];
  return cdk(version, 'publish-assets', ...options);
}

/** A stack by its construct path, and no other. */
export function stackWord(path: string): string {
  return shellWord(asPattern(path));
}
