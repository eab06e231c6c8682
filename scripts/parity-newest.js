// `npm run parity:newest [-- VERSION]`: the parity tests and the API comparison against the newest aws-cdk-lib, or the
// version given.
const { runInNewestCopy } = require('./newest-copy');

const tests = ['test/parity', 'test/api'];

runInNewestCopy(process.argv[2] ?? 'latest', 'node_modules/jest/bin/jest.js', tests);
