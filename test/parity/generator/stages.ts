import * as fc from 'fast-check';
import type { EnvName, StackSpec, StageSpec, WaveSpec } from '../spec';
import { few, index, sometimes, tags } from './common';
import { step } from './steps';

const STAGE_NAMES = [
  'Prod',
  'prod',
  'Pre-Prod',
  'Beta',
  'Stage10',
  'Stage2',
  'Stage1',
  'A',
  'B',
  'App',
  'AppDb',
  'Pre',
  'One',
  'Alpha',
  'Zulu',
];
const STACK_NAMES = [
  'Api',
  'Db',
  'api',
  'App',
  'AppDb',
  'Stack10',
  'Stack9',
  'Stack',
  'Prod',
  'Net-Work',
  'Z',
  'a',
  'Monitoring',
];
const WAVE_NAMES = ['Wave', 'wave', 'First', 'Second.Wave', 'Wave10', 'Wave2', 'Release-1', 'x@y', '_'];

const env: fc.Arbitrary<EnvName> = fc.constantFrom('home', 'home', 'account', 'region', 'both');

const stack: fc.Arbitrary<StackSpec> = fc.record({
  name: fc.constantFrom(...STACK_NAMES),
  stackName: sometimes(fc.constantFrom('own', 'shared', 'shared-prefixed'), 5),
  env: sometimes(env, 8),
  files: few(fc.nat({ max: 5 }), 3),
  images: few(fc.nat({ max: 3 }), 2, 3),
  nested: sometimes(fc.boolean(), 8),
  dependsOn: few(index, 2),
  tags: sometimes(tags, 5),
  synthesizer: sometimes(fc.constantFrom('qualifier', 'cli', 'legacy', 'roles', 'bootstrapless'), 8),
  pre: few(step, 2, 6),
  changeSet: few(step, 2, 8),
  post: few(step, 2, 6),
});

const stage: fc.Arbitrary<StageSpec> = fc.record({
  name: fc.constantFrom(...STAGE_NAMES),
  stageName: sometimes(fc.constantFrom('live', 'Named'), 8),
  env,
  stacks: fc.array(stack, { minLength: 1, maxLength: 4 }),
  pre: few(step, 3),
  post: few(step, 3),
  check: sometimes(fc.constantFrom('plain', 'topic'), 5),
  tags: sometimes(tags, 6),
  again: sometimes(index, 12),
  sequence: sometimes(fc.boolean(), 5),
});

/** Crowded enough to be split into several stages of the CodePipeline. */
const crowd: fc.Arbitrary<StageSpec[]> = fc.integer({ min: 24, max: 40 }).map((count) =>
  Array.from({ length: count }, (_, i): StageSpec => ({
    name: `Crowd${i}`,
    env: 'home',
    pre: [],
    post: [],
    stacks: [{ name: 'Stack', files: [i % 3], images: [], dependsOn: [], pre: [], changeSet: [], post: [] }],
  })),
);

/** More environments than fit into one statement of a policy; some assets are for all of them. */
const environments: fc.Arbitrary<StageSpec[]> = fc
  .record({
    count: fc.integer({ min: 9, max: 25 }),
    files: fc.array(fc.nat({ max: 5 }), { minLength: 1, maxLength: 3 }),
    images: few(fc.nat({ max: 3 }), 2),
    own: fc.boolean(),
    accounts: fc.integer({ min: 8, max: 25 }),
  })
  .map(({ count, files, images, own, accounts }) =>
    Array.from({ length: count }, (_, i): StageSpec => {
      const stack = { images, dependsOn: [], pre: [], changeSet: [], post: [] };
      return {
        name: `Env${i}`,
        env: 'account',
        account: i % accounts,
        pre: [],
        post: [],
        stacks: [{ ...stack, name: 'Stack', files: own ? [...files, 10 + i] : files }],
      };
    }),
  );

export const wave: fc.Arbitrary<WaveSpec> = fc.record({
  name: fc.constantFrom(...WAVE_NAMES),
  single: fc.boolean(),
  stages: fc.oneof(
    { weight: 30, arbitrary: fc.array(stage, { maxLength: 3 }) },
    { weight: 1, arbitrary: crowd },
    { weight: 1, arbitrary: environments },
  ),
  pre: few(step, 2, 3),
  post: few(step, 2, 3),
});
