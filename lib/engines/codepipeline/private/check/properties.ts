import { Token } from 'aws-cdk-lib';
import { isCount, SETTABLE_LIMITS } from '../limits/limit-table';
import { type Diagnostic, problem } from '../../../../private/diagnostics';
import type { DockerCredential } from '../../docker-credentials';
import type { Layout } from '../layouts/layout';
import { expectedPattern, ruleText } from '../../../../document/gate-rules';
import { describeInput } from '../../../../private/inputs';
import type { PipelineLimits } from '../../pipeline-limits';
import type { CodePipelineProps } from '../../props';

/** Settings of a CodePipeline that is made here; an existing one has its own. */
const OF_A_NEW_PIPELINE = [
  'pipelineName',
  'executionMode',
  'crossAccountKeys',
  'enableKeyRotation',
  'reuseCrossRegionSupportStacks',
  'crossRegionReplicationBuckets',
  'role',
  'artifactBucket',
] as const satisfies readonly (keyof CodePipelineProps)[];

/** What is wrong about the properties of a pipeline, apart from their types. */
export function checkProps(path: string, props: CodePipelineProps, layout: Layout): Diagnostic[] {
  return [
    ...checkExisting(path, props),
    ...layout.check(path, props),
    ...checkCredentials(path, props.dockerCredentials ?? []),
    ...checkLimits(path, props.limits ?? {}),
    ...checkGatePolicy(path, props.gatePolicy),
  ];
}

function checkLimits(path: string, limits: PipelineLimits): Diagnostic[] {
  return SETTABLE_LIMITS.flatMap(({ name, max }) => {
    const value = limits[name];
    const isFine = value === undefined || isCount(value, max);
    const wrong = problem({
      where: path,
      given: `${value} as 'limits.${name}'`,
      expected: `a whole number ${Number.isFinite(max) ? `from 1 to ${max}` : 'from 1'}, known at synthesis`,
      fix: 'set what your account takes, or leave it out',
    });
    return isFine ? [] : [wrong];
  });
}

function checkExisting(path: string, { codePipeline, ...props }: CodePipelineProps): Diagnostic[] {
  if (!codePipeline) {
    return [];
  }
  return OF_A_NEW_PIPELINE.filter((name) => props[name] !== undefined).map((name) =>
    problem({
      where: path,
      given: `'${name}' together with an existing CodePipeline ('codePipeline')`,
      expected: 'settings of the CodePipeline where it is made',
      fix: `move '${name}' to the constructor of '${codePipeline.node.path}', or drop 'codePipeline'`,
    }),
  );
}

function checkCredentials(path: string, credentials: readonly DockerCredential[]): Diagnostic[] {
  const foreign = credentials.filter((c) => typeof c?._renderCdkAssetsConfig !== 'function');
  return foreign.map(() =>
    problem({
      where: path,
      given: 'an item of dockerCredentials that is not a DockerCredential',
      expected: 'logins that DockerCredential makes',
      fix: 'write DockerCredential.ecr([repository]), or dockerHub() or customRegistry() with a secret',
    }),
  );
}

function checkGatePolicy(path: string, policy: CodePipelineProps['gatePolicy']): Diagnostic[] {
  const wrong = (given: string, expected: string, fix: string) => problem({ where: path, given, expected, fix });
  if (policy?.length === 0) {
    return [wrong("an empty 'gatePolicy'", 'at least one rule', 'add a GateRule, or leave gatePolicy out')];
  }
  return (policy ?? []).flatMap((item, i) => {
    const rule = item?._rule;
    const expected = rule ? expectedPattern(rule) : 'a GateRule';
    const given = rule ? `'${shown(rule.pattern)}' as ${ruleText({ kind: rule.kind })}` : describeInput(item);
    const isAboutNames = rule !== undefined && rule.kind !== 'account';
    const fix = isAboutNames
      ? "write text such as 'Prod*', or drop the rule"
      : "write GateRule.account('111111111111')";
    return expected === undefined ? [] : [wrong(`${given}, in gatePolicy[${i}]`, expected, fix)];
  });
}

function shown(pattern: unknown): string {
  return Token.isUnresolved(pattern) ? '<token>' : String(pattern ?? '');
}
