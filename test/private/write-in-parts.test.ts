import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { writeInParts } from '../../lib/private/write-in-parts';

test('nothing is half written: what was there stays', () => {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'write-'));
  const file = path.join(directory, 'plan.json');
  writeInParts(file, ['one ', 'two']);
  function* failing() {
    yield 'x'.repeat(1_000_000);
    throw new Error('no more');
  }
  expect(() => writeInParts(file, failing())).toThrow('no more');
  expect(fs.readdirSync(directory)).toEqual(['plan.json']);
  expect(fs.readFileSync(file, 'utf8')).toBe('one two');
});
