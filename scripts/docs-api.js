// `npm run docs:api`: write API.md from the jsii assembly, with jsii-docgen.
// `npm run docs:api -- FILE` writes elsewhere, and does not build: a test compares the two.
const fs = require('fs');
const path = require('path');
const { contentsOf } = require('./api-topics');
const { ROOT, build, install, step, tool } = require('./lib');

const INTRODUCTION = `## By topic

All public types, with the guide to each topic. Below, they are ordered by kind: constructs, structs, classes, protocols and enums.`;

async function main() {
  const [file] = process.argv.slice(2);
  if (!file && !((await install()) && (await step('build', 'jsii --fail-on-warnings', build)))) return false;
  const output = path.resolve(file ?? path.join(ROOT, 'API.md'));
  // jsii-docgen takes a path from where it runs.
  const args = ['--output', path.relative(ROOT, output)];
  return (
    (await step('document', path.relative(process.cwd(), output), () => tool('jsii-docgen', args))) &&
    (await step('contents', 'by topic', async () => addContents(output)))
  );
}

/** Below the title. */
function addContents(/** @type {string} */ file) {
  const { name, types } = JSON.parse(fs.readFileSync(path.join(ROOT, '.jsii'), 'utf8'));
  const byName = Object.keys(types).map((fqn) => [fqn.slice(name.length + 1), types[fqn]]);
  const contents = contentsOf(Object.fromEntries(byName));
  const text = fs.readFileSync(file, 'utf8');
  fs.writeFileSync(
    file,
    text.replace(/\n\n/, () => `\n\n${INTRODUCTION}\n\n${contents}\n\n`),
  );
  return { ok: true, output: '' };
}

main().then((ok) => (process.exitCode = ok ? 0 : 1));
