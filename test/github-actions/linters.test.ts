import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { findings } from './linters';

const WORKFLOW = fs.readFileSync(path.join(__dirname, 'by-hand.yml'), 'utf-8');

/** A file with this text, where no tool finds any configuration. */
function fileOf(text: string): string {
  const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'workflow-')), 'deploy.yml');
  fs.writeFileSync(file, text);
  return file;
}

test('nobody has anything against a workflow as it should be', async () => {
  expect(await findings([fileOf(WORKFLOW)])).toEqual([]);
});

test.each([
  [
    'actionlint',
    'an output that there is not',
    'Synth.outputs.Colours',
    'Synth.outputs.Colors',
    /property "colors" is not defined/,
  ],
  [
    'actionlint',
    'a script that shellcheck has something against',
    'tar -xf "$RUNNER_TEMP/files/files.tar"',
    'tar -xf $RUNNER_TEMP/files/files.tar',
    /SC2086/,
  ],
  ['actionlint', 'a job that there is not', 'needs: [Build-Synth]', 'needs: [Build]', /"build" which does not exist/],
  ['zizmor', 'an action that is not pinned', /@\w{40} # v7.0.1/, '@v7', /unpinned-uses/],
  [
    'zizmor',
    'text of the event in a script',
    'run: cat',
    'run: echo "${{ github.head_ref }}" && cat',
    /template-injection/,
  ],
  ['zizmor', 'a checkout that leaves its credentials', 'persist-credentials: false', 'fetch-depth: 1', /artipacked/],
  [
    'zizmor',
    'rights for everything',
    'permissions: {}\n    environment',
    'permissions: write-all\n    environment',
    /excessive-permissions/,
  ],
  ['parser', 'an id that is too long', /Prod-Smoke/g, `Prod-${'Smoke'.repeat(20)}`, /must be less than 100 characters/],
  ['parser', 'no job that can start', 'name: Synth', 'needs: [Prod-Smoke]', /at least one job with no dependencies/],
  ['schema', 'a key that there is not', 'timeout-minutes', 'timeout-hours', /timeout-hours/],
])('%s finds %s', async (tool, _, good, bad, finding) => {
  const changed = WORKFLOW.replace(good as string, bad);

  expect(changed).not.toBe(WORKFLOW);
  const found = await findings([fileOf(changed)]);
  expect(found.filter((line) => line.startsWith(`${tool}: `)).join('\n')).toMatch(finding);
});
