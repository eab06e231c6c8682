import { freshen } from './kit/outputs';
import { pages, read } from './kit/pages';

// Every example in the documents is run: it works, or fails as the page says, word for word. `npm run docs:outputs` writes what they print.

test.each(pages())('the examples of %s run, and print what it says', async (page) => {
  const { text, problems } = await freshen(page);
  expect(problems).toEqual([]);
  expect(text).toBe(read(page));
});

const page = (...lines: string[]) => lines.join('\n');

test('an example that fails, or that should and does not, is reported with its line', async () => {
  const text = page('```ts', "throw new Error('no');", '```', '', '```ts fails', 'stack.node;', '```', '');
  const { problems } = await freshen('some.md', text);
  expect(problems).toEqual(['some.md:2 fails: no', 'some.md:6 should fail, and does not']);
});

test('warnings that no page mentions are reported', async () => {
  const warn = "cdk.Annotations.of(stack).addWarningV2('my:id', 'Look.');";
  const { problems } = await freshen('some.md', page('```ts', warn, '```', ''));
  expect(problems).toEqual(['some.md:2 gives a warning: [Warning at /PipelineStack] Look. [ack: my:id]']);
});

test('outputs are what the examples print, with lines of the example', async () => {
  const late = page('pipeline.addStage(beta);', 'pipeline.buildPipeline();', 'pipeline.addStage(prod);');
  const { text } = await freshen('some.md', page('```ts fails', late, '```', '```text', '```', ''));
  expect(text).toMatch(/```text\n.*'?Prod'?.*\n```/s);
});

test('lines of the Stages that are given to examples are not said: readers have no such file', async () => {
  const text = page(
    '```ts',
    'pipeline.addStage(beta);',
    '```',
    '```console',
    '$ npx cdk-pipelines explain Beta/Service',
    '```',
    '',
  );
  const { text: fresh } = await freshen('some.md', text);
  expect(fresh).toContain("stack 'Beta/Service' depends on stack 'Database'\n");
});

test('commands read the cloud assembly of the block above them', async () => {
  const text = page(
    '```ts',
    'pipeline.addStage(beta);',
    '```',
    '```console',
    '$ npx cdk-pipelines check --gate-stage Prod',
    '$ echo $?',
    '```',
    '',
  );
  const { text: fresh } = await freshen('some.md', text);
  expect(fresh).toMatch(/\$ npx cdk-pipelines check --gate-stage Prod\n.+\$ echo \$\?\n2\n```/s);
});

test('lines of what examples take for granted are not shown', async () => {
  const twice =
    "pipeline.addStage(prod, { pre: [new pipelines.ManualApprovalStep('A')], post: [new pipelines.ManualApprovalStep('A')] });";
  const { text } = await freshen('some.md', page('```ts fails', twice, '```', '```text', '```', ''));
  expect(text).toMatch(/ Declared at bin\/app\.ts:1\./);
  expect(text).not.toContain('fixture.ts');
});

test('blocks with names are files of an app: those below import those above', async () => {
  const stack = [
    "import * as cdk from 'aws-cdk-lib';",
    'export class Shop extends cdk.Stack {',
    "  readonly topic = new cdk.CfnResource(this, 'Topic', { type: 'AWS::SNS::Topic' });",
    '}',
  ];
  const app = [
    "import * as cdk from 'aws-cdk-lib';",
    "import { Shop } from '../lib/shop';",
    'const app = new cdk.App();',
    "cdk.Annotations.of(new Shop(app, 'Shop').topic).addWarningV2('my:id', 'Look.');",
  ];
  const text = page('```ts file=lib/shop.ts', ...stack, '```', '', '```ts file=bin/app.ts', ...app, '```', '');
  const { problems } = await freshen('some.md', text);
  expect(problems).toEqual(['some.md:9 gives a warning: [Warning at /Shop/Topic] Look. [ack: my:id]']);
});

test('an example may be a test, and print something', async () => {
  const lines = ["test('one', () => {", '  expect(1).toBe(1);', "  console.log('two');", '});'];
  const wrong = await freshen('some.md', page('```ts', ...lines, '  expect(1).toBe(2);', '```', ''));
  expect(wrong.problems).toEqual([expect.stringMatching(/^some.md:2 fails: .*Expected:/s)]);
  const { text } = await freshen('some.md', page('```ts prints', ...lines, '```', '```text', '```', ''));
  expect(text).toMatch(/```text\ntwo\n```/);
});

test('a command that gets something wrong is reported, unless the page says that it fails', async () => {
  const page = (info: string) =>
    `\`\`\`ts\npipeline.addStage(beta);\n\`\`\`\n\`\`\`${info}\n$ npx cdk-pipelines show --x\n\`\`\`\n`;
  expect((await freshen('some.md', page('console'))).problems).toEqual([expect.stringContaining("option '--x'")]);
  expect((await freshen('some.md', page('console fails'))).problems).toEqual([]);
});
