// `npm run test:nodes`: the fast tests on the oldest Node.js that is claimed and on those that are supported, each
// fetched from npm into a directory that is removed afterwards. Skipped where npm has none for this machine.
const fs = require('fs');
const os = require('os');
const path = require('path');
const { ROOT, install, npm, run, step, styles } = require('./lib');

const VERSIONS = ['20.0.0', '22', '24'];
const TESTS = [
  'test/graph',
  'test/plan',
  'test/private',
  'test/report',
  'test/engines/codepipeline/limits',
  'test/engines/codepipeline/codebuild',
  'test/engines/codepipeline/emit',
  'test/engines/codepipeline/better.test.ts',
];
const PACKAGE = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;

async function main() {
  if (!(await install())) return false;
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'nodes-'));
  const total = [0, 0, 0];
  try {
    for (const version of VERSIONS) {
      const counts = await testOn(version, home);
      counts.forEach((n, i) => (total[i] += n));
    }
  } finally {
    fs.rmSync(home, { recursive: true, force: true });
  }
  if (process.env.NODES_COUNTS) fs.writeFileSync(process.env.NODES_COUNTS, `${total.join(' ')}\n`);
  return total[1] === 0;
}

/** Passed, failed and skipped, as counted with this version. */
async function testOn(/** @type {string} */ version, /** @type {string} */ home) {
  const directory = path.join(home, version);
  fs.mkdirSync(directory);
  const args = ['install', '--prefix', directory, '--no-audit', '--no-fund', `${PACKAGE}@${version}`];
  const fetched = await npm(args, { cwd: directory });
  const node = path.join(directory, 'node_modules', PACKAGE, 'bin', path.basename(process.execPath));
  if (!fetched.ok || !fs.existsSync(node)) {
    console.log(`  ${styles().yellow('-')} ${version.padEnd(12)} skipped: npm has no ${PACKAGE}@${version} here`);
    return [0, 0, 1];
  }
  const counts = path.join(directory, 'counts');
  const jest = path.join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js');
  const env = { TEST_COUNTS: counts };
  const ok = await step('test', `Node.js ${version}: ${TESTS.join(' ')}`, () => run(node, [jest, ...TESTS], { env }));
  const [passed, failed, skipped] = fs.existsSync(counts)
    ? fs.readFileSync(counts, 'utf8').split(' ').map(Number)
    : [0, 0, 0];
  return [passed, ok ? 0 : Math.max(failed, 1), skipped];
}

main().then(
  (ok) => (process.exitCode = ok ? 0 : 1),
  (error) => {
    console.error(error);
    process.exitCode = 1;
  },
);
