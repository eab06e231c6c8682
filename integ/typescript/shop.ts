/** The shop: everything that one environment consists of. */
import { CfnOutput, Duration, Stack, Stage } from 'aws-cdk-lib';
import type { StackProps, StageProps } from 'aws-cdk-lib';
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

/** The application. */
export class Shop extends Stage {
  readonly url: CfnOutput;

  constructor(scope: Construct, id: string, props: StageProps) {
    super(scope, id, props);
    const data = new DataStack(this, 'Data');
    const service = new ServiceStack(this, 'Service', { orders: data.orders });
    this.url = service.url;
  }
}
