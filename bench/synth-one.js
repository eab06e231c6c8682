// One application, one library, one process: prints its times (ms) and peak memory (MB) as JSON.
const fs = require('fs');
const os = require('os');
const path = require('path');
const cdk = require('aws-cdk-lib');
const { declarePipeline, declareStage } = require('./application');

const LIBRARIES = {
  floor: () => undefined,
  incumbent: () => require('aws-cdk-lib/pipelines'),
  ours: () => require('..'),
  compact: () => require('..'),
};

/** Time in the pipeline, without the time in `Stage.synth()`, which libraries call from different places. */
class NetTimer {
  constructor() {
    this.total = 0;
    this.inStages = 0;
    this.depth = 0;
    const timer = this;
    const synth = cdk.Stage.prototype.synth;
    cdk.Stage.prototype.synth = function (...args) {
      return timer.depth > 0 ? synth.apply(this, args) : timer.stage(() => synth.apply(this, args));
    };
  }

  stage(work) {
    this.depth++;
    const start = now();
    try {
      return work();
    } finally {
      this.inStages += now() - start;
      this.depth--;
    }
  }

  run(work) {
    const [start, inStages] = [now(), this.inStages];
    work();
    this.total += now() - start - (this.inStages - inStages);
  }
}

/** CDK refuses stacks with more than 500 resources, which is what the default layout of the larger applications has. */
const NO_RESOURCE_LIMIT = { '@aws-cdk/core:stackResourceLimit': 0 };

/** Time on the clock, or of the processor: others on the machine make the first longer, and the second hardly. */
const now = () => (process.argv[4] === 'cpu' ? process.cpuUsage().user / 1000 : Number(process.hrtime.bigint()) / 1e6);
const peak = () => Math.round(process.resourceUsage().maxRSS / 1024);
/** In memory where there is such a place: a slow disk would be all that one sees. */
const scratch = () => (fs.existsSync('/dev/shm') ? '/dev/shm' : os.tmpdir());

function main(variant, size) {
  const outdir = fs.mkdtempSync(path.join(scratch(), 'bench-'));
  const timer = new NetTimer();
  const start = now();
  const lib = LIBRARIES[variant]();
  const layout = variant === 'compact' ? lib.PipelineLayout.COMPACT : undefined;
  const app = new cdk.App({ outdir, treeMetadata: false, analyticsReporting: false, context: NO_RESOURCE_LIMIT });
  const pipeline = declarePipeline(app, lib, layout, size);
  for (let i = 0; i < size.stages; i++) {
    const stage = declareStage(app, i, size);
    timer.run(() => pipeline?.addStage(stage, i));
  }
  timer.run(() => pipeline?.build());
  const buildMemory = peak();
  app.synth();
  const synth = now() - start;
  const result = { build: timer.total, synth, buildMemory, synthMemory: peak(), ...sizesOf(outdir) };
  fs.rmSync(outdir, { recursive: true });
  console.log(JSON.stringify(result));
}

/** What came out, to see that all variants do the same work. */
function sizesOf(outdir) {
  const template = fs.readFileSync(path.join(outdir, 'Delivery.template.json'), 'utf-8');
  return { resources: Object.keys(JSON.parse(template).Resources).length, bytes: template.length };
}

main(process.argv[2], JSON.parse(process.argv[3]));
