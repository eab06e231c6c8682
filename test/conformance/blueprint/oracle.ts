import { ASSEMBLY, describeText } from '../cloud/describe-seen';
import {
  attributeOf,
  type BlueprintSpec,
  environmentOf,
  type FileRef,
  type ScriptSpec,
  scriptsOf,
  type StackSpec,
  type StageSpec,
  stepsIn,
  type StepSpec,
  textOfFile,
  textOfImage,
  urlOf,
  type ValueSpec,
  type WaveSpec,
} from './spec';

/* What must be observed, made from the blueprint and from nothing else. */

export interface Expectation {
  /** What happens, each once, with its details. */
  readonly events: ReadonlyMap<string, readonly string[]>;
  /** Change sets that nobody looks at: a layout may make them or not. */
  readonly optional: ReadonlyMap<string, readonly string[]>;
  /** What must be over before something begins. */
  readonly before: readonly (readonly [string, string])[];
}

export function expectationOf(spec: BlueprintSpec): Expectation {
  return new Oracle(spec).expectation();
}

/** Events, first to last: between neighbours everything waits. */
type Row = string[][];

class Oracle {
  private readonly events = new Map<string, string[]>();
  private readonly optional = new Map<string, string[]>();
  private readonly before: [string, string][] = [];
  private readonly steps = new Map<string, ScriptSpec>();

  constructor(private readonly spec: BlueprintSpec) {
    scriptsOf(spec).forEach((s) => this.steps.set(s.id, s));
  }

  public expectation(): Expectation {
    const { synth, waves, options } = this.spec;
    const sources = this.spec.sources.map(({ name }) => name).filter((name) => this.isUsed(name));
    sources.forEach((name) => this.events.set(`source ${name}`, []));
    const row: Row = [[`script ${synth.id}`]];
    this.script(synth);
    this.list(this.neededOnly());
    if (options?.selfMutation !== false) {
      this.events.set('self-update', ['stack: PipelineStack']);
      row.push(['self-update']);
    }
    row.push(...waves.map((wave) => this.wave(wave)));
    this.inARow(row);
    // Everything but a source waits for the synth, whatever else it needs.
    const { events, optional, before } = this;
    return { events, optional, before };
  }

  /** Of the steps that nobody places, those that something placed needs. */
  private neededOnly(): ScriptSpec[] {
    const { hidden = [], synth, waves } = this.spec;
    const needed = new Set<StepSpec>();
    const pending: StepSpec[] = [synth, ...waves.flatMap(stepsIn)];
    for (let step = pending.pop(); step !== undefined; step = pending.pop()) {
      const text = JSON.stringify(step);
      const more = hidden.filter((s) => s !== step && !needed.has(s) && text.includes(`"${s.id}"`));
      more.forEach((s) => needed.add(s));
      pending.push(...more);
    }
    return hidden.filter((s) => needed.has(s));
  }

  private isUsed(source: string): boolean {
    const unneeded = (this.spec.hidden ?? []).filter((s) => !this.neededOnly().includes(s));
    const scripts = scriptsOf(this.spec).filter((s) => !unneeded.includes(s));
    const refs = scripts.flatMap((s) => [this.inputOf(s), ...Object.values(s.additional ?? {})]);
    const values = scripts.flatMap((s) => Object.values(s.env ?? {}));
    return [...refs, ...values].some((x) => typeof x === 'object' && 'source' in x && x.source === source);
  }

  /** @returns all that happens in it */
  private wave(wave: WaveSpec): string[] {
    const stages = wave.stages.map((stage) => this.stage(stage));
    return this.inARow([this.list(wave.pre), stages.flat(), this.list(wave.post)]);
  }

  private stage(stage: StageSpec): string[] {
    const pre = this.list(stage.pre, stage);
    const stacks = new Map(stage.stacks.map((stack) => [stack.id, this.stack(stage, stack)]));
    for (const { id, dependsOn = [] } of stage.stacks) {
      dependsOn.forEach((other) => this.order([this.deployment(stage, other)], [this.deployment(stage, id)]));
    }
    return this.inARow([pre, [...stacks.values()].flat(), this.list(stage.post, stage)]);
  }

  private stack(stage: StageSpec, stack: StackSpec): string[] {
    const { account, region } = environmentOf(stage, stack);
    const deployment = this.deployment(stage, stack.id);
    const tags = Object.entries(stack.tags ?? {}).map(([key, value]) => `tag ${key}=${value}`);
    const details = [`template: stack ${stage.id}/${stack.id}`, ...tags];
    this.events.set(deployment, details);
    const prepared = deployment.replace(/^deploy/, 'prepare');
    const shown = (stack.changeSet ?? []).length > 0;
    (shown ? this.events : this.optional).set(prepared, details);
    const published = [
      ...(stack.files ?? []).map((n) => `publish file '${textOfFile(n)}' to ${account}/${region}`),
      ...(stack.images ?? []).map((n) => `publish image '${textOfImage(n)}' to ${account}/${region}`),
    ];
    published.forEach((asset) => this.events.set(asset, []));
    this.order(published, [prepared, deployment]);
    this.order(['self-update', `script ${this.spec.synth.id}`], published);
    return this.inARow([
      this.list(stack.pre, stage),
      [prepared],
      this.list(stack.changeSet, stage),
      [deployment],
      this.list(stack.post, stage),
    ]);
  }

