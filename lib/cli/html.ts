import * as fs from 'fs';
import * as path from 'path';
import { boardOf, type Column } from './board';
import { type Fact, factsOf } from './facts';
import { type Unrequested, unrequestedWaits } from './siblings';
import { budgetText } from '../document/words';
import type {
  ApplicationInfo,
  BudgetLine,
  CodePipelineInfo,
  GitHubInfo,
  PipelineInfo,
  WarningInfo,
} from '../document/plan-document';
import { aroundDocument, notificationLines } from '../document/around';
import { criticalPathOf } from '../document/critical-path';
import type { PlanGraph } from '../document/plan-graph';
import { Reachability } from '../document/reachability';
import type { Action } from '../document/stages';
import type { WaitGraph } from '../document/wait-graph';
import { escapeMarkup } from '../private/text';
import { visible } from '../private/visible';

/** What the page says of an action. */
export interface CardInfo extends Omit<Action, 'job' | 'configuration' | 'workflowJob'> {
  /** Id of the job that it is in, on GitHub. */
  readonly jobId?: string;
  /** Gates that it waits for, and that do not stop it all the same: a condition lets it run. Indexes in the actions of the plan. */
  readonly passes?: readonly number[];
  /** What it does: names and values. */
  readonly facts: readonly Fact[];
}

/** What the page knows. */
export interface PageModel {
  readonly pipeline: PipelineInfo;
  readonly codePipeline?: Pick<CodePipelineInfo, 'type' | 'executionMode'>;
  readonly workflow?: Pick<GitHubInfo, 'name' | 'file'> & { readonly jobs: number };
  /** What starts the pipeline, what may be set then, and who hears of it. */
  readonly around: readonly string[];
  readonly applications: readonly ApplicationInfo[];
  readonly columns: readonly Column[];
  readonly actions: readonly CardInfo[];
  readonly graph: WaitGraph;
  /** The longest chain, as nodes. */
  readonly critical: readonly number[];
  readonly budgets: readonly (BudgetLine & { readonly text: string })[];
  readonly warnings: readonly WarningInfo[];
  readonly siblingWaits: readonly Unrequested[];
}

export function pageModel(plan: PlanGraph): PageModel {
  const { document } = plan;
  const { codePipeline, gitHub } = document;
  return {
    pipeline: document.pipeline,
    ...(codePipeline ? { codePipeline: { type: codePipeline.type, executionMode: codePipeline.executionMode } } : {}),
    ...(gitHub ? { workflow: { name: gitHub.name, file: gitHub.file, jobs: gitHub.jobs.length } } : {}),
    around: [...aroundDocument(document), ...notificationLines(document)],
    applications: document.applications,
    columns: boardOf(plan),
    actions: cardsOf(plan),
    graph: plan.waits,
    critical: criticalPathOf(plan.waits),
    budgets: [...document.budgets]
      .sort((a, b) => b.used / b.limit - a.used / a.limit)
      .map((budget) => ({ ...budget, text: budgetText(budget) })),
    warnings: document.warnings,
    siblingWaits: unrequestedWaits(plan),
  };
}

function cardsOf(plan: PlanGraph): CardInfo[] {
  const facts = factsOf(plan);
  const passes = plan.document.gitHub ? gatesPassed(plan) : () => ({});
  return plan.actions.map((action) => {
    const { job: _, configuration: __, workflowJob, ...card } = action;
    return { ...card, ...(workflowJob ? { jobId: workflowJob.id } : {}), ...passes(action), facts: facts(action) };
  });
}

/** O(gates) for each action. */
function gatesPassed(plan: PlanGraph): (action: Action) => Pick<CardInfo, 'passes'> {
  const gates = [...plan.actions.keys()].filter((i) => plan.actions[i].gate);
  const before = new Reachability(
    plan,
    gates.map((i) => plan.indexOf(plan.actions[i].node)!),
  );
  return (action) => {
    const node = plan.indexOf(action.node)!;
    const passes = gates.filter((i, place) => before.isBefore(place, node) && !plan.stops(plan.actions[i], action));
    return passes.length > 0 ? { passes } : {};
  };
}

const STYLES = ['page.css', 'board.css', 'panel.css', 'narrow-and-paper.css'];
const SCRIPTS = ['dom.js', 'highlight.js', 'board.js', 'lists.js', 'panel.js', 'filter.js', 'keys.js', 'main.js'];

/** One page that needs nothing else: it may not even ask for more. */
export function renderHtml(plan: PlanGraph): string {
  const title = escapeMarkup(visible(`${plan.document.pipeline.path}: what the pipeline does`));
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<title>${title}</title>
<style>
${STYLES.map((name) => read('page', name)).join('\n')}</style>
</head>
<body>
<noscript>This page needs JavaScript. \`npx cdk-pipelines show\` draws a tree on a terminal.</noscript>
<script type="application/json" id="model">${escapeJson(pageModel(plan))}</script>
<script>
(() => {
'use strict';
${shared()}
${SCRIPTS.map((name) => read('page', name)).join('\n')}
})();
</script>
</body>
</html>
`;
}

/** What is in a script element ends at the first `</script`, whatever is around it. */
function escapeJson(value: unknown): string {
  return JSON.stringify(value).replace(/</g, '\\u003c');
}

/** What the page shares with the terminal, as it was compiled. */
const SHARED = {
  walk: ['..', 'document', 'walk.js'],
  text: ['..', 'private', 'visible.js'],
};

function shared(): string {
  const modules = Object.entries(SHARED).map(([name, file]) => {
    const code = read(...file).replace(/^\/\/# sourceMappingURL=.*$/m, '');
    return `(function (exports) {\n${code}})(shared.${name} = {});`;
  });
  return ['const shared = {};', ...modules].join('\n');
}

function read(...names: string[]): string {
  return fs.readFileSync(path.join(__dirname, ...names), 'utf8');
}
