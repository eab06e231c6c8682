import type {
  AssetSnapshot,
  BlueprintSnapshot,
  StackSnapshot,
  StageSnapshot,
  StepSnapshot,
  WaveSnapshot,
} from '../../lib/plan/snapshot-data';

/** Builds blueprints as data, without the CDK. */
export class Blueprint {
  private readonly steps: StepSnapshot[] = [];
  private readonly waves: WaveSnapshot[] = [];
  private readonly source = this.step('source', { isSource: true });
  public readonly synth = this.step('synth', { dependsOn: [{ step: this.source, why: 'file-set' }] });

  public step(id: string, props: Partial<StepSnapshot> = {}): number {
    const key = this.steps.length;
    this.steps.push({
      key,
      id,
      label: `ShellStep(${id})`,
      kind: 'script',
      isSource: false,
      isGate: false,
      actions: 1,
      dependsOn: [],
      consumes: [],
      outputs: [],
      ...props,
    });
    return key;
  }

  public gate(id: string): number {
    return this.step(id, { isGate: true, kind: 'approval', label: `ManualApprovalStep(${id})` });
  }

  public dependsOn(step: number, ...on: number[]): void {
    this.steps[step] = {
      ...this.steps[step],
      dependsOn: [...this.steps[step].dependsOn, ...on.map((s) => ({ step: s, why: 'declared' as const }))],
    };
  }

  public wave(id: string, stages: StageSnapshot[], around: Partial<WaveSnapshot> = {}): this {
    this.waves.push({ pre: [], post: [], apart: false, ...around, id, stages });
    return this;
  }

  public data(): BlueprintSnapshot {
    return { path: 'Stack/Pipeline', steps: this.steps, synth: this.synth, waves: this.waves };
  }
}

export function stage(
  name: string,
  stacks: StackSnapshot[],
  around: { pre?: number[]; post?: number[] } = {},
): StageSnapshot {
  return { name, path: `App/${name}`, stacks, pre: around.pre ?? [], post: around.post ?? [] };
}

export function stack(id: string, props: Partial<StackSnapshot> = {}): StackSnapshot {
  return {
    id,
    path: `App/${id}`,
    name: id,
    tags: {},
    assumeRoleOptions: [],
    terminationProtection: false,
    notificationArns: [],
    templatePath: `/out/${id}.template.json`,
    pre: [],
    changeSet: [],
    post: [],
    dependsOn: [],
    assets: [],
    ...props,
  };
}

export function asset(id: string, props: Partial<AssetSnapshot> = {}): AssetSnapshot {
  return {
    id,
    destination: 'dest',
    isImage: false,
    manifestPath: '/out/a.assets.json',
    sessionTags: false,
    ...props,
  };
}
