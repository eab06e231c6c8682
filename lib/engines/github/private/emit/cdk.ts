import { fetchFiles } from './files';
import type { EmitContext } from './context';
import type { WorkflowStep } from '../model';
import { asPattern, shellWord } from '../../../../jobs/shell-words';

/** Where jobs unpack the cloud assembly. */
export const ASSEMBLY = 'cdk.out';

/** The steps that get the cloud assembly. */
export function fetchAssembly({ cloudAssembly, settings }: EmitContext): WorkflowStep[] {
  return fetchFiles([{ name: cloudAssembly, directory: ASSEMBLY }], settings.pins);
}

/** A command for the CDK CLI of the version that all jobs use. */
export function cdk(version: string, ...words: readonly string[]): string {
  return ['npx', '--yes', shellWord(`aws-cdk@${version}`), ...words].join(' ');
}

/** A stack by its construct path, and no other. */
export function stackWord(path: string): string {
  return shellWord(asPattern(path));
}
