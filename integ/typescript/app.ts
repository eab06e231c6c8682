/**
 * A small shop, delivered to two environments: Beta, in one account and region, then Prod, in another, from a
 * pipeline in a third. Beside this folder are the same application in other languages, with the same templates.
 */
import { App, CfnOutput, Duration, Stack, Stage } from 'aws-cdk-lib';
import type { StackProps, StageProps } from 'aws-cdk-lib';
import { PipelineType } from 'aws-cdk-lib/aws-codepipeline';
import { AttributeType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import {
  Code,
  DockerImageCode,
  DockerImageFunction,
  Function,
  FunctionUrlAuthType,
  Runtime,
} from 'aws-cdk-lib/aws-lambda';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import {
  CodePipeline,
  CodePipelineSource,
  ConfirmPermissionsBroadening,
  DockerCredential,
  ManualApprovalStep,
  ShellStep,
} from 'cdk-pipelines';
import type { Construct } from 'constructs';

/** What must outlive every deployment. */
class DataStack extends Stack {
  readonly orders: Table;

  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);
    this.orders = new Table(this, 'Orders', { partitionKey: { name: 'id', type: AttributeType.STRING } });
  }
}

interface ServiceStackProps extends StackProps {
  readonly orders: Table;
}

/** What is replaced by every deployment: a container image behind a URL, and a nightly report from a zip file. */
class ServiceStack extends Stack {
  readonly url: CfnOutput;

  constructor(scope: Construct, id: string, props: ServiceStackProps) {
    super(scope, id, props);
    const environment = { TABLE_NAME: props.orders.tableName };

    const shop = new DockerImageFunction(this, 'Shop', {
      code: DockerImageCode.fromImageAsset(`${__dirname}/../demo/service`),
      environment,
    });
    props.orders.grantReadWriteData(shop);
    this.url = new CfnOutput(this, 'Url', {
      value: shop.addFunctionUrl({ authType: FunctionUrlAuthType.AWS_IAM }).url,
    });

    const report = new Function(this, 'Report', {
      runtime: Runtime.NODEJS_22_X,
      handler: 'index.handler',
      code: Code.fromAsset(`${__dirname}/../demo/report`),
      timeout: Duration.minutes(1),
      environment,
    });
    props.orders.grantReadData(report);
    new Rule(this, 'Nightly', { schedule: Schedule.rate(Duration.days(1)), targets: [new LambdaFunction(report)] });
  }
}

/** The application: everything that one environment consists of. */
class Shop extends Stage {
  readonly url: CfnOutput;

  constructor(scope: Construct, id: string, props: StageProps) {
    super(scope, id, props);
    const data = new DataStack(this, 'Data');
    const service = new ServiceStack(this, 'Service', { orders: data.orders });
    this.url = service.url;
  }
}

/** The pipeline that delivers the application, and itself. */
class DeliveryStack extends Stack {
  constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);

    const source = CodePipelineSource.connection('example/shop', 'main', {
      connectionArn: 'arn:aws:codeconnections:us-east-1:111111111111:connection/11111111-2222-3333-4444-555555555555',
    });

    const pipeline = new CodePipeline(this, 'Pipeline', {
      pipelineName: 'Shop',
      pipelineType: PipelineType.V2,
      synth: new ShellStep('Synth', {
        input: source,
        commands: ['npm ci', 'npm run build', 'npx cdk synth'],
      }),
      // Beta and Prod are other accounts: they read artifacts that are encrypted with a key they may use.
      crossAccountKeys: true,
      enableKeyRotation: true,
      // The base image of the shop comes from a registry that limits anonymous downloads.
      dockerCredentials: [
        DockerCredential.dockerHub(Secret.fromSecretNameV2(this, 'DockerHub', 'docker-hub-credentials')),
      ],
    });

    const beta = new Shop(this, 'Beta', { env: { account: '222222222222', region: 'eu-west-1' } });
    pipeline.addStage(beta, {
      pre: [new ShellStep('UnitTest', { input: source, commands: ['npm ci', 'npm test'] })],
      post: [
        new ShellStep('SmokeTest', {
          input: source,
          envFromCfnOutputs: { SHOP_URL: beta.url },
          commands: ['npm ci', 'npm run smoke-test -- "$SHOP_URL"'],
        }),
      ],
    });

    const prod = new Shop(this, 'Prod', { env: { account: '333333333333', region: 'us-east-1' } });
    const release = pipeline.addWave('Release', {
      pre: [new ManualApprovalStep('Promote', { comment: 'Has Beta been well for a day?' })],
      post: [new ShellStep('Announce', { input: source, commands: ['./announce-release.sh'] })],
    });
    release.addStage(prod, {
      pre: [new ConfirmPermissionsBroadening('Permissions', { stage: prod })],
    });
  }
}

const app = new App();
new DeliveryStack(app, 'Delivery', { env: { account: '111111111111', region: 'us-east-1' } });
