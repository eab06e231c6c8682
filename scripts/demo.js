// `npm run demo`: from a fresh clone to the delivery pipeline of the example application, on one screen.
// Plain Node.js: nothing is installed when this starts.
const path = require('path');
const { ROOT, build, compileApps, install, step, styles, synth } = require('./lib');
const { pipelineTree, readPipelines } = require('./pipeline-tree');

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
  show(OUTDIR);
}

/** Show where the cloud assembly is and which pipelines it holds. */
function show(/** @type {string} */ directory) {
  const style = styles();
  console.log(`\nCloud assembly: ${style.bold(directory)}\n`);
  for (const pipeline of readPipelines(directory)) {
    console.log(pipelineTree(pipeline, { styles: style }).join('\n'));
  }
  console.log(style.dim('\nThe number is the run order: in a stage, actions with the same number run side by side.\n'));
}

main();
