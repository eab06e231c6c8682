import { Stack } from 'aws-cdk-lib';
import * as cb from 'aws-cdk-lib/aws-codebuild';
import type * as cp from 'aws-cdk-lib/aws-codepipeline';
import { mergeCodeBuildOptions } from './codebuild-settings';
import type { EmitContext } from '../context';
import { loginCommands, type LoginSources, type Os } from '../../../../jobs/docker-logins';
import type { Work } from '../../../../plan/plan';
import type { CodeBuildOptions } from '../../codebuild-options';
import { type DockerCredential, DockerCredentialUsage } from '../../docker-credentials';
import type { Settings } from '../settings';

export type ProjectKind = 'synth' | 'self-update' | 'publish' | 'step';

/** What kind of CodeBuild project a piece of work would have; none for what CloudFormation does. */
export function projectKindOf(work: Work): ProjectKind | undefined {
  switch (work.kind) {
    case 'step':
      return work.role === 'synth' ? 'synth' : 'step';
    case 'self-update':
    case 'publish':
      return work.kind;
    default:
      return undefined;
  }
}

const DOCKER_USAGE: Record<ProjectKind, DockerCredentialUsage | undefined> = {
  synth: DockerCredentialUsage.SYNTH,
  'self-update': DockerCredentialUsage.SELF_UPDATE,
  publish: DockerCredentialUsage.ASSET_PUBLISHING,
  step: undefined,
};

export function dockerUsageOf(kind: ProjectKind): DockerCredentialUsage | undefined {
  return DOCKER_USAGE[kind];
}

/** The settings that all projects of a kind start from. */
export function projectDefaults(kind: ProjectKind, { settings, emission }: EmitContext, os: Os): CodeBuildOptions {
  const base: CodeBuildOptions = {
    buildEnvironment: { buildImage: cb.LinuxBuildImage.STANDARD_7_0, computeType: cb.ComputeType.SMALL },
  };
  const usage = dockerUsageOf(kind);
  const logins = loginCommands(loginsFor(usage, settings.dockerCredentials), os, emission.carefulLogins);
  const withLogins: CodeBuildOptions | undefined =
    logins.length > 0
      ? { partialBuildSpec: cb.BuildSpec.fromObject({ version: '0.2', phases: { pre_build: { commands: logins } } }) }
      : undefined;
  return mergeCodeBuildOptions(base, settings.codeBuildDefaults, ...specialTo(kind, settings), withLogins);
}

/** The logins that a usage gets. */
export function loginsFor(
  usage: DockerCredentialUsage | undefined,
  credentials: readonly DockerCredential[],
): LoginSources[] {
  return usage ? credentials.filter((c) => c._applicableForUsage(usage)).map((c) => c._renderCdkAssetsConfig()) : [];
}

function specialTo(kind: ProjectKind, settings: Settings): (CodeBuildOptions | undefined)[] {
  const privileged = (enabled?: boolean) => (enabled ? { buildEnvironment: { privileged: true } } : undefined);
  switch (kind) {
    case 'synth':
      return [settings.synthCodeBuildDefaults, privileged(settings.dockerEnabledForSynth)];
    case 'self-update':
      return [settings.selfMutationCodeBuildDefaults, privileged(settings.dockerEnabledForSelfMutation)];
    case 'publish':
      return [settings.assetPublishingCodeBuildDefaults];
    case 'step':
      return [];
  }
}

/** Name of a pipeline in descriptions of what belongs to it. */
export function labelOf(codePipeline: cp.Pipeline): string {
  return `${Stack.of(codePipeline).stackName}/${codePipeline.node.id}`;
}
