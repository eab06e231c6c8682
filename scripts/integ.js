// `npm run integ:update [-- APP...]`: write the snapshots of the example applications anew.
// `npm run integ:deploy -- APP [OPTION...]`: deploy one of them with the CDK CLI.
// Snapshots are checked by `npm run integ`, a test like any other: test/package/integ-snapshots.test.ts.
const fs = require('fs');
const os = require('os');
const path = require('path');
const { INTEG, build, compileApps, install, step, synth, tool } = require('./lib');
const { findApps, readAssembly, writeSnapshot } = require('./snapshots');

async function main() {
  const [command, ...rest] = process.argv.slice(2);
  const ready =
    (await install()) &&
    (await step('build', 'jsii --fail-on-warnings', build)) &&
    (await step('compile', 'tsc: integ/integ.*.ts', compileApps));
  if (!ready) return false;
  if (command === 'update') return update(rest);
  if (command === 'deploy') return deploy(rest);
  throw new Error(`Unknown command '${command}': expected 'update' or 'deploy'.`);
}

async function update(/** @type {string[]} */ names) {
  const outdir = fs.mkdtempSync(path.join(os.tmpdir(), 'integ-'));
  let ok = true;
  for (const app of names.length > 0 ? names.map(appNamed) : findApps(INTEG)) {
    const assembly = path.join(outdir, app);
    if (await step('synthesize', app, () => synth(app, assembly))) {
      writeSnapshot(path.join(INTEG, `${app}.ts.snapshot`), readAssembly(assembly));
    } else {
      ok = false;
    }
  }
  fs.rmSync(outdir, { recursive: true, force: true });
  return ok;
}

async function deploy(/** @type {string[]} */ [name, ...options]) {
  const args = ['deploy', '--app', `node ${appNamed(name)}.js`, ...options];
  const { ok } = await tool('cdk', args, { cwd: INTEG, show: true });
  return ok;
}

/** `demo`, `integ.demo` and `integ/integ.demo.ts` all mean the same. */
function appNamed(/** @type {string | undefined} */ name) {
  const apps = findApps(INTEG);
  const short = path
    .basename(name ?? '')
    .replace(/\.ts$/, '')
    .replace(/^integ\./, '');
  const app = apps.find((candidate) => candidate === `integ.${short}`);
  if (!app) throw new Error(`No example application '${name}': expected one of ${apps.join(', ')}.`);
  return app;
}

main().then(
  (ok) => (process.exitCode = ok ? 0 : 1),
  (error) => {
    console.error(error.message);
    process.exitCode = 1;
  },
);
