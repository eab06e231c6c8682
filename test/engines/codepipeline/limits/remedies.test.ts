import { LIMITS, type LimitId, limitsFor } from '../../../../lib/engines/codepipeline/private/limits/limit-table';
import { type Chosen, withRemedies } from '../../../../lib/engines/codepipeline/private/limits/remedies';
import { PipelineLayout, type PipelineLimits } from '../../../../lib';

const BASE: Chosen = {
  layout: PipelineLayout.DEFAULT,
  changeSets: true,
  publishAssetsInParallel: true,
  givenLimits: {},
  isIndented: true,
};
const COMPACT: Partial<Chosen> = { layout: PipelineLayout.COMPACT, changeSets: 'for-steps', maxPublishers: 8 };
const ALL_SET: PipelineLimits = {
  ...{ actionsPerStage: 80, actionsPerPipeline: 800, actionConfigurationLength: 5000 },
  ...{ managedPoliciesPerRole: 20, trustPolicyLength: 4096, concurrentBuilds: 60 },
};

/** All that users may have chosen, and what no remedy may say then. */
const CHOICES: [string, Partial<Chosen>, RegExp][] = [
  ['the compact layout', COMPACT, /COMPACT|useChangeSets|publishAssetsInParallel/],
  ['no change sets', { changeSets: false }, /useChangeSets/],
  ['assets one after the other', { publishAssetsInParallel: false }, /publishAssetsInParallel/],
  ['all limits', { givenLimits: ALL_SET }, /set limits\./],
  ['a template without indentation', { isIndented: false }, /suppressTemplateIndentation/],
  ['one publisher', { ...COMPACT, maxPublishers: 1 }, /maxPublishers/],
  ['nothing', {}, /maxPublishers/],
];

const IDS = Object.keys(LIMITS) as LimitId[];

const remediesOf = (more: Partial<Chosen>) => {
  const chosen = { ...BASE, ...more };
  return withRemedies(limitsFor(chosen.layout, chosen.givenLimits), chosen);
};

describe.each(CHOICES)('with %s', (_, chosen, isSet) => {
  test.each(IDS)('%s: nobody is sent where they are already', (id) => {
    expect(remediesOf(chosen)[id].remedy).not.toMatch(isSet);
  });
});

test('each way out is shown to those who have not gone it', () => {
  const ids = (chosen: Partial<Chosen>, text: RegExp) => IDS.filter((id) => text.test(remediesOf(chosen)[id].remedy));
  expect(ids({}, /COMPACT/)).toHaveLength(10);
  expect(ids({}, /useChangeSets: false/)).toEqual(['actions-in-pipeline']);
  expect(ids({ ...COMPACT, changeSets: true }, /useChangeSets: false/)).toEqual(['actions-in-pipeline']);
  expect(ids({}, /publishAssetsInParallel: false/)).toEqual(['buildspec']);
  expect(ids({}, /suppressTemplateIndentation/)).toEqual(['template-size']);
  expect(ids(COMPACT, /maxPublishers/)).toEqual(['concurrent-builds']);
  expect(ids({}, /set limits\./)).toHaveLength(5);
});

test('it is a sentence', () => {
  expect(remediesOf({})['actions-in-pipeline'].remedy).toBe(
    'set layout: PipelineLayout.COMPACT, or set useChangeSets: false, which saves one action for each stack, or deploy some of the Stages ' +
      'from a pipeline of their own; if your account takes more, set limits.actionsPerPipeline',
  );
  expect(remediesOf(COMPACT)['actions-in-pipeline'].remedy).toBe(
    'deploy some of the Stages from a pipeline of their own; if your account takes more, set limits.actionsPerPipeline',
  );
});
