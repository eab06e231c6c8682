import { Tokenization } from 'aws-cdk-lib';
import { foreignValues } from './foreign-values';
import type { PipelineBase } from './pipeline-base';
import { scriptOf } from './scripts';
import type { Step } from './step';
import { isStepOutput } from './step-output';
import { type Diagnostic, problem } from '../private/diagnostics';

/**
 * Find values in the commands of a script that are known only while the pipeline runs. CodeBuild takes commands
 * as they stand, so such a value must come as an environment variable.
 */
export function checkCommands(step: Step, pipeline: PipelineBase): Diagnostic[] {
  const script = scriptOf(step);
  if (!script) {
    return [];
  }
  const { id, commands, installCommands } = script;
  const given = [...installCommands, ...commands].filter((command) => command !== undefined);
  return given.flatMap((command) =>
    runtimeValues(command, pipeline).map(({ value, property }) =>
      problem({
        declared: [step],
        where: `${pipeline.node.path}, step '${id}'`,
        given: `${value} inside the command '${readable(command)}'`,
        expected: 'commands without values that are only known while the pipeline runs',
        fix: `pass it through '${property}' and write $NAME in the command`,
      }),
    ),
  );
}

function runtimeValues(command: string, pipeline: PipelineBase): { value: string; property: string }[] {
  const outputs = Tokenization.reverseString(command).tokens.filter(isStepOutput);
  return [
    ...outputs.map((o) => ({ value: `the output '${o.variable}' of step '${o.step.id}'`, property: 'env' })),
    ...foreignValues(command, pipeline).map((path) => ({
      value: `a value of '${path}', which the pipeline has yet to deploy,`,
      property: 'envFromCfnOutputs',
    })),
  ];
}

function readable(command: string): string {
  return command.replace(/\$\{Token\[[^\]]*\]\}/g, '${…}');
}
