// `npm run bench:newest [-- ARGUMENTS]`: the benchmarks with the newest aws-cdk-lib.
const { runInNewestCopy } = require('./newest-copy');

runInNewestCopy('latest', 'bench/bench.js', process.argv.slice(2));
