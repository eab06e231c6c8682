// Tests write cloud assemblies by the hundred: into one directory, which goes when the run ends.
const fs = require('fs');
const os = require('os');
const path = require('path');

module.exports = async function setUp() {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'cdk-pipelines-tests-'));
  ['TMPDIR', 'TEMP', 'TMP'].forEach((name) => (process.env[name] = directory));
  process.on('exit', () => fs.rmSync(directory, { recursive: true, force: true }));
};
