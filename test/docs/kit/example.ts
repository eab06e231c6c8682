import * as path from 'path';
import * as vm from 'vm';
import { originalPositionFor, TraceMap } from '@jridgewell/trace-mapping';
import * as cdk from 'aws-cdk-lib';
import type { CloudAssembly, CloudFormationStackArtifact } from 'aws-cdk-lib/cx-api';
import * as ts from 'typescript';
import * as pipelines from '../../../lib';
import { Fixture, GIVEN, IMPORTS, withoutLinesOfFixture } from './fixture';
import { type Block, fileOf, type Files, ROOT } from './pages';

/** What came of a block that was run. */
export interface Outcome {
  /** The cloud assembly, if there is an app and it was synthesized. */
  readonly assembly?: string;
  /** What `cdk synth` would print. */
  readonly messages: readonly string[];
  /** What it has printed itself, with `console.log()`. */
  readonly logged: readonly string[];
  readonly error?: string;
}

/** As `cdk init` writes them into cdk.json. With the report, CDK prints each message a second time. */
const FLAGS: Record<string, unknown> = {
  ...(required('aws-cdk-lib/recommended-feature-flags.json') as object),
  '@aws-cdk/core:annotationsInValidationReport': false,
};

/** Run a block as an app: its code, then the synthesis. It may import the files. */
export function run(block: Block, files: Files): Outcome {
  const fixture = new Fixture();
  const { result, printed, logged } = asAnApp(() => {
    try {
      const app = evaluate(block, fixture, files);
      fixture.complete();
      return app?.synth();
    } catch (error) {
      return inLinesOf(files, withoutLinesOfFixture(String((error as Error).message)));
    }
  });
  if (typeof result === 'string') return { messages: [], logged, error: result };
  const found = result ? messagesOf(result) : [];
  const messages = [...found.map(({ text }) => text), ...printed];
  return { assembly: result?.directory, messages, logged, error: errorsOf(found) };
}

function required(name: string): unknown {
  return require(name);
}

/** Validation of templates is CDK's own and takes most of the time. Of what is not in a stack, warnings are printed at once. */
function asAnApp<T>(action: () => T): { result: T; printed: string[]; logged: string[] } {
  const before = process.env;
  const { log, warn, error } = console;
  const printed: string[] = [];
  const logged: string[] = [];
  const keep = (text: unknown) => void (String(text).startsWith('[Warning at ') && printed.push(String(text)));
  process.env = { ...before, CDK_VALIDATION: 'false', CDK_CONTEXT_JSON: JSON.stringify(FLAGS) };
  Object.assign(console, { log: (text: unknown) => void logged.push(String(text)), warn: keep, error: keep });
  try {
    return { result: action(), printed, logged };
  } finally {
    process.env = before;
    Object.assign(console, { log, warn, error });
  }
}

/** The app that the block has made or used. */
function evaluate(block: Block, fixture: Fixture, files: Files): cdk.App | undefined {
  const given = block.file === undefined ? GIVEN.filter((name) => mentions(block.code, name)) : [];
  const values = Object.fromEntries(given.map((name) => [name, fixture[name]]));
  const { app } = execute(block, files, values);
  return app ?? (given.some((name) => name !== 'connectionArn' && name !== 'ShopStage') ? fixture.app : undefined);
}

/** What tests of applications take for granted, and a console that is ours. A snapshot is what it was. */
const TESTS = {
  console,
  test: (_: string, action: () => void) => action(),
  expect: (required('expect') as { expect: typeof expect }).expect,
};
TESTS.expect.extend({ toMatchSnapshot: () => ({ pass: true, message: () => '' }) });

function execute(block: Block, files: Files, given: object): { app?: cdk.App; exported: object } {
  const imports = block.file === undefined ? IMPORTS : {};
  const names = ['require', 'exports', ...Object.keys(TESTS), ...Object.keys(imports), ...Object.keys(given)];
  const { outputText } = transpiled(block.code);
  const code = `(function (${names.join(', ')}) { {${outputText}\nreturn typeof app === 'undefined' ? undefined : app; } })`;
  const example = vm.runInThisContext(code, { filename: path.join(ROOT, fileOf(block)) });
  const exported = {};
  const own = loaderOf(fileOf(block), files);
  const app = example(
    ...[own, exported, ...Object.values(TESTS)],
    ...[...Object.values(imports).map(load), ...Object.values(given)],
  );
  return { app, exported };
}

/** `require` of a file. */
function loaderOf(file: string, files: Files): (name: string) => unknown {
  return (name) => {
    const other = name.startsWith('.') ? files.get(path.posix.join(path.posix.dirname(file), `${name}.ts`)) : undefined;
    return other ? execute(other, files, {}).exported : load(name);
  };
}

/** Whether an example takes a name for granted: it says it, and does not declare it. */
function mentions(code: string, name: string): boolean {
  const plain = code.replace(/'[^'\n]*'|\/\/.*$/gm, "''");
  const declares = new RegExp(`\\b(?:const|let|class|function)\\s+${name}\\b`).test(plain);
  return !declares && new RegExp(`(?<![.\\w])${name}\\b(?!\\s*:)`).test(plain);
}

function load(name: string): unknown {
  return name === 'cdk-pipelines' ? pipelines : required(name);
}

const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.CommonJS,
  esModuleInterop: false,
  sourceMap: true,
};

function transpiled(code: string) {
  return ts.transpileModule(code.replace(/^#!/, '//'), { compilerOptions: OPTIONS });
}

/** Lines of what was run, as lines of the blocks. */
export function inLinesOf(files: Files, message: string): string {
  return [...files].reduce((text, [file, { code }]) => {
    const map = new TraceMap(transpiled(code).sourceMapText!);
    return text.replace(new RegExp(`${file.replaceAll('.', '\\.')}:(\\d+)`, 'g'), (all, line) => {
      const original = originalPositionFor(map, { line: Number(line), column: 80, bias: 1 }).line;
      return original === null ? all : `${file}:${original}`;
    });
  }, message);
}

interface Message {
  readonly level: string;
  readonly text: string;
}

/** In the form in which the CDK CLI prints them. */
function messagesOf(assembly: CloudAssembly): Message[] {
  return stacksOf(assembly).flatMap(({ messages }) =>
    messages
      .filter(({ level }) => level !== 'info')
      .map(({ level, id, entry }) => {
        const word = level === 'error' ? 'Error' : 'Warning';
        return { level, text: `[${word} at ${id}] ${String(entry.data)}` };
      }),
  );
}

function errorsOf(messages: readonly Message[]): string | undefined {
  const errors = messages.filter(({ level }) => level === 'error').map(({ text }) => text);
  return errors.length > 0 ? errors.join('\n') : undefined;
}

function stacksOf(assembly: CloudAssembly): CloudFormationStackArtifact[] {
  return [...assembly.stacks, ...assembly.nestedAssemblies.flatMap(({ nestedAssembly }) => stacksOf(nestedAssembly))];
}
