import { contentOf, filesIn } from './artifacts';
import type { Context, Executor } from '../executor';
import type { Handover } from '../handover';
import type { Outcome } from '../progress';
import { type Ended, type Ingredients, isUnfinished, keyOf, type Made, type RunRecord } from '../record';
import type { BuildTask, SourceTask, Work } from '../works';

/** Writes down what works leave, as soon as they are done. What is never built is written with what is. */
export class Recorder implements Executor {
  private readonly made: Map<string, Made>;
  private readonly last: Map<string, Ended>;

  /**
   * @param before what earlier runs have left
   * @param write is called whenever there is more
   * @param commandOf what runs just one work again, or goes on behind a gate that nobody has decided
   */
  constructor(
    private readonly before: RunRecord,
    private readonly ingredients: Ingredients & { readonly contents: Map<string, string> },
    private readonly write: (record: RunRecord) => void,
    private readonly commandOf: (work: Work) => string,
    private readonly executor: Executor,
  ) {
    this.made = new Map(Object.entries(before.made));
    this.last = new Map(Object.entries(before.last));
  }

  public async execute(work: Work, context: Context): Promise<Outcome> {
    const { id, task } = work;
    // What it is made of may be other things when it is done.
    const key = task.kind === 'build' ? keyOf(task, this.ingredients) : undefined;
    const outcome = await this.executor.execute(work, context);
    const { result, workspace, envFile } = outcome;
    if (result === 'succeeded' && (task.kind === 'source' || task.kind === 'build')) {
      this.weigh(task);
      if (task.kind === 'build' && key !== undefined) {
        this.made.set(id, { key, ...this.madeBy(id, task) });
      }
    }
    this.last.set(id, { result, workspace, envFile });
    if (task.kind === 'build') {
      this.save();
    }
    return isUnfinished(result) && (!work.gate || result === 'stopped')
      ? { command: this.commandOf(work), ...outcome }
      : outcome;
  }

  public save(): void {
    const { made, last } = this;
    this.write({ ...this.before, made: Object.fromEntries(made), last: Object.fromEntries(last) });
  }

  private weigh({ kind, outputs }: SourceTask | BuildTask): void {
    for (const artifact of outputs) {
      const directory = this.handover.artifacts.get(artifact);
      if (directory !== undefined) {
        const files = filesIn(directory);
        // The history of a clone is no content.
        const content = kind === 'source' ? files.filter((file) => !file.startsWith('.git/')) : files;
        this.ingredients.contents.set(artifact, contentOf(directory, content));
      }
    }
  }

  private madeBy(id: string, { outputs, namespace = id }: BuildTask) {
    const made = outputs.flatMap((name) => {
      const content = this.ingredients.contents.get(name);
      return content === undefined ? [] : [[name, content] as const];
    });
    return { artifacts: Object.fromEntries(made), variables: this.handover.variables.get(namespace) ?? {} };
  }

  private get handover(): Handover {
    return this.ingredients.handover;
  }
}
