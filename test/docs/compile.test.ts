import { compile } from './kit/compile';
import { type Block, blocksOf, isChecked, nameOf, pages } from './kit/pages';

// Every ```ts block of the documents compiles against lib/.

const [BROKEN] = blocksOf(
  'some.md',
  "\n\n```ts\nimport { Topic } from 'aws-cdk-lib/aws-sns';\n\nnew Topic(stack, 'T');\npipeline.addStagee(beta);\n```\n",
);

const blocks = pages().flatMap((page) => blocksOf(page).filter(isChecked));
let results: Map<Block, string[]>;
beforeAll(() => {
  results = compile([...blocks, BROKEN]);
}, 120_000);

test.each(blocks.map((block) => [nameOf(block), block] as const))('%s compiles', (_, block) => {
  expect(results.get(block)).toEqual([]);
});

test('a mistake is reported with its line in the document', () => {
  expect(results.get(BROKEN)).toEqual([expect.stringMatching(/^line 7: Property 'addStagee' does not exist/)]);
});

test('there are examples', () => {
  expect(blocks.length).toBeGreaterThan(100);
});
