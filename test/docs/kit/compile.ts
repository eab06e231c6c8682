import * as path from 'path';
import * as ts from 'typescript';
import { DECLARATIONS, IMPORTS } from './fixture';
import { type Block, fileOf, filesOf, ROOT } from './pages';

// A block is the body of a function, in a file of its own that knows the names of the fixture; imports that it writes itself stand
// above that function.

interface Module {
  readonly text: string;
  /** How many lines stand above the first one of the block. */
  readonly offset: number;
}

function moduleOf({ code, file }: Block): Module {
  if (file !== undefined) return { text: code, offset: 0 };
  // An import may run over several lines; where it stood, the lines stay, so that numbers still fit.
  const imports = /^import [^;]*;$/gm;
  const own = code.match(imports) ?? [];
  const body = code.replace(imports, (statement) => '\n'.repeat(statement.split('\n').length - 1));
  const known = Object.entries(IMPORTS).filter(([name]) => !own.some((s) => s.includes(`* as ${name} `)));
  const head = [
    ...known.map(([name, from]) => `import * as ${name} from '${from}';`),
    ...own,
    DECLARATIONS,
    'export function example() {',
  ].join('\n');
  return { text: `${head}\n${body}}\n`, offset: head.split('\n').length };
}

const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  lib: ['lib.es2022.d.ts'],
  module: ts.ModuleKind.CommonJS,
  strict: true,
  skipLibCheck: true,
  noEmit: true,
  types: ['node', 'jest'],
  paths: { 'cdk-pipelines': [path.join(ROOT, 'lib/index.ts')] },
};

/** What the compiler says of each block. All are one program: the CDK is read once. */
export function compile(blocks: readonly Block[]): Map<Block, string[]> {
  const pathOf = (i: number, block = blocks[i]) => path.join(ROOT, `block-${i}`, fileOf(block));
  const modules = new Map(
    blocks.flatMap((block, i) =>
      [...filesOf(block, blocks).values()].map((one) => [pathOf(i, one), moduleOf(one)] as const),
    ),
  );
  const program = ts.createProgram([...modules.keys()], OPTIONS, hostOf(modules));
  const strange = messages(program.getOptionsDiagnostics());
  return new Map(
    blocks.map((block, i) => {
      const file = program.getSourceFile(pathOf(i))!;
      const found = [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)];
      return [block, [...strange, ...messages(found, block.line - modules.get(pathOf(i))!.offset)]];
    }),
  );
}

function hostOf(modules: ReadonlyMap<string, { readonly text: string }>): ts.CompilerHost {
  const host = ts.createCompilerHost(OPTIONS);
  const { fileExists, readFile, getSourceFile } = host;
  host.getCurrentDirectory = () => ROOT;
  host.directoryExists = undefined; // those of blocks are not there
  host.fileExists = (file) => modules.has(path.normalize(file)) || fileExists(file);
  host.readFile = (file) => modules.get(path.normalize(file))?.text ?? readFile(file);
  host.getSourceFile = (file, target, ...rest) => {
    const text = modules.get(path.normalize(file))?.text;
    return text === undefined ? getSourceFile(file, target, ...rest) : ts.createSourceFile(file, text, target);
  };
  return host;
}

function messages(diagnostics: readonly ts.Diagnostic[], lineShift = 0): string[] {
  return diagnostics.map(({ file, start, messageText }) => {
    const line = file && start !== undefined ? file.getLineAndCharacterOfPosition(start).line + lineShift : '?';
    return `line ${line}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`;
  });
}
