import * as cdk from 'aws-cdk-lib';
import { Asset } from 'aws-cdk-lib/aws-s3-assets';
import { ENV, setUp } from '../../kit/app';

/** Three accounts in 22 regions: more publishing roles than fit into one policy. */
const ACCOUNTS = ['111111111111', '222222222222', '333333333333'];
const REGIONS = Array.from({ length: 22 }, (_, i) => `eu-test-${i}`);

test('66 environments with assets: the budget has no objection', () => {
  const { app, stack, pipeline } = setUp(() => ({ crossAccountKeys: true, useChangeSets: false }));
  for (const region of [ENV.region, ...REGIONS.slice(1)]) {
    const wave = pipeline.addWave(region);
    for (const account of ACCOUNTS) {
      const stage = new cdk.Stage(app, `In${account}-${region}`, { env: { account, region } });
      new Asset(new cdk.Stack(stage, 'App'), 'File', { path: __filename });
      wave.addStage(stage);
    }
  }
  const { messages } = app.synth().getStackArtifact(stack.artifactId);
  expect(messages.filter((m) => m.level === 'error').map((m) => m.entry.data)).toEqual([]);
});
