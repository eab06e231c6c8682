import { download } from './files';
import type { EmitContext } from './context';
import type { WorkflowStep } from '../model';
import { asPattern, shellWord } from '../../../../jobs/shell-words';

/** Where jobs unpack the cloud assembly, in quotes. GitHub empties the directory around it before each job, on all machines. */
const ASSEMBLY = '$RUNNER_TEMP/cdk.out';

/** The steps that get the cloud assembly. */
export function fetchAssembly({ cloudAssembly, settings }: EmitContext): WorkflowStep[] {
  const unpack = `tar --extract --no-same-owner --file="$RUNNER_TEMP/${cloudAssembly}.tar" --directory="${ASSEMBLY}"`;
  return [
    download(cloudAssembly, settings.pins),
    { name: 'Unpack', run: `mkdir "${ASSEMBLY}"\n${unpack}`, shell: 'bash' },
  ];
}

/** The cloud assembly, or a directory in it, as a word of a command. Names of constructs and Stages are plain. */
export function inAssembly(directory?: string): string {
  return `"${[ASSEMBLY, directory].filter((part) => part !== undefined).join('/')}"`;
}

/** A command for the CDK CLI of the version that all jobs use. */
export function cdk(version: string, ...words: readonly string[]): string {
  return ['npx', '--yes', shellWord(`aws-cdk@${version}`), ...words].join(' ');
}

/** A stack by its construct path, and no other. */
export function stackWord(path: string): string {
  return shellWord(asPattern(path));
}
