import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { ROOT, run } from '../../scripts/lib';

test('the schemas and what checks by them say what the types say: else run `npm run schema`', async () => {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'schema-'));
  const { ok, output } = await run(process.execPath, [path.join(ROOT, 'scripts', 'schema.js'), directory]);
  expect(ok ? '' : output).toBe('');
  const read = (home: string, name: string) => fs.readFileSync(path.join(home, name), 'utf8');
  // How it is formatted is the matter of the linter.
  for (const name of ['plan.schema.json', 'run-events.schema.json']) {
    const schemaIn = (home: string): unknown => JSON.parse(read(home, name));
    expect(schemaIn(path.join(ROOT, 'schema'))).toEqual(schemaIn(directory));
  }
  expect(read(path.join(ROOT, 'schema'), 'validate-plan.js')).toBe(read(directory, 'validate-plan.js'));
  fs.rmSync(directory, { recursive: true });
}, 60_000);
