/**
 * A blueprint on GitHub Actions: a shop is deployed to an account for tests, then, after somebody has approved that, to two regions of
 * production. Jobs assume roles that trust the GitHub environment of a Stage; nobody keeps a key of AWS in GitHub.
 */
import * as path from 'path';
import { App, CfnOutput, Stack, Stage, Tags } from 'aws-cdk-lib';
import type { StageProps } from 'aws-cdk-lib';
import { ManagedPolicy, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { CodeBuildStep, ConfirmPermissionsBroadening, ManualApprovalStep, ShellStep, github } from 'cdk-pipelines';
import type { Construct } from 'constructs';
import { account } from './environments';

const DEMO = path.join(__dirname, 'demo');
const TESTS = account('222222222222');
const PRODUCTION = account('333333333333');

/** Orders, and a function that reports on them. */
class Shop extends Stage {
  public readonly data: Stack;
  public readonly report: CfnOutput;

  constructor(scope: Construct, id: string, props: StageProps) {
    super(scope, id, props);
    this.data = new Stack(this, 'Data', { terminationProtection: true });
    const orders = new Topic(this.data, 'Orders');
    const service = new Stack(this, 'Service');
    const report = new Function(service, 'Report', {
      runtime: Runtime.NODEJS_LATEST,
      handler: 'index.handler',
      code: Code.fromAsset(path.join(DEMO, 'report')),
      environment: { ORDERS: orders.topicArn },
    });
    this.report = new CfnOutput(service, 'ReportName', { value: report.functionName });
    // Who runs the shop may be allowed more than it is now; somebody has to confirm that.
    const operators = new Role(service, 'Operators', { assumedBy: new ServicePrincipal('ec2.amazonaws.com') });
    if (process.env.SHOP_OPERATORS === 'administrators') {
      operators.addManagedPolicy(ManagedPolicy.fromAwsManagedPolicyName('AdministratorAccess'));
    }
    Tags.of(this).add('shop', id);
  }
}

const app = new App();

// Deployed once, by hand: `cdk deploy 'Access-*'`. AWS itself refuses a job that is not in one of these environments.
for (const [id, env, environments] of [
  ['Access-Tests', { account: TESTS, region: 'eu-west-1' }, ['Tests']],
  ['Access-Production', { account: PRODUCTION, region: 'us-east-1' }, ['Production', 'Production-EU']],
] as const) {
  new github.GitHubActionRole(new Stack(app, id, { env }), 'Deployer', {
    repos: ['acme/shop'],
    environments: [...environments],
    bootstrapQualifier: 'hnb659fds',
  });
}

function deployerIn(accountId: string): github.AwsCredentials {
  return github.AwsCredentials.fromOpenIdConnect({
    gitHubActionRoleArn: `arn:aws:iam::${accountId}:role/GitHubActionRole`,
  });
}

const inTests = { awsCreds: deployerIn(TESTS) };
const inProduction = { awsCreds: deployerIn(PRODUCTION) };
const delivery = new github.GitHubWorkflow(app, 'Delivery', {
  workflowName: 'shop',
  repository: 'acme/shop',
  stageOptions: { Tests: inTests, Production: inProduction, 'Production-EU': inProduction },
  synth: new ShellStep('Synth', { installCommands: ['npm ci'], commands: ['npm run build', 'npx cdk synth --quiet'] }),
});

// What is handed on as files, and as a variable of several lines.
const release = new CodeBuildStep('Release', {
  commands: ['npm run release', 'NOTES="$(cat release/NOTES.md)"'],
  primaryOutputDirectory: 'release',
});

const tests = new Shop(app, 'Tests', { env: { account: TESTS, region: 'eu-west-1' } });
delivery.addStage(tests, {
  post: [
    new ShellStep('Smoke', {
      additionalInputs: { 'from-release': release },
      envFromCfnOutputs: { REPORT: tests.report },
      env: { NOTES: release.exportedVariable('NOTES') },
      commands: ['./smoke-test.sh from-release'],
    }),
  ],
});

const production = delivery.addWave('Everywhere', { pre: [new ManualApprovalStep('Approve')] });
const main = new Shop(app, 'Production', { env: { account: PRODUCTION, region: 'us-east-1' } });
production.addStage(main, { pre: [new ConfirmPermissionsBroadening('Permissions', { stage: main })] });
const eu = new Shop(app, 'Production-EU', { env: { account: PRODUCTION, region: 'eu-west-1' } });
production.addStage(eu, {
  stackSteps: [{ stack: eu.data, changeSet: [new ManualApprovalStep('Review-Changes')] }],
});
