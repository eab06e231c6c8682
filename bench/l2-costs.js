// What the L2 constructs of CodePipeline cost for one more action: time to declare, and resources.
const fs = require('fs');
const os = require('os');
const path = require('path');
const { spawnSync } = require('child_process');
const cdk = require('aws-cdk-lib');
const cb = require('aws-cdk-lib/aws-codebuild');
const cp = require('aws-cdk-lib/aws-codepipeline');
const cpa = require('aws-cdk-lib/aws-codepipeline-actions');
const iam = require('aws-cdk-lib/aws-iam');
const { rounded, save } = require('./results');

const ENV = { account: '111111111111', region: 'us-east-1' };
const ACTIONS = 1000;
const role = (ctx, id) =>
  iam.Role.fromRoleArn(ctx.stack, id, `arn:aws:iam::111111111111:role/${id}`, { mutable: false });

/** Makers of one action; `once` is made before the clock runs. */
const KINDS = {
  'change set': (ctx, i) =>
    new cpa.CloudFormationCreateReplaceChangeSetAction({
      actionName: `A${i}`,
      stackName: `S${i}`,
      changeSetName: 'C',
      templatePath: ctx.artifact.atPath(`t${i}`),
      adminPermissions: true,
      role: ctx.deployRole,
      deploymentRole: ctx.executionRole,
      cfnCapabilities: [cdk.CfnCapabilities.NAMED_IAM, cdk.CfnCapabilities.AUTO_EXPAND],
    }),
  'execute change set': (ctx, i) =>
    new cpa.CloudFormationExecuteChangeSetAction({
      actionName: `A${i}`,
      stackName: `S${i}`,
      changeSetName: 'C',
      role: ctx.deployRole,
    }),
  approval: (ctx, i) => new cpa.ManualApprovalAction({ actionName: `A${i}` }),
  'approval, given a role': (ctx, i) => new cpa.ManualApprovalAction({ actionName: `A${i}`, role: ctx.deployRole }),
  'CodeBuild, one project': (ctx, i) => codeBuild(ctx, i, (ctx.project ??= project(ctx, 0))),
  'CodeBuild, project each, one role': (ctx, i) => codeBuild(ctx, i, project(ctx, i, ctx.projectRole)),
  'CodeBuild, project and role each': (ctx, i) => codeBuild(ctx, i, project(ctx, i)),
};

const project = (ctx, i, projectRole) =>
  new cb.PipelineProject(ctx.stack, `P${i}`, {
    role: projectRole,
    buildSpec: cb.BuildSpec.fromObject({ version: '0.2', phases: { build: { commands: ['x'] } } }),
  });
const codeBuild = (ctx, i, p) =>
  new cpa.CodeBuildAction({ actionName: `A${i}`, input: ctx.artifact, project: p, role: ctx.actionRole });

/** Time on the clock, or of the processor, in µs. */
const now = (clock) => (clock === 'cpu' ? process.cpuUsage().user : Number(process.hrtime.bigint()) / 1000);

function measure(kind, clock) {
  const outdir = fs.mkdtempSync(path.join(os.tmpdir(), 'bench-'));
  const app = new cdk.App({
    outdir,
    treeMetadata: false,
    analyticsReporting: false,
    context: { '@aws-cdk/core:stackResourceLimit': 0 },
  });
  const ctx = contextIn(new cdk.Stack(app, 'Stack', { env: ENV }));
  const before = ctx.stack.node.findAll().filter(cdk.CfnResource.isCfnResource).length;
  const start = now(clock);
  for (let i = 0; i < ACTIONS; i += 50) {
    const stage = ctx.pipeline.addStage({ stageName: `Stage${i}` });
    for (let k = i; k < i + 50; k++) {
      stage.addAction(KINDS[kind](ctx, k));
    }
  }
  const declared = now(clock);
  const resources = ctx.stack.node.findAll().filter(cdk.CfnResource.isCfnResource).length - before;
  app.synth();
  const synthesized = now(clock);
  const bytes = fs.statSync(path.join(outdir, 'Stack.template.json')).size;
  fs.rmSync(outdir, { recursive: true });
  return {
    declare: (declared - start) / ACTIONS,
    synth: (synthesized - declared) / ACTIONS,
    resources: resources / ACTIONS,
    bytes: bytes / ACTIONS,
  };
}

function contextIn(stack) {
  const artifact = new cp.Artifact('Source');
  const pipeline = new cp.Pipeline(stack, 'Pipeline', { pipelineType: cp.PipelineType.V2, crossAccountKeys: false });
  const source = new cpa.CodeStarConnectionsSourceAction({
    actionName: 'Source',
    connectionArn: 'arn:connection',
    owner: 'owner',
    repo: 'repo',
    output: artifact,
  });
  pipeline.addStage({ stageName: 'Source', actions: [source] });
  const ctx = { stack, artifact, pipeline };
  ctx.deployRole = role(ctx, 'deploy');
  ctx.executionRole = role(ctx, 'execution');
  ctx.actionRole = new iam.Role(stack, 'ActionRole', { assumedBy: new iam.ArnPrincipal(pipeline.role.roleArn) });
  ctx.projectRole = new iam.Role(stack, 'ProjectRole', {
    assumedBy: new iam.ServicePrincipal('codebuild.amazonaws.com'),
  });
  return ctx;
}

/** Each kind in a process of its own: CDK remembers every token. */
function measureApart(kind, clock) {
  const env = { ...process.env, CDK_VALIDATION: 'false', JSII_DEPRECATED: 'quiet' };
  const { stdout, stderr, status } = spawnSync(process.execPath, [__filename, kind, clock], { encoding: 'utf-8', env });
  if (status !== 0) {
    throw new Error(stderr);
  }
  const { declare, synth, resources, bytes } = JSON.parse(stdout);
  return {
    kind,
    declare: rounded(declare, 0),
    synth: rounded(synth, 0),
    resources: rounded(resources),
    bytes: rounded(bytes, 0),
  };
}

function run(options) {
  console.log(`\nL2 constructs, for each of ${ACTIONS} actions\n`);
  console.log('| action | µs to declare | µs to synthesize | resources | bytes of template |');
  console.log('|---|--:|--:|--:|--:|');
  const rows = Object.keys(KINDS).map((kind) => {
    const row = measureApart(kind, options.clock);
    console.log(`| ${Object.values(row).join(' | ')} |`);
    return row;
  });
  save('l2', { clock: options.clock, rows }, options);
}

if (require.main === module) {
  console.log(JSON.stringify(measure(process.argv[2], process.argv[3])));
}

module.exports = { run };
