// Whole applications, each in processes of its own, libraries taking turns: medians and ratios.
const { spawnSync } = require('child_process');
const path = require('path');

const SIZES = '6x5x10,50x5x100,100x5x200,400x5x800';
/** CDK's own template validation is superlinear: beyond this the run would be all about it. */
const MAX_STAGES_VALIDATED = 50;
const COLUMNS = ['build', 'synth', 'buildMemory', 'synthMemory'];

function run({ sizes, validation = 'off,on', variants, runs, accounts, clock, around }) {
  const chosen = variants?.split(',') ?? ['floor', 'incumbent', 'ours', ...(hasCompact() ? ['compact'] : [])];
  for (const mode of validation.split(',')) {
    const common = { accounts: Number(accounts), around: around.split(',') };
    const apps = (sizes ?? SIZES).split(',').map((size) => ({ ...parseSize(size), ...common }));
    // Sizes that were asked for by name are all run.
    const shown = sizes || mode === 'off' ? apps : apps.filter((a) => a.stages <= MAX_STAGES_VALIDATED);
    console.log(`\nCDK's template validation ${mode}, medians of ${runs}, ${clock} time, around Stages: ${around}`);
    console.log(`Node ${process.version}, aws-cdk-lib ${require('aws-cdk-lib/package.json').version}\n`);
    console.log(
      '| stages × stacks, assets | | `buildPipeline()` ms | synth ms | MB at build | MB at end | resources | kB |',
    );
    console.log('|---|---|--:|--:|--:|--:|--:|--:|');
    shown.forEach((app) => printRows(app, compare(app, chosen, mode, Number(runs), clock)));
  }
}

function hasCompact() {
  return require('..').PipelineLayout !== undefined;
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

function printRows({ stages, stacks, assets }, results) {
  const mediansOf = (runs) => Object.fromEntries(COLUMNS.map((key) => [key, median(runs.map((r) => r[key]))]));
  const reference = results.incumbent && mediansOf(results.incumbent);
  for (const [variant, runs] of Object.entries(results)) {
    const medians = mediansOf(runs);
    const cells = COLUMNS.map((key) => cell(variant, key, medians[key], reference?.[key]));
    const { resources, bytes } = runs[0];
    const size = `${stages} × ${stacks}, ${assets}`;
    console.log(`| ${[size, variant, ...cells, resources, Math.round(bytes / 1024)].join(' | ')} |`);
  }
}

function cell(variant, key, value, reference) {
  if (variant === 'floor' && key === 'build') {
    return '–';
  }
  const isCompared = reference !== undefined && variant !== 'incumbent' && variant !== 'floor';
  return `${Math.round(value)}${isCompared ? ` (${(value / reference).toFixed(2)})` : ''}`;
}

const median = (xs) => [...xs].sort((a, b) => a - b)[Math.floor(xs.length / 2)];

module.exports = { run };
