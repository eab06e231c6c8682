import { Command } from 'commander';
import { renderAction } from './action';
import { type ExplainOptions, listed } from './lines';
import { renderSummary } from './summary';
import { failToFind, type Meanings, meaningsOf, shortened, twinsOf } from '../../document/names';
import { PlanGraph } from '../../document/plan-graph';
import { choosePlan, readPlans } from '../../document/read-plans';
import { type Thing, thingsOf } from '../../document/things';
import { ASSEMBLY, HOW_TO_CHOOSE } from '../show';
import { columnsOf, cut, wrap } from '../../private/columns';
import { count, type Terminal } from '../../private/terminal';
import { objectOf, placeOf } from '../../document/words';

export function explainCommand(terminal: Terminal): Command {
  return new Command('explain')
    .description('What something does, which gates are before it, what it waits for and why, and what comes after it.')
    .argument('<name>', 'what any of these commands prints: a Stage, wave, stack, step, action, asset, source, …')
    .argument('[assembly]', ASSEMBLY, 'cdk.out')
    .option('-p, --pipeline <name>', 'one of several pipelines: its construct path or name')
    .option('--all', 'long lists to their ends')
    .addHelpText('after', EXPLAIN_HELP)
    .action((name: string, assembly: string, options: { readonly pipeline?: string; readonly all?: true }) => {
      const all = readPlans(assembly);
      const plans = options.pipeline === undefined ? all : [choosePlan(all, options.pipeline, assembly, HOW_TO_CHOOSE)];
      const graphs = plans.map(({ document }) => new PlanGraph(document));
      terminal.out(explain(graphs, name, assembly, { ...terminal, all: options.all === true }));
    });
}

const EXPLAIN_HELP = `
The name of a pipeline and a slash may be before all other names: Delivery/Prod. A name of several things explains each, or,
if they are many, lists what to ask for.

Exit codes: 0, or 2 for bad input, also for a name of nothing.`;

/** Something in one of the pipelines. */
interface Found {
  readonly plan: PlanGraph;
  readonly things: readonly Thing[];
  readonly thing: Thing;
}

/** So many meanings of a name are explained, each. */
const FEW = 3;

/** All that a name means, in all plans where it is spelled the closest. */
export function explain(plans: readonly PlanGraph[], name: string, where: string, options: ExplainOptions): string[] {
  const read = plans.map((plan) => {
    const things = thingsOf(plan);
    return { plan, things, meanings: meaningsOf(plan, name, things) };
  });
  const closest = read.reduce((least, { meanings }) => Math.min(least, meanings?.distance ?? Infinity), Infinity);
  const near = read.filter(({ meanings }) => meanings?.distance === closest);
  if (near.length === 0) {
    failToFind(plans, plans.length === 1 ? plans[0].document.pipeline.path : where, name);
  }
  const found = (which: keyof Omit<Meanings, 'distance'>): Found[] =>
    near.flatMap(({ meanings, ...rest }) => meanings![which].map((thing) => ({ ...rest, thing })));
  const [primary, others] = [found('primary'), found('others')];
  const isEach = primary.length + others.length <= FEW;
  const explained = isEach ? [...primary, ...others] : primary.length <= FEW ? primary : [];
  const more = isEach ? [] : explained.length > 0 ? others : [...primary, ...others];
  const nameOf = ({ plan, thing }: Found) =>
    plans.length > 1 && thing.is !== 'pipeline' ? `${plan.document.pipeline.path}/${thing.name}` : thing.name;
  const title = `'${shortened(name)}' is the name of ${count(primary.length + others.length, 'thing')}.`;
  return [
    ...(primary.length + others.length > 1 ? [...wrap(title, options.width, '  '), ''] : []),
    ...explained.flatMap((one, i) => [...(i > 0 ? ['', ''] : []), ...renderThing(one, nameOf(one), options)]),
    ...(more.length > 0 ? [...(explained.length > 0 ? [''] : []), ...choices(more, nameOf, options)] : []),
  ];
}

/** What may be asked for. */
function choices(found: readonly Found[], nameOf: (one: Found) => string, options: ExplainOptions): string[] {
  const { styles, width } = options;
  const lines = found.map((one) => {
    const action = one.thing.node === undefined ? undefined : one.plan.actionOf(one.thing.node);
    const place = action?.target ? `, ${placeOf(action.target)}` : '';
    const what = action ? `${action.kind} ${objectOf(action)}${place}` : one.thing.is;
    const line = `  ${nameOf(one)}`;
    return `${cut(line, width)}${styles.dim(cut(`  ${what}`, width - Math.min(columnsOf(line), width)))}`;
  });
  return ['Ask for one of them:', ...listed(lines, options)];
}

function renderThing({ plan, thing, things }: Found, name: string, options: ExplainOptions): string[] {
  const isAction = thing.is === 'action' || thing.is === 'joint';
  return isAction
    ? renderAction(plan, thing.node!, options)
    : renderSummary(plan, { thing, name, twins: twinsOf(thing, things) }, options);
}
