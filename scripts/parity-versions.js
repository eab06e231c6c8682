// `npm run parity:versions [-- VERSION… [--runs N]]`: the parity tests and the API comparison against other versions of
// aws-cdk-lib, each in a copy of the repository that is removed afterwards. Without VERSION: all that are tested but the
// one that is installed here. Its last line says how each went; COUNTS gets `passed failed skipped`, for .ci/run.
const fs = require('fs');
const os = require('os');
const path = require('path');
const { styles } = require('./lib');
const { parseArgs } = require('util');
const { inCopyWith } = require('./version-copy');

/** The oldest is what package.json asks for; to raise the newest is part of a release. The README names both ends. */
const TESTED = ['2.263.0', '2.269.0', '2.276.0'];

const TESTS = ['test/parity', 'test/api'];

async function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { runs: { type: 'string', default: '60' } },
  });
  const versions = positionals.length > 0 ? positionals : TESTED.slice(1);
  /** @type {{ version: string, counts: number[] }[]} */
  const results = [];
  for (const version of versions) {
    console.log(styles().bold(`\naws-cdk-lib ${version}`));
    results.push({ version, counts: await testAgainst(version, values.runs) });
  }
  const sum = [0, 1, 2].map((i) => results.reduce((total, { counts }) => total + counts[i], 0));
  if (process.env.COUNTS) fs.writeFileSync(process.env.COUNTS, `${sum.join(' ')}\n`);
  console.log(
    `\n${results.map(({ version, counts }) => `${version}: ${counts[0]} passed, ${counts[1]} failed`).join('; ')}`,
  );
  process.exitCode = sum[1] === 0 ? 0 : 1;
}

/** @returns {Promise<number[]>} passed, failed, skipped */
async function testAgainst(/** @type {string} */ version, /** @type {string} */ runs) {
  const counts = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'counts-')), 'tests');
  try {
    const env = { PARITY_RUNS: runs, TEST_COUNTS: counts };
    const ok = await inCopyWith(version, 'node_modules/jest/bin/jest.js', [...TESTS, '--silent'], env);
    const [passed = 0, failed = 0, skipped = 0] = fs.existsSync(counts)
      ? fs.readFileSync(counts, 'utf8').trim().split(' ').map(Number)
      : [];
    // What died before it could count is a failure, too.
    return [passed, ok ? failed : Math.max(failed, 1), skipped];
  } finally {
    fs.rmSync(path.dirname(counts), { recursive: true, force: true });
  }
}

if (require.main === module) {
  main().catch((error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
}

module.exports = { TESTED };
