// What documents show of bench/results/: a table or a sentence for each name, below a line `<!-- bench: NAME -->`. A block ends at the
// first blank line. Pure, but for reading the files: what a block says is in a file, and nowhere else.
const { names, read } = require('./results');

const VARIANTS = { incumbent: '`aws-cdk-lib/pipelines`', ours: 'default layout', compact: 'compact layout' };
const CLOCKS = { wall: 'time on the clock', cpu: 'time of the processor' };
const AROUND = {
  'gate,test': 'a gate and a test around each Stage',
  gate: 'a gate before each Stage',
  test: 'a test behind each Stage',
};

const thousands = (n) => String(n).replace(/\B(?=(\d{3})+$)/g, ',');
/** 44 ms, 0.44 s, 4.4 s. */
const time = (ms) => (ms < 100 ? `${Math.round(ms)} ms` : `${seconds(ms)} s`);
const seconds = (ms) => (ms < 1_000 ? (ms / 1000).toFixed(2).replace(/0$/, '') : (ms / 1000).toFixed(1));
const part = (value, reference) => (value / reference).toFixed(2);
const row = (cells) => `| ${cells.join(' | ')} |`;

/** @param {string[]} heads a head that ends in `>` is of a column of numbers */
function table(heads, rows) {
  const rules = heads.map((head) => (head.endsWith('>') ? '--:' : '---'));
  const titles = heads.map((head) => head.replace(/>$/, ''));
  return [row(titles), `|${rules.join('|')}|`, ...rows.map(row)].join('\n');
}

const sizeOf = ({ stages, stacks, assets }) => `${stages} × ${stacks}, ${assets}`;
const isSize = (size) => (one) => sizeOf(one) === size;

// Whole applications

const SYNTH_HEAD = [
  '| stages × stacks, assets | | `buildPipeline()` ms | synth ms | MB at build | MB at end | resources | kB |',
  '|---|---|--:|--:|--:|--:|--:|--:|',
];
const MEASURED = ['build', 'synth', 'buildMemory', 'synthMemory'];

/** In parentheses, the part of what the incumbent takes. */
function synthLines(rows) {
  return rows.map((one) => {
    const reference = rows.find((other) => other.variant === 'incumbent' && sizeOf(other) === sizeOf(one));
    const cells = MEASURED.map((key) => {
      if (one[key] === null) return '–';
      const isCompared = reference && !['incumbent', 'floor'].includes(one.variant);
      return `${one[key]}${isCompared ? ` (${part(one[key], reference[key])})` : ''}`;
    });
    return row([sizeOf(one), one.variant, ...cells, one.resources ?? '', one.kB ?? '']);
  });
}

const synthTable = (name) => [...SYNTH_HEAD, ...synthLines(read(name).rows)].join('\n');

/** The sizes that say most about pipelines that are large. */
function largeShort() {
  const rows = ['50 × 5, 100', '400 × 10, 800'].flatMap((size) => {
    const ofSize = read('synth-off').rows.filter(isSize(size));
    return Object.entries(VARIANTS).map(([variant, title], i) => {
      const { stages, stacks, ...one } = ofSize.find((other) => other.variant === variant);
      const first = i === 0 ? `${stages} × ${stacks}` : '';
      return [
        first,
        title,
        thousands(one.resources),
        `${thousands(one.kB)} kB`,
        time(one.synth),
        `${one.synthMemory} MB`,
      ];
    });
  });
  return table(['Stages × stacks', '', 'resources>', 'template>', '`cdk synth`>', 'memory>'], rows);
}

function validatedShort() {
  const { awsCdkLib, rows } = read('synth-on');
  const of = (variant) => seconds(rows.find((one) => one.variant === variant && isSize('50 × 10, 100')(one)).synth);
  return (
    `With CDK's own template validation on (\`aws-cdk-lib\` ${awsCdkLib}), 50 Stages of ten stacks take ${of('incumbent')} s with ` +
    `\`aws-cdk-lib/pipelines\`, ${of('ours')} s in the default layout and ${of('compact')} s in the compact layout.`
  );
}

function smallest() {
  const { rows } = read('smallest');
  const [theirs, ours] = ['incumbent', 'ours'].map((variant) => rows.find((one) => one.variant === variant));
  return (
    `The smallest pipeline (one Stage, one stack) takes ${ours.synth} ms of the processor; with \`aws-cdk-lib/pipelines\` it takes ${theirs.synth} ms. ` +
    `Memory that is really in use is ${ours.trimmedMemory} MB; with \`aws-cdk-lib/pipelines\` it is ${theirs.trimmedMemory} MB.`
  );
}

// Planning, and the engine of GitHub

function plan() {
  const rows = read('plan').rows.map(({ shape, size, nodes, waits, ms }) => [
    ...[
      shape,
      thousands(size),
      nodes === undefined ? '' : thousands(nodes),
      waits === undefined ? '' : thousands(waits),
    ],
    time(ms),
  ]);
  return table(['blueprint', 'size>', 'nodes>', 'waits>', 'planning and layout>'], rows);
}

function planShort() {
  const { nodes, ms } = read('plan').rows.find(({ shape, size }) => shape === 'An application' && size === 100_000);
  return `Planning and layout of ${thousands(nodes)} nodes take ${time(ms)}, which is ${Math.round((1000 * ms) / nodes)} µs for each.`;
}

function github() {
  const rows = read('github').rows.map(({ library, stages, stacks, around, ms, refused, bytes }) => [
    `${stages} × ${stacks}${around ? ', a gate and a test each' : ''}`,
    library === 'ours' ? '`cdk-pipelines`' : `\`${library}\``,
    refused ? 'refused: too large' : thousands(bytes),
    ms === undefined ? '' : time(ms),
  ]);
  return table(['a wave of Stages × stacks', '', 'bytes>', 'time>'], rows);
}

