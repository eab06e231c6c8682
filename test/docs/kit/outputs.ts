import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { run as runCommand } from '../../../lib/cli/command';
import { terminal } from '../../../lib/private/terminal';
import { inLinesOf, type Outcome, run } from './example';
import { withoutLinesOfFixture } from './fixture';
import { limitsTable } from './limits';
import { type Block, blocksOf, type Files, filesOf, isChecked, nameOf, read, ROOT } from './pages';

/** A page with all outputs as they are now, and what is wrong with its examples. */
export interface Fresh {
  readonly text: string;
  readonly problems: readonly string[];
}

/** Run all examples of a page, and write what they print. */
export async function freshen(page: string, text = read(page)): Promise<Fresh> {
  const blocks = blocksOf(page, text);
  const desk = new Desk();
  const problems: string[] = [];
  const edits: { from: number; to: number; code: string }[] = [];
  const write = (block: Block, code: string) => edits.push({ ...block, code: indented(code, block.indent) });
  for (const [i, block] of blocks.entries()) {
    if (isChecked(block)) {
      const files = filesOf(block, blocks);
      const outcome = run(block, files);
      desk.keep(block, files, outcome);
      const shown = shownOf(block, outcome, problems);
      const next: Block | undefined = blocks[i + 1];
      if (shown !== undefined && next?.language !== 'text')
        problems.push(`${nameOf(block)} needs a block \`text\` after it`);
      else if (shown !== undefined) write(next, shown);
    } else if (block.language === 'console') write(block, await desk.console(block, problems));
    if (block.comment?.startsWith('snippet: ')) write(block, snippetOf(block.comment.slice('snippet: '.length)));
  }
  desk.clear();
  return { text: withTables(edited(text, edits)), problems };
}

/** What the block `text` after this one has to say, if there is one. */
function shownOf(block: Block, outcome: Outcome, problems: string[]): string | undefined {
  const { error, messages, logged } = outcome;
  const [fails, warns, prints] = ['fails', 'warns', 'prints'].map((flag) => block.flags.includes(flag));
  if (fails && error === undefined) problems.push(`${nameOf(block)} should fail, and does not`);
  if (!fails && error !== undefined) problems.push(`${nameOf(block)} fails: ${error}`);
  if (warns && messages.length === 0) problems.push(`${nameOf(block)} should give a warning, and does not`);
  if (!fails && !warns && messages.length > 0)
    problems.push(`${nameOf(block)} gives a warning: ${messages.join('\n')}`);
  if (fails) return error === undefined ? undefined : `${error}\n`;
  if (prints) return `${logged.join('\n').trim()}\n`;
  return warns ? `${messages.join('\n')}\n` : undefined;
}

/** What our command exits with for names and options that it does not know. */
const BAD_INPUT = 2;

/** As wide as many a terminal, and as a page. */
const COLUMNS = '100';

/** The directory in which the commands of a page run, with the cloud assemblies of the blocks above them. */
class Desk {
  private readonly directory = fs.mkdtempSync(path.join(os.tmpdir(), 'page-'));
  private exitCode = 0;

  keep(block: Block, files: Files, { assembly }: Outcome): void {
    if (assembly === undefined) return;
    const target = path.join(this.directory, block.out ?? 'cdk.out');
    fs.rmSync(target, { recursive: true, force: true });
    fs.cpSync(assembly, target, { recursive: true });
    for (const name of fs.readdirSync(target).filter((file) => file.endsWith('.plan.json'))) {
      const file = path.join(target, name);
      fs.writeFileSync(file, inLinesOf(files, fs.readFileSync(file, 'utf8')));
    }
  }

