// Planning and layout on blueprints that are plain data: no CDK, no files.
const { defaultPlan, layOut } = require('../lib/engines/codepipeline/private/layouts/default-stages');
const { buildPlan } = require('../lib/plan/build-plan');
const { rounded, save } = require('./results');

const OPTIONS = defaultPlan({ selfMutation: true, changeSets: true, publishAssetsInParallel: true });
const STACKS_IN_STAGE = 10;

/** A blueprint with its source and synth, and what adds further steps to it. */
function start() {
  const steps = [];
  const step = (id, props) => {
    steps.push({
      key: steps.length,
      id,
      label: id,
      isSource: false,
      isGate: false,
      actions: 1,
      dependsOn: [],
      consumes: [],
      ...props,
    });
    return steps.length - 1;
  };
  const source = step('source', { isSource: true });
  const synth = step('synth', { dependsOn: [{ step: source, why: 'file-set' }] });
  return { steps, step, source, synth };
}

const wave = (props) => ({ id: 'Wave', pre: [], post: [], apart: false, stages: [], ...props });
const declared = (...steps) => steps.map((step) => ({ step, why: 'declared' }));
const range = (n, make) => Array.from({ length: n }, (_, i) => make(i));

/** What grows in one direction only. Each takes a size, and makes a blueprint. */
const SHAPES = {
  'Fan-in: steps on each side': [
    [250, 500, 1000],
    (n) =>
      withSteps((step) => {
        const first = range(n, (i) => step(`First${i}`));
        return [...first, ...range(n, (i) => step(`Second${i}`, { dependsOn: declared(...first) }))];
      }),
  ],
  'Chain of steps': [
    [10_000, 100_000],
    (n) =>
      withSteps((step) => {
        const all = [];
        range(n, (i) => all.push(step(`Step${i}`, { dependsOn: declared(...all.slice(-1)) })));
        return all;
      }),
  ],
  'Chain of which only the last is named': [
    [10_000, 100_000],
    (n) =>
      withSteps((step) => {
        const all = [];
        range(n, (i) => all.push(step(`Step${i}`, { dependsOn: declared(...all.slice(-1)) })));
        return all.slice(-1);
      }),
  ],
  'Circle of steps': [
    [10_000, 100_000],
    (n) =>
      withSteps((step, steps) => {
        const all = range(n, (i) => step(`Step${i}`));
        all.forEach((key, i) => (steps[key].dependsOn = declared(all[(i + 1) % n])));
        return all;
      }),
  ],
  'Assets of one stack': [[1000, 10_000], (n) => withStacks([{ ...stack(0, 0), assets: range(n, asset) }])],
  'Stacks that wait for as many others': [
    [100, 400],
    (n) =>
      withStacks([
        ...range(n, (i) => ({ ...stack(0, i), dependsOn: [] })),
        ...range(n, (i) => ({ ...stack(1, i), dependsOn: range(n, (k) => stack(0, k).id) })),
      ]),
  ],
  'Waves of one gate': [
    [1000, 10_000, 50_000],
    (n) => {
      const { steps, step, synth } = start();
      const waves = range(n, (i) => wave({ id: `Wave${i}`, pre: [step(`Gate${i}`, { isGate: true })] }));
      return { path: 'Pipeline', steps, synth, waves };
    },
  ],
};

function withSteps(make) {
  const { steps, step, synth } = start();
  return { path: 'Pipeline', steps, synth, waves: [wave({ pre: make(step, steps) })] };
}

function withStacks(stacks) {
  const { steps, synth } = start();
  return {
    path: 'Pipeline',
    steps,
    synth,
    waves: [wave({ stages: [{ name: 'Stage', path: 'Stage', pre: [], post: [], stacks }] })],
  };
}

/**
 * Stages in waves of five, each with a gate, ten stacks in a chain, an asset for each stack, and a test.
 *
 * `unnamed`: in each Stage two further tests wait for a step that is named nowhere.
 */
