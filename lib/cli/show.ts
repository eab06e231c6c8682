import { Command } from 'commander';
import { renderMermaid } from './mermaid';
import type { Terminal } from './terminal';
import { renderTree } from './tree';
import { PlanGraph } from '../document/plan-graph';
import { choosePlan, type PlanFile, readPlans } from '../document/read-plans';
import { fail } from '../private/errors';

interface ShowOptions {
  readonly pipeline?: string;
  readonly mermaid?: true;
  readonly json?: true;
}

/** What can be shown of one pipeline instead of the tree: the text that goes to standard output. */
const PICTURES: Record<'mermaid' | 'json', (plan: PlanGraph) => string> = {
  mermaid: renderMermaid,
  json: ({ document }) => `${JSON.stringify(document, undefined, 2)}\n`,
};

export const ASSEMBLY = 'a cloud assembly, or a *.plan.json in it';
export const HOW_TO_CHOOSE = 'say which one with --pipeline';

export function showCommand(terminal: Terminal): Command {
  return new Command('show')
    .description('Show what a pipeline does: stages, run orders, actions, targets, gates, and what needs care.')
    .argument('[assembly]', ASSEMBLY, 'cdk.out')
    .option('-p, --pipeline <name>', 'one of several pipelines: its construct path or name')
    .option('--mermaid', 'print a Mermaid flowchart, for Markdown')
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
  const kinds = (['mermaid', 'json'] as const).filter((kind) => options[kind] !== undefined);
  if (kinds.length > 1) {
    fail({
      where: 'show',
      given: `${kinds.map((kind) => `--${kind}`).join(' and ')} were given`,
      expected: 'one of them',
      mend: 'run the command once for each',
    });
  }
  if (kinds.length === 0) {
    const chosen = options.pipeline === undefined ? plans : [chosenOf(plans, options, assembly)];
    const trees = chosen.map(({ document }) => renderTree(new PlanGraph(document), terminal).join('\n'));
    terminal.out(`${trees.join('\n\n')}\n`);
    return;
  }
  const plan = new PlanGraph(chosenOf(plans, options, assembly).document);
  terminal.out(PICTURES[kinds[0]](plan));
}

function chosenOf(plans: readonly PlanFile[], { pipeline }: ShowOptions, assembly: string): PlanFile {
  return choosePlan(plans, pipeline, assembly, HOW_TO_CHOOSE);
}
