import { OTHER_SOURCES } from './capabilities';
import type { Kept, Lost, StepOption } from './capability';
import { OF_MACHINES } from './machine-capabilities';
import { isActionStep } from '../action-data';
import type { Planned } from '../prepared';
import { LIMITS_OF_JOBS, mostMinutes } from '../runs-on';
import type { StepData } from '../step-data';
import { MACHINE, type MachineWishes } from '../../../../blueprint/machine-trait';
import { piecesOf } from '../expressions';
import { isRepository } from '../inputs';
import type { StepSnapshot } from '../../../../plan/snapshot-data';
import { type Concern, type Diagnostic, problem, type ProblemParts } from '../../../../private/diagnostics';

/** What is wrong with a step, but for its place. */
type Wrong = Omit<ProblemParts, 'where'>;

/** Steps that no workflow can run, or not as they want to be run. */
export function checkSteps(planned: Planned): Diagnostic[] {
  const { path, blueprint, snapshot } = planned;
  return blueprint.steps.flatMap((step) => {
    const declared = snapshot.steps[step.key];
    const wrong = [...wrongKind(step, declared), ...wrongMachine(step, declared, planned)];
    return wrong.map((parts) => problem({ where: `${path}, step '${step.id}'`, declared: [declared], ...parts }));
  });
}

function wrongKind(step: StepSnapshot, declared: object): Wrong[] {
  if (step.isSource) return wrongSource(step);
  const makesAction = 'produceAction' in declared && step.kind !== 'permissions-check';
  if (!makesAction && (step.kind !== 'custom' || isActionStep(declared))) return [];
  return [
    {
      given: `${step.label}, which ${makesAction ? 'makes an action of CodePipeline' : 'is a custom step'}`,
      expected: 'steps that GitHub Actions can run',
      fix: "write it as a ShellStep, or with actions of GitHub: new github.GitHubActionStep('…', { jobSteps: […] })",
    },
  ];
}

function wrongSource({ origin, label }: StepSnapshot): Wrong[] {
  const { loss, fix } = OTHER_SOURCES;
  const hasRepository = origin && ['connection', 'github'].includes(origin.provider);
  if (hasRepository && isRepository(origin.repository)) return [];
  const given = origin ? `${label} as a source on GitHub Actions` : `${label}, a custom source of CodePipeline`;
  return [
    {
      given,
      expected: `CodePipelineSource.connection() of a repository at GitHub, as owner/name without .git: ${loss}`,
      fix,
    },
  ];
}

function wrongMachine(step: StepSnapshot, declared: object, planned: Planned): Wrong[] {
  const wishes = MACHINE.of(declared)?.();
  if (!wishes) return [];
  const data = planned.stepOf(step.key);
  return [
    ...lostOf(wishes, data, 'error').map(([name, { loss, fix }]) => ({
      given: `${name} on a step of GitHub Actions`,
      expected: `none: ${loss}`,
      fix,
    })),
    ...wrongVariables(wishes),
    ...wrongRole(wishes, data),
  ];
}

/** Longer than the machine works on one job. */
export function checkTimeouts({
  path,
  blueprint,
  snapshot,
  settings,
  stepOf,
  nodeOf,
  runsOnAt,
}: Planned): Diagnostic[] {
  return blueprint.steps.flatMap((step) => {
    const declared = snapshot.steps[step.key];
    const minutes = stepOf(step.key)?.timeoutMinutes ?? MACHINE.of(declared)?.().timeoutMinutes;
    const node = nodeOf(step.key);
    const most = mostMinutes(node === undefined ? settings.runsOn : runsOnAt(node));
    if (minutes === undefined || minutes <= most) return [];
    return [
      problem({
        where: `${path}, step '${step.id}'`,
        declared: [declared],
        given: `a timeout of ${minutes} minutes`,
        expected: `at most ${most} minutes: GitHub ends a job then, on its own machines after 6 hours and on yours after 5 days`,
        fix: 'split the step, or run it on a self-hosted runner: workflow.configureStep(step, { runner: Runner.selfHosted([…]) })',
        source: LIMITS_OF_JOBS,
      }),
    ];
  });
}

