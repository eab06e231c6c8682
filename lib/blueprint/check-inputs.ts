import * as path from 'path';
import { Token } from 'aws-cdk-lib';
import type { PipelineBase } from './pipeline-base';
import { scriptOf } from './scripts';
import type { FileSetLocation } from './shell-step-props';
import type { Step } from './step';
import { type Diagnostic, problem } from '../private/diagnostics';
import { demand, inputsOf, isObject } from '../private/inputs';
import { groupBy } from '../private/lang';
import { quoted } from '../private/text';

/** One way to write a directory; a token has no other. */
export function normalDirectory(directory: string): string {
  if (Token.isUnresolved(directory)) {
    return directory;
  }
  const normal = path.posix.normalize(directory);
  return normal.length > 1 ? normal.replace(/\/$/, '') : normal;
}

/** Find directories in which a script cannot be given files: they are there already, or are promised twice. */
export function checkInputs(step: Step, pipeline: PipelineBase): Diagnostic[] {
  const script = scriptOf(step);
  if (!script) {
    return [];
  }
  const inputs = inputsOf(`${pipeline.node.path}, step '${step.id}'`);
  script.inputs.forEach((input, i) => {
    const isRight = isObject(input) && typeof input.directory === 'string' && isObject(input.fileSet);
    demand(
      inputs,
      isRight,
      `inputs[${i}]`,
      input,
      'an object: { directory, fileSet }',
      'use additionalInputs of the step',
    );
  });
  return inputs.problems.length > 0 ? inputs.problems : checkDirectories(step, script.inputs, inputs.where);
}

function checkDirectories(step: Step, inputs: readonly FileSetLocation[], where: string): Diagnostic[] {
  const additional = inputs.filter(({ directory }) => directory !== '.');
  const refused = (given: string, expected: string, fix: string) =>
    problem({ declared: [step], where, given, expected, fix });
  const present = additional.filter(({ directory }) => /^(\.|\/|\.\.(\/\.\.)*)$/.test(normalDirectory(directory)));
  const groups = [...groupBy(additional, (input) => normalDirectory(input.directory)).values()];
  const shared = groups.filter((group) => new Set(group.map((i) => i.fileSet)).size > 1);
  return [
    ...present.map(({ directory }) =>
      refused(
        `additionalInputs for the directory '${directory}'`,
        'a directory that is not there yet: files are put there by a link',
        "name a new directory, such as 'vendor'; files for the working directory are the property input",
      ),
    ),
    ...shared.map((group) =>
      refused(
        `additionalInputs for ${quoted(group.map((i) => i.directory))}, which are one directory, from ${group.map((i) => i.fileSet).join(' and ')}`,
        'a directory for each',
        'choose another directory for one of them, and copy in commands what should be together',
      ),
    ),
  ];
}
