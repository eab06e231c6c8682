// Workflows of GitHub: what `buildPipeline()` of a GitHubWorkflow takes, and how large the file is.
const cdk = require('aws-cdk-lib');
const pipelines = require('..');
const { read, rounded, save } = require('./results');

const SHAPES = [
  { stages: 50, stacks: 2, around: false },
  { stages: 100, stacks: 3, around: false },
  { stages: 100, stacks: 3, around: true },
  { stages: 200, stacks: 5, around: false },
  { stages: 400, stacks: 5, around: false },
];

const cpu = () => process.cpuUsage().user / 1000;

/** A wave of Stages with stacks in a chain; `around`: a gate before each Stage, and a test behind it. */
function declare({ stages, stacks, around }) {
  const app = new cdk.App({ treeMetadata: false, analyticsReporting: false });
  const workflow = new pipelines.github.GitHubWorkflow(app, 'Delivery', {
    synth: new pipelines.ShellStep('Synth', { commands: ['npm ci', 'npx cdk synth'] }),
    awsCreds: pipelines.github.AwsCredentials.fromOpenIdConnect({
      gitHubActionRoleArn: 'arn:aws:iam::111111111111:role/GitHub',
    }),
  });
  const wave = workflow.addWave('World');
  for (let i = 0; i < stages; i++) {
    const stage = new cdk.Stage(app, `Region${i}`, { env: { account: '111111111111', region: 'eu-west-1' } });
    const all = Array.from({ length: stacks }, (_, k) => new cdk.Stack(stage, `Stack${k}`));
    all.forEach((stack, k) => {
      new cdk.CfnResource(stack, 'Thing', { type: 'Test::Thing::Thing' });
      if (k > 0) stack.addStackDependency(all[k - 1]);
    });
    wave.addStage(stage, around ? stepsAround() : {});
  }
  return workflow;
}

function stepsAround() {
  return {
    pre: [new pipelines.ManualApprovalStep('Release')],
    post: [new pipelines.ShellStep('Smoke', { commands: ['curl -fsS https://example.com'] })],
  };
}

/** The time of the Stages' own synthesis is CDK's, and taken out. */
function measure(shape) {
  const workflow = declare(shape);
  const { synth } = cdk.Stage.prototype;
  let inStages = 0;
  cdk.Stage.prototype.synth = function (...args) {
    const start = cpu();
    try {
      return synth.apply(this, args);
    } finally {
      inStages += cpu() - start;
    }
  };
  const start = cpu();
  let [text, refused] = ['', ''];
  try {
    workflow.buildPipeline();
    text = workflow.workflowText;
  } catch (error) {
    refused = /\d+ bytes in a workflow file/.exec(error.message)?.[0];
    if (!refused) throw error;
  } finally {
    cdk.Stage.prototype.synth = synth;
  }
  return { ms: rounded(cpu() - start - inStages, 0), refused, bytes: Buffer.byteLength(text) };
}

/** The layout alone, of plans that are plain data. */
function measureLayout(stages) {
  const { application } = require('./plan');
  const { layOut } = require('../lib/engines/github/private/layout/lay-out');
  const { buildPlan } = require('../lib/plan/build-plan');
  const { ownGroups, partOfWave } = require('../lib/plan/options');
  const { slotted } = require('../lib/plan/publisher-policy');
  const { namesByPlace } = require('../lib/plan/stack-names');
  const plan = buildPlan(application(32 * stages, false), {
    selfMutation: false,
    changeSets: 'for-steps',
    publishers: slotted({ count: 1, publisherOf: () => 'Assets' }),
    names: { own: ownGroups, apart: partOfWave, stacks: namesByPlace },
    stepsAroundOneStage: 'wave',
    postAfterPre: true,
  });
  const start = cpu();
  const { jobs } = layOut(plan, { targetOf: () => 'Assets', isGuarded: () => true });
  const edges = jobs.reduce((sum, { needs }) => sum + needs.length, 0);
  return { ms: cpu() - start, jobs: jobs.length, edges };
}

function run(options) {
  console.log('\nLayout of jobs');
  const layouts = [80, 800, 4000].map((stages) => {
    measureLayout(stages); // The first run of each size is for the compiler.
    const { ms, jobs, edges } = measureLayout(stages);
    console.log([`${jobs} jobs`, `${edges} needs`, `${ms.toFixed(0)} ms`].map((x) => x.padEnd(16)).join(''));
    return { jobs, needs: edges, ms: rounded(ms, 0) };
  });
  save('github-layout', { clock: 'cpu', rows: layouts }, options);
  console.log('\nA wave as a workflow');
  const waves = SHAPES.map((shape) => {
    measure(shape);
    const { ms, refused, bytes } = measure(shape);
    const name = `${shape.stages} × ${shape.stacks}${shape.around ? ', gates and tests' : ''}`;
    console.log([name.padEnd(28), `${ms} ms`.padEnd(12), refused ? `refused: ${refused}` : `${bytes} bytes`].join(''));
    return { library: 'ours', ...shape, ms, ...(refused ? { refused: true } : { bytes }) };
  });
  save('github', { clock: 'cpu', rows: [...waves, ...othersIn('github')] }, options);
}

/** What other libraries make of the same wave is measured by hand, and kept. */
function othersIn(name) {
  return read(name).rows.filter(({ library }) => library !== 'ours');
}

module.exports = { run };
