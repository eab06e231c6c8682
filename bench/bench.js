// `npm run bench`: see README.md.
const { parseArgs } = require('util');

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    sizes: { type: 'string' },
    validation: { type: 'string' },
    variants: { type: 'string' },
    runs: { type: 'string', default: '3' },
    accounts: { type: 'string', default: '0' },
    clock: { type: 'string', default: 'wall' },
    around: { type: 'string', default: 'gate,test' },
    save: { type: 'boolean', default: false },
    results: { type: 'string' },
    machine: { type: 'string' },
    load: { type: 'string' },
    date: { type: 'string' },
  },
});

const BENCHMARKS = {
  plan: () => require('./plan'),
  github: () => require('./github'),
  diff: () => require('./diff'),
  show: () => require('./show'),
  run: () => require('./run'),
  l2: () => require('./l2-costs'),
  synth: () => require('./synth'),
};

const [only] = positionals;
if (only !== undefined && !(only in BENCHMARKS)) {
  console.error(`There is no benchmark ${only}, but ${Object.keys(BENCHMARKS).join(', ')}.`);
  process.exitCode = 2;
} else {
  Object.entries(BENCHMARKS)
    .filter(([name]) => only === undefined || name === only)
    .forEach(([, load]) => load().run(values));
}
