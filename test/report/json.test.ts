import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import fc from 'fast-check';
import { jsonBytes } from '../../lib/report/budget/json-bytes';
import { jsonParts } from '../../lib/report/json-parts';
import { writeInParts } from '../../lib/private/write-in-parts';

/** Whatever may be in a template, and what JSON leaves out. */
const value = fc.anything({
  values: [
    fc.constantFrom(undefined, null, NaN, Infinity, -0, 1e21, new Date(0), Symbol('x'), () => 1),
    fc.integer(),
    fc.double(),
    fc.boolean(),
    fc.string({ unit: 'binary' }),
    fc.constantFrom('"', '\\', '\n', '\u007f', 'ä', '\ud83d', '😀', ' ', '~'),
  ],
  key: fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('Ref', 'ö', '"')),
});

describe('bytes of JSON', () => {
  test.each([undefined, 1, 4])('are those of the text, indented by %p', (indentation) => {
    fc.assert(
      fc.property(value, (it) => {
        const text = JSON.stringify(it, undefined, indentation) as string | undefined;
        expect(jsonBytes(it, indentation)).toBe(Buffer.byteLength(text ?? ''));
      }),
    );
  });
});

describe('JSON in parts', () => {
  const text = (document: object) => `${JSON.stringify(document, undefined, 1)}\n`;
  function* oneByOne(items: readonly unknown[]): Iterable<unknown> {
    yield* items;
  }

  test('is the JSON of the whole, whether lists are there or come one by one', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.oneof(value, fc.array(value))), (made) => {
        const document = { ...made };
        const lazy = Object.entries(document).map(([k, v]) => [k, Array.isArray(v) ? oneByOne(v) : v]);
        expect([...jsonParts(document)].join('')).toBe(text(document));
        expect([...jsonParts(Object.fromEntries(lazy))].join('')).toBe(text(document));
      }),
    );
  });

  test('also where the lists are in an object of the document', () => {
    const lists = fc.dictionary(fc.string(), fc.array(value));
    fc.assert(
      fc.property(fc.dictionary(fc.string(), lists), (made) => {
        const document = Object.fromEntries(
          Object.entries(made).map(([k, v]) => [k, { x: 'a\nb', ...v, n: [[], {}] }]),
        );
        const lazy = Object.entries(document).map(([key, { x, ...inner }]) => {
          const lists = Object.entries(inner).map(([k, v]) => [k, oneByOne(v as unknown[])]);
          return [key, { x, ...Object.fromEntries(lists) }];
        });
        expect([...jsonParts(Object.fromEntries(lazy))].join('')).toBe(text(document));
      }),
    );
  });

  test('of a long list is made while its items come', () => {
    let asked = 0;
    const items = (function* () {
      for (; asked < 1000; asked++) {
        yield { i: asked };
      }
    })();
    const parts: string[] = [];
    for (const part of jsonParts({ items })) {
      parts.push(part);
      expect(asked - parts.join('').split('"i"').length).toBeLessThan(100);
    }
    expect(parts.join('')).toBe(text({ items: Array.from({ length: 1000 }, (_, i) => ({ i })) }));
  });
});

describe('a file in parts', () => {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'parts-'));
  const file = path.join(directory, 'file');
  afterAll(() => fs.rmSync(directory, { recursive: true }));

  test('has all of them, and nothing of what was there before', () => {
    const parts = Array.from({ length: 5000 }, (_, i) => `${i} – ${'ä😀'.repeat(i % 50)}\n`);
    fs.writeFileSync(file, 'x'.repeat(10_000_000));
    writeInParts(file, parts);
    expect(fs.readFileSync(file, 'utf8')).toBe(parts.join(''));
    writeInParts(file, []);
    expect(fs.readFileSync(file, 'utf8')).toBe('');
  });

  test('is closed when a part cannot be made', () => {
    // The system gives the lowest number that is free.
    const nextNumber = () => {
      const fd = fs.openSync(file, 'r');
      fs.closeSync(fd);
      return fd;
    };
    const failing = (function* () {
      yield 'a';
      throw new Error('no more');
    })();
    const before = nextNumber();
    expect(() => writeInParts(file, failing)).toThrow('no more');
    expect(nextNumber()).toBe(before);
  });
});
