// A shop in two accounts, and the pipeline in a third that delivers it, and itself: what people have in their repository.
const { App, CfnOutput, Stack, Stage, Tags } = require('aws-cdk-lib');
const { Code, Function, Runtime } = require('aws-cdk-lib/aws-lambda');
const { Topic } = require('aws-cdk-lib/aws-sns');
const { StringParameter } = require('aws-cdk-lib/aws-ssm');
const {
  CodePipeline,
  CodePipelineSource,
  ConfirmPermissionsBroadening,
  ManualApprovalStep,
  PipelineLayout,
  ShellStep,
} = require('cdk-pipelines');

/** In place of `npm ci`: nothing is fetched. */
const INSTALL = '[ -e node_modules ] || ln -s "$SHOP_MODULES" node_modules';

class DataStack extends Stack {
  constructor(scope, id, props) {
    super(scope, id, props);
    this.orders = new Topic(this, 'Orders');
  }
}

class ServiceStack extends Stack {
  constructor(scope, id, { orders, ...props }) {
    super(scope, id, props);
    new StringParameter(this, 'Stage', { parameterName: '/shop/stage', stringValue: id });
    const report = new Function(this, 'Report', {
      runtime: Runtime.NODEJS_22_X,
      handler: 'index.handler',
      code: Code.fromAsset(`${__dirname}/report`),
      environment: { ORDERS: orders.topicArn },
    });
    this.report = new CfnOutput(this, 'ReportName', { value: report.functionName });
  }
}

class Shop extends Stage {
  constructor(scope, id, props) {
    super(scope, id, props);
    const data = new DataStack(this, 'Data', { terminationProtection: id === 'Prod' });
    const service = new ServiceStack(this, 'Service', { orders: data.orders });
    Tags.of(this).add('shop', id);
    this.report = service.report;
  }
}

class Delivery extends Stack {
  constructor(scope, id, props) {
    super(scope, id, props);
    const source = CodePipelineSource.connection('example/shop', 'main', {
      connectionArn: 'arn:aws:codeconnections:us-east-1:111111111111:connection/11111111-2222-3333-4444-555555555555',
    });
    const pipeline = new CodePipeline(this, 'Pipeline', {
      pipelineName: 'Shop',
      layout: PipelineLayout.DEFAULT,
      crossAccountKeys: true,
      synth: new ShellStep('Synth', { input: source, commands: [INSTALL, 'npx cdk synth --quiet'] }),
    });
    const beta = new Shop(this, 'Beta', { env: { account: '222222222222', region: 'eu-west-1' } });
    pipeline.addStage(beta, {
      post: [
        new ShellStep('SmokeTest', {
          input: source,
          envFromCfnOutputs: { REPORT: beta.report },
          commands: ['echo "The report is $REPORT"', 'test -n "$REPORT"'],
        }),
      ],
    });
    const prod = new Shop(this, 'Prod', { env: { account: '333333333333', region: 'us-east-1' } });
    pipeline.addStage(prod, { pre: [new ManualApprovalStep('Promote')] });
  }
}

const app = new App();
new Delivery(app, 'Delivery', { env: { account: '111111111111', region: 'us-east-1' } });
