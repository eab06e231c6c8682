import type { Decision } from './gates';
import type { Placeholder } from './known';
import { type Diagnostic, problem } from '../../private/diagnostics';
import { fail } from '../../private/errors';
import { groupBy } from '../../private/lang';
import { listed, quoted } from '../../private/text';
import type { PlanGraph } from '../../document/plan-graph';
import { type Left, type Need, type PartialRun, withNeeds } from '../needs';
import type { RunOptions } from '../options';
import { failedIn, type RunRecord } from '../record';
import { selected } from '../select';
import type { Work } from '../works';

/** The works that were asked for. */
export function askedFor(
  plan: PlanGraph,
  works: readonly Work[],
  { names, from, until, retry }: RunOptions,
  record: RunRecord,
): ReadonlySet<number> {
  if (!retry) {
    return selected(plan, works, { only: names.length > 0 ? names : undefined, from, until });
  }
  const failed = failedIn(record, works);
  if (failed.length === 0) {
    fail({
      ...{ where: 'run', given: '--retry, and nothing failed or stopped here in the last run' },
      ...{ expected: 'a run before, in this directory', fix: 'leave out --retry' },
    });
  }
  const wanted = new Set(failed);
  return new Set([...works.keys()].filter((work) => wanted.has(works[work].id)));
}

/** The part that runs: what was asked for, the sources that it needs, and with --needs all else that it needs. */
export function partOf(
  works: readonly Work[],
  needs: readonly (readonly Need[])[],
  asked: ReadonlySet<number>,
  { needs: all }: Pick<RunOptions, 'needs'>,
  readLeft: () => ReadonlyMap<Work, Left>,
): PartialRun {
  if (asked.size === works.length) {
    return { chosen: asked, reused: [], stale: [], missing: [] };
  }
  const left = readLeft();
  return withNeeds(
    needs,
    asked,
    (work) => works[work].task.kind === 'source',
    // Their outputs are known, or have something in their place.
    (work) => (works[work].task.kind === 'deploy' ? 'fresh' : left.get(works[work])!),
    all === true,
  );
}

/** What nobody has made yet. A gate asks all the same. */
export function missingProblems(works: readonly Work[], { missing }: PartialRun): Diagnostic[] {
  const real = missing.filter(({ work }) => works[work].task.kind !== 'ask');
  return [...groupBy(real, ({ work }) => work)].map(([work, lacks]) => {
    const { id } = works[work];
    const things = lacks.map(({ need }) => `${WORDS[need.kind]} '${need.name}' of '${works[need.maker!].id}'`);
    return problem({
      where: id,
      given: `it needs ${listed([...new Set(things)])}, and no run here has made that`,
      expected: 'that this is there from an earlier run, or runs now',
      fix: 'add --needs: then it runs first',
    });
  });
}

const WORDS: Readonly<Record<Need['kind'], string>> = { files: 'artifact', variable: 'variable' };

/**
 * Gates in front of what is deployed for real that are no part of this run: the pipeline would not get there without a decision.
 * Who repeats what failed behind a gate has decided before.
 */
export function skippedGates(
  plan: PlanGraph,
  works: readonly Work[],
  chosen: ReadonlySet<number>,
  decisions: ReadonlyMap<string, Decision>,
  { last }: RunRecord,
  { yesDeployTo = [], retry }: Pick<RunOptions, 'yesDeployTo' | 'retry'>,
): Diagnostic[] {
  const deployments = [...chosen].filter((work) => yesDeployTo.length > 0 && works[work].kind === 'deploy');
  const before = new Set(plan.before(deployments.map((work) => works[work].node)));
  const isOpen = ({ id }: Work) =>
    decisions.get(id) === 'approve' || (retry === true && Object.hasOwn(last, id) && last[id].result === 'succeeded');
  return works
    .filter((work, i) => work.gate && !chosen.has(i) && before.has(work.node) && !isOpen(work))
    .map(({ id }) =>
      problem({
        where: id,
        given: 'this gate is in front of what is deployed for real, and no part of this run',
        expected: 'a decision',
        fix: `run it, too, or decide before: --approve '${id}'`,
      }),
    );
}

/** What may make this run another one than people think. */
export function warningsOf(
  works: readonly Work[],
  { stale }: PartialRun,
  placeholders: readonly Placeholder[],
): string[] {
  const old = stale.map((work) => works[work].id);
  const of = old.length === 1 ? 'is' : 'are';
  return [
    ...(old.length > 0
      ? [
          `What ${quoted(old)} made in an earlier run is used, and was made of other files, variables or commands than there ${of} now. Add --needs to make it again.`,
        ]
      : []),
    ...placeholders.map(
      ({ output, actions }) =>
        `${output} is not known here: ${listed(actions)} ${actions.length === 1 ? 'gets' : 'get'} a placeholder. To give it: --outputs FILE, as \`cdk deploy --outputs-file FILE\` writes it.`,
    ),
  ];
}
