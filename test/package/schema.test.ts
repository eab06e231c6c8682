import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { ROOT, run } from '../../scripts/lib';

test('the schema says what the types of plan documents say: else run `npm run schema`', async () => {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'schema-'));
  const file = path.join(directory, 'plan.schema.json');
  const { ok, output } = await run(process.execPath, [path.join(ROOT, 'scripts', 'schema.js'), file]);
  expect(ok ? '' : output).toBe('');
  // How it is formatted is the matter of the linter.
  const schemaIn = (name: string): unknown => JSON.parse(fs.readFileSync(name, 'utf8'));
  expect(schemaIn(path.join(ROOT, 'schema', 'plan.schema.json'))).toEqual(schemaIn(file));
  fs.rmSync(directory, { recursive: true });
}, 60_000);
