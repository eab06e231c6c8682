import * as fs from 'fs';
import { type Environment, modeOf } from './mode';
import { codeOf, lookAt, type Place, repositoryOf, verdictOf, writeTo } from '../../../../document/workflow/place';
import {
  commandsFor,
  placeProblem,
  type Stale,
  staleMarkdown,
  staleOf,
  staleProblem,
  wordsOf,
  writeProblem,
} from '../../../../document/workflow/stale';
import type { Diagnostic } from '../../../../private/diagnostics';
import { failIfAny } from '../../../../private/errors';

/** What is around a synthesis. */
export interface Surroundings {
  readonly env: Environment;
  /** Working directory. */
  readonly directory: string;
  /** For people who watch; nothing that fails. */
  readonly say: (lines: readonly string[]) => void;
}

export function surroundings(): Surroundings {
  return {
    env: process.env,
    directory: process.cwd(),
    say: (lines) => lines.forEach((line) => console.error(line)),
  };
}

/**
 * The workflow file of a pipeline in the repository. A validation asks for `problems()`, so that those of all pipelines are in one
 * error; `put()` is for the synthesis, which follows only if there are none.
 */
export class WorkflowPlace {
  private readonly place: Place;
  /** What the last validation has looked at: who skips validation gets its problems when the file would be written. */
  private checked?: string;
  private summarized?: string;

  /**
   * @param where construct path of the pipeline
   * @param file from the root of the repository: `.github/workflows/deploy.yml`
   */
  constructor(
    private readonly where: string,
    file: string,
    private readonly around: Surroundings,
  ) {
    this.place = { root: repositoryOf(around.directory, around.env), file };
  }

  /** Why the text cannot be put there; or, where nothing is written, that it is not there. */
  public problems(text: string): readonly Diagnostic[] {
    this.checked = text;
    const { mode, why, problems } = modeOf(this.around.env, this.where);
    if (mode === 'off' || problems.length > 0) {
      return problems;
    }
    const found = lookAt(this.place);
    const verdict = verdictOf(found, text);
    if (mode === 'check' && (verdict === 'stale' || verdict === 'missing')) {
      const stale = staleOf(this.where, this.place, found, text);
      this.summarize(stale);
      return [staleProblem(stale, this.around.directory, why)];
    }
    return placeProblem(this.where, this.place, found, verdict);
  }

  /** Write the text, if that is wanted and it is not there already. */
  public put(text: string): void {
    if (this.checked !== text) {
      failIfAny(this.problems(text));
    }
    this.checked = undefined;
    if (modeOf(this.around.env, this.where).mode !== 'write') {
      return;
    }
    const found = lookAt(this.place);
    if (verdictOf(found, text) === 'same') {
      return;
    }
    // Read before the file is written over.
    const stale = staleOf(this.where, this.place, found, text);
    try {
      writeTo(this.place, text);
    } catch (error) {
      failIfAny([writeProblem(this.where, this.place, codeOf(error))]);
    }
    this.announce(stale);
  }

  /** One line, and a gate that is lost. */
  private announce({ changes, former, place }: Stale): void {
    const lost = changes.filter(({ severity }) => severity === 'lost');
    this.around.say([`cdk-pipelines: wrote ${place.file}: commit it`, ...wordsOf({ changes: lost, former })]);
  }

  /** For the page of the run on GitHub: once, however often this is synthesized. */
  private summarize(stale: Stale): void {
    const file = this.around.env.GITHUB_STEP_SUMMARY;
    const text = staleMarkdown(stale, commandsFor(stale, this.around.directory)).join('\n');
    if (!file || text === this.summarized) {
      return;
    }
    this.summarized = text;
    try {
      fs.appendFileSync(file, `${text}\n\n`);
    } catch {
      // The error says the same: it must not be lost for a page that cannot be written.
    }
  }
}
