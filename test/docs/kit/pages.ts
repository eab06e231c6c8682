import * as fs from 'fs';
import * as path from 'path';

// What the tests of documents read: pages, and the fenced blocks in them.

export const ROOT = path.resolve(__dirname, '../../..');

const AT_THE_ROOT = ['README.md', 'ORIGINAL_API.md', 'SKILL.md', 'bench/README.md'];

/** Documents whose blocks and links are checked, by their paths in the repository. */
export function pages(): string[] {
  const guides = fs.readdirSync(path.join(ROOT, 'docs')).filter((name) => name.endsWith('.md'));
  return [...AT_THE_ROOT.filter((file) => fs.existsSync(path.join(ROOT, file))), ...guides.map((g) => `docs/${g}`)];
}

/** What has links and prose, and no examples that run. */
export const OTHER_DOCUMENTS = ['CHANGELOG.md', 'CONTRIBUTING.md', 'ARCHITECTURE.md', 'integ/README.md'];

export function read(file: string): string {
  return fs.readFileSync(path.join(ROOT, file), 'utf8');
}

/** A fenced block of a page. */
export interface Block {
  readonly page: string;
  /** Line of its first line of code. */
  readonly line: number;
  readonly language: string;
  /** Words after the language: `fails`, `warns`, `nofixture`. */
  readonly flags: readonly string[];
  /** `out=before`: the name of its cloud assembly for blocks of the console. */
  readonly out?: string;
  /** `file=lib/shop-stack.ts`: it is this file of an app, and imports those above it. */
  readonly file?: string;
  readonly code: string;
  /** The comment right above it: `<!-- snippet: FILE -->`. */
  readonly comment?: string;
  readonly indent: string;
  /** Where its code begins and ends in the text of the page. */
  readonly from: number;
  readonly to: number;
}

const FENCE = /(?:^<!-- (.*?) -->\n+)?^( *)```([a-z]+)([^\n]*)\n(.*?)^\2```$/gms;

export function blocksOf(page: string, text = read(page)): Block[] {
  return [...text.matchAll(FENCE)].map((match) => {
    const [all, comment, indent, language, info, code] = match;
    const words = info.trim().split(/\s+/).filter(Boolean);
    const to = match.index + all.length - '```'.length - indent.length;
    const from = to - code.length;
    return {
      ...{ page, language, comment, indent, code: unindented(code, indent), from, to },
      line: text.slice(0, from).split('\n').length,
      flags: words.filter((word) => !word.includes('=')),
      out: valueOf('out', words),
      file: valueOf('file', words),
    };
  });
}

function valueOf(option: string, words: readonly string[]): string | undefined {
  return words.find((word) => word.startsWith(`${option}=`))?.slice(option.length + 1);
}

/** Files of an app, by their names. */
export type Files = ReadonlyMap<string, Block>;

/** Where a block stands for readers of a message: errors name the line. */
export function fileOf({ file }: Block): string {
  return file ?? 'bin/app.ts';
}

/** The block, and the files that it may import: those above it, the latest of each. */
export function filesOf(block: Block, blocks: readonly Block[]): Files {
  const above = blocks.filter(({ page, line, file }) => file !== undefined && page === block.page && line < block.line);
  const known = block.file === undefined ? [] : above;
  return new Map([...known, block].map((one) => [fileOf(one), one]));
}

/** TypeScript that is ours: it is compiled and run. */
export function isChecked({ language }: Block): boolean {
  return language === 'ts';
}

export function nameOf({ page, line }: Block): string {
  return `${page}:${line}`;
}

function unindented(code: string, indent: string): string {
  return indent === '' ? code : code.replace(new RegExp(`^${indent}`, 'gm'), '');
}
