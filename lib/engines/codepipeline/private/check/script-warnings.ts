import { Token } from 'aws-cdk-lib';
import type { ShellStep, Step } from '../../../../blueprint';
import { scriptOf } from '../../../../blueprint/scripts';
import { absoluteOutputs } from '../../../../blueprint/step-warnings';
import type { Concern } from '../../../../private/diagnostics';
import type { Settings } from '../settings';
import { makesOwnAction } from '../host';

/** What scripts are given and hand on, where a build would look for it in vain. */
export function scriptWarnings(steps: readonly Step[], settings: Settings): Concern[] {
  const scripts = steps.map(scriptOf).filter((script) => script !== undefined);
  return scripts.flatMap((step) => [
    ...absoluteOutputs(step),
    ...inputsWithoutVariable(step),
    ...noCommands(step, settings),
  ]);
}

/** The shell that looks the variable up takes letters, digits and `_` for its name. */
function inputsWithoutVariable(step: ShellStep): Concern[] {
  return step.inputs
    .filter(({ directory, fileSet }) => directory !== '.' && fileSet._isExternal && !Token.isUnresolved(fileSet.id))
    .filter(({ fileSet }) => !/^\w+$/.test(fileSet.id))
    .map(({ directory, fileSet }) => ({
      id: `cdk-pipelines:artifactNameInShell:${step.id}`,
      given:
        `${step}: additionalInputs['${directory}'] is the artifact '${fileSet.id}', for which the shell has no variable: its files ` +
        'will not be there',
      fix: 'name the artifact with letters, digits and _ only',
    }));
}

/** A build must have something to do; what is not ours may bring it. */
function noCommands(step: ShellStep, { codeBuildDefaults, synthCodeBuildDefaults }: Settings): Concern[] {
  const { commands, installCommands, inputs } = step;
  const settings: readonly ({ readonly partialBuildSpec?: unknown } | undefined)[] = [
    step as object,
    codeBuildDefaults,
    synthCodeBuildDefaults,
  ];
  const hasOthers = makesOwnAction(step) || settings.some((x) => x?.partialBuildSpec !== undefined);
  const isEmpty = commands.length === 0 && installCommands.length === 0 && inputs.every((i) => i.directory === '.');
  return isEmpty && !hasOthers
    ? [
        {
          id: `cdk-pipelines:noCommands:${step.id}`,
          given: `${step} has no commands: CodeBuild refuses a buildspec without any`,
          fix: 'give it commands, or remove it',
        },
      ]
    : [];
}
