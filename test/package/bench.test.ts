import * as fs from 'fs';
import * as path from 'path';
import { benchBlock, blockNames } from '../../bench/blocks';
import { textOf } from '../../bench/results';

// Numbers in documents come from bench/results/, which benchmarks write.

const ROOT = path.resolve(__dirname, '../..');
const RESULTS = path.join(ROOT, 'bench/results');

test.each(blockNames())('the block %s is a table or a sentence, without a blank line or a hole', (name: string) => {
  const block: string = benchBlock(name);
  expect(block).toMatch(/^(\| .*\|(\n\|.*\|)+|[^|\n]*\.)$/);
  expect(block).not.toMatch(/undefined|NaN|null|Infinity/);
});

test.each(blockNames().filter((name: string) => name.endsWith('-short')))('%s fits into a guide', (name: string) => {
  expect(benchBlock(name).split('\n').length).toBeLessThanOrEqual(2 + 8);
});

test('a block that is not there is an error that says which there are', () => {
  expect(() => benchBlock('sinth')).toThrow("There is no block 'sinth', but synth-off, ");
  expect(() => benchBlock('sinth-conditions')).toThrow("There is no block 'sinth-conditions', but ");
});

test.each(fs.readdirSync(RESULTS))('%s is written as benchmarks write it', (file) => {
  const text = fs.readFileSync(path.join(RESULTS, file), 'utf8');
  const result = JSON.parse(text);
  expect(textOf(result)).toBe(text);
  expect(result).toMatchObject({
    machine: expect.any(String),
    node: expect.any(String),
    awsCdkLib: expect.any(String),
  });
  expect(['wall', 'cpu']).toContain(result.clock);
  expect(result.rows).not.toEqual([]);
});
