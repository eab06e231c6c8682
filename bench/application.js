// The application that is measured: the same for every library, with and without a pipeline.
const cdk = require('aws-cdk-lib');
const { Asset } = require('aws-cdk-lib/aws-s3-assets');
const { Topic } = require('aws-cdk-lib/aws-sns');

const HOME = { account: '111111111111', region: 'us-east-1' };
const REGIONS = ['us-east-1', 'eu-west-1', 'ap-southeast-2'];

/** Where Stage number `i` goes: all to the pipeline's own environment, or to so many accounts in three regions. */
function environmentOf(i, accounts) {
  return accounts === 0 ? HOME : { account: `${200000000000 + (i % accounts)}`, region: REGIONS[i % REGIONS.length] };
}

/** A Stage of `stacks` stacks, each with a topic, and with an asset of its own as long as there are any left. */
function declareStage(app, i, { stacks, assets, accounts }) {
  const stage = new cdk.Stage(app, `Stage${i}`, { env: environmentOf(i, accounts) });
  for (let k = 0; k < stacks; k++) {
    const stack = new cdk.Stack(stage, `Stack${k}`);
    new Topic(stack, 'Topic');
    const n = i * stacks + k;
    if (n < assets) {
      new Asset(stack, 'Asset', { path: __filename, assetHash: `asset${n}`, assetHashType: cdk.AssetHashType.CUSTOM });
    }
  }
  return stage;
}

/** A pipeline with steps around every Stage, a gate and a test; or, without a library, a stack in its place. */
function declarePipeline(app, lib, layout, { accounts, around: steps }) {
  const scope = new cdk.Stack(app, 'Delivery', { env: HOME });
  if (!lib) {
    new Topic(scope, 'Topic');
    return undefined;
  }
  const input = lib.CodePipelineSource.connection('owner/repo', 'main', { connectionArn: 'arn:connection' });
  const pipeline = new lib.CodePipeline(scope, 'Pipeline', {
    synth: new lib.ShellStep('Synth', { input, commands: ['npm ci', 'npx cdk synth'] }),
    crossAccountKeys: accounts > 0,
    ...(layout ? { layout } : {}),
  });
  const around = (i) => ({
    pre: steps.includes('gate') ? [new lib.ManualApprovalStep(`Gate${i}`)] : [],
    post: steps.includes('test') ? [new lib.ShellStep(`Test${i}`, { commands: ['npm test'] })] : [],
  });
  return { addStage: (stage, i) => pipeline.addStage(stage, around(i)), build: () => pipeline.buildPipeline() };
}

module.exports = { declarePipeline, declareStage };
