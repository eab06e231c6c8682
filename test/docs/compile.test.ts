import { compile } from './kit/compile';
import { type Block, blocksOf, isChecked, nameOf, pages } from './kit/pages';

// Every ```ts block of the documents compiles against lib/.

const [BROKEN] = blocksOf(
  'some.md',
  "\n\n```ts\nimport { Topic } from 'aws-cdk-lib/aws-sns';\n\nnew Topic(stack, 'T');\npipeline.addStagee(beta);\n```\n",
);

const FILES = blocksOf(
  'files.md',
  "```ts file=lib/a.ts\nexport const one = 1;\n```\n```ts file=bin/app.ts\nimport { one } from '../lib/a';\n\none.two;\n```\n",
);

const blocks = pages().flatMap((page) => blocksOf(page).filter(isChecked));
let results: Map<Block, string[]>;
beforeAll(() => {
  results = compile([...blocks, BROKEN, ...FILES]);
}, 120_000);

test.each(blocks.map((block) => [nameOf(block), block] as const))('%s compiles', (_, block) => {
  expect(results.get(block)).toEqual([]);
});

test('a mistake is reported with its line in the document', () => {
  expect(results.get(BROKEN)).toEqual([expect.stringMatching(/^line 7: Property 'addStagee' does not exist/)]);
});

test('a block that is a file knows the files above it', () => {
  expect(FILES.map((block) => results.get(block))).toEqual([
    [],
    [expect.stringMatching(/^line 7: Property 'two' does not exist on type '1'/)],
  ]);
});

test('there are examples', () => {
  expect(blocks.length).toBeGreaterThan(100);
});
