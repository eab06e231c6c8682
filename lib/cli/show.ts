import * as fs from 'fs';
import { Command } from 'commander';
import { renderHtml } from './html';
import { commentsIn, renderMermaid } from './mermaid';
import { renderSvg } from './svg';
import { linesOf, type Terminal } from '../private/terminal';
import { renderTree } from './tree';
import { PlanGraph } from '../document/plan-graph';
import { choosePlan, type PlanFile, readPlans } from '../document/read-plans';
import { fail } from '../private/errors';

interface ShowOptions {
  readonly pipeline?: string;
  readonly html?: string;
  readonly mermaid?: true;
  readonly svg?: true;
  readonly json?: true;
}

/** What can be printed of one pipeline instead of the tree. */
const PICTURES: Record<'mermaid' | 'svg' | 'json', (plan: PlanGraph) => string> = {
  mermaid: renderMermaid,
  svg: renderSvg,
  json: ({ document }) => `${JSON.stringify(document, undefined, 2)}\n`,
};

export const ASSEMBLY = 'a cloud assembly, or a *.plan.json in it';
export const HOW_TO_CHOOSE = 'say which one with --pipeline';

export function showCommand(terminal: Terminal): Command {
  return new Command('show')
    .description('Show what a pipeline does: stages, run orders, actions, targets, gates, and what needs care.')
    .argument('[assembly]', ASSEMBLY, 'cdk.out')
    .option('-p, --pipeline <name>', 'one of several pipelines: its construct path or name, or the name of its stack')
    .option('--html <file>', 'write a page that explains itself in a browser, without a network; - is standard output')
    .option('--mermaid', 'print a Mermaid flowchart, for Markdown')
    .option('--svg', 'print a picture')
    .option('--json', 'print the plan document')
    .addHelpText('after', SHOW_HELP)
    .action((assembly: string, options: ShowOptions) => show(assembly, options, terminal));
}

const SHOW_HELP = `
Colours go to a terminal only; NO_COLOR and FORCE_COLOR are respected. Lines are as wide as the terminal; what is piped
is not cut, unless COLUMNS says so.

Exit codes: 0, or 2 for bad input.`;

function show(assembly: string, options: ShowOptions, terminal: Terminal): void {
  const plans = readPlans(assembly);
  const kinds = (['html', 'mermaid', 'svg', 'json'] as const).filter((kind) => options[kind] !== undefined);
  if (kinds.length > 1) {
    fail({
      where: 'show',
      given: `${kinds.map((kind) => `--${kind}`).join(' and ')} were given`,
      expected: 'one of them',
      fix: 'run the command once for each',
    });
  }
  if (kinds.length === 0) {
    const chosen = options.pipeline === undefined ? plans : [chosenOf(plans, options, assembly)];
    terminal.out(
      chosen.flatMap(({ document }, i) => [...(i > 0 ? [''] : []), ...renderTree(new PlanGraph(document), terminal)]),
    );
    return;
  }
  const plan = new PlanGraph(chosenOf(plans, options, assembly).document);
  if (options.html !== undefined) {
    const page = renderHtml(plan);
    if (options.html === '-') {
      terminal.out(linesOf(page));
    } else {
      writePage(options.html, page);
      terminal.err([`wrote ${options.html}`]);
    }
    return;
  }
  const picture = PICTURES[kinds[0] as keyof typeof PICTURES](plan);
  terminal.out(linesOf(picture));
  if (options.mermaid) {
    terminal.err(commentsIn(picture).map((comment) => `cdk-pipelines: ${comment}`));
  }
}

function writePage(file: string, page: string): void {
  try {
    fs.writeFileSync(file, page);
  } catch (error) {
    fail({
      where: file,
      given: `the page cannot be written (${(error as NodeJS.ErrnoException).code})`,
      expected: 'a file in a directory that is there and that you may write to',
      fix: 'make the directory, or name another file',
    });
  }
}

function chosenOf(plans: readonly PlanFile[], { pipeline }: ShowOptions, assembly: string): PlanFile {
  return choosePlan(plans, pipeline, assembly, HOW_TO_CHOOSE);
}
