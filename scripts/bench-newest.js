// `npm run bench:newest [-- ARGUMENTS]`: the benchmarks with the newest aws-cdk-lib.
const path = require('path');
const { ROOT } = require('./lib');
const { runInCopyWith } = require('./version-copy');

// The copy is removed afterwards: what `--save` leaves goes to this repository.
const results = ['--results', path.join(ROOT, 'bench/results')];
runInCopyWith('latest', 'bench/bench.js', [...process.argv.slice(2), ...results]);