function githubLayout() {
  const rows = read('github-layout').rows.map(({ jobs, ms }) => [thousands(jobs), time(ms)]);
  return table(['jobs>', 'layout>'], rows);
}

function githubShort() {
  const { rows } = read('github');
  const of = (name) => rows.find((one) => one.library === name && one.stages === 100 && !one.around);
  const [ours, others] = [of('ours'), of('cdk-pipelines-github')];
  return (
    `A wave of ${ours.stages} Stages with ${ours.stacks} stacks each is a workflow file of ${kilobytes(ours.bytes)} kB, made in ${time(ours.ms)}; ` +
    `\`cdk-pipelines-github\` makes ${kilobytes(others.bytes)} kB of it.`
  );
}

const kilobytes = (bytes) => thousands(Math.round(bytes / 1000));

// The command

function diff() {
  const cell = (ms) => (ms === undefined ? '' : time(ms));
  const rows = read('diff').rows.map((one) => [
    thousands(one.deployments),
    ...[one.same, one.reversed, one.renamed].map(cell),
  ]);
  return table(['deployments>', 'no change>', 'reversed order>', 'other names>'], rows);
}

function diffShort() {
  const { deployments, same } = read('diff').rows.find((one) => one.deployments >= 4_000);
  return `\`diff\` of two plans with ${thousands(deployments)} deployments takes ${time(same)}.`;
}

const VIEWS = { tree: '`show`', page: '`--html`', picture: '`--svg`', chart: '`--mermaid`', explanation: '`explain`' };

function show() {
  const { rows } = read('show');
  const sizes = [...new Set(rows.map(({ actions }) => actions))];
  const cell = (actions, view) => {
    const { ms, kB } = rows.find((one) => one.actions === actions && one.view === view);
    return `${time(ms)}, ${thousands(kB)} kB`;
  };
  return table(
    ['actions>', ...Object.values(VIEWS).map((title) => `${title}>`)],
    sizes.map((actions) => [thousands(actions), ...Object.keys(VIEWS).map((view) => cell(actions, view))]),
  );
}

function showShort() {
  const of = (name) => read('show').rows.find(({ actions, view }) => actions === 10_000 && view === name);
  return (
    `A pipeline of ${thousands(of('tree').actions)} actions is a tree in ${time(of('tree').ms)}, ` +
    `and a page of ${Math.round(of('page').kB / 1024)} MB in ${time(of('page').ms)}.`
  );
}

function run() {
  const rows = read('run').rows.map((one) => [
    ...[thousands(one.actions), time(one.plan), time(one.codePipeline), thousands(one.lines)],
  ]);
  return table(['actions>', 'in the order of the plan>', '`--as codepipeline`>', 'lines on the screen>'], rows);
}

function rehearsal() {
  const [{ step, shell }] = read('rehearsal').rows;
  return (
    `A rehearsal adds ${step} ms to each step: a workspace, an artifact and three shells. ` +
    `One shell that does nothing takes ${shell} ms on that machine.`
  );
}

function runShort() {
  const { actions, plan: ms } = read('run').rows.find((one) => one.actions === 10_000);
  const [{ step }] = read('rehearsal').rows;
  return `\`run --simulate\` of ${thousands(actions)} actions takes ${time(ms)}. A rehearsal adds ${step} ms to each step.`;
}

function l2() {
  const rows = read('l2').rows.map((one) => [one.kind, one.declare, one.synth, one.resources.toFixed(1), one.bytes]);
  return table(['action', 'µs to declare>', 'µs to synthesize>', 'resources>', 'bytes of template>'], rows);
}

// On what it was measured

function conditions(name) {
  const { date, machine, load, node, awsCdkLib, clock, runs, around, notes = [] } = read(name);
  const facts = [
    ...[date, machine, load, `Node.js ${node}`, `\`aws-cdk-lib\` ${awsCdkLib}`, CLOCKS[clock]].filter(Boolean),
    ...(runs ? [`medians of ${runs} runs`] : []),
    ...(name.startsWith('synth-off') ? ["CDK's template validation off"] : []),
    ...(name.startsWith('synth-on') ? ["CDK's template validation on"] : []),
    ...(around ? [AROUND[around.join(',')] ?? 'nothing around Stages'] : []),
  ];
  return [`${facts.join(', ')}.`, ...notes.map((note) => `${note}.`)].join(' ');
}

const BLOCKS = {
  ...{ 'synth-off': () => synthTable('synth-off'), 'synth-on': () => synthTable('synth-on') },
  ...{ 'synth-off-cpu': () => synthTable('synth-off-cpu') },
  ...{ 'large-short': largeShort, 'validated-short': validatedShort, smallest },
  ...{ plan, 'plan-short': planShort },
  ...{ github, 'github-layout': githubLayout, 'github-short': githubShort },
  ...{ diff, 'diff-short': diffShort, show, 'show-short': showShort },
  ...{ run, 'run-short': runShort, rehearsal, l2 },
};

/**
 * The Markdown of a block. `NAME-conditions` says on what the file NAME was measured.
 *
 * @param {string} name
 * @returns {string} a table or a sentence, without a blank line
 */
function benchBlock(name) {
  if (Object.hasOwn(BLOCKS, name)) return BLOCKS[name]();
  const file = name.replace(/-conditions$/, '');
  if (file !== name && names().includes(file)) return conditions(file);
  throw new Error(`There is no block '${name}', but ${blockNames().join(', ')}.`);
}

/** @returns {string[]} */
function blockNames() {
  return [...Object.keys(BLOCKS), ...names().map((file) => `${file}-conditions`)];
}

module.exports = { SYNTH_HEAD, benchBlock, blockNames, synthLines };
