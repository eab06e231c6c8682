// `npm run demo`: from a fresh clone to the delivery pipeline of the example application, on one screen.
// Plain Node.js: nothing is installed when this starts.
const path = require('path');
const { ROOT, build, compileApps, install, run, step, styles, synth } = require('./lib');

const APP = 'integ.demo';
const OUTDIR = path.join(ROOT, 'cdk.out');

async function main() {
  console.log('');
  const ready =
    (await install()) &&
    (await step('build', 'jsii --fail-on-warnings', build)) &&
    (await step('compile', `tsc: integ/${APP}.ts`, compileApps)) &&
    (await step('synthesize', `cdk synth --strict: integ/${APP}.ts`, () => synth(APP, OUTDIR)));
  if (!ready) {
    process.exitCode = 1;
    return;
  }
  await show();
}

/** Show where the cloud assembly is and which pipelines it holds, and how to look at them more closely. */
async function show() {
  const style = styles();
  const command = path.join(ROOT, 'lib', 'cli', 'main.js');
  console.log(`\nCloud assembly: ${style.bold(OUTDIR)}\n`);
  const { ok } = await run(process.execPath, [command, 'show', OUTDIR], { show: true });
  console.log(style.dim('\nThe number is the run order: in a stage, actions with the same number run side by side.'));
  console.log(style.dim(`A page that says why: node ${path.relative(ROOT, command)} show --html plan.html\n`));
  process.exitCode = ok ? 0 : 1;
}

main();
