import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { findings } from './linters';
import { run } from '../emulator/processes';

const ROOT = path.resolve(__dirname, '../..');

/** Files of a directory that tools take for workflows. */
function workflowsIn(directory: string): string[] {
  return fs.readdirSync(directory).map((name) => path.join(directory, name));
}

test('the example application', async () => {
  const snapshot = path.join(ROOT, 'integ', 'integ.github.ts.snapshot');
  expect(await findings([path.join(snapshot, 'Delivery.github.yml')])).toEqual([]);
});

test('all workflows that the tests of the engine make', async () => {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'workflows-'));
  const jest = path.join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js');
  const env = { KEPT_WORKFLOWS: directory, TEST_COUNTS: '' };
  const { code, output } = await run(process.execPath, [jest, 'test/engines/github'], { cwd: ROOT, env });
  expect({ code, output }).toMatchObject({ code: 0 });

  const files = workflowsIn(directory);
  expect(files.length).toBeGreaterThan(20);
  expect(await findings(files)).toEqual([]);
}, 300_000);
