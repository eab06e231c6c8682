// `npm run bench:newest [-- ARGUMENTS]`: the benchmarks with the newest aws-cdk-lib.
const { runInCopyWith } = require('./version-copy');

runInCopyWith('latest', 'bench/bench.js', process.argv.slice(2));
