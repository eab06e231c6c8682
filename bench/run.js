// The command `run`: a simulation with its screen, on documents that are plain data, in the order of the plan and of CodePipeline;
// and what a rehearsal adds to each step, with steps that do nothing, one after the other.
const { spawnSync } = require('child_process');
const fs = require('fs');
const os = require('os');
const path = require('path');
const { PlanGraph } = require('../lib/document/plan-graph');
const { stylesOf } = require('../lib/private/terminal');
const { simulationScreen } = require('../lib/run/screens/simulation');
const { simulate } = require('../lib/run/simulate');
const { documentOf } = require('./diff');
const { rounded, save } = require('./results');

const COMMAND = path.join(__dirname, '..', 'lib', 'cli', 'main.js');
const ACTIONS_OF_STAGE = 8;

function simulated(document, order) {
  const start = process.cpuUsage();
  let lines = [];
  const out = (more) => (lines = more);
  const plan = new PlanGraph(document);
  simulate(plan, { order }, simulationScreen(plan, { out, err: out, width: 120, styles: stylesOf(true) }));
  const { user, system } = process.cpuUsage(start);
  return { ms: (user + system) / 1000, lines: lines.length };
}

function runSimulations(options) {
  console.log('\nactions    plan ms   CodePipeline ms   lines');
  simulated(documentOf(100), 'plan');
  const rows = [1_000, 10_000, 100_000].map((actions) => {
    const document = documentOf(actions / ACTIONS_OF_STAGE);
    const [plan, codePipeline] = ['plan', 'codepipeline'].map((order) => simulated(document, order));
    const row = { actions, plan: rounded(plan.ms, 0), codePipeline: rounded(codePipeline.ms, 0), lines: plan.lines };
    console.log(
      [String(actions).padEnd(11), String(row.plan).padEnd(10), String(row.codePipeline).padEnd(18), row.lines].join(
        '',
      ),
    );
    return row;
  });
  save('run', { clock: 'cpu', rows }, options);
}

/** A chain of steps, each with the files of the one before. */
function chainOf(steps) {
  const names = ['Source/shop', ...Array.from({ length: steps }, (_, i) => `Build/Step${i}`)];
  const name = (id) => id.slice(id.indexOf('/') + 1);
  const action = (id, i) => ({
    ...{ name: name(id), node: id, runOrder: Math.max(i, 1), gate: false },
    ...(i === 0 ? { category: 'Source', provider: 'CodeStarSourceConnection' } : {}),
    ...(i > 0 ? { category: 'Build', provider: 'CodeBuild', project: 'Nothing' } : {}),
    settings: { OutputArtifacts: `Files${i}`, ...(i > 0 ? { InputArtifacts: `Files${i - 1}` } : {}) },
  });
  const source = { kind: 'source', provider: 'connection', repository: 'a/shop', trigger: 'change' };
  const script = { kind: 'script', installCommands: [], commands: [], env: {}, inputs: [], outputs: [] };
  const buildspec = { version: '0.2', phases: { build: { commands: ['true'] } }, artifacts: { files: '**/*' } };
  return {
    schemaVersion: '2.0',
    pipeline: { path: 'P', name: 'P', selfMutation: true, changeSets: true },
    applications: [],
    nodes: names.map((id, i) => ({
      ...{ id, kind: 'action', name: name(id) },
      waitsFor: i === 0 ? [] : [{ node: names[i - 1], reason: 'files' }],
    })),
    actions: names.map((id, i) => ({
      ...{ node: id, name: name(id), label: name(id), gate: false },
      ...(i === 0 ? { kind: 'source', job: source } : { kind: 'script', job: script }),
    })),
    codePipeline: {
      ...{ type: 'V2', layout: 'default', siblingWaits: [] },
      stages: ['Source', 'Build'].map((stage) => ({
        name: stage,
        actions: names.map(action).filter(({ node }) => node.startsWith(stage)),
      })),
      projects: [
        {
          ...{ path: 'Nothing', type: 'LINUX_CONTAINER', image: 'aws/codebuild/standard:7.0' },
          ...{ computeType: 'BUILD_GENERAL1_SMALL', privileged: false, role: 'Role', env: {} },
          buildspec: JSON.stringify(buildspec),
        },
      ],
    },
    ...{ budgets: [], warnings: [], roles: [] },
  };
}

/** Seconds that the command says it took: without the start of Node.js. */
function rehearsed(steps, directory) {
  const plan = path.join(directory, `${steps}.plan.json`);
  fs.writeFileSync(plan, JSON.stringify(chainOf(steps)));
  const args = ['run', '--assembly', plan, '--source', `shop=${path.join(directory, 'source')}`, '--json'];
  const { stdout, stderr } = spawnSync(process.execPath, [COMMAND, ...args], { cwd: directory, encoding: 'utf8' });
  const last = stdout.trimEnd().split('\n').pop();
  const { result, at } = last ? JSON.parse(last) : {};
  if (result !== 'succeeded') throw new Error(`the rehearsal has not succeeded: ${last} ${stderr}`);
  return at;
}

function median(numbers) {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
}

function runRehearsals(options) {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'bench-'));
  fs.mkdirSync(path.join(directory, 'source'));
  fs.writeFileSync(path.join(directory, 'source', 'hello.txt'), 'hello\n');
  const [few, many] = [10, 60];
  const runs = Array.from({ length: 5 }, () => (rehearsed(many, directory) - rehearsed(few, directory)) / (many - few));
  const shells = Array.from({ length: 20 }, () => {
    const start = process.hrtime.bigint();
    spawnSync('sh', ['-c', 'true']);
    return Number(process.hrtime.bigint() - start) / 1e9;
  });
  fs.rmSync(directory, { recursive: true });
  console.log('\none more step that does nothing: ms   a shell that does nothing: ms');
  const row = { step: rounded(median(runs) * 1000), shell: rounded(median(shells) * 1000) };
  console.log(`${String(row.step).padEnd(38)}${row.shell}`);
  save('rehearsal', { clock: 'wall', runs: runs.length, rows: [row] }, options);
}

function run(options) {
  runSimulations(options);
  runRehearsals(options);
}

module.exports = { run };
