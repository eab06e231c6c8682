import * as fc from 'fast-check';
import * as cxapi from 'aws-cdk-lib/cx-api';
import { KNOWS_EXECUTION_MODE } from '../kit';
import type { AppSpec, CredentialSpec, OptionsSpec, SourceSpec } from '../spec';
import { few, sometimes } from './common';
import { accepted } from './accepted';
import { extension } from './extensions';
import { wave } from './stages';
import { buildSpec, step, synthStep } from './steps';

const source: fc.Arbitrary<SourceSpec> = fc.record({
  kind: fc.constantFrom('connection', 'connection', 'gitHub', 'codeCommit', 's3', 'ecr'),
  name: fc.constantFrom('app', 'App', 'infra', 'my-repo.x', 'a_b'),
  actionName: sometimes(fc.constantFrom('Fetch', 'Source', 'the.source'), 5),
  clone: sometimes(fc.boolean(), 4),
  trigger: sometimes(fc.constantFrom('none', 'poll', 'other'), 4),
});

const credential: fc.Arbitrary<CredentialSpec> = fc.record({
  kind: fc.constantFrom('hub', 'registry', 'ecr'),
  usages: sometimes(fc.uniqueArray(fc.constantFrom('SYNTH', 'SELF_UPDATE', 'ASSET_PUBLISHING'), { minLength: 1 }), 3),
  role: sometimes(fc.boolean(), 4),
  fields: sometimes(fc.boolean(), 4),
});

const options: fc.Arbitrary<OptionsSpec> = fc.record({
  pipelineName: sometimes(fc.constantFrom('the-pipeline', 'Other-Pipeline_1'), 4),
  pipelineType: sometimes(fc.constantFrom('V1', 'V2'), 4),
  executionMode: KNOWS_EXECUTION_MODE
    ? sometimes(fc.constantFrom('SUPERSEDED', 'QUEUED', 'PARALLEL'), 5)
    : fc.constant(undefined),
  keys: sometimes(fc.boolean(), 2),
  rotation: sometimes(fc.boolean(), 6),
  cliVersion: sometimes(fc.constantFrom('2.1148.1', '2.x'), 5),
  cdkAssetsCliVersion: sometimes(fc.constantFrom('3.1.0', 'latest'), 5),
  selfMutation: sometimes(fc.boolean(), 3),
  dockerForSelfMutation: sometimes(fc.boolean(), 5),
  dockerForSynth: sometimes(fc.boolean(), 5),
  parallel: sometimes(fc.boolean(), 3),
  changeSets: sometimes(fc.boolean(), 4),
  reuseSupport: sometimes(fc.boolean(), 5),
  pipelineRole: sometimes(fc.boolean(), 6),
  role: sometimes(fc.boolean(), 8),
  bucket: sometimes(fc.boolean(), 8),
  existing: sometimes(fc.constantFrom('plain', 'restarting'), 10),
  defaults: sometimes(buildSpec, 4),
  synthDefaults: sometimes(buildSpec, 6),
  assetDefaults: sometimes(buildSpec, 6),
  mutationDefaults: sometimes(buildSpec, 6),
  credentials: few(credential, 3, 5),
});

/** Expired flags are refused when set; the cross-stack flag takes words; validation at the switch of a synthesizer is not ours. */
const FLAGS = Object.entries(cxapi.FLAGS).filter(
  ([name, flag]) =>
    typeof flag.recommendedValue === 'boolean' &&
    flag.introducedIn.v2 !== undefined &&
    !/enableStackNameDuplicates|dockerIgnoreSupport|defaultKeyPolicies|grantWriteWithoutAcl/.test(name),
);
const V1_FLAGS = ['@aws-cdk/core:newStyleStackSynthesis', '@aws-cdk/core:stackRelativeExports'];

const context: fc.Arbitrary<Record<string, unknown>> = fc.oneof(
  { weight: 3, arbitrary: fc.constant({}) },
  { weight: 2, arbitrary: fc.constant(Object.fromEntries(FLAGS.map(([name, flag]) => [name, flag.recommendedValue]))) },
  {
    weight: 1,
    arbitrary: fc.constant(Object.fromEntries(FLAGS.map(([name, flag]) => [name, !flag.recommendedValue]))),
  },
  {
    weight: 3,
    arbitrary: fc.dictionary(fc.constantFrom(...FLAGS.map(([name]) => name), ...V1_FLAGS), fc.boolean(), {
      minKeys: 1,
      maxKeys: 12,
    }),
  },
);

export const appSpec: fc.Arbitrary<AppSpec> = fc
  .record({
    context,
    place: fc.constantFrom('app', 'app', 'app', 'stage'),
    env: fc.constantFrom('home', 'home', 'home', 'none'),
    sources: fc.array(source, { minLength: 1, maxLength: 4 }),
    synth: synthStep,
    beforeSynth: few(step, 2, 5),
    hidden: few(step, 2, 4),
    waves: fc.array(wave, { maxLength: 4 }),
    options,
    stageScope: fc.constantFrom('app', 'app', 'stack'),
    extension: sometimes(extension, 3),
  } satisfies { [K in keyof AppSpec]: fc.Arbitrary<AppSpec[K]> })
  .map(accepted);
