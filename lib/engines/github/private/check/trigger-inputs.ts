import { isCron } from './cron';
import { demandKnown, demandSwitch, demandText, isGiven, type Names } from '../inputs';
import { problem } from '../../../../private/diagnostics';
import { demand, type Inputs, isList, isObject } from '../../../../private/inputs';
import type { DispatchInput, PushTrigger, WorkflowDispatchTrigger, WorkflowTriggers } from '../../triggers';

const PATTERN = { pattern: /^\S(.*\S)?$/, expected: 'a pattern in one line', fix: "write 'main', or 'release/**'" };

const CRON = {
  pattern: { test: isCron },
  expected: 'five fields that GitHub knows: minute, hour, day, month, day of the week',
  fix: "write '0 3 * * 1', for example",
};

const LINE = { pattern: /^.*$/, expected: 'text in one line', fix: 'write it as text' };

const PUSH: Names<PushTrigger> = {
  ...{ branches: true, branchesIgnore: true, tags: true, tagsIgnore: true, paths: true, pathsIgnore: true },
};

const DISPATCH_INPUT: Names<DispatchInput> = {
  ...{ description: true, defaultValue: true, required: true, options: true },
};

const LISTS = [
  ['branches', 'branchesIgnore'],
  ['tags', 'tagsIgnore'],
  ['paths', 'pathsIgnore'],
] as const satisfies readonly (readonly [keyof PushTrigger, keyof PushTrigger])[];

export function demandTriggers(inputs: Inputs, given: WorkflowTriggers): void {
  demand(inputs, isObject(given), 'workflowTriggers', given, 'an object', 'write { push: { … } }');
  if (!isObject(given)) return;
  demandKnown(inputs, 'workflowTriggers', given, { push: true, schedule: true, workflowDispatch: true });
  const { push, schedule, workflowDispatch } = given;
  const some = [push, schedule, workflowDispatch].some(isGiven);
  const fix = "write { push: { branches: ['main'] }, workflowDispatch: {} }";
  demand(inputs, some, 'workflowTriggers', given, 'something that starts the workflow', fix);
  if (isGiven(push)) demandPush(inputs, push);
  if (isGiven(schedule)) demandSchedule(inputs, schedule);
  if (isGiven(workflowDispatch)) demandDispatch(inputs, workflowDispatch);
}

function demandPush(inputs: Inputs, push: PushTrigger): void {
  demand(inputs, isObject(push), 'workflowTriggers.push', push, 'an object', "write { branches: ['main'] }");
  if (!isObject(push)) return;
  demandKnown(inputs, 'workflowTriggers.push', push, PUSH);
  for (const [these, others] of LISTS) {
    demandFilter(inputs, `workflowTriggers.push.${these}`, push[these]);
    demandPatterns(inputs, `workflowTriggers.push.${others}`, push[others]);
    if (isGiven(push[these]) && isGiven(push[others])) {
      const given = `workflowTriggers.push with both ${these} and ${others}`;
      const fix = `write ${these}: ['main', '!other']`;
      inputs.problems.push(
        problem({ where: inputs.where, given, expected: 'one of them: GitHub does not take both', fix }),
      );
    }
  }
}

export function demandPatterns(inputs: Inputs, property: string, given: string[] | undefined): void {
  if (!isGiven(given)) return;
  const items = isList(given) ? [...given] : [];
  demand(inputs, items.length > 0, property, given, 'a list of patterns, not empty', `write ['…'], or leave it out`);
  items.forEach((item, i) => demandText(inputs, `${property}[${i}]`, item, PATTERN));
}

/** Patterns of what starts a workflow: if all of them exclude, nothing does. */
export function demandFilter(inputs: Inputs, property: string, given: string[] | undefined): void {
  demandPatterns(inputs, property, given);
  const items: unknown[] = isList(given) ? [...given] : [];
  const isIdle = items.length > 0 && items.every((item) => typeof item === 'string' && item.startsWith('!'));
  if (isIdle) {
    const problemOf = { given: `nothing but patterns with ! as ${property}`, fix: "write '**' before them" };
    inputs.problems.push(
      problem({ where: inputs.where, expected: 'a pattern that includes, before those that exclude', ...problemOf }),
    );
  }
}

function demandSchedule(inputs: Inputs, schedule: WorkflowTriggers['schedule']): void {
  const items = isList(schedule) ? [...schedule] : [];
  const fix = "write schedule: [{ cron: '0 3 * * 1' }]";
  demand(inputs, items.length > 0, 'workflowTriggers.schedule', schedule, 'a list of times, not empty', fix);
  items.forEach((item, i) => {
    const property = `workflowTriggers.schedule[${i}]`;
    if (isObject(item)) demandKnown(inputs, property, item, { cron: true });
    demandText(inputs, `${property}.cron`, isObject(item) ? item.cron : item, CRON);
  });
}

function demandDispatch(inputs: Inputs, given: WorkflowDispatchTrigger): void {
  const property = 'workflowTriggers.workflowDispatch';
  demand(inputs, isObject(given), property, given, 'an object', 'write workflowDispatch: {}');
  if (!isObject(given)) return;
  demandKnown(inputs, property, given, { fromAnyBranch: true, inputs: true });
  demandSwitch(inputs, `${property}.fromAnyBranch`, given.fromAnyBranch);
  if (isGiven(given.inputs)) demandInputs(inputs, given.inputs);
}

/** Steps get them as variables, and GitHub reads them in expressions. */
const INPUT = /^[A-Za-z_]\w*$/;

/** Whoever starts the workflow would say what is run, or break it: variables that change what shells, loaders and tools do. */
const TAKEN =
  /^((GITHUB|RUNNER|ACTIONS|AWS|CDK|NPM_CONFIG|LD|DYLD|GIT)_.*|PATH|HOME|SHELL|ENV|BASH_ENV|IFS|PS4|PROMPT_COMMAND|NODE_OPTIONS|PYTHONPATH|PYTHONSTARTUP)$/i;

function demandInputs(inputs: Inputs, given: { readonly [name: string]: DispatchInput }): void {
  const property = 'workflowTriggers.workflowDispatch.inputs';
  demand(inputs, isObject(given), property, given, 'an object', "write { SIZE: { defaultValue: 'L' } }");
  for (const [name, input] of Object.entries(isObject(given) ? given : {})) {
    const isRight = INPUT.test(name) && !TAKEN.test(name);
    const expected =
      'letters, digits and _, not starting with a digit, and no variable that shells and tools know: steps get it as a variable';
    demand(inputs, isRight, `a name in ${property}`, name, expected, 'choose such a name');
    demand(inputs, isObject(input), `${property}.${name}`, input, 'an object', "write { description: '…' }");
    if (isObject(input)) demandInput(inputs, `${property}.${name}`, input);
  }
}

function demandInput(inputs: Inputs, property: string, given: DispatchInput): void {
  demandKnown(inputs, property, given, DISPATCH_INPUT);
  const { description, defaultValue, required, options } = given;
  demandSwitch(inputs, `${property}.required`, required);
  if (isGiven(description)) demandText(inputs, `${property}.description`, description, LINE);
  if (isGiven(defaultValue)) demandText(inputs, `${property}.defaultValue`, defaultValue, LINE);
  if (!isGiven(options)) return;
  demandPatterns(inputs, `${property}.options`, options);
  const isRight = !isGiven(defaultValue) || (isList(options) && [...options].includes(defaultValue));
  demand(inputs, isRight, `${property}.defaultValue`, defaultValue, 'one of the options', 'add it to the options');
}
