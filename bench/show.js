// What the command makes of one plan that is plain data: the tree, the page, the picture, the chart, and one explanation.
const { explain } = require('../lib/cli/explain/command');
const { renderHtml } = require('../lib/cli/html');
const { renderMermaid } = require('../lib/cli/mermaid');
const { renderSvg } = require('../lib/cli/svg');
const { renderTree } = require('../lib/cli/tree');
const { PlanGraph } = require('../lib/document/plan-graph');
const { stylesOf } = require('../lib/private/terminal');
const { documentOf } = require('./diff');
const { rounded, save } = require('./results');

const OPTIONS = { width: 120, styles: stylesOf(false) };
/** A Stage has four stacks, each with two actions. */
const ACTIONS_OF_STAGE = 8;

const VIEWS = {
  tree: (plan) => renderTree(plan, OPTIONS).join('\n'),
  page: renderHtml,
  picture: renderSvg,
  chart: renderMermaid,
  explanation: (plan, name) => explain([plan], name, 'cdk.out', OPTIONS).join('\n'),
};

/** Each view reads the plan anew, as the command does. */
function measure(view, stages) {
  const document = documentOf(stages);
  const start = process.cpuUsage();
  const text = VIEWS[view](new PlanGraph(document), `Cell${stages - 1}`);
  const { user, system } = process.cpuUsage(start);
  return { ms: rounded((user + system) / 1000, 0), kB: Math.round(Buffer.byteLength(text) / 1024) };
}

function run(options) {
  console.log(
    `\nactions    ${Object.keys(VIEWS)
      .map((view) => `${view} ms, kB`.padEnd(22))
      .join('')}`,
  );
  Object.keys(VIEWS).forEach((view) => measure(view, 100)); // For the compiler.
  const rows = [1_000, 10_000, 100_000].flatMap((actions) => {
    const views = Object.keys(VIEWS).map((view) => ({ actions, view, ...measure(view, actions / ACTIONS_OF_STAGE) }));
    console.log(String(actions).padEnd(11) + views.map(({ ms, kB }) => `${ms}, ${kB}`.padEnd(22)).join(''));
    return views;
  });
  save('show', { clock: 'cpu', rows }, options);
}

module.exports = { run };