  /** The block with fresh outputs. To give a command something wrong is a mistake, unless the block says that it fails. */
  async console(block: Block, problems: string[]): Promise<string> {
    const commands = block.code.split('\n').filter((line) => line.startsWith('$ '));
    const parts: string[] = [];
    let isWrong = false;
    for (const command of commands) {
      parts.push(`${command}\n${await this.outputOf(command.slice('$ '.length))}`);
      isWrong ||= this.exitCode === BAD_INPUT;
    }
    if (isWrong !== block.flags.includes('fails')) {
      problems.push(`${nameOf(block)} ${isWrong ? 'is bad input' : 'should fail, and does not'}: ${parts.join('')}`);
    }
    return parts.join('');
  }

  clear(): void {
    fs.rmSync(this.directory, { recursive: true });
  }

  private async outputOf(command: string): Promise<string> {
    const [program, ...args] = wordsOf(command.replace(/\s+#.*$/, ''));
    if (command === 'echo $?') return `${this.exitCode}\n`;
    if (program === 'cat') return fs.readFileSync(path.join(this.directory, args[0]), 'utf8');
    if (program === 'npx' && args[0] === 'cdk-pipelines') return this.ours(args.slice(1));
    throw new Error(`'${command}' is not run in documents: npx cdk-pipelines, cat and echo $? are`);
  }

  private async ours(args: readonly string[]): Promise<string> {
    const before = process.cwd();
    let output = '';
    const write = (text: string) => (output += text);
    try {
      process.chdir(this.directory);
      const host = { stdout: { isTTY: false, write }, stderr: { write }, env: { COLUMNS } };
      this.exitCode = await runCommand(args, terminal(host));
    } finally {
      process.chdir(before);
    }
    const text = output.replaceAll(fs.realpathSync(this.directory), '~/shop').replaceAll(this.directory, '~/shop');
    return withoutLinesOfFixture(text);
  }
}

/** As a shell takes them apart, as far as documents go. */
function wordsOf(command: string): string[] {
  return [...command.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map(
    ([, single, double, plain]) => single ?? double ?? plain,
  );
}

/** `FILE` or `FILE#name`: what stands between the lines `snippet-begin` and `snippet-end` there. */
function snippetOf(place: string): string {
  const [file, name] = place.split('#');
  const lines = read(file).split('\n');
  const begin = lines.findIndex((line) => line.endsWith(`snippet-begin${name ? ` ${name}` : ''}`));
  const length = lines.slice(begin + 1).findIndex((line) => /snippet-end/.test(line));
  if (begin < 0 || length < 0)
    throw new Error(`${file} has no lines 'snippet-begin${name ? ` ${name}` : ''}' and 'snippet-end'`);
  const snippet = lines.slice(begin + 1, begin + 1 + length);
  // In C# it stands in a namespace.
  const indent = Math.min(...snippet.filter((line) => line.trim()).map((line) => line.search(/\S/)));
  return `${snippet
    .map((line) => line.slice(indent))
    .join('\n')
    .trim()}\n`;
}

/** What stands below `<!-- KIND: NAME -->`, up to a blank line. */
const TABLES: Readonly<Record<string, (name: string) => string>> = {
  // What benchmarks have measured.
  bench: (name) => {
    const { benchBlock } = require(path.join(ROOT, 'bench', 'blocks.js')) as { benchBlock: (name: string) => string };
    return benchBlock(name).trim();
  },
  limits: limitsTable,
};

function withTables(text: string): string {
  const tables = /^(<!-- (bench|limits): (\S+) -->\n+)(.*?)(?=\n\n|\n*$(?![\s\S]))/gms;
  return text.replace(tables, (_, comment, kind, name) => `${comment}${TABLES[kind](name)}`);
}

function indented(code: string, indent: string): string {
  return indent === '' ? code : code.replace(/^(?=.)/gm, indent);
}

function edited(text: string, edits: readonly { from: number; to: number; code: string }[]): string {
  return [...edits]
    .sort((a, b) => b.from - a.from)
    .reduce((t, { from, to, code }) => t.slice(0, from) + code + t.slice(to), text);
}
