import { Stack, Stage, Token } from 'aws-cdk-lib';
import type { ShellStepProps } from './shell-step-props';
import type { StackSteps, Step } from './step';
import { demandMinutes } from './check-rules';
import { findStepOutputs } from './step-output';
import {
  demand,
  demandCommands,
  demandSteps,
  type Inputs,
  inputsOf,
  isList,
  isObject,
  isOutput,
  isStep,
  isText,
  refuse,
} from '../private/inputs';

/** Steps around something, as options of `addStage()` and `addWave()` have them. */
interface StepsAround {
  readonly pre?: Step[];
  readonly post?: Step[];
  readonly stackSteps?: StackSteps[];
}

/** What a construct is made in, and its id: without them CDK fails in other places, in other words. */
export function checkScope(scope: unknown, id: unknown): void {
  if (scope === undefined) {
    // A root, which is in no Stack: engines that need one say so.
    return;
  }
  const inputs = inputsOf('a pipeline');
  const isScope = isObject(scope) && 'node' in scope;
  demand(inputs, isScope, 'scope', scope, 'a Stack, or a construct in one', 'write new CodePipeline(stack, …)');
  demand(
    inputs,
    typeof id === 'string' && id !== '',
    'id',
    id,
    'a name',
    "write new CodePipeline(stack, 'Pipeline', …)",
  );
  refuse(inputs);
}

export function checkScript(id: string, props: ShellStepProps): void {
  const inputs = inputsOf(`Step '${id}'`);
  if (!isObject(props) || isList(props)) {
    demand(inputs, false, 'its properties', props, 'an object', "write new ShellStep('…', { commands: ['…'] })");
    return refuse(inputs);
  }
  const { commands, installCommands, env, envFromCfnOutputs, additionalInputs, primaryOutputDirectory } = props;
  demandCommands(inputs, 'commands', commands, true);
  demandCommands(inputs, 'installCommands', installCommands, false);
  demandRecord(inputs, 'env', env, isText, 'a string', 'write the value itself: { NAME: value }');
  demandRecord(inputs, 'envFromCfnOutputs', envFromCfnOutputs, isOutput, 'a CfnOutput', 'pass the CfnOutput object');
  demandRecord(inputs, 'additionalInputs', additionalInputs, isObject, 'a step or a file set', FIX_INPUTS);
  demandDirectory(inputs, 'primaryOutputDirectory', primaryOutputDirectory);
  refuse(inputs);
}

/** Where a script leaves files. */
export function checkDirectory(where: string, directory: unknown): void {
  const inputs = inputsOf(where);
  demandDirectory(inputs, 'directory', directory);
  refuse(inputs);
}

/** Nothing is the working directory. */
function demandDirectory(inputs: Inputs, property: string, directory: unknown): void {
  demand(inputs, directory === null || isText(directory), property, directory, 'a string', "write 'dist'");
}

const FIX_INPUTS = 'write { directory: step }';

function demandRecord(
  inputs: Inputs,
  property: string,
  value: unknown,
  isRight: (x: unknown) => boolean,
  expected: string,
  fix: string,
): void {
  if (value === undefined || value === null) {
    return;
  }
  // Files in directories '0', '1', … are odd, but work.
  const isRecord =
    isObject(value) &&
    (property === 'additionalInputs' || !isList(value)) &&
    !isStep(value) &&
    !('producedBy' in value);
  demand(inputs, isRecord, property, value, `an object with ${expected} for each name`, fix);
  for (const [key, item] of Object.entries(isRecord ? value : {})) {
    demand(inputs, isRight(item), `${property}['${key}']`, item, expected, fix);
  }
}

/** What `addStage()` is given. */
export function checkStage(where: string, stage: Stage, options: StepsAround | null | undefined): void {
  const inputs = inputsOf(where);
  const fix = Stack.isStack(stage)
    ? 'make a Stage, and make the stack with it as scope: the Stage is what is deployed'
    : "pass an object of a class that extends Stage: new MyStage(app, 'Prod')";
  demand(inputs, Stage.isStage(stage), 'stage', stage, 'a Stage', fix);
  demandAround(inputs, options, '{ pre: […], post: […] }');
  refuse(inputs);
}

