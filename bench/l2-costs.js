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

function measure(kind) {
  const outdir = fs.mkdtempSync(path.join(os.tmpdir(), 'bench-'));
  const app = new cdk.App({
    outdir,
    treeMetadata: false,
    analyticsReporting: false,
    context: { '@aws-cdk/core:stackResourceLimit': 0 },
  });
  const ctx = contextIn(new cdk.Stack(app, 'Stack', { env: ENV }));
  const before = ctx.stack.node.findAll().filter(cdk.CfnResource.isCfnResource).length;
  const start = process.hrtime.bigint();
  for (let i = 0; i < ACTIONS; i += 50) {
    const stage = ctx.pipeline.addStage({ stageName: `Stage${i}` });
    for (let k = i; k < i + 50; k++) {
      stage.addAction(KINDS[kind](ctx, k));
    }
  }
  const declared = process.hrtime.bigint();
  const resources = ctx.stack.node.findAll().filter(cdk.CfnResource.isCfnResource).length - before;
  app.synth();
  const us = (a, b) => Number(b - a) / 1000 / ACTIONS;
  const bytes = fs.statSync(path.join(outdir, 'Stack.template.json')).size;
  fs.rmSync(outdir, { recursive: true });
  return {
    declare: us(start, declared),
    synth: us(declared, process.hrtime.bigint()),
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
function run() {
  console.log(`\nL2 constructs, for each of ${ACTIONS} actions\n`);
  console.log('| action | µs to declare | µs to synthesize | resources | bytes of template |');
  console.log('|---|--:|--:|--:|--:|');
  for (const kind of Object.keys(KINDS)) {
    const env = { ...process.env, CDK_VALIDATION: 'false', JSII_DEPRECATED: 'quiet' };
    const { stdout, stderr, status } = spawnSync(process.execPath, [__filename, kind], { encoding: 'utf-8', env });
    if (status !== 0) {
      throw new Error(stderr);
    }
    const { declare, synth, resources, bytes } = JSON.parse(stdout);
    console.log(
      `| ${[kind, declare.toFixed(0), synth.toFixed(0), resources.toFixed(1), bytes.toFixed(0)].join(' | ')} |`,
    );
  }
}

if (require.main === module) {
  console.log(JSON.stringify(measure(process.argv[2])));
}

module.exports = { run };
