import { type Diagnostic, problem } from '../../private/diagnostics';

/** Of these, and of no other, GitHub takes workflows: it does not look into directories in there. */
const FILE = /^\.github\/workflows\/[^/\\\0-\x1f\x7f]+\.ya?ml$/;

/** What is wrong with the file of a workflow: it is from the root of the repository. */
export function fileProblems(where: string, file: string): Diagnostic[] {
  return FILE.test(file)
    ? []
    : [
        problem({
          where,
          given: `'${file}' as the file of the workflow`,
          expected: 'a file .github/workflows/NAME.yml, from the root of the repository: GitHub reads no others',
          fix: 'write .github/workflows/deploy.yml, or leave it out',
        }),
      ];
}

/**
 * A workflow that would be the file of another one of the same app: each would write over the other. Names that differ in upper and
 * lower case only are one file on Windows and macOS.
 *
 * @param earlier construct paths of other pipelines, by their files
 */
export function sharedFile(where: string, file: string, earlier: ReadonlyMap<string, string>): Diagnostic[] {
  const [, other] = [...earlier].find(([one]) => one.toLowerCase() === file.toLowerCase()) ?? [];
  return other === undefined
    ? []
    : [
        problem({
          where,
          given: `'${file}', which is also the file of the workflow of '${other}'`,
          expected: 'a file for each workflow of an app',
          fix: 'give one of them another workflowPath, and another workflowName',
        }),
      ];
}
