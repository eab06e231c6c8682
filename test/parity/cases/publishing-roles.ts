import * as cdk from 'aws-cdk-lib';
import * as assets from 'aws-cdk-lib/aws-s3-assets';
import type { CodePipelineProps } from 'aws-cdk-lib/pipelines';
import type { AppFunction, Lib, Scenario } from '../harness';
import { fixture, imageAsset, setUp, type CaseTable } from '../kit';

const MINIMIZE = { '@aws-cdk/aws-iam:minimizePolicies': true };

type Fill = (stack: cdk.Stack, environment: number) => void;

/** A Stage for each account, all in one wave. */
function accounts(
  count: number,
  fill: Fill,
  props: (lib: Lib) => Partial<CodePipelineProps> = () => ({}),
): AppFunction {
  return (lib, app) => {
    const { pipeline } = setUp(lib, app, { crossAccountKeys: true, useChangeSets: false, ...props(lib) });
    const wave = pipeline.addWave('W');
    for (let i = 0; i < count; i++) {
      const env = { account: String(200000000000 + i), region: 'us-east-1' };
      const stage = new cdk.Stage(app, `S${i}`, { env });
      fill(new cdk.Stack(stage, 'Stack'), i);
      wave.addStage(stage);
    }
  };
}

const files =
  (...names: ((environment: number) => string)[]): Fill =>
  (stack, i) =>
    names.forEach((name, n) => {
      const assetHash = name(i);
      const assetHashType = cdk.AssetHashType.CUSTOM;
      new assets.Asset(stack, `File${n}`, { path: fixture('files'), assetHash, assetHashType });
    });

const one: Fill = files(() => 'one');
const image: Fill = (stack) => void imageAsset(stack);
const both: Fill = (stack, i) => [one, image].forEach((fill) => fill(stack, i));
const single = () => ({ publishAssetsInParallel: false });

const minimized = (app: AppFunction): Scenario => ({ context: MINIMIZE, app });

/** The roles that publishing may assume: one for each environment. */
export const publishingRoles: CaseTable = {
  '9 environments': accounts(9, both),
  '10 environments': accounts(10, both),
  '11 environments': accounts(11, both),
  '21 environments': accounts(21, both),
  '21 environments, minimized policies': minimized(accounts(21, both)),
  '21 environments, one publisher': accounts(21, both, single),
  '70 environments': accounts(70, both),
  '70 environments, minimized policies': minimized(accounts(70, both)),
  'several assets in the same 12 environments': accounts(
    12,
    files(
      () => 'one',
      () => 'two',
      () => 'three',
    ),
  ),
  'several assets in the same 12 environments, one publisher': accounts(
    12,
    files(
      () => 'one',
      () => 'two',
    ),
    single,
  ),
  'several assets in the same 12 environments, minimized policies': minimized(
    accounts(
      12,
      files(
        () => 'one',
        () => 'two',
      ),
    ),
  ),
  'several assets in few environments': accounts(3, files(...Array.from({ length: 8 }, (_, n) => () => `asset${n}`))),
  'an asset for each environment, and one for all': accounts(
    13,
    files(
      (i) => `own${i}`,
      () => 'one',
    ),
  ),
  'assets that come again after a while': accounts(
    14,
    files(
      (i) => `every-third-${i % 3}`,
      (i) => `${i < 7}`,
    ),
  ),
  'roles with another qualifier': accounts(24, (stack, i) => {
    const other = new cdk.Stack(stack.node.scope!, 'Other', {
      synthesizer: new cdk.DefaultStackSynthesizer({ qualifier: `q${i % 5}` }),
    });
    [stack, other].forEach((s) => both(s, i));
  }),
};
