import { Command } from 'commander';
import { comparePlans, type Comparison, losesGate, onlyOne } from './compare';
import { renderMarkdown, renderText } from './render';
import { choosePlan, type PlanFile, readPlans } from '../../document/read-plans';
import { ASSEMBLY, HOW_TO_CHOOSE } from '../show';
import type { Terminal } from '../terminal';

interface DiffOptions {
  readonly pipeline?: string;
  readonly markdown?: true;
}

const GATE_LOST = 1;

/** `exit` is told 1 if a gate is lost. */
export function diffCommand(terminal: Terminal, exit: (code: number) => void): Command {
  return new Command('diff')
    .description('What changes for delivery, the most dangerous first: lost gates, order, targets, roles, cost.')
    .argument('<old>', ASSEMBLY)
    .argument('<new>', ASSEMBLY)
    .option('-p, --pipeline <name>', 'one of several pipelines: its construct path or name')
    .option('--markdown', 'for a comment on a pull request')
    .addHelpText('after', '\nExit codes: 0 if all gates stop what they stopped, 1 if a gate is lost, 2 for bad input.')
    .action((old: string, now: string, options: DiffOptions) => {
      const comparisons = compareAll(old, now, options.pipeline);
      const render = (comparison: Comparison) =>
        options.markdown ? renderMarkdown(comparison) : renderText(comparison, terminal);
      terminal.out(comparisons.flatMap((comparison, i) => [...(i > 0 ? [''] : []), ...render(comparison)]));
      exit(comparisons.some(losesGate) ? GATE_LOST : 0);
    });
}

/** Pipelines are told by their paths, unless there is only one on both sides. */
function compareAll(old: string, now: string, pipeline: string | undefined): Comparison[] {
  const [before, after] = [plansOf(old, pipeline), plansOf(now, pipeline)];
  if (before.length === 1 && after.length === 1) {
    return [comparePlans(before[0].document, after[0].document)];
  }
  const was = new Map(before.map(({ document }) => [document.pipeline.path, document]));
  const is = new Map(after.map(({ document }) => [document.pipeline.path, document]));
  const paths = [...new Set([...was.keys(), ...is.keys()])].sort();
  return paths.map((path) => {
    const [a, b] = [was.get(path), is.get(path)];
    return a && b ? comparePlans(a, b) : onlyOne((a ?? b)!, a === undefined);
  });
}

function plansOf(location: string, pipeline: string | undefined): readonly PlanFile[] {
  const plans = readPlans(location);
  return pipeline === undefined ? plans : [choosePlan(plans, pipeline, location, HOW_TO_CHOOSE)];
}
