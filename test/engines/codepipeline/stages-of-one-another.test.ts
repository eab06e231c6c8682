import * as cdk from 'aws-cdk-lib';
import { setUp, stageOf } from '../../kit/app';

/** Stage `Web` uses a bucket of Stage `Data`. */
function given() {
  const { app, pipeline } = setUp();
  const [data, web] = [stageOf(app, 'Data'), stageOf(app, 'Web')];
  const bucket = new cdk.aws_s3.Bucket(data.node.findChild('App') as cdk.Stack, 'Bucket');
  new cdk.CfnOutput(web.node.findChild('App') as cdk.Stack, 'Used', { value: bucket.bucketArn });
  pipeline.addStage(data);
  pipeline.addStage(web);
  return { app, pipeline };
}

const EXPECTED =
  /\[(Web|Data)\] CDK refuses to synthesize the Stage: .*'Web\/App'.*'Data\/App'.*To fix it: make both in one Stage/;

describe('a Stage that uses a resource of another one: the error has a way out', () => {
  test('from app.synth()', () => {
    expect(() => given().app.synth()).toThrow(EXPECTED);
  });

  test('from buildPipeline()', () => {
    expect(() => given().pipeline.buildPipeline()).toThrow(EXPECTED);
  });
});
