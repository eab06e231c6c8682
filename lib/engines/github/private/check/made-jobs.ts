import { wrongVariable, type Wrong } from './texts';
import { isGate } from '../emit/gates';
import type { Json, Workflow, WorkflowJob } from '../model';
import type { Prepared } from '../prepared';
import { type Concern, type Diagnostic, problem } from '../../../../private/diagnostics';
import { groupBy } from '../../../../private/lang';
import { quoted } from '../../../../private/text';

/**
 * What is wrong with names in jobs that were made, whoever gave them. What both workflows have is said once.
 *
 * @param pullRequests the workflow that checks pull requests
 */
export function checkNames(workflow: Workflow, pullRequests: Workflow | undefined, where: string): Diagnostic[] {
  const found = workflow.jobs.flatMap((job) => wrongNames(job, where));
  const known = new Set(found.map(({ given }) => given));
  for (const wrong of (pullRequests?.jobs ?? []).flatMap((job) => wrongNames(job, where))) {
    if (!known.has(wrong.given)) found.push(wrong);
    known.add(wrong.given);
  }
  return found;
}

function wrongNames(job: WorkflowJob, where: string): Diagnostic[] {
  const wrong = [...namesIn(job).flatMap(alike), ...variablesOf(job).flatMap((name) => wrongVariable(name, VARIABLE))];
  return wrong.map((parts) => problem({ where: `${where}, job '${job.id}'`, ...parts }));
}

interface Names {
  readonly what: string;
  readonly names: readonly string[];
}

/** GitHub compares names without case: of two that are alike, one would be lost, or the file is refused. */
function alike({ what, names }: Names): Wrong[] {
  return [...groupBy(names, (name) => name.toLowerCase()).values()]
    .filter((same) => same.length > 1)
    .map((same) => ({
      given: `the ${what} ${quoted(same)}, which ${new Set(same).size === 1 ? 'are the same' : 'differ in case only'}`,
      expected: 'names that differ in more than case: GitHub takes these for one',
      fix: 'rename one of them',
    }));
}

function namesIn({ outputs = {}, steps, container, services = {} }: WorkflowJob): Names[] {
  const variables = [container, ...Object.values(services)].map((one) => ({ what: 'variables', names: envOf(one) }));
  return [
    { what: 'outputs', names: Object.keys(outputs) },
    { what: 'ids of steps', names: steps.flatMap(({ id }) => id ?? []) },
    { what: 'services', names: Object.keys(services) },
    ...variables,
    ...steps.flatMap((step) => [
      { what: 'variables', names: envOf(step) },
      { what: 'inputs', names: 'with' in step ? Object.keys(step.with ?? {}) : [] },
    ]),
  ];
}

const VARIABLE = 'an environment variable';

/** Variables of what runs in the job, once each. The runner sets none in services beside it. */
function variablesOf({ steps, container }: WorkflowJob): string[] {
  return [...new Set([...envOf(container), ...steps.flatMap(envOf)])];
}

/** Names of variables of a step or a container. */
function envOf(given: object | Json | undefined): string[] {
  const { env } = (given ?? {}) as { readonly env?: object };
  return Object.keys(env ?? {});
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