  private deployment(stage: StageSpec, id: string): string {
    const { account, region } = environmentOf(
      stage,
      stage.stacks.find((s) => s.id === id)!,
    );
    return `deploy ${stage.id}-${id} in ${account}/${region}`;
  }

  private list(steps: readonly StepSpec[] = [], stage?: StageSpec): string[] {
    return steps.flatMap((step) => this.step(step, stage));
  }

  private step(step: StepSpec, stage?: StageSpec): string[] {
    const made = this.newStep(step, stage);
    (step.after ?? []).forEach((id) => this.order(this.eventsOfStep(id), made));
    return made;
  }

  private newStep(step: StepSpec, stage?: StageSpec): string[] {
    switch (step.kind) {
      case 'gate': {
        const comment = step.comment === undefined ? [] : [`comment: ${step.comment}`];
        this.events.set(`gate ${step.id}`, [...comment, 'answered by a person']);
        return [`gate ${step.id}`];
      }
      case 'check': {
        const [compared, confirmed] = [`compare permissions of ${stage!.id}`, `gate ${step.id}.Confirm`];
        this.events.set(compared, []);
        this.events.set(confirmed, [
          'comment: No security-impacting changes detected.',
          'link: of a build',
          'answered by a function',
        ]);
        this.order([compared], [confirmed]);
        return [compared, confirmed];
      }
      default:
        return this.script(step);
    }
  }

  /** Of a step that was there before. */
  private eventsOfStep(id: string): string[] {
    return [`script ${id}`, `gate ${id}`, `gate ${id}.Confirm`].filter((event) => this.events.has(event));
  }

  private script(script: ScriptSpec): string[] {
    const me = [`script ${script.id}`];
    const env = Object.entries({ ...script.variables, ...script.env });
    this.events.set(
      me[0],
      [
        ...env.map(([name, value]) => `env ${name}=${JSON.stringify(this.valueOf(value))}`),
        ...Object.entries(script.alsoSees ?? {}).map(([name, value]) => `env ${name}=${JSON.stringify(value)}`),
        ...this.seenFiles(script),
      ].sort(),
    );
    const refs = [this.inputOf(script), ...Object.values(script.additional ?? {})];
    refs.forEach((ref) => this.order([this.producerOf(ref)], me));
    env.forEach(([, value]) => this.order(this.producersOf(value), me));
    return me;
  }

  private inputOf({ input }: ScriptSpec): FileRef {
    return input ?? { source: this.spec.sources.map((s) => s.name).sort()[0] };
  }

  private producerOf(ref: FileRef): string {
    return ref === 'assembly'
      ? `script ${this.spec.synth.id}`
      : 'source' in ref
        ? `source ${ref.source}`
        : `script ${ref.step}`;
  }

  private producersOf(value: ValueSpec): string[] {
    if (typeof value === 'string') return [];
    if ('attribute' in value) return [`source ${value.source}`];
    if ('step' in value) return [`script ${value.step}`];
    const [stageId, stackId] = value.stack.split('/');
    const stage = this.spec.waves.flatMap((w) => w.stages).find((s) => s.id === stageId)!;
    return [this.deployment(stage, stackId)];
  }

  private valueOf(value: ValueSpec): string {
    if (typeof value === 'string') return value;
    if ('attribute' in value) return attributeOf(value);
    return 'step' in value ? this.steps.get(value.step)!.exports![value.variable] : urlOf(value.stack);
  }

  private seenFiles(script: ScriptSpec): string[] {
    const here = [...this.filesOf(this.inputOf(script))];
    const lines: string[] = [];
    for (const [directory, ref] of Object.entries(script.additional ?? {})) {
      const files = this.filesOf(ref);
      if (directory.startsWith('..')) {
        lines.push(...files.map((file) => `in ${directory}: ${file}`));
      } else {
        here.push(...files.map((file) => `${directory.replace(/^\.\//, '').replace(/\/$/, '')}/${file}`));
      }
    }
    return [...here.map((file) => `in .: ${file}`), ...lines];
  }

  /** Paths and texts. */
  private filesOf(ref: FileRef): string[] {
    if (ref === 'assembly') {
      return [`${ASSEMBLY} ${describeText('')}`];
    }
    const describe = ([file, text]: [string, string]) => `${file} ${describeText(text)}`;
    if ('source' in ref) {
      return Object.entries(this.spec.sources.find((s) => s.name === ref.source)!.files).map(describe);
    }
    const outputs = this.steps.get(ref.step)!.outputs ?? [];
    const output = ref.directory === undefined ? outputs[0] : outputs.find((o) => o.directory === ref.directory)!;
    const handedOn = Object.entries(output.files).filter(([file]) => output.handedOn?.includes(file) ?? true);
    return handedOn.map(describe);
  }

  private inARow(row: Row): string[] {
    const filled = row.filter((events) => events.length > 0);
    filled.forEach((events, i) => filled.slice(i + 1).forEach((later) => this.order(events, later)));
    return filled.flat();
  }

  private order(earlier: readonly string[], later: readonly string[]): void {
    earlier.forEach((a) => later.forEach((b) => this.before.push([a, b])));
  }
}
