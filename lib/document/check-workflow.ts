import type { GitHubInfo, PlanDocument } from './plan-document';

/** What is wrong with a workflow by itself, or with what the plan says of it. Nothing, if all is well. */
export function workflowMistake({ gitHub, codePipeline, nodes, actions }: PlanDocument): string | undefined {
  if (!gitHub) {
    return undefined;
  }
  if (codePipeline) {
    return 'two engines run the plan: it has codePipeline and gitHub';
  }
  const works = new Set(nodes.filter(({ kind }) => kind === 'action').map(({ id }) => id));
  const gates = new Set(gitHub.jobs.filter(({ gate }) => gate).flatMap((job) => job.nodes));
  const strange = actions.find(({ node, gate }) => gate !== gates.has(node));
  return (
    jobMistake(gitHub, works) ??
    (strange &&
      `node '${strange.node}' ${strange.gate ? 'is a gate, and none of its jobs is' : 'is no gate, and a job of it is'}`)
  );
}

function jobMistake({ jobs }: GitHubInfo, works: ReadonlySet<string>): string | undefined {
  const before = new Set<string>();
  // For GitHub, upper and lower case are the same.
  const ids = new Set<string>();
  for (const { id, nodes, needs } of jobs) {
    const lost = needs.find((other) => !before.has(other));
    const other = nodes.find((node) => !works.has(node));
    if (ids.has(id.toLowerCase())) {
      return `there are two jobs '${id}'`;
    }
    if (lost !== undefined) {
      return `job '${id}' needs a job '${lost}', which is not there, or comes after it`;
    }
    if (other !== undefined) {
      return `job '${id}' does the work of a node '${other}', which is no action of the plan`;
    }
    if (new Set(nodes).size < nodes.length) {
      return `job '${id}' does the work of a node twice`;
    }
    before.add(id);
    ids.add(id.toLowerCase());
  }
  return undefined;
}
