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
  },
});

const [only] = positionals;
if (only === undefined || only === 'plan') {
  require('./plan').run();
}
if (only === undefined || only === 'github') {
  require('./github').run();
}
if (only === undefined || only === 'diff') {
  require('./diff').run();
}
if (only === undefined || only === 'run') {
  require('./run').run();
}
if (only === undefined || only === 'l2') {
  require('./l2-costs').run();
}
if (only === undefined || only === 'synth') {
  require('./synth').run(values);
}
