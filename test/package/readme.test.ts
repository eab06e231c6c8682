import * as fs from 'fs';
import * as path from 'path';
import * as ts from 'typescript';

// Every ```ts block of the documents compiles against lib/. A block is the body of a function, in a file of its own
// that knows the names of FIXTURE, as in rosetta/default.ts-fixture; imports that it writes itself stand above that function. Code that is not ours (the
// original API, say) is marked ```typescript, which looks the same and is not checked. Links must lead somewhere, too.

const ROOT = path.resolve(__dirname, '../..');
const DOCUMENTS = ['README.md', 'ORIGINAL_API.md', 'docs/github.md', 'docs/moving-to-github.md', 'docs/run.md'];

/** Imported into each block, but for what the block imports itself. */
const IMPORTS: Record<string, string> = {
  cdk: 'aws-cdk-lib',
  codebuild: 'aws-cdk-lib/aws-codebuild',
  codepipeline: 'aws-cdk-lib/aws-codepipeline',
  cpactions: 'aws-cdk-lib/aws-codepipeline-actions',
  iam: 'aws-cdk-lib/aws-iam',
  constructs: 'constructs',
  pipelines: 'cdk-pipelines',
};

/** What the examples take for granted. */
const FIXTURE = `
declare const app: cdk.App;
declare const stack: cdk.Stack;
declare const pipeline: pipelines.CodePipeline;
declare const source: pipelines.CodePipelineSource;
declare const synth: pipelines.ShellStep;
declare const connectionArn: string;
declare class ShopStage extends cdk.Stage {
  readonly database: cdk.Stack;
  readonly url: cdk.CfnOutput;
}
declare const beta: ShopStage;
declare const prod: ShopStage;
`;

interface Block {
  readonly name: string;
  readonly line: number;
  readonly code: string;
}

function blocksOf(document: string): Block[] {
  const text = fs.readFileSync(path.join(ROOT, document), 'utf8');
  // A block in a list is indented.
  return [...text.matchAll(/^( *)```ts(?: nofixture)?\n(.*?)^\1```$/gms)].map((match, i) => ({
    name: `${document}, block ${i + 1}`,
    line: text.slice(0, match.index).split('\n').length + 1,
    code: match[2],
  }));
}

/** The block as a module, and how many lines stand above its first one. */
function moduleOf({ code }: Block): { text: string; offset: number } {
  // An import may run over several lines; where it stood, the lines stay, so that numbers still fit.
  const imports = /^import [^;]*;$/gm;
  const own = code.match(imports) ?? [];
  const body = code.replace(imports, (statement) => '\n'.repeat(statement.split('\n').length - 1));
  const known = Object.entries(IMPORTS).filter(([name]) => !own.some((s) => s.includes(`* as ${name} `)));
  const head = [
    ...known.map(([name, from]) => `import * as ${name} from '${from}';`),
    ...own,
    FIXTURE,
    'export function example() {',
  ].join('\n');
  return { text: `${head}\n${body}}\n`, offset: head.split('\n').length };
}

/** All blocks in one program: the CDK is read once. */
function check(blocks: readonly Block[]): Map<Block, string[]> {
  const fileOf = (i: number) => path.join(ROOT, `block-${i}.ts`);
  const modules = new Map(blocks.map((block, i) => [fileOf(i), moduleOf(block)]));
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2022,
    lib: ['lib.es2022.d.ts'],
    module: ts.ModuleKind.CommonJS,
    strict: true,
    skipLibCheck: true,
    noEmit: true,
    types: ['node'],
    paths: { 'cdk-pipelines': [path.join(ROOT, 'lib/index.ts')] },
  };
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile, getSourceFile } = host;
  host.getCurrentDirectory = () => ROOT;
  host.fileExists = (file) => modules.has(path.normalize(file)) || fileExists(file);
  host.readFile = (file) => modules.get(path.normalize(file))?.text ?? readFile(file);
  host.getSourceFile = (file, target, ...rest) => {
    const text = modules.get(path.normalize(file))?.text;
    return text === undefined ? getSourceFile(file, target, ...rest) : ts.createSourceFile(file, text, target);
  };
  const program = ts.createProgram([...modules.keys()], options, host);
  expect(messages(program.getOptionsDiagnostics())).toEqual([]);
  return new Map(
    blocks.map((block, i) => {
      const file = program.getSourceFile(fileOf(i))!;
      const found = [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)];
      return [block, messages(found, block.line - modules.get(fileOf(i))!.offset)];
    }),
  );
}

function messages(diagnostics: readonly ts.Diagnostic[], lineShift = 0): string[] {
  return diagnostics.map(({ file, start, messageText }) => {
    const line = file && start !== undefined ? file.getLineAndCharacterOfPosition(start).line + lineShift : '?';
    return `line ${line}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`;
  });
}

const BROKEN: Block = {
  name: 'a block with a mistake',
  line: 10,
  code: "import { Topic } from 'aws-cdk-lib/aws-sns';\n\nnew Topic(stack, 'T');\npipeline.addStagee(beta);\n",
};

const blocks = DOCUMENTS.flatMap(blocksOf);
let results: Map<Block, string[]>;
beforeAll(() => {
  results = check([...blocks, BROKEN]);
}, 60_000);

test.each(blocks)('$name (line $line) compiles', (block) => {
  expect(results.get(block)).toEqual([]);
});

test('a mistake is told with its line in the document', () => {
  expect(results.get(BROKEN)).toEqual([expect.stringMatching(/^line 13: Property 'addStagee' does not exist/)]);
});

/** As GitHub makes them from headings. */
function anchorsOf(document: string): Set<string> {
  const text = fs.readFileSync(path.join(ROOT, document), 'utf8').replace(/^ *```.*?^ *```$/gms, '');
  const headings = [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading]) => heading);
  const anchor = (heading: string) =>
    heading
      .toLowerCase()
      .replace(/[^a-z0-9 _-]/g, '')
      .replace(/ /g, '-');
  return new Set(headings.map(anchor));
}

test('links of README.md into the repository lead somewhere', () => {
  const { homepage } = JSON.parse(fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
  const root = `${homepage}/blob/main/`;
  const files = [...fs.readFileSync(path.join(ROOT, 'README.md'), 'utf8').matchAll(/\]\((https:[^)#\s]*)/g)]
    .map(([, link]) => link)
    .filter((link) => link.startsWith(root))
    .map((link) => link.slice(root.length));
  expect(files.length).toBeGreaterThan(3);
  expect(files.filter((file) => !fs.existsSync(path.join(ROOT, file)))).toEqual([]);
});

test.each(DOCUMENTS)('links of %s lead somewhere', (document) => {
  const text = fs.readFileSync(path.join(ROOT, document), 'utf8');
  const links = [...text.matchAll(/\]\((?!https?:)([^)#\s]*)(?:#([^)\s]*))?\)/g)];
  const dead = links.filter(([, file, anchor]) => {
    const target = file ? path.join(path.dirname(document), file) : document;
    return !fs.existsSync(path.join(ROOT, target)) || (anchor !== undefined && !anchorsOf(target).has(anchor));
  });
  expect(links).not.toEqual([]);
  expect(dead.map(([link]) => link)).toEqual([]);
});

test('the README has examples', () => {
  expect(blocks.filter((b) => b.name.startsWith('README.md')).length).toBeGreaterThan(20);
});
