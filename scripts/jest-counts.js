// A reporter for jest: writes what was counted to the file that TEST_COUNTS names, for .ci/run.
const fs = require('fs');

class CountsReporter {
  /**
   * @param {unknown} _contexts
   * @param {import('@jest/test-result').AggregatedResult} results
   */
  onRunComplete(_contexts, results) {
    const { TEST_COUNTS } = process.env;
    if (!TEST_COUNTS) return;
    const passed = results.numPassedTests;
    // A file that does not even load has no tests to count: it counts as one that failed.
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    const skipped = results.numPendingTests + results.numTodoTests;
    fs.writeFileSync(TEST_COUNTS, `${passed} ${failed} ${skipped}\n`);
  }
}

module.exports = CountsReporter;
