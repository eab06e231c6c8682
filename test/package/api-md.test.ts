import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { ROOT, run } from '../../scripts/lib';

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
