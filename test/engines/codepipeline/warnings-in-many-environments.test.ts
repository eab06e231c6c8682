import * as cdk from 'aws-cdk-lib';
import { PipelineType } from 'aws-cdk-lib/aws-codepipeline';
import { setUp } from '../../kit/app';
import { ManualApprovalStep } from '../../../lib';

const messagesOf = (stack: cdk.Stack) =>
  stack.node.findAll().flatMap((c) => c.node.metadata.map(({ data }) => String(data)));

test.each([true, false])(
  'a warning in 20 environments is heard, and CDK survives it; in its report: %p',
  (isReported) => {
    const written = jest.spyOn(console, 'warn').mockImplementation(() => undefined);
    const context = { '@aws-cdk/core:annotationsInValidationReport': isReported };
    const app = new cdk.App({ context, treeMetadata: false, analyticsReporting: false });
    const { pipeline, stack } = setUp(
      () => ({ crossAccountKeys: true, pipelineType: PipelineType.V2 }),
      undefined,
      app,
    );
    pipeline.addWave('Checks', { pre: [new ManualApprovalStep('A')], post: [new ManualApprovalStep('B')] });
    for (let i = 0; i < 20; i++) {
      const env = { account: String(100_000_000_000 + i), region: 'us-east-1' };
      const stage = new cdk.Stage(app, `Stage${i}`, { env });
      new cdk.CfnResource(new cdk.Stack(stage, 'App'), 'Thing', { type: 'Test::Thing::Thing' });
      pipeline.addStage(stage);
    }
    pipeline.buildPipeline();
    app.synth();
    const heard = [...written.mock.calls.map(([text]) => String(text)), ...messagesOf(stack)];
    expect(heard.filter((text) => text.includes("Wave 'Checks' has no Stage"))).toHaveLength(1);
    written.mockRestore();
  },
);
