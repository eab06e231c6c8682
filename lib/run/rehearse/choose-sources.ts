import * as fs from 'fs';
import * as path from 'path';
import { repositoryOf } from './sources';
import type { PlanGraph } from '../../document/plan-graph';
import { problem, type Diagnostic } from '../../private/diagnostics';
import { failIfAny, Problems } from '../../private/errors';
import { nodesNamed } from '../select';
import { makersOf, type Work } from '../works';

/**
 * Which directory stands for which source: what was given; and for the source that the synth step starts in, the repository
 * around the current directory.
 */
export function sourceDirectories(
  plan: PlanGraph,
  works: readonly Work[],
  given: readonly string[],
  cwd: string,
): Map<Work, string> {
  const sources = works.filter((work) => work.task.kind === 'source');
  const main = mainSource(works) ?? sources[0];
  const problems = new Problems();
  const directories = new Map<Work, string>(main ? [[main, repositoryOf(cwd)]] : []);
  for (const text of given) {
    const [, name, directory] = /^(.+?)=(.+)$/s.exec(text) ?? [];
    const exact = sources.filter(({ id }) => id === name);
    const nodes = name === undefined || exact.length > 0 ? [] : problems.try(() => nodesNamed(plan, name));
    if (!nodes) {
      continue;
    }
    const meant = exact.length > 0 ? exact : sources.filter(({ node }) => nodes.includes(node));
    if (meant.length === 0) {
      problems.add(notGiven(text, `NAME=DIRECTORY, where NAME is a source: ${sources.map(({ id }) => id).join(', ')}`));
    } else if (!fs.statSync(path.resolve(cwd, directory), { throwIfNoEntry: false })?.isDirectory()) {
      problems.add(notGiven(text, 'a directory that is there'));
    } else {
      meant.forEach((work) => directories.set(work, path.resolve(cwd, directory)));
    }
  }
  problems.report();
  return directories;
}

/** A source without a directory is an error, all of them in one. */
export function checkSources(sources: readonly Work[], directories: ReadonlyMap<Work, string>): void {
  failIfAny(
    sources
      .filter((work) => !directories.has(work))
      .map(({ id, label }) =>
        problem({
          ...{ where: id, given: `there is no directory for ${label}`, expected: 'one that stands for its files' },
          fix: `give --source '${id}=../checkout'`,
        }),
      ),
  );
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
