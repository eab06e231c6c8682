#!/usr/bin/env node
// A demo downloads nothing: this is the CDK CLI of the repository that the demo is in, which synthesizes the real application.
const { spawnSync } = require('child_process');
const path = require('path');

const { DEMO_ROOT, DEMO_APP } = process.env;
if (!DEMO_ROOT) {
  console.error('DEMO_ROOT is not set: start the demo with `npm run demo`, or give --env DEMO_ROOT.');
  process.exit(1);
}
const cdk = path.join(DEMO_ROOT, 'node_modules', 'aws-cdk', 'bin', 'cdk');
const output = path.resolve('cdk.out');
const args = [...process.argv.slice(2), '--app', 'node integ.demo.js', '--output', output, '--quiet', '--no-notices'];
const { status } = spawnSync(process.execPath, [cdk, ...args], {
  cwd: DEMO_APP || path.join(DEMO_ROOT, 'integ'),
  env: { ...process.env, CDK_DISABLE_CLI_TELEMETRY: 'true' },
  stdio: 'inherit',
});
process.exit(status ?? 1);
