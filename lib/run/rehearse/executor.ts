import * as fs from 'fs';
import type { Cloud } from './no-cloud';
import { onlyThere } from './not-here';
import { copyHistory, copyTree, type Tree } from './sources';
import { unreachable } from '../../private/errors';
import { count } from '../../private/terminal';
import { definedOnly } from '../../private/lang';
import type { Context, Executor } from '../executor';
import type { Handover } from '../handover';
import type { Outcome } from '../progress';
import type { SourceTask, Work } from '../works';

/** Who does what, by what is to be done. */
export interface Parts {
  readonly builds: Executor;
  readonly gates: Executor;
  readonly cloud: Cloud;
  readonly sources: Executor;
  readonly handover: Handover;
}

/** What the approver of a permissions check reads. */
const NOTHING_COMPARED = { MESSAGE: 'Nothing was compared in this rehearsal.', LINK: '' };

/** Runs a work by what it does. */
export class RehearsalExecutor implements Executor {
  constructor(private readonly parts: Parts) {}

  public async execute(work: Work, context: Context): Promise<Outcome> {
    const { builds, gates, cloud, sources } = this.parts;
    const { task } = work;
    if (work.gate) {
      return gates.execute(work, context);
    }
    switch (task.kind) {
      case 'source':
        return sources.execute(work, context);
      case 'build':
        if (work.kind === 'self-update') {
          return { result: 'skipped', reason: 'the pipeline does not update itself here' };
        }
        return work.kind === 'publish' ? cloud.publish(work, task, context) : builds.execute(work, context);
      case 'deploy':
        return cloud.deploy(work, task, context);
      case 'ask':
        return gates.execute(work, context);
      case 'permissions-check':
        this.parts.handover.variables.set(task.namespace ?? work.id, NOTHING_COMPARED);
        return { result: 'skipped', reason: 'permissions are compared with what is deployed' };
      case 'other':
        return { result: 'skipped', reason: onlyThere(task) };
      default:
        return unreachable(task);
    }
  }
}

/** Sources come from directories of this machine. */
export class SourceExecutor implements Executor {
  constructor(
    private readonly trees: ReadonlyMap<Work, Tree>,
    private readonly handover: Handover,
    private readonly artifactDirectory: (artifact: string) => string,
  ) {}

  public async execute(work: Work, { report }: Context): Promise<Outcome> {
    const tree = this.trees.get(work);
    const task = work.task as SourceTask;
    if (!tree) {
      return {
        ...{ result: 'failed', reason: `there is no directory for ${task.repository}` },
        fix: `give one: --source '${work.id}=DIRECTORY'`,
      };
    }
    report({ type: 'action.logged', line: `${count(tree.files.length, 'file')} of ${tree.directory}` });
    for (const artifact of task.outputs) {
      const to = this.artifactDirectory(artifact);
      fs.rmSync(to, { recursive: true, force: true });
      copyTree(tree, to);
      if (task.clone && tree.isRepository) {
        await copyHistory(tree.directory, to);
      }
      this.handover.artifacts.set(artifact, to);
      if (tree.variables.CommitId !== undefined) {
        this.handover.revisions.set(artifact, tree.variables.CommitId);
      }
    }
    this.handover.variables.set(task.namespace ?? work.id, variablesOfSource(task, tree));
    return { result: 'succeeded' };
  }
}

/** What CodePipeline knows of a revision. */
export function variablesOfSource({ repository, branch }: SourceTask, tree: Tree): Readonly<Record<string, string>> {
  const known = {
    FullRepositoryName: repository,
    RepositoryName: repository.split('/').pop()!,
    BranchName: branch,
  };
  return { ...tree.variables, ...definedOnly(known) } as Readonly<Record<string, string>>;
}
