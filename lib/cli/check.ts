import { Command } from 'commander';
import { wrap } from '../private/columns';
import { ASSEMBLY, HOW_TO_CHOOSE } from './show';
import { count, type Terminal } from '../private/terminal';
import { type GateVerdict, gateWords, judge, ungatedText } from '../document/gate-policy';
import { expectedPattern, ruleText } from '../document/gate-rules';
import type { GateRuleInfo, PlanDocument } from '../document/plan-document';
import { PlanGraph } from '../document/plan-graph';
import { choosePlan, type PlanFile, readPlans } from '../document/read-plans';
import { fail } from '../private/errors';
import { quoted } from '../private/text';

interface CheckOptions {
  readonly pipeline?: string;
  readonly gateAccount?: readonly string[];
  readonly gateRegion?: readonly string[];
  readonly gateStage?: readonly string[];
  readonly gateStackName?: readonly string[];
  readonly gateEveryDeployment?: true;
  readonly permissionsCheckIsEnough?: true;
}

/** What is found out about a pipeline; no verdict, if there are no rules for it. */
interface Checked {
  readonly document: PlanDocument;
  readonly rules: readonly GateRuleInfo[];
  readonly verdict: GateVerdict;
}

const GATE_MISSING = 1;

/** `exit` is called with 1 if a deployment lacks its gate. */
export function checkCommand(terminal: Terminal, exit: (code: number) => void): Command {
  const list = (value: string, before: readonly string[] = []) => [...before, value];
  return new Command('check')
    .description(
      'Check that deployments wait for the decision of a person: by gatePolicy of the pipelines, and by rules given here.',
    )
    .argument('[assembly]', ASSEMBLY, 'cdk.out')
    .option('--gate-account <account>', 'all deployments into an account; may be repeated, as all rules', list)
    .option('--gate-region <pattern>', 'all deployments into a region', list)
    .option('--gate-stage <pattern>', 'all deployments of a Stage (id, name or path), or in a wave', list)
    .option('--gate-stack-name <pattern>', 'all deployments of stacks of a name', list)
    .option('--gate-every-deployment', 'all deployments')
    .option('--permissions-check-is-enough', 'take ConfirmPermissionsBroadening for a gate, in the rules given here')
    .option('-p, --pipeline <name>', 'one of several pipelines: its construct path or name, or the name of its stack')
    .addHelpText('after', CHECK_HELP)
    .action((assembly: string, options: CheckOptions) => exit(check(assembly, options, terminal)));
}

const CHECK_HELP = `
In a pattern * stands for any characters; put it into quotes. A gate is an action of the CodePipeline, or a job of the
workflow, that waits for a person, and that the deployment itself waits for. What scripts deploy is not seen, and so
are pipelines that were not made with this library. Who may approve on GitHub is set there, in the environment.

Exit codes: 0 if all deployments that rules are about have a gate, 1 if one lacks it, 2 for bad input: also if there is
no rule at all, and if a rule given here is about no deployment of any pipeline.`;

function check(assembly: string, options: CheckOptions, terminal: Terminal): number {
  const given = rulesOf(options);
  const plans = readPlans(assembly);
  const { pipeline } = options;
  const chosen = pipeline === undefined ? plans : [choosePlan(plans, pipeline, assembly, HOW_TO_CHOOSE)];
  const all = chosen.map((plan) => checkPlan(plan, given));
  if (all.every(({ rules }) => rules.length === 0)) {
    fail({
      where: assembly,
      given: 'there are no rules, neither here nor in the pipelines',
      expected: 'which deployments need a gate',
      fix: "give --gate-account 111111111111, --gate-stage 'Prod*' or another rule, or set gatePolicy of a pipeline",
    });
  }
  all.forEach((checked, i) => terminal.out([...(i > 0 ? [''] : []), ...render(checked, given, terminal)]));
  refuseIdle(all, given, assembly);
  return all.some(({ verdict }) => verdict.ungated.length > 0) ? GATE_MISSING : 0;
}

function rulesOf(options: CheckOptions): GateRuleInfo[] {
  const more = options.permissionsCheckIsEnough ? { permissionsCheckIsEnough: true } : {};
  const of = (kind: GateRuleInfo['kind'], patterns: readonly string[] = []) =>
    patterns.map((pattern): GateRuleInfo => ({ kind, pattern, ...more }));
  const rules = [
    ...of('account', options.gateAccount),
    ...of('region', options.gateRegion),
    ...of('stage', options.gateStage),
    ...of('stack-name', options.gateStackName),
    ...(options.gateEveryDeployment ? [{ kind: 'every-deployment' as const, ...more }] : []),
  ];
  const wrong = rules.filter((rule) => expectedPattern(rule) !== undefined);
  if (wrong.length > 0) {
    fail({
      where: 'check',
      given: wrong.map(({ kind, pattern }) => `'${pattern}' as --gate-${kind}`).join(', '),
      expected: [...new Set(wrong.map((rule) => expectedPattern(rule)))].join('; '),
      fix: "write --gate-account 111111111111, --gate-stage 'Prod*'",
    });
  }
  return rules;
}

function checkPlan({ document }: PlanFile, given: readonly GateRuleInfo[]): Checked {
  const rules = [...(document.gatePolicy ?? []), ...given];
  return { document, rules, verdict: judge(new PlanGraph(document), rules) };
}

/** A typing error in a script must not pass. */
function refuseIdle(all: readonly Checked[], given: readonly GateRuleInfo[], assembly: string): void {
  const idle = given.filter((rule) => all.every(({ verdict }) => verdict.idle.includes(rule)));
  if (idle.length > 0) {
    fail({
      where: assembly,
      given: `no pipeline has a deployment of ${quoted(idle.map(ruleText))}`,
      expected: 'rules that are about a deployment: any other may be a typing error, and guards nothing',
      fix: 'correct it, or leave it out',
    });
  }
}

function render({ document, rules, verdict }: Checked, given: readonly GateRuleInfo[], terminal: Terminal): string[] {
  const { styles, width } = terminal;
  const { matched, ungated } = verdict;
  const idle = verdict.idle.filter((rule) => !given.includes(rule));
  const lines = [
    ...ungated.map((one) => styles.danger(`✗ ${ungatedText(one)}`)),
    ...idle.map((rule) => styles.warning(`! gatePolicy: there is no deployment of '${ruleText(rule)}'`)),
    ...(ungated.length > 0 ? [`To fix it: ${gateWords(document).fix}.`] : []),
  ];
  const all = [resultText(rules, matched, ungated.length), ...lines].flatMap((line) => wrap(line, width - 2, '  '));
  return [styles.bold(document.pipeline.path), ...all.map((line) => `  ${line}`)];
}

function resultText(rules: readonly GateRuleInfo[], matched: number, lacking: number): string {
  if (rules.length === 0) {
    return 'no rules: it has no gatePolicy';
  }
  const about = `${rules.length === 1 ? 'the rule is' : `${rules.length} rules are`} about`;
  if (matched === 0) return `${about} no deployment`;
  const of = `${count(matched, 'deployment')} that ${about}`;
  return lacking === 0 ? `${of}: all have a gate` : `${of}: ${lacking} without a gate`;
}
