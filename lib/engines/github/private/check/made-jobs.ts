import { isGate } from '../emit/gates';
import type { Workflow, WorkflowJob } from '../model';
import type { Prepared } from '../prepared';
import { type Concern, type Diagnostic, problem } from '../../../../private/diagnostics';
import { groupBy } from '../../../../private/lang';
import { quoted } from '../../../../private/text';

/** GitHub compares names of variables and outputs without case: of two that are alike, one would be lost. */
export function namesAlike({ jobs }: Workflow, where: string): Diagnostic[] {
  return jobs.flatMap((job) =>
    namesIn(job).flatMap(({ what, names }) =>
      [...groupBy(names, (name) => name.toLowerCase()).values()]
        .filter((alike) => alike.length > 1)
        .map((alike) =>
          problem({
            where: `${where}, job '${job.id}'`,
            given: `the ${what} ${quoted(alike)}, which differ in case only`,
            expected: 'names that differ in more: GitHub takes these for one',
            fix: 'call one of them otherwise',
          }),
        ),
    ),
  );
}

function namesIn({ outputs = {}, steps }: WorkflowJob) {
  return [
    { what: 'outputs', names: Object.keys(outputs) },
    ...steps.map(({ env = {} }) => ({ what: 'variables', names: Object.keys(env) })),
  ];
}

/** Who approves one of several gates in one environment approves, on the page of the run, all that wait. */
export function sharedEnvironments({ graph, plan }: Prepared, { jobs }: Workflow): Concern[] {
  const inSame = groupBy(
    jobs.flatMap((job, i) =>
      job.environment ? [{ id: job.id, isGate: isGate(graph.jobs[i], { plan }), ...job.environment }] : [],
    ),
    ({ name }) => name.toLowerCase(),
  );
  return [...inSame.values()]
    .filter((shared) => shared.length > 1 && shared.some((job) => job.isGate))
    .map((shared) => ({
      id: 'cdk-pipelines:gateSharesEnvironment',
      given: `jobs ${quoted(shared.map(({ id }) => id))} are in one environment, '${shared[0].name}', and a gate is among them: one answer on the page of the run may be for all that wait`,
      fix: 'give each gate an environment of its own: leave out gitHubEnvironment in configureStep()',
    }));
}
