import { explain } from '../../lib/cli/explain/command';
import { renderMermaid } from '../../lib/cli/mermaid';
import { PLAIN } from '../../lib/private/terminal';
import { renderTree } from '../../lib/cli/tree';
import { aroundStage } from '../../lib/document/around';
import { jobTraits, usualRunner } from '../../lib/document/around-workflow';
import type { PlanDocument } from '../../lib/document/plan-document';
import { PlanGraph } from '../../lib/document/plan-graph';

const OPTIONS = { width: Infinity, styles: PLAIN };

/** Whatever `show`, `show --json` and Mermaid call something. What `show` lists below the tree are sentences. */
export function printedNames(document: PlanDocument): string[] {
  const plan = new PlanGraph(document);
  const [title, ...tree] = renderTree(plan, OPTIONS);
  const rows = tree.slice(tree.indexOf('│'), tree.includes('') ? tree.indexOf('') : undefined);
  // What happens around a stage is said in sentences, too, and so is when and where a job runs.
  const around = [
    ...plan.stages.flatMap((stage) => aroundStage(stage, document.codePipeline)),
    ...jobSentences(document),
  ];
  const named = rows.filter((row) => !around.some((sentence) => row.endsWith(sentence)));
  const cells = named.flatMap((row) => row.replace(/^[│├└─ ]*(\d+ (?=[◆⇄ ] ))?/, '').split(/ {2,}/));
  const lists = cells.flatMap((cell) => cell.split(', ')).filter((cell) => !/^\d+ more$/.test(cell));
  const labels = [...renderMermaid(plan).matchAll(/"([^"]*)"/g)].flatMap(([, label]) => label.split('<br/>'));
  const unescaped = labels.map((label) => label.replace(/#(\d+);/g, (_, code) => String.fromCodePoint(Number(code))));
  const nodes = plan.nodes.flatMap(({ id, name, kind }) => (kind === 'joint' ? [id] : [id, name]));
  const all = [title.split('  ')[0], ...lists, ...unescaped, ...nodes, ...plan.actions.map(({ id }) => id)];
  return [...new Set(all.map((name) => name.trim()))].filter((name) => name !== '');
}

function jobSentences({ gitHub }: PlanDocument): string[] {
  const runner = gitHub && usualRunner(gitHub);
  return (gitHub?.jobs ?? [])
    .flatMap((job) => jobTraits(job, runner))
    .filter((traits) => traits.length > 0)
    .map((traits) => traits.join(' · '));
}

/** Those of the printed names that `explain` does not know. */
export function unknownNames(document: PlanDocument): string[] {
  const plan = new PlanGraph(document);
  return printedNames(document).filter((name) => {
    try {
      return explain([plan], name, 'x', OPTIONS).length === 0;
    } catch {
      return true;
    }
  });
}
