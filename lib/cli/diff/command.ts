import { Command } from 'commander';
import { compareAll, losesGate, notCompared } from './compare';
import { renderMarkdown } from './markdown';
import { renderText } from './render';
import type { PlanDocument } from '../../document/plan-document';
import { choosePlan, readPlans } from '../../document/read-plans';
import { ASSEMBLY, HOW_TO_CHOOSE } from '../show';
import { wrap } from '../../private/columns';
import type { Terminal } from '../../private/terminal';

interface DiffOptions {
  readonly pipeline?: string;
  readonly markdown?: true;
}

const GATE_LOST = 1;

/** `exit` gets 1 if a gate is lost. */
export function diffCommand(terminal: Terminal, exit: (code: number) => void): Command {
  return new Command('diff')
    .description('What changes for delivery, the most dangerous first: lost gates, order, targets, roles, cost.')
    .argument('<old>', ASSEMBLY)
    .argument('<new>', ASSEMBLY)
    .option('-p, --pipeline <name>', 'one of several pipelines: its construct path or name')
    .option('--markdown', 'for a comment on a pull request')
    .addHelpText('after', '\nExit codes: 0 if all gates stop what they stopped, 1 if a gate is lost, 2 for bad input.')
    .action((old: string, now: string, options: DiffOptions) => {
      const plans = [plansOf(old, options.pipeline), plansOf(now, options.pipeline)] as const;
      const comparisons = compareAll(...plans);
      const rest = notCompared(...plans, options.pipeline !== undefined);
      const inText = () => [
        ...comparisons.flatMap((one) => [...renderText(one, terminal), '']),
        ...wrap(rest, terminal.width, '  ').map(terminal.styles.dim),
      ];
      terminal.out(options.markdown ? renderMarkdown(comparisons, rest) : inText());
      exit(comparisons.some(losesGate) ? GATE_LOST : 0);
    });
}

function plansOf(location: string, pipeline: string | undefined): PlanDocument[] {
  const plans = readPlans(location);
  const chosen = pipeline === undefined ? plans : [choosePlan(plans, pipeline, location, HOW_TO_CHOOSE)];
  return chosen.map(({ document }) => document);
}
