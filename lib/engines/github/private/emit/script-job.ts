import type { JobSite, Output } from './context';
import { loginsOf, NO_LOGINS } from './logins';
import { asideOf, fetchFiles, handOn } from './files';
import { placeScript } from './large-script';
import { outputOf, textOf } from './outputs';
import { exportVariables, scriptOf } from './shell';
import { commitSteps, sourceSteps, type WantedSource } from './sources';
import { accessOf, machineVariables, timeoutOf } from './step-machine';
import { jobStep } from './action-job';
import type { JobStepData } from '../action-data';
import type { CredentialsData } from '../credentials-data';
import type { JobBody, WorkflowStep } from '../model';
import type { Settings } from '../settings';
import { MACHINE } from '../../../../blueprint/machine-trait';
import type { ScriptJob } from '../../../../jobs/job';
import type { Value } from '../../../../plan/snapshot-data';

/** Id of the step that hands on variables. */
const RUN = 'run';

/** A script of the user as a job: files, commands, files. */
export function scriptJob(script: ScriptJob, site: JobSite): JobBody {
  const { settings, snapshots, files } = site.context;
  const exported = snapshots[script.step].outputs;
  const data = site.context.stepOf(script.step);
  const access = accessOf(script.step, site);
  const aside = asideOf(data?.container);
  const sources = wantedSources(script, site);
  const artifacts = script.inputs.flatMap(({ fileSet, directory }) => {
    const artifact = files.get(fileSet);
    return artifact ? [{ name: artifact.name, directory }] : [];
  });
  const logins = script.synth ? loginsOf('SYNTH', settings, synthIdentity(data?.credentials, settings)) : NO_LOGINS;
  const around = (step: JobStepData) =>
    jobStep(step, (text, what) => textOf(text, { step: script.step, what }, site.context));
  return {
    runsOn: site.context.runsOn(site.job.unit),
    environment: data?.environment,
    permissions: { contents: 'read', ...logins.permissions, ...access.permissions, ...data?.permissions },
    timeoutMinutes: timeoutOf(script.step, site),
    container: data?.container,
    services: data?.services,
    outputs: Object.fromEntries(exported.map((name) => [name, `\${{ steps.${RUN}.outputs.${name} }}`])),
    steps: [
      // What goes into the working directory comes first: the others must find their places free.
      ...fetchFiles(artifacts.filter(isHere), settings.pins, aside),
      ...sourceSteps(sources, settings),
      ...fetchFiles(
        artifacts.filter((artifact) => !isHere(artifact)),
        settings.pins,
        aside,
      ),
      ...commitSteps(variablesOfSources(script, site), sources, settings),
      ...access.steps,
      ...logins.steps,
      ...(script.synth ? settings.aroundSynth.before.map(around) : []),
      ...runSteps(script, exported, site),
      ...(script.synth ? settings.aroundSynth.after.map(around) : []),
      ...script.outputs.flatMap(({ fileSet }) =>
        handOn(files.get(fileSet)!, settings.pins, settings.retentionDays, aside),
      ),
    ],
  };
}

/** Who the synth is in AWS, for registries. It need not be anybody for its own script. */
function synthIdentity(own: CredentialsData | undefined, { credentials }: Settings) {
  return { credentials: own ?? credentials, inEnvironment: own !== undefined };
}

const isHere = ({ directory }: { readonly directory: string }) => directory === '.';

function runSteps(script: ScriptJob, exported: readonly string[], site: JobSite): WorkflowStep[] {
  const { settings, stepOf } = site.context;
  const { shell = 'bash', workingDirectory, container } = stepOf(script.step) ?? {};
  const own = script.env.map(({ name, value }) => [name, valueOf(name, value, script.step, site)]);
  const commands = [...script.installCommands, ...script.commands];
  const isBash = shell === 'bash';
  // Other shells have other ways to fail.
  const text = [isBash ? scriptOf(commands) : commands.join('\n'), ...exportVariables(exported)].join('\n');
  const { before, run } = isBash ? placeScript(text, site, asideOf(container)) : { before: [], run: text };
  return [
    ...before,
    {
      name: 'Run',
      id: exported.length > 0 ? RUN : undefined,
      run,
      shell,
      workingDirectory,
      env: { ...settings.inputs, ...machineVariables(script.step, site), ...Object.fromEntries(own) },
    },
  ];
}

/** Who wants nothing in the working directory gets this repository there, as CodeBuild gets the first source. */
function wantedSources(script: ScriptJob, { context }: JobSite): WantedSource[] {
  const wanted = script.inputs.flatMap(({ directory, fileSet }): WantedSource[] => {
    const producer = context.producerOf(fileSet);
    const step = producer === undefined ? undefined : context.snapshots[producer];
    return step?.isSource ? [{ directory, step }] : [];
  });
  const hasWorkingDirectory = script.inputs.some(({ directory }) => directory === '.');
  return hasWorkingDirectory ? wanted : [{ directory: '.' }, ...wanted];
}

/** Variables of this repository that the script reads. */
function variablesOfSources(script: ScriptJob, { context }: JobSite): string[] {
  const ofMachine = MACHINE.of(context.declared[script.step])?.().variables ?? [];
  const variables = [
    ...script.env.flatMap(({ value }) => outputsIn(value, context.outputsIn)),
    ...ofMachine.flatMap(({ value }) => context.outputsIn(value)),
  ];
  const own = variables.filter(({ step }) => context.snapshots[step]?.isSource);
  return [...new Set(own.map(({ variable }) => variable))];
}

function outputsIn(value: Value, inText: (text: string) => Output[]): Output[] {
  return 'output' in value ? [value.output] : 'literal' in value ? inText(value.literal) : [];
}

/** A value as text in a workflow. Of what no deployment has the plan has reported. */
function valueOf(name: string, value: Value, step: number, { context }: JobSite): string {
  const reader = { step, what: `the variable '${name}'`, readsCommit: true };
  if ('output' in value) {
    return outputOf(value.output, reader, context);
  }
  if ('stackOutput' in value) {
    const node = context.nodeOfStack(value.stackOutput.stackId);
    const { outputName } = value.stackOutput;
    return node === undefined ? '' : `\${{ needs.${context.graph.jobOf(node)}.outputs.${outputName} }}`;
  }
  return textOf(value.literal, reader, context);
}
