import * as fs from 'fs';
import * as path from 'path';
import type { Context } from '../executor';
import type { Handover } from '../handover';
import type { Outcome } from '../progress';
import type { BuildTask, DeployTask, Work } from '../works';

/** Where stacks and assets go. */
export interface Cloud {
  deploy(work: Work, task: DeployTask, context: Context): Promise<Outcome>;
  publish(work: Work, task: BuildTask, context: Context): Promise<Outcome>;
}

/** What a rehearsal has in place of a cloud: nothing is deployed, but what would be must be there. */
export class NoCloud implements Cloud {
  constructor(
    private readonly handover: Handover,
    /** Outputs that a stack is taken to have. */
    private readonly outputsOf: (stack: string) => Readonly<Record<string, string>>,
  ) {}

  public async deploy({ target }: Work, { mode, template, namespace }: DeployTask): Promise<Outcome> {
    const directory = template && this.handover.artifacts.get(template.artifact);
    if (template && directory !== undefined && !fs.existsSync(path.join(directory, template.path))) {
      return {
        result: 'failed',
        reason: `File [${template.path}] does not exist in artifact [${template.artifact}]`,
        fix: remedyIn(directory, 'stacks'),
      };
    }
    if (mode !== 'prepare' && target) {
      const outputs = this.outputsOf(target.stack);
      this.handover.stackOutputs.set(target.stack, outputs);
      this.handover.variables.set(namespace ?? target.stack, outputs);
    }
    return { result: 'skipped', reason: 'stacks are not deployed in a rehearsal' };
  }

  public async publish(_work: Work, task: BuildTask): Promise<Outcome> {
    const directory = this.handover.artifacts.get(task.primary ?? '');
    const manifests =
      'buildspec' in task.spec ? manifestsIn(task.spec.buildspec) : manifestsIn(task.spec.job.commands.join('\n'));
    const missing =
      directory === undefined ? [] : manifests.filter((file) => !fs.existsSync(path.join(directory, file)));
    if (directory !== undefined && missing.length > 0) {
      return {
        result: 'failed',
        reason: `${missing.join(', ')} ${missing.length === 1 ? 'does' : 'do'} not exist in artifact [${task.primary}]`,
        fix: remedyIn(directory, 'assets'),
      };
    }
    return { result: 'skipped', reason: 'assets are not published in a rehearsal' };
  }
}

function remedyIn(directory: string, things: string): string {
  return fs.existsSync(path.join(directory, 'manifest.json')) || !fs.existsSync(path.join(directory, 'cdk.out'))
    ? `synthesize again: the cloud assembly that the pipeline makes has other ${things} than the one that the plan is from`
    : "let primaryOutputDirectory of the synth end with '/cdk.out': the cloud assembly is there";
}

/** Asset manifests that commands name. */
function manifestsIn(commands: string): string[] {
  return [...new Set([...commands.matchAll(/--path \\?"([^"\\]+)\\?"/g)].map(([, file]) => file))];
}
