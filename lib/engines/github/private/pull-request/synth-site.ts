import { MODE_VARIABLE, type Mode } from '../file/mode';
import type { EmitContext, JobSite } from '../emit/context';
import type { CredentialsData } from '../credentials-data';
import type { Permissions } from '../model';
import type { PullRequestSettings } from '../settings';
import type { ScriptJob } from '../../../../jobs/job';
import type { StepSnapshot } from '../../../../plan/snapshot-data';
import { problem } from '../../../../private/diagnostics';

/** The job that makes the cloud assembly, and the directory that it makes. */
export interface SynthSite {
  readonly script: ScriptJob;
  readonly site: JobSite;
  readonly directory: string;
}

/** The synth, if a job of its own can do the same: one that takes files or variables of other jobs cannot, which is a problem. */
export function synthOf(context: EmitContext): SynthSite | undefined {
  for (const job of context.graph.jobs) {
    const script = job.unit.kind === 'node' ? context.jobOf(job.unit.node) : undefined;
    if (script?.kind === 'script' && script.synth) {
      const output = script.outputs.find(({ fileSet }) => context.files.get(fileSet)?.name === context.cloudAssembly);
      refuseOthers(script, context);
      return { script, site: { job, context }, directory: output?.directory ?? 'cdk.out' };
    }
  }
  return undefined;
}

function refuseOthers({ step, inputs, env }: ScriptJob, context: EmitContext): void {
  const { producerOf, snapshots, declared, path, problems } = context;
  const isOther = (key: number | undefined) => key !== undefined && !snapshots[key].isSource;
  const files = inputs.flatMap(({ fileSet }) => producerOf(fileSet) ?? []).filter(isOther);
  const variables = env.flatMap(({ value }) =>
    'output' in value
      ? [value.output.step]
      : 'literal' in value
        ? context.outputsIn(value.literal).map((o) => o.step)
        : [],
  );
  const others = [...new Set([...files, ...variables.filter(isOther)])].map((key) => `'${declared[key].id}'`);
  if (others.length > 0) {
    problems.push(
      problem({
        where: path,
        declared: [declared[step]],
        given: `pullRequestCheck with a synth that takes something from ${others.join(', ')}`,
        expected: 'a synth that takes code and nothing else: a pull request is checked by a job of its own',
        fix: 'do in the synth what these steps do, or leave pullRequestCheck out',
      }),
    );
  }
}

/** Nobody in AWS, whatever role the step has by itself. */
const NOBODY: CredentialsData = { kind: 'runner' };

/**
 * The same job for code that nobody has reviewed: no environment, no logins, no rights but to read, and nothing is handed on.
 */
export function withoutRights(
  { script, site, directory }: SynthSite,
  check: PullRequestSettings,
  mode: Mode,
): SynthSite {
  const { context } = site;
  const { inputs, credentials = NOBODY } = check;
  const silent = (snapshot: StepSnapshot, key: number) =>
    key === script.step ? { ...snapshot, outputs: [] } : snapshot;
  const stepOf = (key: number) => {
    const data = context.stepOf(key);
    return { ...data, environment: undefined, permissions: readOnly(data?.permissions ?? {}), credentials };
  };
  const settings = { ...context.settings, inputs, logins: [] };
  return {
    directory,
    script: { ...script, outputs: [], env: [...script.env, { name: MODE_VARIABLE, value: { literal: mode } }] },
    site: { ...site, context: { ...context, settings, snapshots: context.snapshots.map(silent), stepOf } },
  };
}

function readOnly(permissions: Permissions): Permissions {
  return Object.fromEntries(Object.entries(permissions).filter(([, access]) => access === 'read'));
}
