import * as cb from 'aws-cdk-lib/aws-codebuild';
import { mergeSpecs } from './buildspec';
import { definedOnly } from '../../../../private/lang';
import type { CodeBuildOptions } from '../../codebuild-options';

/** Combine settings; later ones win, and what can be added up is added up. */
export function mergeCodeBuildOptions(...options: (CodeBuildOptions | undefined | null)[]): CodeBuildOptions {
  return options.filter((o) => o !== undefined && o !== null).reduce<CodeBuildOptions>(mergeTwo, {});
}

function mergeTwo(a: CodeBuildOptions, b: CodeBuildOptions): CodeBuildOptions {
  return {
    buildEnvironment: mergeEnvironments(a.buildEnvironment, b.buildEnvironment),
    rolePolicy: concat(a.rolePolicy, b.rolePolicy),
    securityGroups: concat(a.securityGroups, b.securityGroups),
    partialBuildSpec: mergeSpecs(a.partialBuildSpec, b.partialBuildSpec),
    vpc: b.vpc ?? a.vpc,
    subnetSelection: b.subnetSelection ?? a.subnetSelection,
    timeout: b.timeout ?? a.timeout,
    cache: b.cache ?? a.cache,
    fileSystemLocations: concat(a.fileSystemLocations, b.fileSystemLocations),
    logging: b.logging ?? a.logging,
  };
}

export function mergeEnvironments(
  a: cb.BuildEnvironment | undefined,
  b: cb.BuildEnvironment | undefined,
): cb.BuildEnvironment | undefined {
  if (!a || !b) {
    return a ?? b;
  }
  return {
    ...a,
    ...definedOnly(b),
    environmentVariables: { ...a.environmentVariables, ...b.environmentVariables },
  };
}

function concat<A>(a: A[] | undefined, b: A[] | undefined): A[] | undefined {
  const all = [...(a ?? []), ...(b ?? [])];
  return all.length > 0 ? all : undefined;
}
