import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { CASES, PIPELINE, resource, type Sample } from './budget-cases';
import { assessApplications, assessStack } from '../../../../lib/engines/codepipeline/private/limits/budget';
import { LIMITS, type LimitId, limitsFor } from '../../../../lib/engines/codepipeline/private/limits/limit-table';
import { diagnosticOf, type Finding } from '../../../../lib/report/budget/diagnose';
import { textWithPlace } from '../../../../lib/private/diagnostics';
import { mergeLines } from '../../../../lib/report/budget/weigh';
import { PipelineLayout, type PipelineLimits } from '../../../../lib';
import { asset, Blueprint, stack, stage } from '../../../plan/blueprint';

const construct = new Stack(undefined, 'Stack');

function assess(sample: Sample, settings: PipelineLimits = {}): Finding<IConstruct>[] {
  const { template, name = 'Stack', tags = 0, isInline = false } = sample;
  const rendered = {
    path: 'Stack',
    name,
    tags,
    isInline,
    indentation: 1,
    template,
    construct,
    constructs: () => new Map(),
  };
  return assessStack(rendered, PIPELINE, limitsFor(PipelineLayout.DEFAULT, settings));
}

function linesOf(id: LimitId, found: Finding<IConstruct>[]) {
  return found
    .filter((t) => t.line.id === id)
    .map(({ line: { used, status }, isRefused }) => ({ used, status, isRefused }));
}

const messageOf = (finding: Finding<IConstruct>) => textWithPlace(diagnosticOf([finding]));

const cases = Object.entries(CASES) as [keyof typeof CASES, (typeof CASES)['stages']][];

test('every limit has a case', () => {
  expect([...Object.keys(CASES), 'concurrent-builds', 'deploy-artifact'].sort()).toEqual(Object.keys(LIMITS).sort());
});

test.each(Object.entries(LIMITS))('%s says what, how to fix it, and where it is written', (_, limit) => {
  expect(limit.what).toMatch(/^[a-z]/i);
  expect(limit.remedy).toMatch(/^[a-z].*[^.]$/i);
  expect(limit.source).toMatch(/^https:\/\/docs\.aws\.amazon\.com\/\w+/i);
});

describe.each(cases)('%s', (id, { most, using }) => {
  test(`${most} is taken`, () => {
    const found = linesOf(id, assess(using(most)));
    if (most === 0) {
      expect(found).toEqual([]);
    } else {
      expect(found).toEqual([{ used: most, status: expect.stringMatching(/ok|near/), isRefused: false }]);
    }
  });

  test(`${most + 1} is not`, () => {
    const { kind, limit, refusedAbove } = LIMITS[id];
    const used = kind === 'min' ? limit - 1 : most + 1;
    expect(linesOf(id, assess(using(most + 1)))).toEqual([
      { used, status: 'over', isRefused: refusedAbove === undefined },
    ]);
  });
});

describe.each(cases.filter(([id]) => 'nearAbove' in LIMITS[id]))('%s grows', (id, { most, using }) => {
  test('80 % is no news', () => {
    expect(linesOf(id, assess(using(Math.floor(0.8 * most))))).toMatchObject([{ status: 'ok' }]);
  });

  test('more than 80 % is', () => {
    expect(linesOf(id, assess(using(Math.floor(0.8 * most) + 1)))).toMatchObject([
      { status: 'near', isRefused: false },
    ]);
  });
});

describe('limits that are settled differently in different places', () => {
  test.each([
    ['actions-in-stage', 100],
    ['actions-in-pipeline', 1000],
    ['action-configuration', 50_000],
  ] as const)('%s: %d is a warning, one more is an error', (id, most) => {
    expect(linesOf(id, assess(CASES[id].using(most)))).toMatchObject([{ status: 'over', isRefused: false }]);
    expect(linesOf(id, assess(CASES[id].using(most + 1)))).toMatchObject([{ status: 'over', isRefused: true }]);
  });

  test.each([
    ['actions-in-stage', { actionsPerStage: 80 }, 80],
    ['actions-in-pipeline', { actionsPerPipeline: 800 }, 800],
    ['action-configuration', { actionConfigurationLength: 5000 }, 5000],
    ['managed-policies', { managedPoliciesPerRole: 20 }, 20],
    ['trust-policy', { trustPolicyLength: 4096 }, 4096],
  ] as const)('%s: what is set is the limit', (id, settings, most) => {
    expect(linesOf(id, assess(CASES[id].using(most), settings))).toMatchObject([{ isRefused: false }]);
    expect(linesOf(id, assess(CASES[id].using(most), settings))).not.toMatchObject([{ status: 'over' }]);
    expect(linesOf(id, assess(CASES[id].using(most + 1), settings))).toMatchObject([
      { status: 'over', isRefused: true },
    ]);
  });

  test('builds at the same time: those of one run order, if a limit is set', () => {
    const build = (RunOrder: number) => ({
      Name: `B${RunOrder}`,
      RunOrder,
      ActionTypeId: { Provider: 'CodeBuild' },
      InputArtifacts: [{}],
    });
    const Stages = [{ Name: 'S', Actions: [build(1), build(1), build(2), build(1)] }];
    const sample = {
      template: { Resources: { [PIPELINE]: { Type: 'AWS::CodePipeline::Pipeline', Properties: { Stages } } } },
    };
    expect(linesOf('concurrent-builds', assess(sample))).toEqual([]);
    expect(linesOf('concurrent-builds', assess(sample, { concurrentBuilds: 4 }))).toEqual([
      { used: 3, status: 'ok', isRefused: false },
    ]);
    expect(linesOf('concurrent-builds', assess(sample, { concurrentBuilds: 2 }))).toEqual([
      { used: 3, status: 'over', isRefused: true },
    ]);
  });
});