function wrongVariables({ variables }: MachineWishes): Wrong[] {
  return variables
    .filter(({ kind }) => kind !== 'PLAINTEXT')
    .map(({ name, kind }) => ({
      given: `the variable '${name}' from ${kind}`,
      expected: 'variables that GitHub knows: it reads nothing from AWS',
      fix: `take a secret of GitHub: env: { ${name}: github.GitHubExpression.secret('${name}') }, or read it in a command, with a role that may: workflow.configureStep(step, { awsCreds })`,
    }));
}

function wrongRole({ roleArn }: MachineWishes, data: StepData | undefined): Wrong[] {
  const isKnown = roleArn === undefined || piecesOf(roleArn).every((piece) => 'literal' in piece);
  if (isKnown || data?.credentials) return [];
  return [
    {
      given: 'a role whose ARN is known only when it is deployed',
      expected: 'the ARN of a role, as text: a workflow is a file in the repository',
      fix: "import it, Role.fromRoleArn(stack, '…', 'arn:aws:iam::111111111111:role/Name'), or write workflow.configureStep(step, { awsCreds })",
    },
  ];
}

/** What is lost of what a machine was asked for, with these words of the table. */
function lostOf({ others }: MachineWishes, data: StepData | undefined, is: Lost['is']): [string, Lost][] {
  return others.flatMap((name): [string, Lost][] => {
    const capability = OF_MACHINES[name];
    if (typeof capability !== 'object' || !('loss' in capability) || capability.is !== is) return [];
    return capability.keptBy?.some((option) => isGiven(option, data)) ? [] : [[name, capability]];
  });
}

function isGiven(option: StepOption, data: StepData | undefined): boolean {
  switch (option) {
    case 'runner':
      return data?.runsOn !== undefined;
    case 'container':
      return data?.container !== undefined;
    case 'awsCreds':
      return data?.credentials !== undefined;
  }
}

/** What of steps a workflow goes without. */
export function stepWarnings({ blueprint, snapshot, stepOf }: Planned): Concern[] {
  return blueprint.steps.flatMap((step) => {
    const declared = snapshot.steps[step.key];
    const wishes = MACHINE.of(declared)?.();
    const data = stepOf(step.key);
    return [
      ...(wishes ? machineWarnings(step, wishes, data) : []),
      ...(step.kind === 'script' ? variablesOfCodeBuild(step, snapshot.scripts.script(step.key).commands) : []),
    ];
  });
}

function machineWarnings({ label, id }: StepSnapshot, wishes: MachineWishes, data: StepData | undefined): Concern[] {
  const lost = lostOf(wishes, data, 'warning').map(([name, { loss, fix }]) => concern(label, id, name, loss, fix));
  const { where } = OF_MACHINES.privileged as Kept;
  const noDocker = data?.container !== undefined && wishes.others.includes('privileged');
  const fix = 'run it on the machine itself, or give the container a Docker of its own';
  const trust = wishes.roleArn !== undefined && !data?.credentials;
  return [
    ...lost,
    ...(noDocker ? [concern(label, id, 'privileged', where, fix)] : []),
    ...(trust
      ? [
          concern(
            label,
            id,
            'role',
            'the job assumes it with a token of GitHub, and a role of CodeBuild does not trust these',
            'make it a role that does (github.GitHubActionRole), and write workflow.configureStep(step, { awsCreds: AwsCredentials.fromOpenIdConnect({ … }) })',
          ),
        ]
      : []),
  ];
}

/** `id` of a warning: which property of which step. */
export function concern(label: string, id: string, property: string, loss: string, fix: string): Concern {
  return { id: `cdk-pipelines:notOnGitHub:${property}:${id}`, given: `${label}: ${property}: ${loss}`, fix };
}

function variablesOfCodeBuild({ label, id }: StepSnapshot, commands: readonly string[]): Concern[] {
  const found = commands.flatMap((command) => /\$\{?(CODEBUILD_\w+)/.exec(command)?.[1] ?? []);
  return [...new Set(found)].map((name) => ({
    id: `cdk-pipelines:notOnGitHub:${name}:${id}`,
    given: `${label}: its commands read ${name}, which only CodeBuild sets: it is empty on GitHub`,
    fix: 'take what GitHub sets, such as GITHUB_SHA, or set it in env of the step',
  }));
}
