import type { Difference } from './events';
import type { Work } from './works';
import { aroundWorkflow } from '../document/around-workflow';
import type { GitHubInfo, GitHubJobInfo } from '../document/plan-document';
import { groupBy } from '../private/lang';

/** What a workflow has around the works of a run. */
export interface RanOnGitHub {
  readonly gitHub: GitHubInfo;
  /** By the names of actions. */
  readonly jobs: ReadonlyMap<string, GitHubJobInfo>;
  /** Works that are in the run, and of these the builds that ran. */
  readonly chosen: readonly Work[];
  readonly builds: readonly Work[];
  /** What is here in place of a runner. */
  readonly machine: readonly string[];
}

/** What GitHub does with jobs, and a run here does not: the most important first. */
export function jobDifferences({ gitHub, jobs, chosen, builds, machine }: RanOnGitHub): Difference[] {
  const of = (works: readonly Work[], texts: (job: GitHubJobInfo) => readonly string[]) => {
    const pairs = works.flatMap(({ id }) => {
      const job = jobs.get(id);
      return job ? texts(job).map((text) => ({ text, id })) : [];
    });
    const groups = groupBy(pairs, ({ text }) => text);
    return [...groups].map(([what, own]): Difference => ({ what, actions: own.map(({ id }) => id) }));
  };
  const instead = machine.length > 0 ? ` (here: ${machine.join(', ')})` : '';
  return [
    ...of(builds, ({ runsOn }) => [`runner ${runsOn}${instead}`]),
    ...of(builds, ({ steps }) =>
      steps.flatMap(({ uses }) => (uses === undefined || DONE.test(uses) ? [] : [`action ${uses}`])),
    ),
    ...of(builds, ({ settings = {} }) => ['container', 'services'].filter((name) => name in settings)),
    ...of(chosen, ({ environment }) =>
      environment === undefined ? [] : [`environment ${environment}: its rules and secrets`],
    ),
    ...of(chosen, ({ condition }) => (condition === undefined ? [] : [`condition: if ${condition}`])),
    ...of(chosen, ({ settings = {} }) => {
      const minutes = settings['timeout-minutes'];
      return minutes === undefined ? [] : [`timeout of ${minutes} minutes`];
    }),
    ...aroundWorkflow(gitHub)
      .filter((line) => line.startsWith('starts on '))
      .map((line) => ({ what: `trigger: ${line}`, actions: [] })),
  ];
}

/** What a run does by itself: it fetches files, hands them on, and has the credentials that it was given. */
const DONE = /^(?:actions\/(?:checkout|upload-artifact|download-artifact)|aws-actions\/configure-aws-credentials)@/;
