// `npm run bench`: see README.md.
const { spawnSync } = require('child_process');
const path = require('path');

const RUNS = 3;
const APPS = [
  { stages: 6, stacks: 5, assets: 10 },
  { stages: 50, stacks: 5, assets: 100 },
  { stages: 100, stacks: 5, assets: 200 },
];

function main() {
  const only = process.argv[2];
  if (only === undefined || only === 'plan') {
    require('./plan').run();
  }
  if (only === undefined || only === 'synth') {
    synth();
  }
}

function synth() {
  console.log('\nstages × stacks, assets     variant     build ms   synth ms   peak MB');
  for (const app of APPS) {
    const results = { none: [], incumbent: [], ours: [] };
    for (let i = 0; i < RUNS; i++) {
      for (const variant of Object.keys(results)) {
        results[variant].push(measure(variant, app));
      }
    }
    for (const [variant, runs] of Object.entries(results)) {
      const [build, total, memory] = ['build', 'total', 'memory'].map((key) => median(runs.map((r) => r[key])));
      const name = `${app.stages} × ${app.stacks}, ${app.assets}`;
      console.log(
        `${name.padEnd(28)}${variant.padEnd(12)}${cell(variant === 'none' ? '–' : build)}${cell(total)}${cell(memory)}`,
      );
    }
  }
}

function measure(variant, app) {
  const child = spawnSync(process.execPath, [path.join(__dirname, 'synth-one.js'), variant, JSON.stringify(app)], {
    encoding: 'utf-8',
    env: { ...process.env, CDK_VALIDATION: 'false', JSII_DEPRECATED: 'quiet' },
  });
  if (child.status !== 0) {
    throw new Error(`${variant}: ${child.stderr}`);
  }
  return JSON.parse(child.stdout);
}

const cell = (x) => `${x}`.padStart(8).padEnd(11);

const median = (xs) => [...xs].sort((a, b) => a - b)[Math.floor(xs.length / 2)];

main();
