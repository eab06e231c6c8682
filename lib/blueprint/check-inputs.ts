import * as path from 'path';
import { Token } from 'aws-cdk-lib';
import type { PipelineBase } from './pipeline-base';
import { scriptOf } from './scripts';
import type { Step } from './step';
import type { Problem } from '../private/errors';
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
export function checkInputs(step: Step, pipeline: PipelineBase): Problem[] {
  const script = scriptOf(step);
  if (!script) {
    return [];
  }
  const additional = script.inputs.filter(({ directory }) => directory !== '.');
  const problem = (given: string, expected: string, fix: string) => ({
    declared: [step],
    where: `${pipeline.node.path}, step '${step.id}'`,
    given,
    expected,
    fix,
  });
  const present = additional.filter(({ directory }) => /^(\.|\/|\.\.(\/\.\.)*)$/.test(normalDirectory(directory)));
  const groups = [...groupBy(additional, (input) => normalDirectory(input.directory)).values()];
  const shared = groups.filter((inputs) => new Set(inputs.map((i) => i.fileSet)).size > 1);
  return [
    ...present.map(({ directory }) =>
      problem(
        `additionalInputs for the directory '${directory}'`,
        'a directory that is not there yet: files are put there by a link',
        "name a new directory, such as 'vendor'; files for the working directory are the property input",
      ),
    ),
    ...shared.map((inputs) =>
      problem(
        `additionalInputs for ${quoted(inputs.map((i) => i.directory))}, which are one directory, from ${inputs.map((i) => i.fileSet).join(' and ')}`,
        'a directory for each',
        'choose another directory for one of them, and copy in commands what should be together',
      ),
    ),
  ];
}
