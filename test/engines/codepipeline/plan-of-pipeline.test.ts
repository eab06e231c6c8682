import * as cdk from 'aws-cdk-lib';
import * as pipelines from '../../../lib';
import { setUp } from '../../kit/app';

class Shop extends cdk.Stage {
  constructor(scope: cdk.App, id: string) {
    super(scope, id, { env: { account: '111111111111', region: 'us-east-1' } });
    new cdk.CfnResource(new cdk.Stack(this, 'Data'), 'Topic', { type: 'AWS::SNS::Topic' });
  }
}

test('a pipeline in an app, synthesized on the way', () => {
  const { app, pipeline } = setUp();
  pipeline.addStage(new Shop(app, 'Prod'), { pre: [new pipelines.ManualApprovalStep('Promote')] });
  expect(pipelines.Rehearsal.of(pipeline).reject('Promote').run().neverStarted).toEqual([
    'Prod/Data.Prepare',
    'Prod/Data.Deploy',
  ]);
  expect(pipelines.PipelinePlan.of(pipeline).isGatedBy('Prod', 'Promote')).toBe(true);
});

test('what is no pipeline', () => {
  const { app } = setUp();
  expect(() => pipelines.Rehearsal.of(new cdk.Stack(app, 'Other'))).toThrow(
    /no pipeline is called 'Other'.*'PipelineStack\/Pipeline'/,
  );
});
