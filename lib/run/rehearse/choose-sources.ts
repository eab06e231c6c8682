import * as fs from 'fs';
import * as path from 'path';
import { readTree, repositoryOf, type Tree } from './sources';
import type { PlanGraph } from '../../document/plan-graph';
import { problem, type Diagnostic } from '../../private/diagnostics';
import { failIfAny } from '../../private/errors';
import { nodesNamed } from '../select';
import { makersOf, type Work } from '../works';

/**
 * Which directory stands for which source: what was given; and for the source that the synth step starts in, the repository
 * around the current directory. A source without a directory is an error, all of them in one.
 */
export function chooseSources(
  plan: PlanGraph,
  works: readonly Work[],
  chosen: ReadonlySet<number>,
  given: readonly string[],
  cwd: string,
): Map<Work, Tree> {
  const sources = works.filter((work) => work.task.kind === 'source');
  const main = mainSource(works) ?? sources[0];
  const problems: Diagnostic[] = [];
  const directories = new Map<Work, string>(main ? [[main, repositoryOf(cwd)]] : []);
  for (const text of given) {
    const [, name, directory] = /^(.+?)=(.+)$/s.exec(text) ?? [];
    const nodes = name === undefined ? [] : new Set(nodesNamed(plan, name));
    const meant = sources.filter(({ node }) => [...nodes].includes(node));
    if (meant.length === 0) {
      problems.push(
        notGiven(text, `NAME=DIRECTORY, where NAME is a source: ${sources.map(({ id }) => id).join(', ')}`),
      );
    } else if (!fs.statSync(path.resolve(cwd, directory), { throwIfNoEntry: false })?.isDirectory()) {
      problems.push(notGiven(text, 'a directory that is there'));
    } else {
      meant.forEach((work) => directories.set(work, path.resolve(cwd, directory)));
    }
  }
  const missing = sources.filter((work) => chosen.has(works.indexOf(work)) && !directories.has(work));
  for (const { id, label } of missing) {
    problems.push(
      problem({
        ...{ where: id, given: `there is no directory for ${label}`, expected: 'one that stands for its files' },
        fix: `give --source '${id}=../checkout'`,
      }),
    );
  }
  failIfAny(problems);
  return new Map(sources.flatMap((work) => (directories.has(work) ? [[work, readTree(directories.get(work)!)]] : [])));
}

function notGiven(text: string, expected: string): Diagnostic {
  return problem({ where: 'run', given: `--source '${text}'`, expected, fix: 'write --source NAME=../checkout' });
}

/** The one that the synth step starts in. */
function mainSource(works: readonly Work[]): Work | undefined {
  const makers = makersOf(works);
  const synth = works.find(({ kind }) => kind === 'synth');
  const maker = synth?.task.kind === 'build' ? makers.get(synth.task.primary ?? '') : undefined;
  return maker?.task.kind === 'source' ? maker : undefined;
}
