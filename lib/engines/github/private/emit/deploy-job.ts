import { cdk, fetchAssembly, inAssembly, stackWord } from './cdk';
import type { JobSite } from './context';
import { accessWith, NO_ACCESS } from './credentials';
import type { JobBody, WorkflowStep } from '../model';
import { HOSTED_MINUTES } from '../runs-on';
import type { DeployJob } from '../../../../jobs/job';

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
export function deployJob(deployment: DeployJob, site: JobSite): JobBody {
  const { context, job } = site;
  const { settings } = context;
  const { mode, stack } = deployment;
  const { account, region } = stack;
  const stage = context.stageOf('node' in job.unit ? job.unit.node : -1);
  const access = stage?.credentials ? accessWith(stage.credentials, region!, settings.pins) : NO_ACCESS;
  const read = mode === 'prepare' ? [] : (context.readOutputs.get(stack.id) ?? []);
  return {
    runsOn: context.runsOn(job.unit),
    environment: stage?.environment,
    permissions: access.permissions,
    concurrency: {
      group: `deploy-${account}-${region}-${stack.name}`,
      'cancel-in-progress': false,
      // Where runs are side by side, those that wait would be dropped but for one, and a run end half deployed.
      ...(settings.concurrency === undefined && { queue: 'max' as const }),
    },
    timeoutMinutes: HOSTED_MINUTES,
    outputs:
      mode === 'prepare'
        ? { [CHANGES]: `\${{ steps.prepare.outputs.${CHANGES} }}` }
        : Object.fromEntries(read.map((name) => [name, `\${{ steps.outputs.outputs.${name} }}`])),
    steps: [
      ...fetchAssembly(context),
      ...access.steps,
      STEPS[mode](deployment, site),
      ...(read.length > 0 ? [outputsStep(stack.name, read)] : []),
    ],
  };
}

/** Output of a job that makes a change set: whether there is anything in it. */
const CHANGES = 'changes';

/**
 * The name of the change set hangs on the run alone: who runs the second half again looks for what the first one has made. The CDK CLI
 * replaces what is left of that name.
 */
const CHANGE_SET = '"--change-set-name=pipeline-$GITHUB_RUN_ID"';

const STEPS: Readonly<Record<DeployJob['mode'], (deployment: DeployJob, site: JobSite) => WorkflowStep>> = {
  update: (deployment, site) => ({
    name: 'Deploy',
    run: deploy(deployment, site, ...outputsFile(deployment, site)),
    shell: 'bash',
    env: { ...(isRead(deployment, site) && { OUTPUTS_FILE }) },
  }),

  // CloudFormation executes no change set that is empty; only the output of the CDK CLI shows whether it is.
  prepare: (deployment, site) => ({
    name: 'Make the change set',
    id: 'prepare',
    run: [
      `${deploy(deployment, site, '--method=prepare-change-set', CHANGE_SET)} 2>&1 | tee "$RUNNER_TEMP/prepare.txt"`,
      `if grep -qF '(no changes)' "$RUNNER_TEMP/prepare.txt"; then ${CHANGES}=false; else ${CHANGES}=true; fi`,
      `echo "${CHANGES}=$${CHANGES}" >> "$GITHUB_OUTPUT"`,
    ].join('\n'),
    shell: 'bash',
  }),

  execute: (deployment, site) => ({
    name: 'Execute the change set',
    run: [
      'if [ "$CHANGES" = false ]; then',
      '  echo "The change set is empty: there is nothing to execute."',
      `  ${deploy(deployment, site, '--method=prepare-change-set', CHANGE_SET, ...outputsFile(deployment, site))}`,
      'else',
      `  ${deploy(deployment, site, '--method=execute-change-set', CHANGE_SET, ...outputsFile(deployment, site))}`,
      'fi',
    ].join('\n'),
    shell: 'bash',
    env: {
      ...(isRead(deployment, site) && { OUTPUTS_FILE }),
      CHANGES: `\${{ needs.${site.context.prepareOf(deployment.stack.id)}.outputs.${CHANGES} }}`,
    },
  }),
};

/** Written also where there is nothing to deploy. */
function outputsFile(deployment: DeployJob, site: JobSite): string[] {
  return isRead(deployment, site) ? ['"--outputs-file=$OUTPUTS_FILE"'] : [];
}

function isRead({ stack }: DeployJob, { context }: JobSite): boolean {
  return context.readOutputs.has(stack.id);
}

function deploy({ stack }: DeployJob, { context }: JobSite, ...more: readonly string[]): string {
  const what = ['deploy', stackWord(stack.path), `--app=${inAssembly()}`, '--exclusively', '--require-approval=never'];
  return cdk(context.settings.cliVersion, ...what, '--progress=events', '--ci', '--no-notices', ...more);
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
