import { DocumentBuilder } from './builder';
import { comparePlans } from '../../lib/cli/diff/compare';
import type { PlanDocument, WorkKind } from '../../lib/document/plan-document';

// Whatever is renamed, swapped or moved: if each deployment still waits for what it waited for, no gate is lost; and if one
// does not, a gate is lost, whatever is renamed at the same time.

interface Gate {
  name: string;
  kind: WorkKind;
  comment?: string;
  /** Whether something waits for it. */
  isAwaited: boolean;
}

interface Stage {
  name: string;
  /** What stacks are named after. */
  prefix: string;
  gates: Gate[];
  stacks: string[];
  steps: string[];
}

interface Wave {
  name: string;
  gates: Gate[];
  stages: Stage[];
}

interface Model {
  path: string;
  waves: Wave[];
}

/** Numbers that are the same each time. */
class Random {
  constructor(private seed: number) {}

  public next(n: number): number {
    this.seed = (Math.imul(this.seed, 1664525) + 1013904223) >>> 0;
    return Math.floor((this.seed / 2 ** 32) * n);
  }

  public pick<A>(items: readonly A[]): A {
    return items[this.next(items.length)];
  }
}

function modelOf(random: Random): Model {
  const gatesOf = (least: number): Gate[] =>
    Array.from({ length: least + random.next(2) }, (_, i) => ({
      ...{ name: `${random.pick(['Ok', 'Ask'])}${i}`, kind: random.pick<WorkKind>(['approval', 'permissions-check']) },
      ...{ comment: random.pick(['Fine?', 'Sure?', undefined]), isAwaited: true },
    }));
  const waves = Array.from({ length: 1 + random.next(3) }, (_, w): Wave => ({
    name: `Wave${w}`,
    gates: gatesOf(0),
    stages: Array.from({ length: 1 + random.next(3) }, (__, s): Stage => ({
      ...{ name: `Stage${w}${s}`, prefix: `Stage${w}${s}`, gates: gatesOf(0) },
      stacks: ['Data', 'Web'].slice(random.next(2)),
      steps: ['Test', 'Smoke'].slice(random.next(3)),
    })),
  }));
  return { path: 'App/Pipeline', waves };
}

function documentOf({ path, waves }: Model): PlanDocument {
  const b = new DocumentBuilder();
  waves.forEach((wave, w) => {
    b.group(wave.name, w === 0 ? [] : [waves[w - 1].name]);
    const gatesOf = (group: string, gates: readonly Gate[], application?: string) =>
      gates.flatMap(({ name, kind, comment, isAwaited }) => {
        const job =
          kind === 'approval' ? ({ kind: 'ask', comment } as const) : ({ kind: 'permissions-check' } as const);
        b.action(`${group}/${name}`, {
          runOrder: 1,
          kind,
          application,
          gate: kind === 'approval' || kind === 'permissions-check',
          job,
        });
        return isAwaited ? [`${group}/${name}`] : [];
      });
    const around = gatesOf(wave.name, wave.gates);
    for (const stage of wave.stages) {
      const group = `${wave.name}/${stage.name}`;
      b.application(`App/${stage.name}`, wave.name).group(group, around);
      const gates = gatesOf(group, stage.gates, `App/${stage.name}`);
      for (const stack of stage.stacks) {
        const target = {
          stack: `App/${stage.name}/${stack}`,
          stackName: `${stage.prefix}-${stack}`,
          account: '1',
          region: 'r',
        };
        const options = { application: `App/${stage.name}`, wave: wave.name, target };
        b.group(`${group}/${stack}`, gates);
        b.action(`${group}/${stack}/Prepare`, { ...options, kind: 'prepare', runOrder: 2 });
        b.action(`${group}/${stack}/Deploy`, {
          ...options,
          kind: 'deploy',
          runOrder: 3,
          waits: [`${group}/${stack}/Prepare`],
        });
      }
      stage.steps.forEach((step) => {
        const job = {
          kind: 'script',
          installCommands: [],
          commands: [step],
          env: {},
          inputs: [],
          outputs: [],
        } as const;
        b.action(`${group}/${step}`, { job, runOrder: 4, waits: stage.stacks.map((stack) => `${group}/${stack}`) });
      });
    }
  });
  const document = b.done();
  return { ...document, pipeline: { ...document.pipeline, path } };
}

type Change = (model: Model, random: Random) => void;

const stagesOf = ({ waves }: Model) => waves.flatMap((wave) => wave.stages);
const gatesOf = (model: Model) => [...model.waves, ...stagesOf(model)].flatMap(({ gates }) => gates);

function swapNames<A extends { name: string }>(items: readonly A[], random: Random): void {
  if (items.length > 1) {
    const [a, b] = [random.pick(items), random.pick(items)];
    [a.name, b.name] = [b.name, a.name];
  }
}