describe('the report', () => {
  test('has a line for each resource that is near or over, the greatest first', () => {
    const policies = [9000, 11_000, 100].map((n, i) => [
      `R${i}`,
      { Type: 'AWS::IAM::Role', Properties: { Policies: [{ PolicyDocument: 'x'.repeat(n - 2) }] } },
    ]);
    const found = linesOf('role-policies', assess({ template: { Resources: Object.fromEntries(policies) } }));
    expect(found).toMatchObject([
      { used: 11_000, status: 'over' },
      { used: 9000, status: 'near' },
    ]);
  });

  test('of several stacks has the greatest use, or all that is near or over', () => {
    const lines = [12, 450, 13, 480].map((n) => assess(CASES['template-resources'].using(n)).map((t) => t.line));
    const used = (of: number[]) =>
      mergeLines(
        of.flatMap((i) => lines[i]),
        LIMITS,
      )
        .filter((l) => l.id === 'template-resources')
        .map((l) => l.used);
    expect(used([0, 2])).toEqual([13]);
    expect(used([0, 1, 2, 3])).toEqual([480, 450]);
  });

  test('says what, where, how to fix it, and who says so', () => {
    const [found] = assess(CASES['bucket-policy'].using(20_958)).filter((t) => t.line.id === 'bucket-policy');
    expect(messageOf(found)).toMatch(
      /^\[Stack\] 20958 bytes of the policy of a bucket; AWS takes 20480\. To fix it: deploy to some of the accounts from .*\. See https:/,
    );
  });

  test.each([
    ['stages-missing', 1, '[Stack] 1 stage in a pipeline; at least 2 are needed. To fix it: add a stage'],
    ['build-timeout-missing', 1, '[Stack] 4 minutes until a build times out; at least 5 are needed. To fix it:'],
    [
      'stage-name-characters',
      1,
      "A-Z a-z 0-9 . @ _ - in the name of a stage (stage 'a.@_- '); AWS refuses it. To fix it:",
    ],
    [
      'stage-name-characters',
      2,
      "A-Z a-z 0-9 . @ _ - in the name of a stage (stage 'a.@_-  '); AWS refuses them. To fix it:",
    ],
  ] as const)('%s, broken by %d, reads as a sentence', (id, n, text) => {
    const [found] = assess(CASES[id].using(n)).filter((t) => t.line.id === id);
    expect(messageOf(found)).toContain(text);
  });

  test('names the place in the pipeline', () => {
    const [{ line }] = assess(CASES['action-name'].using(101)).filter((t) => t.line.id === 'action-name');
    expect(line.where).toBe(`Stack: stage 'S', action '${'n'.repeat(101)}'`);
  });

  test('names known at deployment only are no trouble', () => {
    const token = { 'Fn::Join': ['', ['x'.repeat(200), { Ref: 'P' }]] };
    expect(linesOf('role-name', assess(resource('AWS::IAM::Role', { RoleName: token })))).toEqual([]);
  });
});

describe('what the applications use', () => {
  const found = (blueprint: Blueprint, assembly?: string) =>
    assessApplications(blueprint.data(), assembly, construct, limitsFor(PipelineLayout.DEFAULT)).map(
      ({ line, isRefused }) => [line.id, line.used, line.status, isRefused],
    );

  test.each([
    [50, 'ok', false],
    [51, 'over', true],
  ])('%d tags on a stack', (n, status, isRefused) => {
    const tags = Object.fromEntries(Array.from({ length: n }, (_, i) => [`tag${i}`, 'x']));
    expect(found(new Blueprint().wave('W', [stage('A', [stack('S', { tags })])]))).toContainEqual([
      'stack-tags',
      n,
      status,
      isRefused,
    ]);
  });

  test.each([
    [128, 'ok', false],
    [129, 'over', true],
  ])('%d characters in the name of a stack', (n, status, isRefused) => {
    expect(found(new Blueprint().wave('W', [stage('A', [stack('x'.repeat(n))])]))).toContainEqual([
      'stack-name',
      n,
      status,
      isRefused,
    ]);
  });

  test('files of the artifact for CloudFormation: an estimate, so never more than a warning', () => {
    const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'budget-'));
    const write = (file: string, size: number) => {
      fs.mkdirSync(path.dirname(path.join(directory, file)), { recursive: true });
      fs.writeFileSync(path.join(directory, file), '');
      fs.truncateSync(path.join(directory, file), size);
    };
    write('asset.one.zip', 1000);
    write('asset.two/deep/file', 255_999_000);
    write('asset.stale/file', 5_000_000);
    write('other.json', 5_000_000);
    const b = new Blueprint().wave('W', [stage('A', [stack('S', { assets: [asset('one'), asset('two')] })])]);
    expect(found(b, directory)).toContainEqual(['deploy-artifact', 256_000_000, 'ok', false]);
    write('asset.two/other', 1);
    expect(found(b, directory)).toContainEqual(['deploy-artifact', 256_000_001, 'over', false]);
    fs.rmSync(directory, { recursive: true });
  });
});
