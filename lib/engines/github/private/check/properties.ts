import { ACTION, PINS } from '../actions';
import {
  demandEnvironment,
  demandKnown,
  demandName,
  demandRepository,
  demandSwitch,
  demandText,
  isGiven,
  type Names,
} from '../inputs';
import { jobStepsOf } from '../job-steps';
import { demandMade } from '../step-options';
import { demandLogins } from './login-problems';
import { demandFilter, demandTriggers } from './trigger-inputs';
import { demand, type Inputs, inputsOf, isList, isObject, isStep } from '../../../../private/inputs';
import type { Diagnostic } from '../../../../private/diagnostics';
import { mapValues } from '../../../../private/lang';
import type { ActionVersions } from '../../action-versions';
import {
  type AddGitHubStageOptions,
  type GitHubStageOptions,
  type GitHubWorkflowProps,
  WorkflowExecutionMode,
} from '../../props';

/** Where that is is checked when it is known to be text. */
const PATH = {
  pattern: /^[^]*$/,
  expected: 'a file in .github/workflows/ that ends in .yml or .yaml',
  fix: "write '.github/workflows/deploy.yml', for example",
};

const NAME = { pattern: /^\S(.*\S)?$/, expected: 'a name in one line', fix: "write 'deploy', for example" };

const VERSION = {
  pattern: /^[\w.^~*+-]+$/,
  expected: 'a version or a tag as npm knows it',
  fix: "write '2.1148.1', for example",
};

const USES = {
  pattern: new RegExp(`^${ACTION.source}$`),
  expected: 'an action, as owner/name@ref',
  fix: "write 'actions/checkout@' and a commit of 40 digits",
};

const COMMAND = {
  pattern: /^[\w@./~^-]+( [\w@./~^=-]+)*$/,
  expected: 'a command of words, without quotes or variables',
  fix: "write 'cdk-pipelines', for example",
};

/** What is wrong with the properties of a workflow; all of it. Plain JavaScript lets everything through. */
export function checkProperties(path: string, props: GitHubWorkflowProps): Diagnostic[] {
  const inputs = inputsOf(path);
  const { workflowPath, workflowName, cdkCliVersion, repository, workflowTriggers } = props;
  if (isGiven(workflowPath)) demandText(inputs, 'workflowPath', workflowPath, PATH);
  if (isGiven(workflowName)) demandText(inputs, 'workflowName', workflowName, NAME);
  if (isGiven(cdkCliVersion)) demandText(inputs, 'cdkCliVersion', cdkCliVersion, VERSION);
  if (isGiven(repository)) demandRepository(inputs, 'repository', repository);
  if (isGiven(workflowTriggers)) demandTriggers(inputs, workflowTriggers);
  demandNumbers(inputs, props);
  demandMode(inputs, props);
  demandSecrets(inputs, props);
  demandActions(inputs, props);
  demandMade(inputs, 'awsCreds', props.awsCreds, 'AwsCredentials.fromOpenIdConnect({ … })');
  demandMade(inputs, 'synthAwsCreds', props.synthAwsCreds, 'AwsCredentials.fromOpenIdConnect({ … })');
  demandLogins(inputs, props.dockerCredentials);
  jobStepsOf(inputs, 'preBuildSteps', props.preBuildSteps);
  jobStepsOf(inputs, 'postBuildSteps', props.postBuildSteps);
  demandMade(inputs, 'runner', props.runner, "Runner.hosted('…')");
  demandStages(inputs, props);
  demandPullRequests(inputs, props);
  return inputs.problems;
}

function demandNumbers(inputs: Inputs, { maxPublishers: most, artifactRetention: kept }: GitHubWorkflowProps): void {
  if (isGiven(most)) {
    const isRight = Number.isInteger(most) && most >= 1 && most <= 20;
    demand(inputs, isRight, 'maxPublishers', most, 'a whole number from 1 to 20', 'write maxPublishers: 3');
  }
  if (isGiven(kept)) {
    const days = isObject(kept) && 'toDays' in kept && !kept.isUnresolved() ? kept.toDays({ integral: false }) : NaN;
    const isRight = Number.isInteger(days) && days >= 1 && days <= 90;
    const given = Number.isNaN(days) ? kept : `${days} days`;
    const fix = 'write artifactRetention: Duration.days(30)';
    demand(inputs, isRight, 'artifactRetention', given, '1 to 90 whole days', fix);
  }
}

function demandMode(inputs: Inputs, { executionMode, stageEnvironments }: GitHubWorkflowProps): void {
  if (isGiven(executionMode)) {
    const modes: readonly string[] = Object.values(WorkflowExecutionMode);
    const fix = 'take one of WorkflowExecutionMode';
    demand(inputs, modes.includes(executionMode), 'executionMode', executionMode, `one of ${modes.join(', ')}`, fix);
  }
  demandSwitch(inputs, 'stageEnvironments', stageEnvironments);
}