function application(nodes, unnamed) {
  const { steps, step, source, synth } = start();
  const testsWithSetUp = (i) => {
    const setUp = step(`SetUp${i}`);
    return ['A', 'B'].map((x) => step(`${x}${i}`, { dependsOn: [{ step: setUp, why: 'declared' }] }));
  };
  const stages = Array.from({ length: Math.ceil(nodes / (3 * STACKS_IN_STAGE + 2)) }, (_, i) => ({
    name: `Stage${i}`,
    path: `Stage${i}`,
    pre: [step(`Gate${i}`)],
    post: [step(`Test${i}`, { dependsOn: [{ step: source, why: 'file-set' }] }), ...(unnamed ? testsWithSetUp(i) : [])],
    stacks: Array.from({ length: STACKS_IN_STAGE }, (__, k) => stack(i, k)),
  }));
  const waves = Array.from({ length: Math.ceil(stages.length / 5) }, (_, i) => ({
    id: `Wave${i}`,
    pre: [],
    post: [],
    apart: false,
    stages: stages.slice(5 * i, 5 * i + 5),
  }));
  return { path: 'Pipeline', steps, synth, waves };
}

function stack(i, k) {
  const id = `Stage${i}Stack${k}`;
  return {
    id,
    path: id,
    name: id,
    tags: {},
    templatePath: `/out/${id}`,
    pre: [],
    changeSet: [],
    post: [],
    dependsOn: k > 0 ? [`Stage${i}Stack${k - 1}`] : [],
    assets: [asset(id)],
  };
}

const asset = (id) => ({ id: `asset-${id}`, destination: 'here', isImage: false, manifestPath: `/out/${id}` });

function run(options) {
  const now = clockOf(options.clock);
  const applications = [false, true].map((unnamed) => [
    `An application${unnamed ? ' with steps named nowhere' : ''}`,
    [[1000, 10_000, 100_000], (size) => application(size, unnamed)],
  ]);
  const rows = [...applications, ...Object.entries(SHAPES)].flatMap(([shape, [sizes, make]]) => {
    console.log(`\n${shape}`);
    return sizes.map((size) => ({ shape, size, ...measure(size, () => make(size), now) }));
  });
  save('plan', { clock: options.clock, rows }, options);
}

function measure(size, blueprint, now) {
  attempt(blueprint(), now); // The first run of each size is for the compiler.
  const { nodes, waits, planning, layout } = attempt(blueprint(), now);
  const each = (1000 * (planning + layout)) / (nodes + waits);
  const cells = [`size ${size}`, `${nodes} nodes`, `${waits} waits`, `plan ${planning.toFixed(0)} ms`];
  console.log(
    [...cells, `layout ${layout.toFixed(0)} ms`, `${each.toFixed(1)} µs each`].map((x) => x.padEnd(16)).join(''),
  );
  return { nodes, waits, ms: rounded(planning + layout) };
}

function attempt(data, now) {
  const waits = data.steps.reduce((sum, { dependsOn }) => sum + dependsOn.length, 0) + stackWaits(data);
  const [begin, plan] = [now(), buildPlan(data, OPTIONS)];
  const planned = now();
  try {
    layOut(plan, 50);
  } catch (e) {
    if (!/wait/.test(e.message)) throw e; // A circle has no layout: the time is that of its message.
  }
  return { nodes: plan.nodes.length, waits, planning: planned - begin, layout: now() - planned };
}

function stackWaits({ waves }) {
  const stacks = waves.flatMap(({ stages }) => stages.flatMap((stage) => stage.stacks));
  return stacks.reduce((sum, { dependsOn }) => sum + dependsOn.length, 0);
}

/** Time on the clock, or of the processor, in ms. */
const clockOf = (clock) =>
  clock === 'cpu' ? () => process.cpuUsage().user / 1000 : () => Number(process.hrtime.bigint()) / 1e6;

module.exports = { run, application };
