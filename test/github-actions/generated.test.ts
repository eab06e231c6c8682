import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import * as fc from 'fast-check';
import { findings } from './linters';
import { synthesize } from '../conformance/blueprint/declare';
import { blueprints } from '../conformance/blueprint/generate';
import { run } from '../emulator/processes';

const ROOT = path.resolve(__dirname, '../..');

/** Files below a directory that are workflows. */
function workflowsIn(directory: string): string[] {
  const names = fs.readdirSync(directory, { recursive: true }) as string[];
  return names.filter((name) => name.endsWith('.github.yml')).map((name) => path.join(directory, name));
}

test('the example application', async () => {
  const files = workflowsIn(path.join(ROOT, 'integ', 'integ.github.ts.snapshot'));

  expect(files).toHaveLength(1);
  expect(await findings(files)).toEqual([]);
});

test('workflows of generated blueprints', async () => {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'workflows-'));
  const specs = fc.sample(blueprints, { seed: 17, numRuns: 50 });
  specs.forEach((spec, i) => synthesize(spec, 'workflow', path.join(directory, `${i}`)));

  const files = workflowsIn(directory);
  expect(files).toHaveLength(specs.length);
  expect(await findings(files)).toEqual([]);
}, 300_000);

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
