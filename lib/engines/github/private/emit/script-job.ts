import type { JobSite } from './context';
import { loginsOf, NO_LOGINS } from './logins';
import { fetchFiles, handOn } from './files';
import { exportVariables, scriptOf } from './shell';
import { commitSteps, isOwn, ownVariable, sourceSteps, type WantedSource } from './sources';
import { workflowText } from './values';
import type { JobBody, WorkflowStep } from '../model';
import type { StepOutput } from '../../../../blueprint/step-output';
import type { ScriptJob } from '../../../../jobs/job';
import type { Value } from '../../../../plan/snapshot-data';

/** Id of the step that hands on variables. */
const RUN = 'run';

/** Minutes that a build takes at most in CodeBuild, if nobody says otherwise. */
const TIMEOUT = 60;

/** A script of the user as a job: files, commands, files. */
export function scriptJob(script: ScriptJob, site: JobSite): JobBody {
  const { settings, snapshots, files } = site.context;
  const exported = snapshots[script.step].outputs;
  const sources = wantedSources(script, site);
  const artifacts = script.inputs.flatMap(({ fileSet, directory }) => {
    const artifact = files.get(fileSet);
    return artifact ? [{ name: artifact.name, directory }] : [];
  });
  const logins = script.synth ? loginsOf('SYNTH', settings, { credentials: settings.credentials }) : NO_LOGINS;
  return {
    runsOn: site.context.runsOn(site.job.unit),
    permissions: { contents: 'read', ...logins.permissions },
    timeoutMinutes: TIMEOUT,
    outputs: Object.fromEntries(exported.map((name) => [name, `\${{ steps.${RUN}.outputs.${name} }}`])),
    steps: [
      ...sourceSteps(sources, settings),
      ...fetchFiles(artifacts, settings.pins),
      ...commitSteps(variablesOfSources(script, site), sources, settings),
      ...logins.steps,
      runStep(script, exported, site),
      ...script.outputs.flatMap(({ fileSet }) => handOn(files.get(fileSet)!, settings.pins, settings.retentionDays)),
    ],
  };
}

function runStep(script: ScriptJob, exported: readonly string[], site: JobSite): WorkflowStep {
  const { settings } = site.context;
  const own = script.env.map(({ name, value }) => [name, valueOf(name, value, script, site)]);
  return {
    name: 'Run',
    id: exported.length > 0 ? RUN : undefined,
    run: [scriptOf([...script.installCommands, ...script.commands]), ...exportVariables(exported)].join('\n'),
    shell: 'bash',
    env: { ...settings.inputs, ...Object.fromEntries(own) },
  };
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
  const variables = script.env.flatMap(({ value }) => outputsIn(value, context.outputsIn));
  const own = variables.filter(({ step }) => context.snapshots[step]?.isSource);
  return [...new Set(own.map(({ variable }) => variable))];
}

interface Output {
  readonly step: number;
  readonly variable: string;
}

function outputsIn(value: Value, inText: (text: string) => Output[]): Output[] {
  return 'output' in value ? [value.output] : 'literal' in value ? inText(value.literal) : [];
}

/** A value as text in a workflow. Of what no deployment or step has the plan has reported. */
function valueOf(name: string, value: Value, script: ScriptJob, { context }: JobSite): string {
  const { graph, path, declared, problems } = context;
  const text = (output: Output) => outputText(output, context);
  if ('output' in value) {
    return text(value.output) ?? '';
  }
  if ('stackOutput' in value) {
    const node = context.nodeOfStack(value.stackOutput.stackId);
    return node === undefined ? '' : `\${{ needs.${graph.jobOf(node)}.outputs.${value.stackOutput.outputName} }}`;
  }
  const step = declared[script.step];
  const reader = { where: `${path}, step '${step.id}'`, what: `the variable '${name}'`, declared: [step], problems };
  const ofToken = ({ step: producer, variable }: StepOutput) => {
    const key = context.keyOf(producer);
    return key === undefined ? undefined : text({ step: key, variable });
  };
  return workflowText(value.literal, ofToken, reader);
}

function outputText({ step, variable }: Output, context: JobSite['context']): string | undefined {
  const snapshot = context.snapshots[step];
  if (snapshot.isSource) {
    return isOwn(snapshot, context.settings) ? ownVariable(variable) : undefined;
  }
  return `\${{ needs.${context.graph.jobOf(context.nodeOfStep(step))}.outputs.${variable} }}`;
}
