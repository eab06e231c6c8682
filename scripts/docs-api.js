// `npm run docs:api`: write API.md from the jsii assembly, with jsii-docgen.
// `npm run docs:api -- FILE` writes elsewhere, and does not build: a test compares the two.
const path = require('path');
const { ROOT, build, install, step, tool } = require('./lib');

async function main() {
  const [file] = process.argv.slice(2);
  if (!file && !((await install()) && (await step('build', 'jsii --fail-on-warnings', build)))) return false;
  const output = path.resolve(file ?? path.join(ROOT, 'API.md'));
  // jsii-docgen takes a path from where it runs.
  const args = ['--output', path.relative(ROOT, output)];
  return step('document', path.relative(process.cwd(), output), () => tool('jsii-docgen', args));
}

main().then((ok) => (process.exitCode = ok ? 0 : 1));
