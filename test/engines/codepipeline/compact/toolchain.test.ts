import * as pipelines from '../../../../lib';
import { PINNED_CLI, PINNED_READS } from '../../../../lib/private/toolchain';
import { textOf } from '../../../../lib/private/diagnostics';
import { settingsOf } from '../../../../lib/engines/codepipeline/private/settings';
import { needsOfAssembly } from '../../../../lib/assembly/tool-warnings';
import { toolWarnings } from '../../../../lib/engines/codepipeline/private/check/tool-warnings';

/*
 * `npm run toolchain:newest` runs this file, and publish-run.test.ts, with the newest aws-cdk-lib: there they fail when the
 * pinned CLI cannot read what that one writes.
 */

const COMPACT = { layout: pipelines.PipelineLayout.COMPACT };
const warned = (
  props: Partial<pipelines.CodePipelineProps>,
  needs: { schema: number; cli?: string },
  publishes = true,
) =>
  toolWarnings(settingsOf(props as pipelines.CodePipelineProps), publishes, needs).map(
    (concern) => `${concern.id} ${textOf({ severity: 'warning', where: 'Pipeline', ...concern })}`,
  );

const AT_54 = { schema: 54, cli: '2.1144.0' };
const AT_55 = { schema: 55, cli: '2.1148.2' };
const AT_56 = { schema: 56, cli: '2.1160.0' };

test('the pinned CLI is the one that is installed here, and reads the cloud assemblies of this aws-cdk-lib', () => {
  const { version } = jest.requireActual<{ version: string }>('aws-cdk/package.json');
  expect(PINNED_CLI).toBe(version);
  expect(needsOfAssembly().schema).toBeGreaterThan(0);
  expect(needsOfAssembly().schema).toBeLessThanOrEqual(PINNED_READS);
});

describe('CDK CLI', () => {
  test.each([
    ['compact, pinned', COMPACT, AT_55],
    ['compact, pinned, before', COMPACT, AT_54],
    ['default, the newest 2.x', {}, AT_56],
    ['default, a range', { cliVersion: '^2.1000.0' }, AT_55],
    ['default, a major version', { cliVersion: '2.x' }, AT_55],
    ['what only npm knows', { cliVersion: '>=2.100.0 <3' }, AT_55],
    ['a token', { cliVersion: '${Token[TOKEN.1]}' }, AT_55],
    ['compact, none', { ...COMPACT, cliVersion: '' }, AT_55],
    ['the one that was tried, whatever aws-cdk-lib says', { cliVersion: '2.1148.1' }, AT_55],
    ['a later one', { ...COMPACT, cliVersion: '2.1160.0' }, AT_56],
    ['not installed', { selfMutation: false, cliVersion: '2.0.0' }, AT_55],
    ['an aws-cdk-lib that says nothing', { cliVersion: '2.100.0' }, { schema: 30 }],
  ])('%s: fine', (_, props, needs) => {
    expect(warned(props, needs, false)).toEqual([]);
  });

  test.each([
    [
      'compact, newer than this library',
      COMPACT,
      AT_56,
      /aws-cdk@2\.1148\.1, which is not known to read .*schema 56.*2\.1160\.0 or later/,
    ],
    [
      'an old one',
      { cliVersion: '2.1100.0' },
      AT_55,
      /cliTooOld .*aws-cdk@2\.1100\.0.*'2\.1148\.1' was tried.*npm view aws-cdk dist-tags/,
    ],
    ['the newest of a minor version', { cliVersion: '~2.1100.0' }, AT_55, /aws-cdk@~2\.1100\.0/],
    ['an old minor version', { ...COMPACT, cliVersion: '2.1100' }, AT_55, /aws-cdk@2\.1100,/],
    ['version 1', { cliVersion: '1.x' }, AT_54, /aws-cdk@1\.x/],
    ['published by accident', { cliVersion: '3.0.0' }, AT_54, /aws-cdk@3\.0\.0/],
  ])('%s: a warning', (_, props, needs, expected) => {
    expect(warned(props, needs, false)).toEqual([expect.stringMatching(expected)]);
  });
});

describe('cdk-assets', () => {
  test.each([
    ['the latest', {}, AT_54],
    ['nothing is published', { cdkAssetsCliVersion: '2.0.0' }, AT_55, false],
    ['compact', COMPACT, AT_55],
    ['one that takes the newest reader', { cdkAssetsCliVersion: '3.3.1' }, AT_55],
    ['a range of these', { cdkAssetsCliVersion: '^3.1.0' }, AT_55],
    ['one that is newer than this library', { cdkAssetsCliVersion: '4.8.0' }, AT_55],
  ])('%s: fine', (_, props, needs, publishes = true) => {
    expect(warned(props, needs, publishes as boolean)).toEqual([]);
  });

  test.each([
    [
      'the latest',
      {},
      AT_55,
      /cdk-assets@latest, which reads cloud assemblies up to schema 54 \(as 4\.7\.3, .*cdkAssetsCliVersion: '3\.3\.1'/,
    ],
    [
      'the same, by number',
      { cdkAssetsCliVersion: '4.7.3' },
      AT_55,
      /cdk-assets@4\.7\.3, .*up to schema 54; this aws-cdk-lib writes 55/,
    ],
    ['old ones', { cdkAssetsCliVersion: '4.4.6' }, AT_54, /up to schema 53/],
    ['a major version', { cdkAssetsCliVersion: '2' }, AT_54, /cdk-assets@2, .*up to schema 39/],
    ['a range', { cdkAssetsCliVersion: '^4.1.0' }, AT_55, /cdk-assets@\^4\.1\.0, .*up to schema 54 \(as 4\.7\.3/],
    ['a minor version', { cdkAssetsCliVersion: '~4.3' }, AT_54, /up to schema 53/],
    ['older ones', { cdkAssetsCliVersion: '2.155.126' }, AT_54, /up to schema 39/],
  ])('%s: a warning', (_, props, needs, expected) => {
    expect(warned(props, needs)).toEqual([expect.stringMatching(expected)]);
  });
});
