import * as cb from 'aws-cdk-lib/aws-codebuild';
import { mergeSpecs } from './buildspec';
import type { CodeBuildOptions } from '../codebuild-options';

/** Combine settings; later ones win, and what can be added up is added up. */
export function mergeCodeBuildOptions(...options: (CodeBuildOptions | undefined)[]): CodeBuildOptions {
  return options.filter((o) => o !== undefined).reduce<CodeBuildOptions>(mergeTwo, {});
}

function mergeTwo(a: CodeBuildOptions, b: CodeBuildOptions): CodeBuildOptions {
  return {
    buildEnvironment: mergeEnvironments(a.buildEnvironment, b.buildEnvironment),
    partialBuildSpec: mergeSpecs(a.partialBuildSpec, b.partialBuildSpec),
    rolePolicy: concat(a.rolePolicy, b.rolePolicy),
    securityGroups: concat(a.securityGroups, b.securityGroups),
    fileSystemLocations: concat(a.fileSystemLocations, b.fileSystemLocations),
    vpc: b.vpc ?? a.vpc,
    subnetSelection: b.subnetSelection ?? a.subnetSelection,
    cache: b.cache ?? a.cache,
    timeout: b.timeout ?? a.timeout,
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
  return { ...a, ...b, environmentVariables: { ...a.environmentVariables, ...b.environmentVariables } };
}

function concat<A>(a: A[] | undefined, b: A[] | undefined): A[] | undefined {
  const all = [...(a ?? []), ...(b ?? [])];
  return all.length > 0 ? all : undefined;
}
