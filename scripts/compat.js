// `npm run compat`: what has changed for users since the last packaged version, as jsii-diff sees it. A change that
// breaks them fails. The last version is the newest `released/cdk-pipelines@VERSION.jsii.tgz`: whoever releases one
// puts its tarball of dist/js there. `npm run compat -- TARBALL` compares with
// another; `--no-build` takes the last build.
const fs = require('fs');
const path = require('path');
const { BINDINGS, ROOT, build, install, run, step, tool } = require('./lib');

const RELEASED = path.join(ROOT, 'released');

async function main() {
  const args = process.argv.slice(2);
  const isBuilt = args.includes('--no-build');
  const tarball = args.find((arg) => !arg.startsWith('--')) ?? lastReleased();
  if (tarball === undefined) {
    console.log('compat: no version has been packaged for release yet (released/ has no tarball): nothing to compare.');
    return true;
  }
  // Below the root, so that the packages it needs are found in node_modules.
  const directory = path.join(BINDINGS, 'compat');
  fs.rmSync(directory, { recursive: true, force: true });
  fs.mkdirSync(directory, { recursive: true });
  const options = ['--error-on', 'all', '--default-stability', 'stable', '--keys'];
  const sides = [path.join(directory, 'package'), ROOT];
  return (
    (await install()) &&
    (isBuilt || (await step('build', 'jsii --fail-on-warnings', build))) &&
    (await step('unpack', path.basename(tarball), () => unpack(path.resolve(tarball), directory))) &&
    (await step('compare', 'jsii-diff', () => tool('jsii-diff', [...options, ...sides])))
  );
}

/** The tarball with the highest version. */
function lastReleased() {
  const names = fs.existsSync(RELEASED) ? fs.readdirSync(RELEASED).filter((name) => name.endsWith('.tgz')) : [];
  const [last] = names.sort((a, b) => b.localeCompare(a, 'en', { numeric: true }));
  return last && path.join(RELEASED, last);
}

function unpack(/** @type {string} */ tarball, /** @type {string} */ directory) {
  return run('tar', ['-xzf', tarball], { cwd: directory });
}

main().then((ok) => (process.exitCode = ok ? 0 : 1));
