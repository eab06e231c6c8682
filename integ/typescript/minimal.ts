/** The smallest pipeline. docs/languages.md shows what is between the marks. */
// snippet-begin
import { App, Stack, Stage } from 'aws-cdk-lib';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { CodePipeline, CodePipelineSource, ShellStep } from 'cdk-pipelines';

const app = new App();

const prod = new Stage(app, 'Prod');
new Topic(new Stack(prod, 'Messaging'), 'News');

const pipeline = new CodePipeline(new Stack(app, 'Delivery'), 'Pipeline', {
  synth: new ShellStep('Synth', {
    input: CodePipelineSource.connection('example/news', 'main', {
      connectionArn: 'arn:aws:codeconnections:us-east-1:111111111111:connection/example',
    }),
    commands: ['npm ci', 'npx cdk synth'],
  }),
});
pipeline.addStage(prod);
// snippet-end
