// One application, one library, one process: prints its times (ms) and peak memory (MB) as JSON.
const fs = require('fs');
const os = require('os');
const path = require('path');
const cdk = require('aws-cdk-lib');
const { Asset } = require('aws-cdk-lib/aws-s3-assets');
const { Topic } = require('aws-cdk-lib/aws-sns');

const [variant, json] = process.argv.slice(2);
const { stages, stacks, assets } = JSON.parse(json);
const ENV = { account: '111111111111', region: 'us-east-1' };

const outdir = fs.mkdtempSync(path.join(os.tmpdir(), 'bench-'));
const start = Date.now();
const app = new cdk.App({ outdir, treeMetadata: false, analyticsReporting: false });
const pipeline = makePipeline();
const declared = Array.from({ length: stages }, (_, i) => declareStage(i));
declared.forEach((stage) => stage.synth());
const beforeBuild = Date.now();
pipeline?.buildPipeline();
const afterBuild = Date.now();
app.synth();
const end = Date.now();
fs.rmSync(outdir, { recursive: true });

const memory = Math.round(process.resourceUsage().maxRSS / 1024);
console.log(JSON.stringify({ build: afterBuild - beforeBuild, total: end - start, memory }));

function makePipeline() {
  const scope = new cdk.Stack(app, 'Delivery', { env: ENV });
  if (variant === 'none') {
    new Topic(scope, 'Topic');
    return undefined;
  }
  const lib = variant === 'ours' ? require('..') : require('aws-cdk-lib/pipelines');
  const input = lib.CodePipelineSource.connection('owner/repo', 'main', { connectionArn: 'arn:connection' });
  const made = new lib.CodePipeline(scope, 'Pipeline', {
    synth: new lib.ShellStep('Synth', { input, commands: ['x'] }),
  });
  made.gate = () => new lib.ManualApprovalStep('Gate');
  return made;
}

function declareStage(i) {
  const stage = new cdk.Stage(app, `Stage${i}`, { env: ENV });
  for (let k = 0; k < stacks; k++) {
    const stack = new cdk.Stack(stage, `Stack${k}`);
    new Topic(stack, 'Topic');
    const n = i * stacks + k;
    if (n < assets) {
      new Asset(stack, 'Asset', { path: __filename, assetHash: `asset${n}`, assetHashType: cdk.AssetHashType.CUSTOM });
    }
  }
  pipeline?.addStage(stage, { pre: [pipeline.gate()] });
  return stage;
}
