import * as fs from 'node:fs';
import type { GitHubJobInfo } from '../../lib/document/github-info';
import { readPlans } from '../../lib/document/read-plans';
import { tokenSecret, trustOf } from './blueprint/pipelines';
import type { Event, Execution, World } from './cloud/model';
import type { GitHubWorld } from './github/model';
import { runWorkflow, workflowFileIn } from './github/run';

/* A workflow of GitHub as a way to execute: what is around it is set up, and what was seen is said in words of the blueprint. */

export async function runOnGitHub(assembly: string, world: World, directory: string): Promise<Execution> {
  const text = fs.readFileSync(workflowFileIn(assembly), 'utf-8');
  const [{ document }] = readPlans(assembly);
  const { jobs } = document.gitHub!;
  const { seen, failures, waitsFor } = await runWorkflow(text, setUp(assembly, jobs, world), directory);
  const jobOf = new Map<Event, string>();
  const events = seen.map(({ what, details, job }, i) => {
    const event = { what: inWords(what, jobs), details, begin: i, end: i + 1 };
    jobOf.set(event, job);
    return event;
  });
  // In one job, one after another; else only what is waited for is over.
  const isBefore = (a: Event, b: Event) => {
    const [from, to] = [jobOf.get(a)!, jobOf.get(b)!];
    return from === to ? a.end <= b.begin : waitsFor(to, from);
  };
  return { events, failures, isBefore };
}

/** As somebody sets up a repository for a workflow: environments are those that the plan says. */
function setUp(
  assembly: string,
  jobs: readonly GitHubJobInfo[],
  { sources, rejected = [], broadened = false, environments, brokenStacks = [] }: World,
): GitHubWorld {
  const repository = Object.keys(sources)[0];
  const tokens = Object.fromEntries(Object.keys(sources).map((name) => [name, tokenSecret(name)]));
  const secrets = Object.fromEntries(Object.values(tokens).map((name) => [name, `value of ${name}`]));
  const planned = jobs.flatMap(({ environment, gate }) => (environment === undefined ? [] : [[environment, gate]]));
  return {
    repository,
    sources,
    tokens,
    secrets: { ...secrets, DOCKERHUB_USERNAME: 'somebody', DOCKERHUB_TOKEN: 'value of the hub' },
    environments: { ...(Object.fromEntries(planned) as Record<string, boolean>), ...environments },
    rejects: (job) => rejected.some((gate) => inWords(`gate ${job}`, jobs) === `gate ${gate}`),
    trustOf: (arn) => trustOf(arn, repository),
    assembly,
    broadened,
    brokenStacks,
  };
}

/** A gate has the id of its step; one of a check, which another job has done before, is its confirmation. */
function inWords(what: string, jobs: readonly GitHubJobInfo[]): string {
  const [, gate] = /^gate (.+)$/.exec(what) ?? [];
  if (gate === undefined) return what;
  const nodes = jobs.find(({ name }) => name === gate)?.nodes ?? [];
  const isOfCheck = jobs.some((other) => !other.gate && other.nodes.some((node) => nodes.includes(node)));
  return `gate ${/[^/]+$/.exec(gate)![0]}${isOfCheck ? '.Confirm' : ''}`;
}
