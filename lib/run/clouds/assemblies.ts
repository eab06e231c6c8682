import * as fs from 'fs';
import * as path from 'path';
import { type AssembledStack, MANIFEST, readStacks } from './assembly';
import { PLAN_FILE_SUFFIX, type PlanDocument } from '../../document/plan-document';
import { readPlans } from '../../document/read-plans';
import type { Handover } from '../handover';
import type { Work } from '../works';

/** Which cloud assembly is deployed: the one that the synth of this run has made, or the one that the plan is from. */
export class Assemblies {
  private readonly known = new Map<string, readonly AssembledStack[]>();

  constructor(
    private readonly document: PlanDocument,
    private readonly works: readonly Work[],
    private readonly handover: Handover,
    private readonly given: string,
  ) {}

  /** What a work is about, with the stacks that there are now. */
  public of(work: Work): { readonly work: Work; readonly stacks: readonly AssembledStack[] } {
    const directory = this.directoryFor(work);
    const stacks = this.known.get(directory) ?? [...readStacks(directory).values()];
    this.known.set(directory, stacks);
    return { work: this.withNewAssets(work, directory), stacks };
  }

  private directoryFor({ task }: Work): string {
    const { artifacts } = this.handover;
    const template = task.kind === 'deploy' && task.template ? [task.template.artifact] : [];
    const made = this.works.flatMap((one) => (one.kind === 'synth' && 'outputs' in one.task ? one.task.outputs : []));
    const candidates = [...template, ...made].flatMap((name) => artifacts.get(name) ?? []);
    return path.resolve(candidates.find((one) => fs.existsSync(path.join(one, MANIFEST))) ?? this.given);
  }

  /**
   * A publisher publishes what the new cloud assembly has for it, as it would when the pipeline has updated itself: content changes the
   * ids of assets.
   */
  private withNewAssets(work: Work, directory: string): Work {
    const { pipeline, nodes } = this.document;
    const { task } = work;
    const file = path.join(directory, `${pipeline.name}${PLAN_FILE_SUFFIX}`);
    if (task.kind !== 'build' || !fs.existsSync(file)) {
      return work;
    }
    const [{ document }] = readPlans(file);
    const now = document.actions.find(({ node }) => node === nodes[work.node].id);
    return now?.assets ? { ...work, task: { ...task, assets: now.assets } } : work;
  }
}
