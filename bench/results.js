// Where benchmarks leave what they measured: bench/results/NAME.json, one file for each benchmark.
const fs = require('fs');
const os = require('os');
const path = require('path');

const RESULTS = path.join(__dirname, 'results');

/** What was measured, with all that a reader must know to compare it. Nothing here looks at the date: it is given. */
function resultOf({ clock, runs, around, rows }, { machine, date, load }) {
  return {
    ...(date ? { date } : {}),
    machine: machine ?? `${os.cpus().length} cores, ${Math.round(os.totalmem() / 2 ** 30)} GiB`,
    ...(load ? { load } : {}),
    node: process.versions.node,
    awsCdkLib: require('aws-cdk-lib/package.json').version,
    clock,
    ...(runs ? { runs } : {}),
    ...(around ? { around } : {}),
    rows,
  };
}

/** With `--save` only: a quick look must not replace what was measured with care. */
function save(name, measured, options) {
  if (!options.save) return;
  const directory = options.results ?? RESULTS;
  fs.mkdirSync(directory, { recursive: true });
  const file = path.join(directory, `${name}.json`);
  fs.writeFileSync(file, textOf(resultOf(measured, options)));
  console.log(`\nwrote ${path.relative(process.cwd(), file)}`);
}

/** A row on a line, so that a difference can be read. */
function textOf({ rows, ...rest }) {
  const head = JSON.stringify(rest, undefined, 2).slice(0, -2);
  return `${head},\n  "rows": [\n${rows.map((row) => `    ${onOneLine(row)}`).join(',\n')}\n  ]\n}\n`;
}

function onOneLine(row) {
  const members = Object.entries(row).map(([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`);
  return `{ ${members.join(', ')} }`;
}

function read(name) {
  return JSON.parse(fs.readFileSync(path.join(RESULTS, `${name}.json`), 'utf8'));
}

/** Of the files that are there. */
function names() {
  const files = fs.readdirSync(RESULTS).filter((file) => file.endsWith('.json'));
  return files.map((file) => file.slice(0, -'.json'.length)).sort();
}

const rounded = (value, digits = 1) => Number(value.toFixed(digits));

module.exports = { names, read, rounded, save, textOf };
