// `npm run lint`: formatting, types, and the layers of the library. Runs all of it, and fails if one fails.
const fs = require('fs');
const { build, examples, install, step, tool } = require('./lib');
const { buildSite } = require('./site');

/** @type {[string, string, () => Promise<{ ok: boolean, output: string }>][]} */
const CHECKS = [
  ['format', 'prettier --check', () => tool('prettier', ['--check', '--log-level=warn', '.'])],
  ['types', 'jsii: lib', build],
  ['types', 'jsii-rosetta: examples of README and docstrings', examples],
  ['types', 'tsc: test', () => tool('tsc', ['-p', 'test', '--noEmit'])],
  ['types', 'tsc: integ', () => tool('tsc', ['-p', 'integ', '--noEmit'])],
  ['types', 'tsc: scripts', () => tool('tsc', ['-p', 'scripts', '--noEmit'])],
  ['types', 'tsc: lib/cli/page, in a browser', () => tool('tsc', ['-p', 'test/page'])],
  ['types', 'tsc: docs/.vitepress', () => tool('tsc', ['-p', 'docs/.vitepress'])],
  ['links', 'vitepress build docs', () => buildSite()],
  ['layers', 'dependency-cruiser: layer rules, no import cycles', layers],
];

function layers() {
  return tool('depcruise', [
    '--config',
    '.dependency-cruiser.cjs',
    '--output-type',
    'err-long',
    'lib',
    'index.ts',
    'test',
  ]);
}

async function main() {
  if (!(await install())) {
    process.exitCode = 1;
    return;
  }
  let failed = 0;
  for (const [name, what, check] of CHECKS) {
    if (!(await step(name, what, check))) failed += 1;
  }
  if (process.env.LINT_COUNTS) fs.writeFileSync(process.env.LINT_COUNTS, `${CHECKS.length - failed} ${failed} 0\n`);
  process.exitCode = failed === 0 ? 0 : 1;
}

main();
