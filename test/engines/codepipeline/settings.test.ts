import { type CodePipelineProps, type DockerCredential, PipelineLayout, ShellStep } from '../../../lib';
import { lateProps, settingsOf } from '../../../lib/engines/codepipeline/private/settings';
import { PINNED_CLI } from '../../../lib/private/toolchain';

type Open<T> = { -readonly [K in keyof T]: T[K] };

const props = (others: Partial<CodePipelineProps> = {}): Open<CodePipelineProps> => ({
  synth: new ShellStep('Synth', { commands: ['x'] }),
  ...others,
});

test('what nobody sets, in the default layout', () => {
  expect(settingsOf(props())).toMatchObject({
    layout: 'default',
    selfMutation: true,
    usePipelineRoleForActions: false,
    crossAccountKeys: false,
    changeSets: true,
    cliVersion: '2',
    cdkAssetsVersion: 'latest',
    publishAssetsInParallel: true,
    maxPublishers: undefined,
    dockerCredentials: [],
    limits: { 'actions-in-stage': { limit: 50 }, stages: { limit: 50, nearAbove: 40 } },
  });
  expect(settingsOf(props()).cliVersionForAll).toBeUndefined();
});

test('what nobody sets, in the compact layout', () => {
  const settings = settingsOf(props({ layout: PipelineLayout.COMPACT, cliVersion: '' }));
  expect(settings).toMatchObject({
    layout: 'compact',
    usePipelineRoleForActions: true,
    changeSets: 'for-steps',
    cliVersion: PINNED_CLI,
    cliVersionForAll: PINNED_CLI,
    maxPublishers: 8,
    limits: { stages: { limit: 50, nearAbove: undefined } },
  });
  expect(settings.cdkAssetsVersion).toBeUndefined();
  expect(settingsOf(props({ layout: PipelineLayout.COMPACT, selfMutation: false })).maxPublishers).toBe(1);
});

test('what is set counts, and settings never change', () => {
  const settings = settingsOf(
    props({ selfMutation: false, useChangeSets: false, cliVersion: '', limits: { actionsPerStage: 70 } }),
  );
  expect(settings).toMatchObject({
    selfMutation: false,
    changeSets: false,
    cliVersion: '',
    limits: { 'actions-in-stage': { limit: 70 } },
  });
  expect(() => Object.assign(settings, { selfMutation: true })).toThrow('read only');
});

test('lists may grow until the pipeline is built; what else is fixed early does not follow the object', () => {
  const dockerCredentials: DockerCredential[] = [];
  const given = props({ dockerCredentials, cliVersion: '2.1.0' });
  const late = lateProps(given);
  dockerCredentials.push({} as DockerCredential);
  Object.assign(given, { cliVersion: '2.2.0', dockerCredentials: undefined, codeBuildDefaults: {} });
  expect(settingsOf(late())).toMatchObject({ cliVersion: '2.1.0', dockerCredentials: [{}], codeBuildDefaults: {} });
});
