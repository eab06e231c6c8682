import * as fs from 'fs';
import * as path from 'path';
import { filesIn } from './artifacts';
import type { PlanDocument } from '../../document/plan-document';
import type { Context, Executor } from '../executor';
import type { Handover } from '../handover';
import type { Outcome } from '../progress';
import type { BuildTask, Work } from '../works';

/** What of a plan makes another pipeline. */
const PARTS = ['nodes', 'actions', 'codePipeline', 'gitHub'] as const;

/** Looks at the cloud assembly that the synth step makes: it may not be that of the plan which is rehearsed. */
export class SynthCheck implements Executor {
  /** @param file where the plan is: a file of the same name is in the cloud assembly that the synth step makes */
  constructor(
    private readonly builds: Executor,
    private readonly document: PlanDocument,
    private readonly file: string,
    private readonly handover: Handover,
  ) {}

  public async execute(work: Work, context: Context): Promise<Outcome> {
    const outcome = await this.builds.execute(work, context);
    if (work.kind === 'synth' && outcome.result === 'succeeded') {
      const { outputs } = work.task as BuildTask;
      const directories = outputs.flatMap((artifact) => this.handover.artifacts.get(artifact) ?? []);
      const message = otherPlan(this.document, this.file, directories);
      if (message !== undefined) {
        context.report({ type: 'warning', message: `${work.id} ${message}` });
      }
    }
    return outcome;
  }
}

/** What is to be said of the plan in these directories. Nothing, if it is the same. */
export function otherPlan(document: PlanDocument, file: string, directories: readonly string[]): string | undefined {
  const name = path.basename(file);
  const found = directories.map((directory) => path.join(directory, name)).find((one) => fs.existsSync(one));
  if (found === undefined) {
    const deeper = directories.flatMap((one) => filesIn(one)).find((one) => one.endsWith(`/${name}`));
    if (deeper !== undefined) {
      const directory = path.posix.dirname(deeper);
      return `hands on more than its cloud assembly, which is in '${directory}' of that: what comes next does not find it. To fix it: let primaryOutputDirectory end with '/${directory}'.`;
    }
    return `has made no ${name}: the pipeline that it synthesizes is another one than the one that runs here. To fix it: let it synthesize the same app, with this version of cdk-pipelines.`;
  }
  const made = parsed(found);
  if (made === undefined) {
    return `has made ${found}, which is no plan: it is not JSON. To fix it: let it synthesize the same app.`;
  }
  const isSame = PARTS.every((part) => JSON.stringify(made[part]) === JSON.stringify(document[part]));
  return isSame
    ? undefined
    : `has made another plan than the one that runs here: ${consequence(document)}. To fix it: synthesize again and run that; see what has changed: npx cdk-pipelines diff ${file} ${found}`;
}

function consequence({ gitHub }: PlanDocument): string {
  return gitHub ? 'the file of the workflow is not up to date' : 'the pipeline would update itself, and start again';
}

function parsed(file: string): Partial<PlanDocument> | undefined {
  try {
    return (JSON.parse(fs.readFileSync(file, 'utf8')) ?? undefined) as Partial<PlanDocument> | undefined;
  } catch {
    return undefined;
  }
}
