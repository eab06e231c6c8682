import { type Diagnostic, problem } from '../../private/diagnostics';
import { groupBy } from '../../private/lang';
import { quoted } from '../../private/text';

/** Of these, and of no other, GitHub takes workflows: it does not look into directories in there. */
const FILE = /^\.github\/workflows\/[^/\\\0]+\.ya?ml$/;

/** What is wrong with the file of a workflow: it is from the root of the repository. */
export function fileProblems(where: string, file: string): Diagnostic[] {
  return FILE.test(file)
    ? []
    : [
        problem({
          where,
          given: `'${file}' as the file of the workflow`,
          expected: 'a file .github/workflows/NAME.yml, from the root of the repository: GitHub finds no others',
          fix: 'write .github/workflows/deploy.yml, or leave it out',
        }),
      ];
}

/**
 * Workflows of one app that would be the same file: each would write over the other. Names that differ in upper and lower
 * case only are one file on Windows and macOS.
 *
 * @param all `where`: construct path of the pipeline
 */
export function sharedFiles(all: readonly { readonly where: string; readonly file: string }[]): Diagnostic[] {
  const shared = [...groupBy(all, ({ file }) => file.toLowerCase()).values()].filter((some) => some.length > 1);
  return shared.map((some) =>
    problem({
      where: some[0].where,
      given: `${quoted(some.map(({ where }) => where))} are to be one file, '${some[0].file}'`,
      expected: 'a file for each workflow',
      fix: 'give each a workflowPath of its own',
    }),
  );
}
