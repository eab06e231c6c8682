import { Stack } from 'aws-cdk-lib';
import { type CfnPipeline, PipelineType, Variable } from 'aws-cdk-lib/aws-codepipeline';
import type { PipelineHost } from './host';
import { LIMITS_OF_CODEPIPELINE } from './limits/limits-of-codepipeline';
import { howToHaveV2, pipelineTypeOf, type Settings } from './settings';
import type { VariableOptions } from '../variable-options';
import type { RuleData } from '../../../blueprint/stage-data';
import type { Attachments } from './layouts/attach';
import { groupBy } from '../../../private/lang';
import type { Step } from '../../../blueprint';
import { MACHINE } from '../../../blueprint/machine-trait';
import { scriptOf } from '../../../blueprint/scripts';
import { demandTextIn } from '../../../blueprint/check-rules';
import { STEP } from '../../../blueprint/traits';
import { type Concern, type Diagnostic, problem } from '../../../private/diagnostics';
import { demand, type Inputs, inputsOf, refuse } from '../../../private/inputs';
import { quoted } from '../../../private/text';

const MOST = {
  variables: LIMITS_OF_CODEPIPELINE.variables.limit,
  name: LIMITS_OF_CODEPIPELINE['variable-name'].limit,
  value: LIMITS_OF_CODEPIPELINE['variable-default'].limit,
  /** https://docs.aws.amazon.com/codepipeline/latest/APIReference/API_PipelineVariableDeclaration.html */
  description: 200,
};
const NAME = /^[A-Za-z0-9@_-]+$/;

const PAGE = 'https://docs.aws.amazon.com/codepipeline/latest/userguide/reference-variables.html';

/** A variable of a pipeline, checked. `known`: those that the pipeline has already. */
export function newVariable(
  where: string,
  name: string,
  options: VariableOptions | undefined,
  known: readonly Variable[],
): Variable {
  const { defaultValue, description } = options ?? {};
  const inputs = inputsOf(`${where}, addVariable()`);
  const isName = typeof name === 'string' && NAME.test(name) && name.length <= MOST.name;
  const alphabet = `a name of 1 to ${MOST.name} of A-Z a-z 0-9 @ _ -, known at synthesis`;
  demand(inputs, isName, 'the name of a variable', name, alphabet, "write addVariable('ImageTag')");
  const isNew = known.every(({ variableName }) => variableName !== name);
  demand(inputs, isNew, 'the name of a variable', name, 'another name than that of a variable before', 'rename one');
  const room = `at most ${MOST.variables} variables`;
  demand(
    inputs,
    known.length < MOST.variables,
    'one variable more',
    name,
    room,
    'put several values into one variable',
  );
  demandLength(inputs, 'defaultValue', defaultValue, 1, MOST.value);
  demandLength(inputs, 'description', description, 0, MOST.description);
  refuse(inputs);
  return new Variable({ variableName: name, defaultValue, description });
}

function demandLength(inputs: Inputs, property: string, value: string | undefined, min: number, max: number): void {
  const form = new RegExp(`^[^]{${min},${max}}$`);
  const fix = `write ${property}: '…', or leave it out`;
  if (value !== undefined) {
    demandTextIn(inputs, property, value, form, `text of ${min} to ${max} characters`, fix);
  }
}

export function checkVariables(
  pipeline: PipelineHost,
  settings: Settings,
  variables: readonly Variable[],
): Diagnostic[] {
  const isRight = variables.length === 0 || pipelineTypeOf(pipeline, settings) === PipelineType.V2;
  const there = new Set(namesOfExisting(settings.codePipeline));
  const twice = variables.map((v) => v.variableName).filter((name) => there.has(name));
  const again = problem({
    where: pipeline.node.path,
    given: `addVariable() for ${quoted(twice)}, which '${settings.codePipeline?.node.path}' has already`,
    expected: 'one declaration of each variable',
    fix: "remove the call, and read '#{variables.Name}'",
    source: PAGE,
  });
  const wrong = problem({
    where: pipeline.node.path,
    given: `variables (${quoted(variables.map((v) => v.variableName))}) on a pipeline of type V1`,
    expected: 'a pipeline of type V2',
    fix: howToHaveV2(settings),
    source: PAGE,
  });
  return [...(isRight ? [] : [wrong]), ...(twice.length > 0 ? [again] : [])];
}

/** What fails only when the pipeline runs. */
export function variableWarnings({ settings, variables, steps, attachments }: VariablesInUse): Concern[] {
  const rules = [...attachments.of.values()].flatMap((o) =>
    [o.beforeEntry, o.onSuccess].flatMap((c) => c?.rules ?? []),
  );
  return [
    ...withoutDefault(variables, steps),
    ...undeclared(settings, variables, steps, rules),
    ...inCommands(steps),
    ...inProjects(steps),
  ];
}

