import { inAssembly, unpackAssembly } from './cdk';
import type { EmitContext, JobSite } from './context';
import { type Aside, download } from './files';
import type { WorkflowStep } from '../model';

/** Characters of a script that stands in the workflow file, at most, where another place can be had. */
const MOST_INLINE = 8_000;

/** What a job runs in its shell. */
export interface Placed {
  /** What gets it there. */
  readonly before: readonly WorkflowStep[];
  readonly run: string;
}

/**
 * A script for bash, in the workflow; if it is long, in the cloud assembly, as GitHub takes only so much in a file and in a step. Who
 * runs before there is a cloud assembly has it in the workflow.
 */
export function placeScript(text: string, site: JobSite, aside: Aside): Placed {
  const { context, job } = site;
  if (text.length <= MOST_INLINE || !context.hasAssembly(job.id)) {
    return { before: [], run: text };
  }
  const file = `${context.scriptDirectory}/${job.id}.sh`;
  // As GitHub calls the shell of a step.
  context.scripts.push({ file, text: `#!/usr/bin/env bash\nset -eo pipefail\n${text}\n` });
  return { before: fetchOnce(site, aside), run: `bash --noprofile --norc ${inAssembly(file)}` };
}

/** The cloud assembly may be among the inputs of the job: then its tar is there already. */
function fetchOnce({ context, job }: JobSite, aside: Aside): WorkflowStep[] {
  const { cloudAssembly, settings } = context;
  return [
    ...(takesAssembly(job.unit, context) ? [] : [download(cloudAssembly, settings.pins, aside)]),
    { ...unpackAssembly(context, aside), name: 'Unpack the script' },
  ];
}

function takesAssembly(unit: JobSite['job']['unit'], { files, cloudAssembly, jobOf }: EmitContext): boolean {
  const job = unit.kind === 'node' ? jobOf(unit.node) : undefined;
  return job?.kind === 'script' && job.inputs.some(({ fileSet }) => files.get(fileSet)?.name === cloudAssembly);
}
