import * as cdk from 'aws-cdk-lib';
import type * as iam from 'aws-cdk-lib/aws-iam';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Asset } from 'aws-cdk-lib/aws-s3-assets';
import { ENV, setUp, warningsOf } from '../../kit/app';
import type { CodePipelineProps } from '../../../lib';

// Options of a synthesizer that say how its roles are to be assumed.

const TAGS = { Tags: [{ Key: 'Department', Value: 'Eng' }] };

/** A pipeline that deploys one stack with an asset for each of these synthesizers. */
function deliver(
  synthesizers: Record<string, cdk.DefaultStackSynthesizerProps>,
  props: Partial<CodePipelineProps> = {},
): cdk.App {
  const { app, pipeline } = setUp(() => props);
  const stage = new cdk.Stage(app, 'Prod', { env: ENV });
  for (const [id, options] of Object.entries(synthesizers)) {
    const stack = new cdk.Stack(stage, id, { synthesizer: new cdk.DefaultStackSynthesizer(options) });
    new Asset(stack, 'File', { path: __filename });
  }
  pipeline.addStage(stage);
  return app;
}

const about = (id: string, app: cdk.App) =>
  warningsOf(app).filter((message) => message.includes(`cdk-pipelines:${id}`));

describe('session tags for the role that deploys', () => {
  test('an error for each such stack: CodePipeline cannot pass any', () => {
    const app = deliver({ A: { deployRoleAdditionalOptions: TAGS }, B: {}, C: { deployRoleAdditionalOptions: TAGS } });
    expect(() => app.synth()).toThrow(
      /^2 problems:\n {2}1\. \[Prod\/A\] session tags for the role that deploys this stack.*deploy-role.*\n.*\[Prod\/C\]/,
    );
  });
});

describe('other options of the role that deploys', () => {
  test('have no effect: a warning for all stacks with the same', () => {
    const options = { deployRoleExternalId: 'secret', deployRoleAdditionalOptions: { DurationSeconds: 900 } };
    expect(about('roleOptionsIgnored', deliver({ A: options, B: {}, C: options }))).toEqual([
      expect.stringMatching(/^'Prod\/A', 'Prod\/C': CodePipeline .* without 'ExternalId', 'DurationSeconds'/),
    ]);
  });

  test('those of roles that nothing in CodePipeline assumes are followed, or not asked for', () => {
    const synthesizer = {
      fileAssetPublishingExternalId: 'x',
      imageAssetPublishingExternalId: 'x',
      lookupRoleExternalId: 'x',
      lookupRoleAdditionalOptions: TAGS,
      deployRoleAdditionalOptions: {},
    };
    expect(warningsOf(deliver({ A: synthesizer })).join()).not.toMatch(/roleOptionsIgnored|tagSession/);
  });
});

describe('session tags for the role that publishes', () => {
  const tagged = { fileAssetPublishingRoleAdditionalOptions: TAGS };
  const may = (...actions: string[]): iam.PolicyStatement[] => [new PolicyStatement({ actions, resources: ['*'] })];

  test('need a right that the project has not', () => {
    expect(about('tagSessionNotAllowed', deliver({ A: tagged, B: {} }))).toEqual([
      expect.stringMatching(/^'Prod\/A': .*'sts:TagSession'.*assetPublishingCodeBuildDefaults/),
    ]);
  });

  test.each([
    ['for publishing', { assetPublishingCodeBuildDefaults: { rolePolicy: may('sts:TagSession') } }],
    ['for all projects', { codeBuildDefaults: { rolePolicy: may('sts:AssumeRole', 'sts:*') } }],
  ])('not if that was given %s', (_, props) => {
    expect(about('tagSessionNotAllowed', deliver({ A: tagged }, props))).toEqual([]);
  });
});