export interface VariablesInUse {
  readonly settings: Settings;
  readonly variables: readonly Variable[];
  readonly steps: readonly Step[];
  readonly attachments: Attachments;
}

function withoutDefault(variables: readonly Variable[], steps: readonly Step[]): Concern[] {
  const open = variables.filter((v) => v._render().defaultValue === undefined).map((v) => v.variableName);
  const starting = steps.filter((step) => (STEP.of(step)?.origin?.trigger ?? 'none') !== 'none');
  const fails = {
    id: 'cdk-pipelines:variableWithoutDefault',
    given: `${quoted(open)} ${open.length === 1 ? 'has' : 'have'} no default, and ${starting.map(String).join(', ')} starts the pipeline: each such execution fails`,
    fix: 'give each variable a defaultValue, or let nothing start the pipeline: Trigger.none(), or trigger: NONE',
    source: PAGE,
  };
  return open.length > 0 && starting.length > 0 ? [fails] : [];
}

/** CodePipeline fills in variables of actions; for a shell, this text is a comment, or nothing it knows. */
function inCommands(steps: readonly Step[]): Concern[] {
  const readers = steps.filter((step) => {
    const { commands, installCommands } = scriptOf(step) ?? {};
    return namesIn([...(installCommands ?? []), ...(commands ?? [])]).length > 0;
  });
  const never = {
    id: 'cdk-pipelines:variableInCommands',
    given: `${readers.map(String).join(', ')}: a variable of the pipeline in a command, where CodePipeline does not fill it in`,
    fix: 'pass it through env: env: { TAG: variable.reference() }, and read "$TAG"',
    source: PAGE,
  };
  return readers.length > 0 ? [never] : [];
}

/** A project takes it as text; only actions have it filled in. */
function inProjects(steps: readonly Step[]): Concern[] {
  const readers = steps.filter(
    (step) => namesIn((MACHINE.of(step)?.().variables ?? []).map((v) => v.value)).length > 0,
  );
  const never = {
    id: 'cdk-pipelines:variableInBuildEnvironment',
    given: `${readers.map(String).join(', ')}: a variable of the pipeline in buildEnvironment, where CodePipeline does not fill it in`,
    fix: 'pass it through env: env: { TAG: variable.reference() }',
    source: PAGE,
  };
  return readers.length > 0 ? [never] : [];
}

/** `#{variables.X}` that nobody has declared: the action or rule that reads it fails. */
function undeclared(
  { codePipeline }: Settings,
  variables: readonly Variable[],
  steps: readonly Step[],
  rules: readonly RuleData[],
): Concern[] {
  const known = new Set([...variables.map((v) => v.variableName), ...namesOfExisting(codePipeline)]);
  const reads = [
    ...steps.map((step) => ({ by: String(step), names: namesRead(step) })),
    ...rules.map((rule) => ({ by: `a rule (${rule.provider})`, names: namesIn(textsOf(rule)) })),
  ];
  const unknown = reads.flatMap(({ by, names }) =>
    names.filter((name) => !known.has(name)).map((name) => ({ name, by })),
  );
  return [...groupBy(unknown, ({ name }) => name)].map(([name, by]) => ({
    id: `cdk-pipelines:unknownVariable:${name}`,
    given: `${[...new Set(by.map((read) => read.by))].join(', ')}: '#{variables.${name}}' is not a variable of this pipeline, and what reads it fails`,
    fix: `call addVariable('${name}') on the pipeline`,
    source: PAGE,
  }));
}

/** Rendered, as CDK keeps them for itself until then. */
function namesOfExisting(codePipeline: Settings['codePipeline']): string[] {
  const { variables } = (codePipeline?.node.defaultChild ?? {}) as Partial<CfnPipeline>;
  const declared: unknown = codePipeline && Stack.of(codePipeline).resolve(variables);
  return Array.isArray(declared) ? declared.flatMap(({ name }: { name?: string }) => name ?? []) : [];
}

function namesRead(step: Step): string[] {
  const { comment, url } = STEP.of(step)?.question?.() ?? {};
  return namesIn([...Object.values(scriptOf(step)?.env ?? {}), comment, url]);
}

function textsOf(rule: RuleData): readonly (string | undefined)[] {
  switch (rule.provider) {
    case 'VariableCheck':
      return [rule.variable, rule.value];
    case 'LambdaInvoke':
      return [rule.payload];
    case 'Commands':
      return rule.commands;
    default:
      return [];
  }
}

function namesIn(texts: readonly unknown[]): string[] {
  return texts.flatMap((text) =>
    typeof text === 'string' ? [...text.matchAll(/#\{variables\.([^}]+)\}/g)].map(([, name]) => name) : [],
  );
}
