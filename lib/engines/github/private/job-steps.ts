import type { JobStepData } from './action-data';
import { ACTION } from './actions';
import { demandVariables } from './containers';
import { piecesOf } from './expressions';
import {
  demandKnown,
  demandShell,
  demandSwitch,
  demandText,
  givenOnly,
  isGiven,
  minutesOf,
  type Names,
} from './inputs';
import { HOSTED_MINUTES } from './runs-on';
import { problem } from '../../../private/diagnostics';
import { demand, type Inputs, isList, isObject } from '../../../private/inputs';
import { definedOnly } from '../../../private/lang';
import type { JobStep } from '../job-step';

const ID = {
  pattern: /^(?!__)[A-Za-z_][\w-]{0,98}$/,
  expected: 'letters, digits, - and _, not starting with a digit',
  fix: 'choose such an id',
};

const USES = {
  pattern: new RegExp(`^(${ACTION.source}|\\./[\\w./-]+|docker://\\S+)$`),
  expected: 'an action, as owner/name@ref, ./path or docker://image',
  fix: "write 'actions/checkout@' and a commit of 40 digits, for example",
};

const LINE = {
  pattern: /^\S(.*\S)?$/,
  mayHoldExpressions: true,
  expected: 'text in one line',
  fix: 'write it in one line',
};

const COMMANDS = { pattern: /\S/, expected: 'commands, as text without expressions', fix: 'put values into env' };

const NAMES: Names<JobStep> = {
  ...{ name: true, id: true, uses: true, inputs: true, run: true, shell: true, workingDirectory: true, env: true },
  ...{ condition: true, continueOnError: true, timeout: true },
};

/** Steps of a job, checked. Values that steps make known stay tokens. Ids of our own steps are looked at when the job is made. */
export function jobStepsOf(
  inputs: Inputs,
  property: string,
  given: readonly JobStep[] | undefined | null,
  { isRequired = false } = {},
): JobStepData[] {
  if (!isGiven(given) && !isRequired) return [];
  const steps = isList(given) ? [...given] : [];
  const expected = isRequired ? 'a list of steps, not empty' : 'a list of steps';
  const isRight = isList(given) && (steps.length > 0 || !isRequired);
  demand(inputs, isRight, property, given, expected, `write ${property}: [{ run: 'npm test' }]`);
  const ids = new Set<string>();
  return steps.flatMap((step, i) => {
    const place = `${property}[${i}]`;
    demand(inputs, isObject(step), place, step, 'a step of a job', "write { run: 'npm test' }, or { uses: '…' }");
    if (!isObject(step)) return [];
    const id = step.id?.toString().toLowerCase();
    const isFree = id === undefined || !ids.has(id);
    demand(inputs, isFree, `${place}.id`, step.id, 'an id that no other step of the job has', 'choose another one');
    if (id !== undefined) ids.add(id);
    return [jobStepOf(inputs, place, givenOnly(step))];
  });
}

function jobStepOf(inputs: Inputs, place: string, step: JobStep): JobStepData {
  const { name, id, uses, run, shell, workingDirectory, timeout, continueOnError } = step;
  demandKnown(inputs, place, step, NAMES);
  const isOne = isGiven(uses) !== isGiven(run);
  if (!isOne) {
    const given = `${place} with ${isGiven(uses) ? 'both uses and run' : 'neither uses nor run'}`;
    const fix = "write { run: 'npm test' }, or { uses: '…' }";
    inputs.problems.push(problem({ where: inputs.where, given, expected: 'one of the two', fix }));
  }
  if (isGiven(name)) demandText(inputs, `${place}.name`, name, LINE);
  if (isGiven(id)) demandText(inputs, `${place}.id`, id, ID);
  if (isGiven(uses)) demandText(inputs, `${place}.uses`, uses, USES);
  if (isGiven(run)) demandText(inputs, `${place}.run`, run, COMMANDS);
  if (isGiven(shell)) demandShell(inputs, `${place}.shell`, shell);
  if (isGiven(workingDirectory)) demandText(inputs, `${place}.workingDirectory`, workingDirectory, LINE);
  demandVariables(inputs, `${place}.env`, step.env, true);
  demandInputs(inputs, `${place}.inputs`, step);
  demandSwitch(inputs, `${place}.continueOnError`, continueOnError);
  return definedOnly({
    ...{ name, id, uses, run, shell, workingDirectory, continueOnError },
    with: step.inputs,
    env: step.env,
    condition: isGiven(step.condition) ? conditionOf(inputs, place, step.condition) : undefined,
    // GitHub takes no more for a step on self-hosted runners either.
    timeoutMinutes: isGiven(timeout) ? minutesOf(inputs, `${place}.timeout`, timeout, HOSTED_MINUTES) : undefined,
  });
}

function demandInputs(inputs: Inputs, place: string, { inputs: given, uses }: JobStep): void {
  if (!isGiven(given)) return;
  demand(inputs, isGiven(uses), place, given, 'none: commands take variables', 'use env');
  demand(inputs, isObject(given), place, given, 'an object', "write { name: 'value' }");
  for (const [name, value] of Object.entries(isObject(given) ? given : {})) {
    const isRight = /^[A-Za-z_][\w.-]*$/.test(name);
    demand(inputs, isRight, `a name in ${place}`, name, 'letters, digits, -, . and _', 'write it as the action has it');
    demand(inputs, typeof value === 'string', `${place}.${name}`, value, 'text', `write '${String(value)}'`);
  }
}

function conditionOf(inputs: Inputs, place: string, given: string): string | undefined {
  const pieces = typeof given === 'string' ? piecesOf(given) : [];
  const [piece] = pieces;
  const condition = pieces.length === 1 && 'expression' in piece ? piece.expression : undefined;
  const fix = "write GitHubExpression.raw('always()'), for example";
  demand(inputs, condition !== undefined, `${place}.condition`, given, 'one GitHubExpression', fix);
  return condition;
}
