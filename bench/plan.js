// Planning and layout on blueprints that are plain data: no CDK, no files.
const { defaultPlan, layOut } = require('../lib/engines/codepipeline/private/layouts/default-stages');
const { buildPlan } = require('../lib/plan/build-plan');

const OPTIONS = defaultPlan({ selfMutation: true, changeSets: true, publishAssetsInParallel: true });
const STACKS_IN_STAGE = 10;

/**
 * Stages in waves of five, each with a gate, ten stacks in a chain, an asset for each stack, and a test.
 *
 * `unnamed`: in each Stage two further tests wait for a step that is named nowhere.
 */
function blueprint(nodes, unnamed) {
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
    assets: [{ id: `asset-${id}`, destination: 'here', isImage: false, manifestPath: `/out/${id}` }],
  };
}

function run() {
  for (const unnamed of [false, true]) {
    console.log(
      `\nnodes       plan ms   layout ms   µs for each node${unnamed ? '   (with steps named nowhere)' : ''}`,
    );
    [1000, 10_000, 100_000].forEach((size) => measure(size, unnamed));
  }
}

function measure(size, unnamed) {
  // The first run of each size is for the compiler.
  for (const isShown of [false, true]) {
    const data = blueprint(size, unnamed);
    const start = process.hrtime.bigint();
    const plan = buildPlan(data, OPTIONS);
    const planned = process.hrtime.bigint();
    layOut(plan, 50);
    const laidOut = process.hrtime.bigint();
    const ms = (a, b) => Number(b - a) / 1e6;
    const each = (1000 * ms(start, laidOut)) / plan.nodes.length;
    if (!isShown) {
      continue;
    }
    console.log(
      `${String(plan.nodes.length).padEnd(12)}${ms(start, planned).toFixed(0).padEnd(10)}${ms(planned, laidOut).toFixed(0).padEnd(12)}${each.toFixed(1)}`,
    );
  }
}

module.exports = { run };
