import { isDeepStrictEqual } from 'node:util';
import * as fc from 'fast-check';
import type {
  BlueprintSpec,
  EnvName,
  FileRef,
  OptionsSpec,
  OutputSpec,
  ScriptSpec,
  SourceSpec,
  StackSpec,
  StageSpec,
  StepSpec,
  ValueSpec,
  WaveSpec,
} from './spec';

/** Choices for everything in a blueprint; numbers are taken modulo what there is to choose from. */
const choices = fc.infiniteStream(fc.nat({ max: 999 }));

/** Any blueprint that is complete: what is used was there before. */
export const blueprints: fc.Arbitrary<BlueprintSpec> = choices.map((stream) => new Generator(stream).blueprint());

const SOURCES: readonly SourceSpec[] = [
  { name: 'org/app', files: { 'a.txt': 'a of app', 'src/b.txt': 'b of app' } },
  { name: 'org/tools', files: { 'tool.sh': 'tool' } },
];

const TEXTS = ['x', '', 'two words', '$HOME', 'a=b', "it's", '*', '#1'];
const EXPORTED = ['1.2.3', '', 'two words', "it's", 'a/b=c', '{x}'];
const DIRECTORIES = ['lib', '../tools', '../up/there', 'a/b', './dot', 'deep/er/in'];

class Generator {
  private count = 0;
  /** Scripts that can hand on something to a later one: everything before the wave, or this list so far. */
  private scripts: ScriptSpec[] = [];
  private gates: string[] = [];
  private stacks: string[] = [];
  /** Where what a step uses must stand before it. */
  private readonly synth: ScriptSpec;

  constructor(private readonly stream: Iterator<number>) {
    this.synth = {
      kind: 'script',
      id: 'Synth',
      input: { source: 'org/app' },
      additional: this.chance(3) ? { [this.pick(DIRECTORIES)]: { source: 'org/tools' } } : undefined,
      env: this.chance(3) ? { A: this.pick(TEXTS) } : undefined,
      outputs: this.chance(2) ? [this.output()] : undefined,
    };
  }

  public blueprint(): BlueprintSpec {
    this.scripts.push(this.synth);
    const hidden = this.chance(3) ? this.times(1, 2, () => this.script()) : undefined;
    const waves = this.times(1, 3, () => this.wave());
    return { sources: SOURCES, synth: this.synth, hidden, waves, options: this.options(waves) };
  }

  private options(waves: readonly WaveSpec[]): OptionsSpec {
    const stages = waves.flatMap((w) => w.stages);
    const away = stages.some((s) =>
      [s.env, ...s.stacks.map((k) => k.env)].some((e) => e !== undefined && e !== 'home'),
    );
    return {
      selfMutation: this.pick([undefined, undefined, false]),
      useChangeSets: this.pick([undefined, undefined, true]),
      crossAccountKeys: away || this.chance(4) ? true : undefined,
      publishAssetsInParallel: this.pick([undefined, undefined, false]),
      maxPublishers: this.pick([undefined, undefined, 1, 2]),
      usePipelineRoleForActions: this.pick([undefined, undefined, true]),
    };
  }

  private wave(): WaveSpec {
    const id = this.name('Wave');
    if (this.chance(2)) {
      return { id, single: true, stages: [this.stage()] };
    }
    const pre = this.steps(2);
    const stages = this.times(1, 3, () => this.stage());
    return { id, pre, stages, post: this.steps(2), apart: this.chance(3) ? true : undefined };
  }

  private stage(): StageSpec {
    const id = this.name('Stage');
    const pre = this.steps(1);
    const check: StepSpec[] = this.chance(25) ? [{ kind: 'check', id: this.name('Check') }] : [];
    const env = this.pick<EnvName | undefined>([undefined, 'home', 'account', 'region', 'both']);
    const stacks: StackSpec[] = [];
    this.times(1, 3, () => stacks.push(this.stack(id, stacks)));
    return { id, env, pre: [...pre, ...check], stacks, post: this.steps(2) };
  }

