/**
 * An action that the library does not know: a step of our own that places it.
 */
import { App, Stack, Stage } from 'aws-cdk-lib';
import { PipelineType } from 'aws-cdk-lib/aws-codepipeline';
import type { IStage } from 'aws-cdk-lib/aws-codepipeline';
import { LambdaInvokeAction } from 'aws-cdk-lib/aws-codepipeline-actions';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { CodePipeline, CodePipelineSource, ShellStep, Step } from 'cdk-pipelines';
import type { CodePipelineActionFactoryResult, ICodePipelineActionFactory, ProduceActionOptions } from 'cdk-pipelines';
import { account } from './environments';

/** Calls a function of the account that the pipeline lives in. */
class InvokeStep extends Step implements ICodePipelineActionFactory {
  constructor(
    id: string,
    private readonly target: IFunction,
  ) {
    super(id);
  }

  produceAction(stage: IStage, options: ProduceActionOptions): CodePipelineActionFactoryResult {
    stage.addAction(
      new LambdaInvokeAction({ actionName: options.actionName, runOrder: options.runOrder, lambda: this.target }),
    );
    return { runOrdersConsumed: 1 };
  }
}

const env = { account: account('111111111111'), region: 'us-east-1' };

const app = new App();
const delivery = new Stack(app, 'CustomActionDelivery', { env });
const pipeline = new CodePipeline(delivery, 'Pipeline', {
  pipelineType: PipelineType.V2,
  selfMutation: false,
  synth: new ShellStep('Synth', {
    input: CodePipelineSource.s3(new Bucket(delivery, 'Releases', { versioned: true }), 'app.zip'),
    commands: ['npm ci', 'npx cdk synth'],
  }),
});

const warmUp = new Function(delivery, 'WarmUp', {
  runtime: Runtime.NODEJS_22_X,
  handler: 'index.handler',
  code: Code.fromInline('exports.handler = async () => console.log("warm");'),
});
const prod = new Stage(app, 'Prod', { env });
new Topic(new Stack(prod, 'Messaging'), 'News');
pipeline.addStage(prod, { post: [new InvokeStep('WarmUp', warmUp)] });
