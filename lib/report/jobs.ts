import type { FilesInfo, JobInfo, ScriptJobInfo, ValueInfo } from '../document/plan-document';
import type { Commands, Job } from '../jobs/job';
import type { Origin, Placed, Value } from '../plan/snapshot-data';
import { unreachable } from '../private/errors';

/** What the numbers in jobs stand for. */
export interface JobNames {
  /** Id of the node of a step. */
  readonly nodeOfStep: (step: number) => string;
  /** What a file set is called, and which step makes it. */
  readonly fileSet: (key: number) => { readonly name: string; readonly step?: number };
}

/** What runs, in words that need no blueprint. */
export function describeJob(job: Job, names: JobNames): JobInfo {
  switch (job.kind) {
    case 'script':
    case 'publish':
    case 'self-update':
      return describeCommands(job, names);
    case 'deploy':
      return { kind: 'deploy', mode: job.mode };
    case 'ask':
      return {
        kind: 'ask',
        comment: job.comment,
        url: job.url,
        timeoutMinutes: job.timeoutMinutes,
        emails: job.emails,
        showsRevision: job.showsRevision,
      };
    case 'permissions-check':
      return { kind: 'permissions-check', stage: job.checks };
    case 'own':
      return job.origin ? describeSource(job.origin) : { kind: 'own' };
    default:
      return unreachable(job);
  }
}

function describeSource({ provider, repository, branch, trigger }: Origin): JobInfo {
  return { kind: 'source', provider, repository, branch, trigger };
}

function describeCommands(job: Commands, names: JobNames): ScriptJobInfo {
  const { installCommands, commands, env, inputs, outputs } = job;
  return {
    kind: 'script',
    installCommands,
    commands,
    env: Object.fromEntries(env.map(({ name, value }) => [name, describeValue(value, names)])),
    inputs: inputs.map((placed) => describeInput(placed, names)),
    outputs: outputs.map(({ directory, fileSet, files }) => ({
      directory,
      fileSet: names.fileSet(fileSet).name,
      files,
    })),
  };
}

function describeValue(value: Value, { nodeOfStep }: JobNames): ValueInfo {
  if ('literal' in value) {
    return value;
  }
  if ('output' in value) {
    return { output: { node: nodeOfStep(value.output.step), variable: value.output.variable } };
  }
  return { stackOutput: { stack: value.stackOutput.stackPath, name: value.stackOutput.outputName } };
}

function describeInput({ directory, fileSet, files }: Placed, names: JobNames): FilesInfo {
  const { name, step } = names.fileSet(fileSet);
  return { directory, fileSet: name, from: step === undefined ? undefined : names.nodeOfStep(step), files };
}
