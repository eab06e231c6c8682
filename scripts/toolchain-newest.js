// `npm run toolchain:newest`: whether the CDK CLI that pipelines pin reads what the newest aws-cdk-lib on npm writes, and
// publishes from it.
const { runInCopyWith } = require('./version-copy');

const tests = [
  'test/engines/codepipeline/compact/toolchain.test.ts',
  'test/engines/codepipeline/compact/publish-run.test.ts',
];

runInCopyWith(process.argv[2] ?? 'latest', 'node_modules/jest/bin/jest.js', tests);
