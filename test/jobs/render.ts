import type { Commands, Job } from '../../lib/jobs/job';
import { type JobOptions, Jobs } from '../../lib/jobs/make-jobs';
import { commandForEach } from '../../lib/jobs/publishing';
import { isWork, placeOf, type Plan } from '../../lib/plan/plan';
import type { Question, ScriptSnapshot, Variable } from '../../lib/plan/snapshot-data';

/** The number of the file set that holds the cloud assembly. */
export const ASSEMBLY = 0;

const DEFAULTS: JobOptions = {
  cloudAssembly: ASSEMBLY,
  publishing: commandForEach('/out', 'latest'),
  selfUpdate: { installCli: 'npm install -g aws-cdk@2', stackPath: 'Delivery', assembly: '.' },
  adaptSynth: (script) => script,
};

/** What a step runs or asks. */
type StepContent = Partial<ScriptSnapshot> & { readonly question?: Question };

const NOTHING: ScriptSnapshot = { installCommands: [], commands: [], env: [], inputs: [], outputs: [] };

export function jobsOf(plan: Plan, scripts: Record<number, StepContent> = {}, options: Partial<JobOptions> = {}): Jobs {
  const steps = {
    script: (step: number) => ({ ...NOTHING, ...scripts[step] }),
    question: (step: number) => scripts[step]?.question ?? {},
  };
  return new Jobs(plan, steps, { ...DEFAULTS, ...options });
}

/** For each node that is work: its path, what it is, and what runs there. */
export function jobs(
  plan: Plan,
  scripts: Record<number, StepContent> = {},
  options: Partial<JobOptions> = {},
): Record<string, string[]> {
  const made = jobsOf(plan, scripts, options);
  const work = plan.nodes.filter(isWork);
  return Object.fromEntries(work.map(({ index }) => [placeOf(plan.nodes, index).join('/'), text(made.of(index))]));
}

function text(job: Job): string[] {
  switch (job.kind) {
    case 'script':
      return [`script of ${job.step}${job.synth ? ', makes the cloud assembly' : ''}`, ...lines(job)];
    case 'publish':
      return [`publishes ${job.images ? 'images' : 'files'} as ${job.publisher}`, ...lines(job)];
    case 'self-update':
      return ['updates the pipeline', ...lines(job)];
    case 'deploy':
      return [`${job.mode} ${job.stack.path}${job.captureOutputs ? ', captures outputs' : ''}`];
    case 'ask':
      return [`asks in step ${job.step}: ${job.comment} (${job.url})`];
    case 'permissions-check':
      return [`compares ${job.checks} in step ${job.step}`];
    case 'own':
      return [`step ${job.step} itself`];
  }
}

function lines({ installCommands, commands, env, inputs, outputs }: Commands): string[] {
  return [
    ...inputs.map((i) => `in ${i.directory}: files ${i.fileSet}`),
    ...env.map(variable),
    ...installCommands.map((command) => `> ${command}`),
    ...commands.map((command) => `$ ${command}`),
    ...outputs.map((o) => `out ${o.directory}: files ${o.fileSet}${o.files ? ` (${o.files.join()})` : ''}`),
  ];
}

function variable({ name, value }: Variable): string {
  if ('literal' in value) {
    return `${name}='${value.literal}'`;
  }
  return 'output' in value
    ? `${name} = ${value.output.variable} of step ${value.output.step}`
    : `${name} = ${value.stackOutput.outputName} of stack ${value.stackOutput.stackPath}`;
}
