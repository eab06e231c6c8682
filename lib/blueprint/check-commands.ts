import { type IResolvable, Reference, Stage, Tokenization } from 'aws-cdk-lib';
import type { PipelineBase } from './pipeline-base';
import type { ShellStep } from './shell-step';
import type { Step } from './step';
import { isStepOutput } from './step-output';
import { hasBrand } from '../private/brands';
import type { Problem } from '../private/errors';

/**
 * Find values in the commands of a script that are known only while the pipeline runs. CodeBuild takes commands
 * as they stand, so such a value must come as an environment variable.
 */
export function checkCommands(step: Step, pipeline: PipelineBase): Problem[] {
  if (!hasBrand(step, 'ShellStep')) {
    return [];
  }
  const { id, commands, installCommands } = step as ShellStep;
  return [...installCommands, ...commands].flatMap((command) =>
    Tokenization.reverseString(command).tokens.flatMap((token) => {
      const what = runtimeValue(token, pipeline);
      return what
        ? [
            {
              where: `${pipeline.node.path}, step '${id}'`,
              given: `${what.value} inside the command '${readable(command)}'`,
              expected: 'commands without values that are only known while the pipeline runs',
              fix: `pass it through '${what.property}' and write $NAME in the command`,
            },
          ]
        : [];
    }),
  );
}

function runtimeValue(token: IResolvable, pipeline: PipelineBase): { value: string; property: string } | undefined {
  if (isStepOutput(token)) {
    return { value: `the output '${token.variable}' of step '${token.step.id}'`, property: 'env' };
  }
  if (Reference.isReference(token) && Stage.of(token.target) !== Stage.of(pipeline)) {
    return {
      value: `a value of '${token.target.node.path}', which the pipeline has yet to deploy,`,
      property: 'envFromCfnOutputs',
    };
  }
  return undefined;
}

function readable(command: string): string {
  return command.replace(/\$\{Token\[[^\]]*\]\}/g, '${…}');
}
