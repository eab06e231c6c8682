import { checkLogins } from './login-problems';
import { checkStageNames } from './properties';
import { checkStageOptions } from './stage-options';
import { checkSteps, checkTimeouts } from './steps';
import { checkTexts } from './texts';
import type { Planned } from '../prepared';
import type { StepData } from '../step-data';
import type { GitHubWorkflowProps } from '../../props';
import type { PipelineBase, Step } from '../../../../blueprint';
import { checkCommands } from '../../../../blueprint/check-commands';
import { checkInputs } from '../../../../blueprint/check-inputs';
import { fileProblems } from '../../../../document/workflow/file-problems';
import { checkApps } from '../../../../blueprint/lost-stages';
import { type StackSnapshot, stacksOf, type StepSnapshot } from '../../../../plan/snapshot-data';
import { type Diagnostic, isError, problem } from '../../../../private/diagnostics';

/** How a workflow was declared. */
export interface Declared {
  readonly props: GitHubWorkflowProps;
  readonly configured: ReadonlyMap<Step, StepData>;
  /** Whether the settings are those that were given. */
  readonly hasSettings: boolean;
}

/** What makes a workflow impossible; all of it, so that it is reported at once. */
export function findProblems(pipeline: PipelineBase, planned: Planned, declared: Declared): Diagnostic[] {
  const { snapshot, plan, path, blueprint } = planned;
  const { steps } = snapshot;
  const stages = blueprint.waves.flatMap((wave) => wave.stages.map(({ name }) => name));
  return [
    ...snapshot.problems,
    ...plan.diagnostics.filter(isError).map((p) => ({ ...p, declared: p.steps?.map((key) => steps[key]) })),
    ...checkApps(pipeline, snapshot.stages),
    ...checkSynth(pipeline, planned),
    ...steps.flatMap((step) => [...checkCommands(step, pipeline), ...checkInputs(step, pipeline)]),
    ...fileProblems(planned.path, planned.settings.file),
    ...checkLogins(planned),
    ...checkTexts(planned),
    ...checkSteps(planned),
    ...checkTimeouts(planned),
    ...checkConfigured(planned, declared.configured),
    ...checkStageOptions(pipeline),
    ...checkEnvironments(planned),
    ...(declared.hasSettings ? [...checkStageNames(path, declared.props, stages), ...checkCredentials(planned)] : []),
  ];
}

/** The first job makes the cloud assembly: nobody else can hand it on. */
function checkSynth({ synth }: PipelineBase, { path, blueprint, snapshot }: Planned): Diagnostic[] {
  const step = blueprint.synth === undefined ? undefined : blueprint.steps[blueprint.synth];
  if (step?.kind === 'script') {
    return [];
  }
  return [
    problem({
      where: path,
      declared: step && [snapshot.steps[step.key]],
      given: step ? `${step.label} as synth` : `${synth} as synth, whose files come from outside of the pipeline`,
      expected: 'a script that makes the cloud assembly: a ShellStep or a CodeBuildStep',
      fix: "write synth: new ShellStep('Synth', { commands: ['npm ci', 'npx cdk synth'] })",
    }),
  ];
}

/** What was said of steps that are not there, or cannot be that. */
function checkConfigured({ path, snapshot, blueprint }: Planned, configured: Declared['configured']): Diagnostic[] {
  const keys = new Map<Step, number>(snapshot.steps.map((step, key) => [step, key]));
  return [...configured].flatMap(([step, data]) => {
    const key = keys.get(step);
    const say = (given: string, expected: string, fix: string) =>
      problem({ where: `${path}, configureStep(${step})`, declared: [step], given, expected, fix });
    if (key === undefined) {
      return [say('a step that is not in the pipeline', 'one of its steps', 'add the step, or remove the call')];
    }
    return wrongFor(blueprint.steps[key], data).map(([given, expected]) => say(given, expected, 'leave it out'));
  });
}

function wrongFor(
  { isGate, isSource, kind, outputs }: StepSnapshot,
  data: StepData,
): [given: string, expected: string][] {
  const given = Object.keys(data);
  const unfit = isGate ? given.filter((name) => !['runsOn', 'environment'].includes(name)) : isSource ? given : [];
  const names = kind === 'script' ? [] : given.filter((name) => ['shell', 'workingDirectory'].includes(name));
  const hasShell = data.shell !== undefined && data.shell !== 'bash' && outputs.length > 0;
  return [
    ...[...new Set([...unfit, ...names])].map((name): [string, string] => [
      `${SAID[name] ?? name} for ${isGate ? 'a gate' : isSource ? 'a source' : 'a step without a script'}`,
      isGate
        ? 'a runner or an environment: a gate asks people, and does nothing else'
        : 'an option that such a step has',
    ]),
    ...(hasShell
      ? [[`the shell '${data.shell}'`, 'bash: the step exports variables, and other shells do not'] as [string, string]]
      : []),
  ];
}

/** What it is called by who says it. */
const SAID: Readonly<Record<string, string>> = {
  runsOn: 'runner',
  environment: 'gitHubEnvironment',
  credentials: 'awsCreds',
  region: 'awsRegion',
  timeoutMinutes: 'timeout',
};

/** A workflow is a file: what it deploys to must be known. */
function checkEnvironments({ path, blueprint }: Planned): Diagnostic[] {
  return stacksOf(blueprint)
    .filter(({ account, region }) => account === undefined || region === undefined)
    .map((stack) =>
      problem({
        where: path,
        given: `stack '${stack.path}' without ${missing(stack)}`,
        expected: 'stacks with an account and a region: a job of GitHub has no default for them',
        fix: "give the Stage env: { account: '111111111111', region: 'eu-west-1' }",
      }),
    );
}

function missing({ account, region }: StackSnapshot): string {
  return [...(account === undefined ? ['an account'] : []), ...(region === undefined ? ['a region'] : [])].join(
    ' and ',
  );
}

function checkCredentials({ path, blueprint, settings }: Planned): Diagnostic[] {
  const names = blueprint.waves.flatMap(({ stages }) => stages.map(({ name }) => name));
  const without = [...new Set(names)].filter((name) => settings.stage(name).credentials === undefined);
  if (without.length === 0) {
    return [];
  }
  return [
    problem({
      where: path,
      given: `no credentials for ${without.map((name) => `Stage '${name}'`).join(', ')}`,
      expected: 'credentials for AWS',
      fix: "set awsCreds: github.AwsCredentials.fromOpenIdConnect({ gitHubActionRoleArn: 'arn:aws:iam::111111111111:role/GitHubActionRole' }) on the workflow, or in stageOptions",
    }),
  ];
}
