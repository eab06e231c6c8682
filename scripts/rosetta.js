// `npm run rosetta`: the examples of the README and of docstrings compile, and can be translated into every language.
const { build, examples, install, step } = require('./lib');

async function main() {
  const ok =
    (await install()) &&
    (await step('build', 'jsii --fail-on-warnings', build)) &&
    (await step('examples', 'jsii-rosetta extract --strict', examples));
  process.exitCode = ok ? 0 : 1;
}

main();
