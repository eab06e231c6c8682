/**
 * As little as a pipeline can be: one source, one stage with one stack, one account.
 */
import { App, Stack, Stage } from 'aws-cdk-lib';
import { PipelineType } from 'aws-cdk-lib/aws-codepipeline';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { CodePipeline, CodePipelineSource, ShellStep } from 'cdk-pipelines';
import { account, connectionArn } from './environments';

const env = { account: account('111111111111'), region: 'eu-west-1' };

const app = new App();
const delivery = new Stack(app, 'MinimalDelivery', { env });
const pipeline = new CodePipeline(delivery, 'Pipeline', {
  pipelineType: PipelineType.V2,
  synth: new ShellStep('Synth', {
    input: CodePipelineSource.connection('example/topic', 'main', {
      connectionArn,
    }),
    commands: ['npm ci', 'npx cdk synth'],
  }),
});

const prod = new Stage(delivery, 'Prod', { env });
new Topic(new Stack(prod, 'Messaging'), 'News');
pipeline.addStage(prod);