/** These keep what each deployment waits for. */
const PURE: Readonly<Record<string, Change>> = {
  'a wave is renamed': ({ waves }, random) => void (random.pick(waves).name += 'X'),
  'all waves are renamed': ({ waves }) => waves.forEach((wave) => (wave.name += 'X')),
  'waves swap their names': ({ waves }, random) => swapNames(waves, random),
  'a Stage is renamed, its stacks are not': (model, random) => void (random.pick(stagesOf(model)).name += 'X'),
  'a Stage is renamed, and its stacks': (model, random) => {
    const stage = random.pick(stagesOf(model));
    stage.name += 'X';
    stage.prefix = stage.name;
  },
  'Stages swap their names, stacks do not': (model, random) => swapNames(stagesOf(model), random),
  'a gate is renamed': (model, random) => {
    const gates = gatesOf(model);
    if (gates.length > 0) {
      random.pick(gates).name += 'X';
    }
  },
  'gates of one Stage swap their names': (model, random) => swapNames(random.pick(stagesOf(model)).gates, random),
  'another question': (model, random) => {
    const gates = gatesOf(model);
    if (gates.length > 0) {
      random.pick(gates).comment = 'Really?';
    }
  },
  'Stages in another order': ({ waves }, random) => void random.pick(waves).stages.reverse(),
  'a step is renamed': (model, random) => {
    const { steps } = random.pick(stagesOf(model));
    steps.push(...steps.splice(0, 1).map((step) => `${step}X`));
  },
  'the pipeline is renamed': (model) => void (model.path = 'App/Other'),
  'gates in another order': (model, random) => void random.pick(stagesOf(model)).gates.reverse(),
};

/** A gate that stops something, and where it is. */
function anyGate(model: Model, random: Random): { gates: Gate[]; gate: Gate } | undefined {
  const places = [...model.waves, ...stagesOf(model)].filter(({ gates }) => gates.length > 0);
  if (places.length === 0) {
    return undefined;
  }
  const { gates } = random.pick(places);
  return { gates, gate: random.pick(gates) };
}

type Loss = (gates: Gate[], gate: Gate) => void;

/** These let something pass. */
const LOSSES: Readonly<Record<string, Loss>> = {
  removed: (gates, gate) => void gates.splice(gates.indexOf(gate), 1),
  'no longer waited for': (_, gate) => void (gate.isAwaited = false),
  'no gate any more': (_, gate) => void (gate.kind = 'script'),
  'a check, if it was an approval': (gates, gate) =>
    gate.kind === 'approval' ? void (gate.kind = 'permissions-check') : void gates.splice(gates.indexOf(gate), 1),
};

const isLost = (before: Model, after: Model) =>
  comparePlans(documentOf(before), documentOf(after)).changes.filter(({ severity }) => severity === 'lost');

const RUNS = 60;

test.each(Object.entries(PURE))('no gate is lost: %s', (_, change) => {
  for (let seed = 1; seed <= RUNS; seed++) {
    const random = new Random(seed);
    const before = modelOf(random);
    const after = structuredClone(before);
    change(after, random);
    expect({ seed, lost: isLost(before, after) }).toEqual({ seed, lost: [] });
  }
});

test('no gate is lost: several of these at once', () => {
  for (let seed = 1; seed <= 4 * RUNS; seed++) {
    const random = new Random(seed);
    const before = modelOf(random);
    const after = structuredClone(before);
    [random.pick(Object.values(PURE)), random.pick(Object.values(PURE))].forEach((change) => change(after, random));
    expect({ seed, lost: isLost(before, after) }).toEqual({ seed, lost: [] });
  }
});

test.each(Object.entries(LOSSES))('a gate is lost, whatever is renamed: %s', (_, loss) => {
  for (let seed = 1; seed <= 4 * RUNS; seed++) {
    const random = new Random(seed);
    const before = modelOf(random);
    const after = structuredClone(before);
    const place = anyGate(after, random);
    if (place) {
      loss(place.gates, place.gate);
      [0, 1].slice(random.next(3)).forEach(() => random.pick(Object.values(PURE))(after, random));
      expect({ seed, n: isLost(before, after).length > 0 }).toEqual({ seed, n: true });
    }
  }
});

test('a deployment that passes a gate by which others still wait', () => {
  for (let seed = 1; seed <= RUNS; seed++) {
    const random = new Random(seed);
    const before = modelOf(random);
    before.waves[0].gates.push({ name: 'All', kind: 'approval', isAwaited: true });
    const after = structuredClone(before);
    // A new wave before all others, without a gate.
    const { stages } = random.pick(after.waves.filter((wave) => wave.stages.length > 0));
    after.waves.unshift({ name: 'Early', gates: [], stages: [stages.pop()!] });
    random.pick(Object.values(PURE))(after, random);
    expect({ seed, n: isLost(before, after).length > 0 }).toEqual({ seed, n: true });
  }
});