function demandSecrets(inputs: Inputs, { repositoryTokenSecrets: secrets }: GitHubWorkflowProps): void {
  if (!isGiven(secrets)) return;
  demand(
    inputs,
    isObject(secrets),
    'repositoryTokenSecrets',
    secrets,
    'an object',
    "write { 'my-org/other': 'TOKEN' }",
  );
  for (const [repository, secret] of Object.entries(isObject(secrets) ? secrets : {})) {
    demandRepository(inputs, 'a key of repositoryTokenSecrets', repository);
    demandName(inputs, 'a secret', `repositoryTokenSecrets['${repository}']`, secret);
  }
}

function demandActions(inputs: Inputs, { actions }: GitHubWorkflowProps): void {
  if (!isGiven(actions)) return;
  demand(inputs, isObject(actions), 'actions', actions, 'an object', "write { checkout: 'actions/checkout@…' }");
  if (!isObject(actions)) return;
  demandKnown(inputs, 'actions', actions, mapValues({ ...PINS }, () => true) as Names<ActionVersions>);
  for (const [name, uses] of Object.entries(actions)) {
    if (name in PINS && isGiven(uses)) demandText(inputs, `actions.${name}`, uses, USES);
  }
}

function demandStages(inputs: Inputs, { stageOptions }: GitHubWorkflowProps): void {
  if (!isGiven(stageOptions)) return;
  demand(inputs, isObject(stageOptions), 'stageOptions', stageOptions, 'an object', 'write { Prod: { … } }');
  for (const [stage, options] of Object.entries(isObject(stageOptions) ? stageOptions : {})) {
    demandStage(inputs, `stageOptions.${stage}`, options);
  }
}

const OF_STAGE: Names<GitHubStageOptions> = { gitHubEnvironment: true, awsCreds: true, runner: true };

const WITH_STAGE: Names<AddGitHubStageOptions> = {
  ...OF_STAGE,
  ...{ pre: true, post: true, stackSteps: true },
  ...{ beforeEntry: true, onSuccess: true, onFailure: true, transition: true },
};

/** What a Stage is added with. The rest of it is checked with all others. */
export function demandStageOptions(inputs: Inputs, options: AddGitHubStageOptions): void {
  const isRight = isObject(options) && !isList(options) && !isStep(options);
  demand(inputs, isRight, 'options', options, 'an object', 'write { pre: […], awsCreds: … }');
  if (!isRight) return;
  demandKnown(inputs, 'options', options, WITH_STAGE);
  demandOwn(inputs, 'options', options);
}

function demandStage(inputs: Inputs, property: string, options: GitHubStageOptions): void {
  demand(inputs, isObject(options), property, options, 'an object', 'write { awsCreds: … }');
  if (!isObject(options)) return;
  demandKnown(inputs, property, options, OF_STAGE);
  demandOwn(inputs, property, options);
}

function demandOwn(inputs: Inputs, property: string, options: GitHubStageOptions): void {
  const { gitHubEnvironment, awsCreds, runner } = options;
  if (isGiven(gitHubEnvironment)) demandEnvironment(inputs, `${property}.gitHubEnvironment`, gitHubEnvironment);
  demandMade(inputs, `${property}.awsCreds`, awsCreds, 'AwsCredentials.fromOpenIdConnect({ … })');
  demandMade(inputs, `${property}.runner`, runner, "Runner.hosted('…')");
}

function demandPullRequests(inputs: Inputs, { pullRequestCheck: check }: GitHubWorkflowProps): void {
  if (!isGiven(check)) return;
  demand(inputs, isObject(check), 'pullRequestCheck', check, 'an object', 'write pullRequestCheck: {}');
  if (!isObject(check)) return;
  demandKnown(inputs, 'pullRequestCheck', check, { branches: true, paths: true, awsCreds: true, command: true });
  const { branches, paths, awsCreds, command } = check;
  demandFilter(inputs, 'pullRequestCheck.branches', branches);
  demandFilter(inputs, 'pullRequestCheck.paths', paths);
  demandMade(inputs, 'pullRequestCheck.awsCreds', awsCreds, 'AwsCredentials.fromOpenIdConnect({ … })');
  if (isGiven(command)) demandText(inputs, 'pullRequestCheck.command', command, COMMAND);
}

/** Options of Stages that the pipeline does not have. */
export function checkStageNames(path: string, props: GitHubWorkflowProps, stages: readonly string[]): Diagnostic[] {
  const inputs = inputsOf(path);
  for (const name of Object.keys(props.stageOptions ?? {})) {
    const known = [...new Set(stages)].map((stage) => `'${stage}'`).join(', ');
    const expected = known === '' ? 'a Stage of the workflow, which has none' : `one of its Stages: ${known}`;
    demand(inputs, stages.includes(name), 'a key of stageOptions', name, expected, 'write the name of the Stage');
  }
  return inputs.problems;
}
