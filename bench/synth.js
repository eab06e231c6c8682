// Whole applications, each in processes of its own, libraries taking turns: medians and ratios.
const { spawnSync } = require('child_process');
const path = require('path');
const { SYNTH_HEAD, synthLines } = require('./blocks');
const { rounded, save } = require('./results');

const SIZES = '6x5x10,50x5x100,100x5x200,400x5x800';
/** CDK's own template validation is superlinear: beyond this the run would be all about it. */
const MAX_STAGES_VALIDATED = 50;
const COLUMNS = ['build', 'synth', 'buildMemory', 'synthMemory'];

function run({ sizes, validation = 'off,on', variants, runs, accounts, clock, around, ...options }) {
  const chosen = variants?.split(',') ?? ['floor', 'incumbent', 'ours', 'compact'];
  for (const mode of validation.split(',')) {
    const common = { accounts: Number(accounts), around: around.split(',').filter(Boolean) };
    const apps = (sizes ?? SIZES).split(',').map((size) => ({ ...parseSize(size), ...common }));
    // Sizes that were asked for by name are all run.
    const shown = sizes || mode === 'off' ? apps : apps.filter((a) => a.stages <= MAX_STAGES_VALIDATED);
    console.log(`\nCDK's template validation ${mode}, medians of ${runs}, ${clock} time, around Stages: ${around}`);
    console.log(`Node ${process.version}, aws-cdk-lib ${require('aws-cdk-lib/package.json').version}\n`);
    console.log(SYNTH_HEAD.join('\n'));
    const rows = shown.flatMap((app) => {
      const ofApp = rowsOf(app, compare(app, chosen, mode, Number(runs), clock));
      console.log(synthLines(ofApp).join('\n'));
      return ofApp;
    });
    const name = `synth-${mode}${clock === 'cpu' ? '-cpu' : ''}`;
    save(name, { clock, runs: Number(runs), around: common.around, rows }, options);
  }
}

function parseSize(size) {
  const [stages, stacks, assets] = size.split('x').map(Number);
  return { stages, stacks, assets };
}

/** Variants take turns, so that what else the machine does hits all of them. */
function compare(app, variants, mode, runs, clock) {
  const results = Object.fromEntries(variants.map((v) => [v, []]));
  for (let i = 0; i < runs; i++) {
    variants.forEach((v) => results[v].push(measure(v, app, mode, clock)));
  }
  return results;
}

function measure(variant, app, mode, clock) {
  const { CDK_VALIDATION, ...env } = process.env;
  const child = spawnSync(
    process.execPath,
    [path.join(__dirname, 'synth-one.js'), variant, JSON.stringify(app), clock],
    {
      encoding: 'utf-8',
      env: { ...env, JSII_DEPRECATED: 'quiet', ...(mode === 'off' ? { CDK_VALIDATION: 'false' } : {}) },
    },
  );
  if (child.status !== 0) {
    throw new Error(`${variant}: ${child.stderr}`);
  }
  return JSON.parse(child.stdout);
}

function rowsOf({ stages, stacks, assets }, results) {
  return Object.entries(results).map(([variant, runs]) => {
    const medians = Object.fromEntries(COLUMNS.map((key) => [key, rounded(median(runs.map((r) => r[key])), 0)]));
    const { resources, bytes } = runs[0];
    const build = variant === 'floor' ? null : medians.build;
    return { stages, stacks, assets, variant, ...medians, build, resources, kB: Math.round(bytes / 1024) };
  });
}

const median = (xs) => [...xs].sort((a, b) => a - b)[Math.floor(xs.length / 2)];

module.exports = { run };
