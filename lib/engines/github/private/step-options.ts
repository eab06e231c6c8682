import { Token } from 'aws-cdk-lib';
import { containerOf, servicesOf } from './containers';
import { piecesOf, renderExpressions } from './expressions';
import { demandEnvironment, demandKnown, demandShell, demandText, isGiven, minutesOf, type Names } from './inputs';
import { demandPermissions, renderPermissions } from './permission-scopes';
import { runsOnOf, SELF_HOSTED_MINUTES } from './runs-on';
import { environmentOf } from './settings';
import type { StepData } from './step-data';
import { demand, type Inputs, isObject } from '../../../private/inputs';
import { definedOnly } from '../../../private/lang';
import type { GitHubStepOptions } from '../step-options';

export const REGION = {
  pattern: /^[a-z]{2}(-[a-z]+)+-\d+$/,
  expected: 'a region of AWS, such as eu-west-1',
  fix: 'write its code',
};

const DIRECTORY = {
  pattern: /^(?!\/)\S(.*\S)?$/,
  expected: 'a directory, relative to that of the job',
  fix: "write 'packages/app', for example",
};

const NAMES: Names<GitHubStepOptions> = {
  ...{ runner: true, container: true, services: true, permissions: true, gitHubEnvironment: true, awsCreds: true },
  ...{ awsRegion: true, timeout: true, condition: true, shell: true, workingDirectory: true },
};

/** They would let a step run after a gate that was rejected. */
const STATUS = /\b(always|failure|cancelled|success)\s*\(/i;

/** What GitHub does not know where it decides whether a job runs. */
const UNKNOWN = /\b(secrets|env|runner|job|steps|matrix|strategy)\s*[.[]/i;

/** How a step runs; what is wrong with it is a problem. */
export function stepDataOf(inputs: Inputs, given: GitHubStepOptions): StepData {
  demand(inputs, isObject(given), 'options', given, 'an object', 'write { runner: Runner.UBUNTU_24_04_ARM }');
  if (!isObject(given)) return {};
  demandKnown(inputs, 'options', given, NAMES);
  const { runner, container, services, permissions, gitHubEnvironment, awsCreds, awsRegion } = given;
  demandMade(inputs, 'runner', runner, "Runner.hosted('…')");
  demandMade(inputs, 'awsCreds', awsCreds, 'AwsCredentials.fromOpenIdConnect({ … })');
  if (isGiven(permissions)) demandPermissions(inputs, 'permissions', permissions);
  if (isGiven(gitHubEnvironment)) demandEnvironment(inputs, 'gitHubEnvironment', gitHubEnvironment);
  if (isGiven(awsRegion)) demandText(inputs, 'awsRegion', awsRegion, REGION);
  const before = inputs.problems.length;
  const made = {
    container: isGiven(container) ? containerOf(inputs, 'container', container) : undefined,
    services: isGiven(services) ? servicesOf(inputs, services) : undefined,
    ...scriptOf(inputs, given),
  };
  if (inputs.problems.length > before) return {};
  return definedOnly({
    ...made,
    runsOn: runner?._data && runsOnOf(runner._data),
    permissions: isObject(permissions) ? renderPermissions(permissions) : undefined,
    environment: isGiven(gitHubEnvironment) ? environmentOf(gitHubEnvironment) : undefined,
    credentials: awsCreds?._data,
    region: awsRegion ?? undefined,
  });
}

function scriptOf(
  inputs: Inputs,
  { timeout, condition, shell, workingDirectory }: GitHubStepOptions,
): Partial<StepData> {
  if (isGiven(shell)) demandShell(inputs, 'shell', shell);
  if (isGiven(workingDirectory)) demandText(inputs, 'workingDirectory', workingDirectory, DIRECTORY);
  return {
    // Which machine it is, and how long that works on a job, is known later.
    timeoutMinutes: isGiven(timeout) ? minutesOf(inputs, 'timeout', timeout, SELF_HOSTED_MINUTES) : undefined,
    condition: isGiven(condition) ? conditionOf(inputs, condition) : undefined,
    shell: shell ?? undefined,
    workingDirectory: workingDirectory ?? undefined,
  };
}

function conditionOf(inputs: Inputs, given: string): string | undefined {
  const pieces = typeof given === 'string' ? piecesOf(given) : [];
  const [piece] = pieces;
  const condition = pieces.length === 1 && 'expression' in piece ? piece.expression : undefined;
  const shown = typeof given === 'string' && !Token.isUnresolved(given) ? given : renderShown(given);
  const fix = 'write GitHubExpression.raw("github.ref_name == \'main\'"), for example';
  demand(inputs, condition !== undefined, 'condition', shown, 'one GitHubExpression', fix);
  if (condition === undefined) return undefined;
  const expected =
    'one without always(), failure(), cancelled() and success(): a rejected gate must stop all behind it';
  demand(inputs, !STATUS.test(condition), 'condition', condition, expected, 'remove them');
  const closed = 'one whose brackets match: it becomes a part of the condition of the job';
  demand(inputs, isBalanced(condition), 'condition', condition, closed, 'correct the brackets');
  const known = 'only what GitHub knows before a job starts: github, needs, vars and inputs';
  demand(
    inputs,
    !UNKNOWN.test(condition),
    'condition',
    condition,
    known,
    'use a variable of the repository: vars.NAME',
  );
  return condition;
}

/** Brackets outside of texts. */
function isBalanced(expression: string): boolean {
  let depth = 0;
  for (const bracket of expression.replace(/'(?:[^']|'')*'/g, '').match(/[()]/g) ?? []) {
    depth += bracket === '(' ? 1 : -1;
    if (depth < 0) return false;
  }
  return depth === 0;
}

function renderShown(given: unknown): unknown {
  return typeof given === 'string' ? renderExpressions(given).replace(/\$\{Token\[[^\]]*\]\}/g, '${…}') : given;
}

/** Made by a factory of ours: in other languages, and from other copies of the library, its class is another one. */
export function demandMade(inputs: Inputs, property: string, given: unknown, factory: string): void {
  if (!isGiven(given)) return;
  demand(inputs, isObject(given) && '_data' in given, property, given, `what ${factory} gives`, `write ${factory}`);
}
