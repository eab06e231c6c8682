import * as path from 'path';
import * as cdk from 'aws-cdk-lib';
import { Asset } from 'aws-cdk-lib/aws-s3-assets';
import { takeSnapshot } from '../../lib/plan/snapshot';
import { stacksOf } from '../../lib/plan/snapshot-data';
import { ENV, setUp } from '../kit/app';

const TAGS = { Tags: [{ Key: 'Department', Value: 'Eng' }] };

/** A Stage with one stack, of which much is to be said. */
function snapshotOf(change: (stack: ReturnType<ReturnType<typeof setUp>['pipeline']['addStage']>) => void = () => {}) {
  const { app, pipeline } = setUp();
  const stage = new cdk.Stage(app, 'Prod', { env: ENV });
  const stack = new cdk.Stack(stage, 'Api', {
    synthesizer: new cdk.DefaultStackSynthesizer({
      deployRoleExternalId: 'secret',
      fileAssetPublishingRoleAdditionalOptions: TAGS,
    }),
    notificationArns: ['arn:aws:sns:us-east-1:111111111111:topic'],
    terminationProtection: true,
    tags: { team: 'web' },
  });
  new Asset(stack, 'File', { path: __filename, displayName: 'Code' });
  change(pipeline.addStage(stage));
  const [data] = stacksOf(takeSnapshot(pipeline).data);
  return { data, outdir: app.outdir };
}

test('a stack is one object with all that is known of it', () => {
  const { data, outdir } = snapshotOf();
  const place = { manifestPath: path.join(outdir, 'assembly-Prod', 'ProdApi2466CF1F.assets.json'), isImage: false };
  const role = 'arn:${AWS::Partition}:iam::111111111111:role/cdk-hnb659fds-';
  const asset = {
    ...place,
    id: expect.stringMatching(/^[0-9a-f]{64}$/),
    destination: expect.stringMatching(/^111111111111-us-east-1/),
    publishingRoleArn: `${role}file-publishing-role-111111111111-us-east-1`,
    sessionTags: true,
  };
  expect(data).toEqual({
    ...ENV,
    id: 'ProdApi2466CF1F',
    path: 'Prod/Api',
    name: 'Prod-Api',
    assumeRoleArn: `${role}deploy-role-111111111111-us-east-1`,
    assumeRoleOptions: ['ExternalId'],
    executionRoleArn: `${role}cfn-exec-role-111111111111-us-east-1`,
    tags: { team: 'web' },
    terminationProtection: true,
    notificationArns: ['arn:aws:sns:us-east-1:111111111111:topic'],
    templatePath: path.join(outdir, 'assembly-Prod', 'ProdApi2466CF1F.template.json'),
    templateAsset: { ...asset, displayName: expect.any(String) },
    templateUrl: expect.stringMatching(
      /^https:\/\/cdk-hnb659fds-assets-111111111111-us-east-1\.s3\.us-east-1\.amazonaws\.com\/[0-9a-f]{64}\.json$/,
    ),
    assets: [{ ...asset, ...ENV, displayName: 'Code' }],
    dependsOn: [],
    pre: [],
    changeSet: [],
    post: [],
  });
  expect(data.templateAsset!.id).not.toBe(data.assets[0].id);
  expect(Object.isFrozen(data)).toBe(true);
});

test('what is changed in the deployment counts, and what the API does not speak of stays', () => {
  const { data } = snapshotOf(({ stacks: [stack] }) => {
    Object.assign(stack, { account: '222222222222' });
    stack.assets.splice(0, 1, { ...stack.assets[0], displayName: 'Mine' });
  });
  expect(data).toMatchObject({
    account: '222222222222',
    terminationProtection: true,
    assets: [{ account: '222222222222', displayName: 'Mine', sessionTags: true }],
  });
});