/** What `addWave()` is given. */
export function checkWave(id: unknown, options: StepsAround | null | undefined): void {
  const inputs = inputsOf(typeof id === 'string' ? `Wave '${id}'` : 'a wave');
  // A wave of one Stage is called as that Stage, whatever its own id is.
  const isRight = typeof id === 'function' ? false : typeof id !== 'object' || id === null || 'resolve' in id;
  const fix = Stage.isStage(id)
    ? "call addStage() with the Stage, or addWave('…').addStage() with it"
    : "write addWave('…', { pre: […] })";
  demand(inputs, isRight, 'the id of the wave', id, 'a name, as a string', fix);
  demandAround(inputs, options, '{ pre: […], post: […] }');
  refuse(inputs);
}

function demandAround(inputs: Inputs, options: StepsAround | null | undefined, form: string): void {
  const isMissing = options === undefined || options === null;
  const isRight = isMissing || (isObject(options) && !isList(options) && !isStep(options));
  demand(
    inputs,
    isRight,
    'options',
    options,
    `an object: ${form}`,
    'name the list that the steps are for: pre or post',
  );
  if (isMissing || !isRight) {
    return;
  }
  const { pre, post, stackSteps } = options;
  demandSteps(inputs, { pre, post });
  demand(
    inputs,
    stackSteps === undefined || stackSteps === null || isList(stackSteps),
    'stackSteps',
    stackSteps,
    'a list',
    FIX_STACK_STEPS,
  );
  const items = isList(stackSteps) ? [...stackSteps] : [];
  items.forEach((item: Partial<StackSteps> | undefined, i) => {
    const name = `stackSteps[${i}]`;
    demand(
      inputs,
      isObject(item) && Stack.isStack(item.stack),
      `${name}.stack`,
      item?.stack,
      'a stack of the Stage',
      FIX_STACK_STEPS,
    );
    demandSteps(inputs, {
      [`${name}.pre`]: item?.pre,
      [`${name}.changeSet`]: item?.changeSet,
      [`${name}.post`]: item?.post,
    });
  });
}

const FIX_STACK_STEPS = 'write stackSteps: [{ stack, pre: […] }]';

/** What `addPre()` and the like are given. */
export function checkSteps(where: string, steps: Step[]): void {
  const inputs = inputsOf(where);
  demandSteps(inputs, { steps });
  refuse(inputs);
}

/** What a pipeline is given to make the cloud assembly with. */
export function checkSynth(where: string, props: { readonly synth: unknown }): void {
  const inputs = inputsOf(where);
  const synth = isObject(props) ? props.synth : undefined;
  const fix = "write { synth: new ShellStep('Synth', { input: source, commands: ['npx cdk synth'] }) }";
  demand(inputs, isObject(synth) && !isList(synth), 'synth', synth, 'a step that makes the cloud assembly', fix);
  refuse(inputs);
}

/** Minutes that CodePipeline waits for a decision: https://docs.aws.amazon.com/codepipeline/latest/userguide/limits.html */
const WAITS = [5, 60 * 24 * 60] as const;

export function checkApproval(id: string, props: object | null | undefined): void {
  const inputs = inputsOf(`Step '${id}'`);
  const isRight = props === undefined || props === null || isObject(props);
  demand(inputs, isRight, 'its properties', props, 'an object', 'write { comment: … }');
  const given = (isRight ? props : undefined) as Readonly<Record<string, unknown>> | null | undefined;
  const { notificationTopic: topic, notifyEmails, timeout, showRevision } = given ?? {};
  const isTopic = !topic || (isObject(topic) && 'topicArn' in topic);
  demand(inputs, isTopic, 'notificationTopic', topic, 'a topic', 'import it with Topic.fromTopicArn()');
  demandEmails(inputs, notifyEmails);
  demandMinutes(inputs, 'timeout', timeout, WAITS, 'write timeout: Duration.days(3)');
  const isSwitch = showRevision === undefined || showRevision === null || typeof showRevision === 'boolean';
  demand(inputs, isSwitch, 'showRevision', showRevision, 'true or false', 'write showRevision: true');
  refuse(inputs);
}

function demandEmails(inputs: Inputs, emails: unknown): void {
  const isKnown = emails === undefined || emails === null || (Array.isArray(emails) && !Token.isUnresolved(emails));
  const fix = "write notifyEmails: ['team@example.com']";
  demand(inputs, isKnown, 'notifyEmails', emails, 'a list of addresses, with its length known at synthesis', fix);
  [...(isKnown && emails ? (emails as unknown[]) : [])].forEach((email, i) => {
    const isAddress =
      typeof email === 'string' &&
      findStepOutputs(email).length === 0 &&
      (Token.isUnresolved(email) || /^[^\s@]+@[^\s@]+$/.test(email));
    demand(inputs, isAddress, `notifyEmails[${i}]`, email, 'an address that is known before the pipeline runs', fix);
  });
}