  private stack(stage: string, others: readonly StackSpec[]): StackSpec {
    const id = `Stack${others.length}`;
    const pre = this.chance(6) ? this.steps(1) : [];
    const changeSet = this.chance(6) ? this.steps(1) : [];
    this.stacks.push(`${stage}/${id}`);
    const post = this.chance(5) ? this.steps(1) : [];
    return {
      id,
      env: this.chance(8) ? this.pick<EnvName>(['account', 'region', 'both']) : undefined,
      dependsOn: others.filter(() => this.chance(3)).map((s) => s.id),
      files: this.chance(2) ? [...new Set(this.times(1, 2, () => this.number(4)))] : [],
      images: this.chance(4) ? [this.number(2)] : [],
      tags: this.chance(6) ? { team: this.pick(['a', 'b c']) } : undefined,
      pre,
      changeSet,
      post,
    };
  }

  private steps(most: number): StepSpec[] {
    return this.times(0, most, () => (this.chance(4) ? this.gate() : this.script()));
  }

  private gate(): StepSpec {
    const id = this.name('Gate');
    const after = this.earlier();
    this.gates.push(id);
    return { kind: 'gate', id, comment: this.pick([undefined, 'Sure?', 'a "quoted" one']), after };
  }

  private script(): ScriptSpec {
    const outputs = this.chance(3) ? this.times(1, 2, () => this.output()) : undefined;
    const input = this.chance(3) ? undefined : this.files();
    const script: ScriptSpec = {
      kind: 'script',
      id: this.name('Script'),
      codeBuild: this.chance(3) ? true : undefined,
      input,
      additional: this.additional(input ?? { source: SOURCES[0].name }),
      env: this.env(),
      installCommands: this.chance(5) ? ['export INSTALLED=yes'] : undefined,
      outputs,
      exports: this.chance(3)
        ? { V: this.pick(EXPORTED), ...(this.chance(2) ? { W: this.pick(EXPORTED) } : {}) }
        : undefined,
      after: this.earlier(),
      variables: this.chance(6) ? { PROJECT: this.pick(TEXTS) } : undefined,
    };
    this.scripts.push(script);
    return script.installCommands ? { ...script, alsoSees: { INSTALLED: 'yes' } } : script;
  }

  /** Of a step before this one. */
  private earlier(): string[] | undefined {
    const known = [...this.scripts.slice(1).map((s) => s.id), ...this.gates];
    return known.length > 0 && this.chance(4) ? [this.pick(known)] : undefined;
  }

  private env(): Record<string, ValueSpec> | undefined {
    const value = (): ValueSpec => {
      const exporting = this.scripts.filter((s) => s.exports);
      const kind = this.number(4);
      if (kind === 0 && exporting.length > 0) {
        const script = this.pick(exporting);
        return { step: script.id, variable: this.pick(Object.keys(script.exports!)) };
      }
      if (kind === 1 && this.stacks.length > 0) {
        return { stack: this.pick(this.stacks) };
      }
      return kind === 2
        ? { source: this.pick(SOURCES).name, attribute: this.pick(['CommitId', 'BranchName'] as const) }
        : this.pick(TEXTS);
    };
    return this.chance(2)
      ? Object.fromEntries(this.times(1, 3, () => [this.pick(['A', 'B', 'C']), value()]))
      : undefined;
  }

  /** Other files than the input: a link to that would be a circle. */
  private additional(input: FileRef): Record<string, FileRef> | undefined {
    const files = this.files(false);
    return this.chance(3) && !isDeepStrictEqual(files, input) ? { [this.pick(DIRECTORIES)]: files } : undefined;
  }

  private files(primary = true): FileRef {
    const producers = this.scripts.filter((s) => (s.outputs ?? []).length > 0);
    const kind = this.number(4);
    if (kind === 0 && primary) {
      return 'assembly';
    }
    if (kind <= 2 && producers.length > 0) {
      const { id, outputs } = this.pick(producers);
      return { step: id, directory: this.pick(outputs!).directory };
    }
    return { source: this.pick(SOURCES).name };
  }

  private output(): OutputSpec {
    const directory = this.name('out');
    return { directory, files: { 'f.txt': `f in ${directory}`, 'sub/g.txt': `g in ${directory}` } };
  }

  private name(kind: string): string {
    return `${kind}${++this.count}`;
  }

  private number(below: number): number {
    return this.stream.next().value % below;
  }

  /** Once in so many times. */
  private chance(times: number): boolean {
    return this.number(times) === times - 1;
  }

  private pick<T>(from: readonly T[]): T {
    return from[this.number(from.length)];
  }

  private times<T>(least: number, most: number, make: () => T): T[] {
    return Array.from({ length: least + this.number(most - least + 1) }, make);
  }
}
