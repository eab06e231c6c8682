import { ASSEMBLY, cdk, fetchAssembly, stackWord } from './cdk';
import type { JobSite } from './context';
import { accessWith, NO_ACCESS } from './credentials';
import type { JobBody, WorkflowStep } from '../model';
import type { DeployJob } from '../../../../jobs/job';

/** Hours that a job may take on machines of GitHub. */
const MOST_MINUTES = 360;

const OUTPUTS_FILE = '${{ runner.temp }}/outputs.json';

/** Reads outputs of the stack from what the CDK CLI has written. */
const READ_OUTPUTS = `
import { randomUUID } from "node:crypto";
import { appendFileSync, readFileSync } from "node:fs";
const { GITHUB_OUTPUT, OUTPUTS, OUTPUTS_FILE, STACK } = process.env;
const known = JSON.parse(readFileSync(OUTPUTS_FILE, "utf8"))[STACK] || {};
for (const name of OUTPUTS.split(" ")) {
  if (!(name in known)) throw new Error("stack " + STACK + " has no output " + name);
  const end = randomUUID();
  appendFileSync(GITHUB_OUTPUT, [name + "<<" + end, known[name], end, ""].join("\\n"));
}
`.trim();

/** A stack, or one of both halves of its change set, as a job. */
export function deployJob({ stack, mode }: DeployJob, site: JobSite): JobBody {
  const { context, job } = site;
  const { settings } = context;
  const { account, region } = stack;
  const stage = context.stageOf('node' in job.unit ? job.unit.node : -1);
  const access = stage?.credentials ? accessWith(stage.credentials, region!, settings.pins) : NO_ACCESS;
  const read = mode === 'prepare' ? [] : (context.readOutputs.get(stack.id) ?? []);
  return {
    runsOn: context.runsOn(job.unit),
    environment: stage?.environment,
    permissions: access.permissions,
    concurrency: { group: `deploy-${account}-${region}-${stack.name}`, 'cancel-in-progress': false },
    timeoutMinutes: MOST_MINUTES,
    outputs: Object.fromEntries(read.map((name) => [name, `\${{ steps.outputs.outputs.${name} }}`])),
    steps: [
      ...fetchAssembly(context),
      ...access.steps,
      deployStep(stack.path, mode, settings.cliVersion),
      ...(read.length > 0 ? [outputsStep(stack.name, read)] : []),
    ],
  };
}

/** A change set of each attempt: another one of the same name may be left from before. */
const CHANGE_SET = '"--change-set-name=pipeline-$GITHUB_RUN_ID-$GITHUB_RUN_ATTEMPT"';

const METHODS: Readonly<Record<DeployJob['mode'], readonly string[]>> = {
  update: [],
  prepare: ['--method=prepare-change-set', CHANGE_SET],
  execute: ['--method=execute-change-set', CHANGE_SET],
};

function deployStep(path: string, mode: DeployJob['mode'], version: string): WorkflowStep {
  const words = ['deploy', stackWord(path), `--app=${ASSEMBLY}`, '--exclusively', '--require-approval=never'];
  const outputs = mode === 'prepare' ? [] : ['"--outputs-file=$OUTPUTS_FILE"'];
  return {
    name: { update: 'Deploy', prepare: 'Make the change set', execute: 'Execute the change set' }[mode],
    run: cdk(version, ...words, ...METHODS[mode], '--progress=events', '--ci', '--no-notices', ...outputs),
    shell: 'bash',
    env: mode === 'prepare' ? {} : { OUTPUTS_FILE },
  };
}

function outputsStep(stack: string, names: readonly string[]): WorkflowStep {
  return {
    name: 'Hand on outputs',
    id: 'outputs',
    run: `node --input-type=module --eval '${READ_OUTPUTS}'`,
    shell: 'bash',
    env: { OUTPUTS_FILE, STACK: stack, OUTPUTS: names.join(' ') },
  };
}
