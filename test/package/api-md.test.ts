import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { faultsOf } from '../../scripts/api-topics';
import { ROOT, run } from '../../scripts/lib';
import { ourApi } from '../api/assembly';

test('API.md says what the library has: else run `npm run docs:api`', async () => {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'api-md-'));
  const file = path.join(directory, 'API.md');
  const { ok, output } = await run(process.execPath, [path.join(ROOT, 'scripts', 'docs-api.js'), file]);
  expect(ok ? '' : output).toBe('');

  const lines = (name: string) => fs.readFileSync(name, 'utf8').split('\n');
  const [fresh, ours] = [lines(file), lines(path.join(ROOT, 'API.md'))];
  // Only the first line that differs: the file is long.
  const at = fresh.findIndex((line, index) => line !== ours[index]);
  expect({ at, line: ours[at] }).toEqual({ at, line: fresh[at] });
  expect(ours).toHaveLength(fresh.length);
  fs.rmSync(directory, { recursive: true });
}, 60_000);

test('each public type is in one topic of its table of contents: scripts/api-topics.js', () => {
  const types = [...ourApi().values()].map(({ fqn }) => fqn.slice('cdk-pipelines.'.length));
  expect(types.length).toBeGreaterThan(100);
  expect(faultsOf(types)).toEqual([]);
  expect(faultsOf([...types, 'Unknown'])).toEqual(['Unknown is in no topic']);
});

test('links inside of API.md lead somewhere', () => {
  const text = fs.readFileSync(path.join(ROOT, 'API.md'), 'utf8');
  const ids = new Set([...text.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id));
  const links = [...text.matchAll(/\]\(#([^)]*)\)/g)].map(([, id]) => id);
  expect(links.length).toBeGreaterThan(100);
  expect(links.filter((id) => !ids.has(id))).toEqual([]);
});
