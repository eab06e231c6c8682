// Says at once that Node.js is too old: else jsii and the CDK fail minutes later, each in its own way.
// Written for any Node.js, so nothing modern in it.

/** What to say about a version that is too old; nothing about others. */
function tooOld(/** @type {string} */ version) {
  const oldest = parseInt(require('../package.json').engines.node.replace('>=', ''), 10);
  if (parseInt(version, 10) >= oldest) return undefined;
  return `Node.js ${version} is too old: ${oldest} or later is needed, best 22 or 24. Install one from https://nodejs.org.`;
}

function checkNode() {
  const problem = tooOld(process.versions.node);
  if (problem) {
    console.error(problem);
    process.exit(1);
  }
}

module.exports = { checkNode, tooOld };
