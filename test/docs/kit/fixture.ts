import * as cdk from 'aws-cdk-lib';
import * as codepipeline from 'aws-cdk-lib/aws-codepipeline';
import * as pipelines from '../../../lib';
import { read } from './pages';

// What examples take for granted: for the compiler as text, and when they run as objects that are made when an example mentions them.

/** Imported into each block, but for what the block imports itself. */
export const IMPORTS: Record<string, string> = {
  cdk: 'aws-cdk-lib',
  codebuild: 'aws-cdk-lib/aws-codebuild',
  codepipeline: 'aws-cdk-lib/aws-codepipeline',
  cpactions: 'aws-cdk-lib/aws-codepipeline-actions',
  iam: 'aws-cdk-lib/aws-iam',
  constructs: 'constructs',
  pipelines: 'cdk-pipelines',
};

/** Those of jsii-rosetta: from its first declaration to the class that examples stand in. */
export const [DECLARATIONS] = /^declare [^]*(?=^class )/m.exec(read('rosetta/default.ts-fixture'))!;

const CONNECTION = 'arn:aws:codeconnections:eu-west-1:111111111111:connection/example';
const envOf = (account: string) => ({ account, region: 'eu-west-1' });

/** What is deployed: a database, and a service that needs it. */
class ShopStage extends cdk.Stage {
  readonly database: cdk.Stack;
  readonly url: cdk.CfnOutput;

  constructor(scope: cdk.App, id: string, props?: cdk.StageProps) {
    super(scope, id, props);
    this.database = new cdk.Stack(this, 'Database');
    new cdk.CfnResource(this.database, 'Table', { type: 'AWS::DynamoDB::GlobalTable' });
    const service = new cdk.Stack(this, 'Service');
    service.addStackDependency(this.database);
    new cdk.CfnResource(service, 'Topic', { type: 'AWS::SNS::Topic' });
    this.url = new cdk.CfnOutput(service, 'Url', { value: 'https://shop.example.com' });
  }
}

/** Each is made once, when it is asked for. */
export class Fixture {
  readonly connectionArn = CONNECTION;
  readonly ShopStage = ShopStage;
  private readonly made = new Map<string, unknown>();

  get app(): cdk.App {
    return this.once('app', () => new cdk.App());
  }

  get stack(): cdk.Stack {
    return this.once('stack', () => new cdk.Stack(this.app, 'PipelineStack', { env: envOf('111111111111') }));
  }

  get source(): pipelines.CodePipelineSource {
    const make = () => pipelines.CodePipelineSource.connection('my-org/my-app', 'main', { connectionArn: CONNECTION });
    return this.once('source', make);
  }

  get synth(): pipelines.ShellStep {
    const commands = ['npm ci', 'npx cdk synth'];
    return this.once('synth', () => new pipelines.ShellStep('Synth', { input: this.source, commands }));
  }

  get pipeline(): pipelines.CodePipeline {
    const pipelineType = codepipeline.PipelineType.V2;
    const executionMode = codepipeline.ExecutionMode.QUEUED;
    const props = { pipelineType, executionMode, crossAccountKeys: true, synth: this.synth };
    return this.once('pipeline', () => new pipelines.CodePipeline(this.stack, 'Pipeline', props));
  }

  get beta(): ShopStage {
    return this.once('beta', () => new ShopStage(this.app, 'Beta', { env: envOf('222222222222') }));
  }

  get prod(): ShopStage {
    return this.once('prod', () => new ShopStage(this.app, 'Prod', { env: envOf('333333333333') }));
  }

  /** A pipeline that deploys nothing is not what an example is about. */
  complete(): void {
    if (!this.made.has('app')) return;
    for (const construct of this.app.node.findAll()) {
      if (construct instanceof pipelines.PipelineBase && construct.waves.length === 0) {
        construct.addStage(new ShopStage(this.app, 'App', { env: envOf('111111111111') }));
      }
    }
  }

  private once<T>(name: string, make: () => T): T {
    if (!this.made.has(name)) this.made.set(name, make());
    return this.made.get(name) as T;
  }
}

export const GIVEN = [
  'app',
  'stack',
  'pipeline',
  'source',
  'synth',
  'connectionArn',
  'ShopStage',
  'beta',
  'prod',
] as const;

/** Readers have no file of this name: what a message says of its lines is left out. */
export function withoutLinesOfFixture(text: string): string {
  const line = '(?:\\.\\./[\\w./-]*)?test/docs/kit/(?:fixture|outputs)\\.ts:\\d+';
  return text.replace(
    new RegExp(` \\(${line}\\)|,? ?(?:Declared|Called) at ${line}\\.|, ${line}|(?<= at )${line}, `, 'g'),
    '',
  );
}
