import type { Built } from '../build';
import { isGate } from '../emit/gates';
import type { LaidOutJob } from '../layout/lay-out';
import type { Json, JsonObject, Workflow, WorkflowJob, WorkflowStep } from '../model';
import { plainJob, plainStep } from '../yaml';
import type { GitHubInfo, GitHubJobInfo, GitHubStepInfo, PlanDocument } from '../../../../document/plan-document';
import { definedOnly, mapValues, nonEmpty } from '../../../../private/lang';
import { belongings } from '../../../../report/belongings';
import { nodeIds } from '../../../../report/node-ids';
import type { WhereOf } from '../../../../report/nodes';
import { describePlan, type PlanItself } from '../../../../report/plan-parts';

interface Place {
  readonly path: string;
  readonly name: string;
  readonly whereOf: WhereOf;
}

/** A plan document of a workflow: lists that are long are made while they are written. */
export type WorkflowDocument = PlanItself & Omit<PlanDocument, keyof PlanItself>;

/** The workflow as a document. Pure: the same workflow, the same bytes. O(nodes + edges). */
export function describeWorkflow(
  { prepared, jobs, workflow, budgets, warnings }: Built,
  { path, name, whereOf }: Place,
): WorkflowDocument {
  const { plan, blueprint, snapshot, graph, settings } = prepared;
  const ids = nodeIds(plan.nodes);
  const gates = new Set(
    graph.jobs.flatMap((job) => (isGate(job, { plan }) && 'node' in job.unit ? [job.unit.node] : [])),
  );
  const changeSets = plan.nodes.some(({ content }) => content.kind === 'prepare');
  const fileSet = (key: number) => snapshot.scripts.originOf(key);
  return {
    ...describePlan(
      { plan, blueprint, jobs, fileSet },
      {
        pipeline: { path, name, selfMutation: false, changeSets },
        ids,
        belongs: belongings(plan.nodes),
        gates,
        whereOf,
      },
    ),
    gitHub: describeJobs(workflow, settings.file, graph.jobs, ids, { plan }),
    budgets,
    warnings,
    roles: [],
  };
}

function describeJobs(
  workflow: Workflow,
  file: string,
  laidOut: readonly LaidOutJob[],
  ids: readonly string[],
  plan: Parameters<typeof isGate>[1],
): GitHubInfo {
  const { name, on, concurrency, jobs } = workflow;
  return definedOnly({
    file,
    name,
    triggers: textsOf(on),
    settings: nonEmpty(textsOf({ concurrency })),
    jobs: jobs.map((job, i) => describeJob(job, nodesOf(laidOut[i], ids), isGate(laidOut[i], plan))),
  });
}

function nodesOf({ unit }: LaidOutJob, ids: readonly string[]): string[] {
  const nodes = 'nodes' in unit ? unit.nodes : 'node' in unit ? [unit.node] : [];
  return nodes.map((node) => ids[node]);
}

/** What the document has under names of its own. */
const SAID = new Set(['name', 'needs', 'if', 'runs-on', 'environment', 'permissions', 'steps']);

function describeJob(job: WorkflowJob, nodes: readonly string[], gate: boolean): GitHubJobInfo {
  const { id, name, needs, environment, permissions } = job;
  const others = Object.entries(plainJob(job)).filter(([key]) => !SAID.has(key));
  const settings = { ...Object.fromEntries(others), 'environment-url': environment?.url };
  return definedOnly({
    id,
    name,
    nodes,
    needs,
    gate,
    condition: job.if,
    environment: environment?.name,
    runsOn: textOf(job.runsOn as Json),
    permissions,
    role: roleOf(job),
    steps: job.steps.map(describeStep),
    settings: nonEmpty(textsOf(settings)),
  });
}

/** Of several, the first: that of our own steps. Whose credentials only outputs have is one that a login asks as. */
function roleOf({ steps }: WorkflowJob): string | undefined {
  const inputs = steps.flatMap((step) => ('uses' in step && step.with ? [step.with] : []));
  const role = inputs.find((given) => given['role-to-assume'] && `${given['output-env-credentials']}` !== 'false');
  return role && String(role['role-to-assume']);
}

function describeStep(step: WorkflowStep): GitHubStepInfo {
  const { name, uses, run, ...others } = plainStep(step) as JsonObject & { readonly name?: string };
  return definedOnly({
    name,
    uses: uses as string | undefined,
    run: run as string | undefined,
    settings: nonEmpty(textsOf(others)),
  });
}

function textsOf(object: JsonObject): Record<string, string> {
  return mapValues(definedOnly(object), (value) => textOf(value as Json));
}

function textOf(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
