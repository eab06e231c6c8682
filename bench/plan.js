// Planning and layout on blueprints that are plain data: no CDK, no files.
const { layOut } = require('../lib/engines/codepipeline/private/layout');
const { buildPlan } = require('../lib/plan/build-plan');

const OPTIONS = { selfMutation: true, changeSets: true, singlePublisherPerAssetType: false };
const STACKS_IN_STAGE = 10;

/** Stages in waves of five, each with a gate, ten stacks in a chain, an asset for each stack, and a test. */
function blueprint(nodes) {
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
  const stages = Array.from({ length: Math.ceil(nodes / (3 * STACKS_IN_STAGE + 2)) }, (_, i) => ({
    name: `Stage${i}`,
    path: `Stage${i}`,
    pre: [step(`Gate${i}`)],
    post: [step(`Test${i}`, { dependsOn: [{ step: source, why: 'file-set' }] })],
    stacks: Array.from({ length: STACKS_IN_STAGE }, (__, k) => stack(i, k)),
  }));
  const waves = Array.from({ length: Math.ceil(stages.length / 5) }, (_, i) => ({
    id: `Wave${i}`,
    pre: [],
    post: [],
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
    assets: [{ id: `asset-${id}`, selector: `asset-${id}:here`, isImage: false, manifestPath: `/out/${id}` }],
  };
}

function run() {
  console.log('nodes       plan ms   layout ms   µs for each node');
  for (const size of [1000, 10_000, 100_000]) {
    const data = blueprint(size);
    const start = process.hrtime.bigint();
    const plan = buildPlan(data, OPTIONS);
    const planned = process.hrtime.bigint();
    layOut(plan);
    const laidOut = process.hrtime.bigint();
    const ms = (a, b) => Number(b - a) / 1e6;
    const each = (1000 * ms(start, laidOut)) / plan.nodes.length;
    console.log(
      `${String(plan.nodes.length).padEnd(12)}${ms(start, planned).toFixed(0).padEnd(10)}${ms(planned, laidOut).toFixed(0).padEnd(12)}${each.toFixed(1)}`,
    );
  }
}

module.exports = { run };
