import { FeatureFlags } from 'aws-cdk-lib';
import * as cp from 'aws-cdk-lib/aws-codepipeline';
import * as cxapi from 'aws-cdk-lib/cx-api';
import { PINNED_CLI } from '../../../private/toolchain';
import { isCount, limitsFor, type Limits, MAX_PUBLISHERS } from './limits/limit-table';
import type { PipelineHost } from './host';
import type { DockerCredential } from '../docker-credentials';
import type { GateRuleInfo } from '../../../document/plan-document';
import { PipelineLayout } from '../pipeline-layout';
import type { PipelineLimits } from '../pipeline-limits';
import type { CodePipelineProps } from '../props';

/** Properties that rooms do not get as they were given: `Settings` says what became of them. */
type Settled =
  | 'synth'
  | 'layout'
  | 'useChangeSets'
  | 'cliVersion'
  | 'cdkAssetsCliVersion'
  | 'publishAssetsInParallel'
  | 'dockerCredentials'
  | 'maxPublishers'
  | 'gatePolicy'
  | 'limits';

/** The properties of a pipeline with all defaults filled in. What has no default, or one of CDK's own, is as it was given. */
export interface Settings extends Omit<CodePipelineProps, Settled> {
  readonly layout: PipelineLayout;
  readonly selfMutation: boolean;
  readonly usePipelineRoleForActions: boolean;
  readonly crossAccountKeys: boolean;

  /** `for-steps`: only stacks that have steps between creation and execution. */
  readonly changeSets: boolean | 'for-steps';

  /**
   * Whether commands quote what they are given, and permissions checks see all of a Stage. Otherwise they are what they have
   * always been.
   */
  readonly strictCommands: boolean;

  /** Of the CDK CLI, as npm knows it; empty for the newest of all. */
  readonly cliVersion: string;

  /** The version of the CDK CLI that all of the pipeline uses. @default - only the self-update cares which one it is */
  readonly cliVersionForAll?: string;

  /** The version of `cdk-assets` with which assets are published. @default - the CDK CLI publishes them */
  readonly cdkAssetsVersion?: string;

  readonly publishAssetsInParallel: boolean;

  /** So many publishers of files, and of images, at most. @default - one for each asset, or one for all */
  readonly maxPublishers?: number;

  readonly dockerCredentials: readonly DockerCredential[];

  /** Which deployments must wait for a person. @default - nobody said */
  readonly gatePolicy?: readonly GateRuleInfo[];

  /** The limits that hold for the account. */
  readonly limits: Limits;

  /** Those that the user has set. */
  readonly givenLimits: PipelineLimits;
}

/** What is not the same in both layouts. */
const BY_LAYOUT = {
  [PipelineLayout.DEFAULT]: {
    usePipelineRoleForActions: false,
    changeSets: true,
    strictCommands: false,
    cli: ({ cliVersion, cdkAssetsCliVersion }) => ({
      cliVersion: cliVersion ?? '2',
      cdkAssetsVersion: cdkAssetsCliVersion ?? 'latest',
    }),
    maxPublishers: () => undefined,
  },
  [PipelineLayout.COMPACT]: {
    usePipelineRoleForActions: true,
    changeSets: 'for-steps',
    strictCommands: true,
    cli: ({ cliVersion }) => {
      const version = cliVersion || PINNED_CLI;
      return { cliVersion: version, cliVersionForAll: version };
    },
    // Without a self-update one more asset must not need one more action.
    maxPublishers: (selfMutation) => (selfMutation ? 8 : 1),
  },
} as const satisfies Record<PipelineLayout, Defaults>;

interface Defaults {
  readonly usePipelineRoleForActions: boolean;
  readonly changeSets: Settings['changeSets'];
  readonly strictCommands: boolean;
  readonly cli: (props: CodePipelineProps) => Pick<Settings, 'cliVersion' | 'cliVersionForAll' | 'cdkAssetsVersion'>;
  readonly maxPublishers: (selfMutation: boolean) => number | undefined;
}

/** Every default of a pipeline stands here. Numbers that are refused do not count, so that what else is wrong can be found. */
export function settingsOf(props: CodePipelineProps): Settings {
  const layout = props.layout === PipelineLayout.COMPACT ? PipelineLayout.COMPACT : PipelineLayout.DEFAULT;
  const defaults: Defaults = BY_LAYOUT[layout];
  const selfMutation = props.selfMutation ?? true;
  return Object.freeze({
    ...props,
    ...defaults.cli(props),
    layout,
    selfMutation,
    usePipelineRoleForActions: props.usePipelineRoleForActions ?? defaults.usePipelineRoleForActions,
    crossAccountKeys: props.crossAccountKeys ?? false,
    changeSets: props.useChangeSets ?? defaults.changeSets,
    strictCommands: defaults.strictCommands,
    publishAssetsInParallel: props.publishAssetsInParallel ?? true,
    maxPublishers: isCount(props.maxPublishers, MAX_PUBLISHERS)
      ? props.maxPublishers
      : defaults.maxPublishers(selfMutation),
    dockerCredentials: props.dockerCredentials ?? [],
    gatePolicy: props.gatePolicy?.flatMap((rule) => rule?._rule ?? []),
    limits: limitsFor(layout, props.limits ?? {}),
    givenLimits: props.limits ?? {},
  });
}

/** What is read when a pipeline is declared. All else is read when it is built: lists may grow until then. */
const READ_EARLY = [
  'layout',
  'cliVersion',
  'cdkAssetsCliVersion',
  'useChangeSets',
  'publishAssetsInParallel',
  'dockerCredentials',
] as const satisfies readonly (keyof CodePipelineProps)[];

/** The properties as they are whenever they are asked for. Who makes two pipelines from one object may change it in between. */
export function lateProps(props: CodePipelineProps): () => CodePipelineProps {
  const early = Object.fromEntries(READ_EARLY.map((name) => [name, props[name]]));
  return () => ({ ...props, ...early });
}

/** What was asked for, else what the feature flag says; of an existing CodePipeline, what it has. */
export function pipelineTypeOf(host: PipelineHost, { codePipeline, pipelineType }: Settings): cp.PipelineType {
  if (codePipeline) {
    const type = (codePipeline.node.defaultChild as cp.CfnPipeline | undefined)?.pipelineType;
    return type === cp.PipelineType.V2 ? cp.PipelineType.V2 : cp.PipelineType.V1;
  }
  const v2 = FeatureFlags.of(host).isEnabled(cxapi.CODEPIPELINE_DEFAULT_PIPELINE_TYPE_TO_V2);
  return pipelineType ?? (v2 ? cp.PipelineType.V2 : cp.PipelineType.V1);
}

/** How a pipeline comes to have the type V2: an existing CodePipeline has its own. */
export function howToHaveV2({ codePipeline }: Pick<Settings, 'codePipeline'>): string {
  return `set pipelineType: PipelineType.V2${codePipeline ? ` where '${codePipeline.node.path}' is made` : ''}`;
}
