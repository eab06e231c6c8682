import type * as cp from 'aws-cdk-lib/aws-codepipeline';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type * as s3 from 'aws-cdk-lib/aws-s3';
import type { CodeBuildOptions } from './codebuild-options';
import type { DockerCredential } from './docker-credentials';
import type { GateRule } from './gate-rule';
import type { PipelineLayout } from './pipeline-layout';
import type { PipelineLimits } from './pipeline-limits';
import type { IFileSetProducer } from '../../blueprint';

/**
 * Properties of a `CodePipeline`.
 */
export interface CodePipelineProps {
  /**
   * The step whose primary output is the cloud assembly (the directory that `cdk synth` writes).
   *
   * A `ShellStep` without an output directory is taken to write `cdk.out`. A producer without a primary output is
   * an error.
   */
  readonly synth: IFileSetProducer;

  /**
   * V1 or V2. They differ in price and in what they can do. We recommend V2 for new pipelines: triggers, variables, conditions,
   * retry and rollback need it.
   *
   * Not together with `codePipeline`.
   *
   * @see https://docs.aws.amazon.com/codepipeline/latest/userguide/pipeline-types-planning.html
   * @default - V2 if the feature flag `@aws-cdk/aws-codepipeline:defaultPipelineTypeToV2` is set, V1 otherwise
   */
  readonly pipelineType?: cp.PipelineType;

  /**
   * What happens when an execution starts while another one runs. All but `SUPERSEDED` need V2. We recommend `QUEUED` for new
   * pipelines: each push gets its turn. With `SUPERSEDED`, of the executions that wait for a stage only the newest goes on.
   *
   * Not together with `codePipeline`.
   *
   * @see https://docs.aws.amazon.com/codepipeline/latest/userguide/concepts-how-it-works.html
   * @default ExecutionMode.SUPERSEDED
   */
  readonly executionMode?: cp.ExecutionMode;

  /**
   * Name of the CodePipeline: 1 to 100 of `A-Z a-z 0-9 . @ _ -`. Not together with `codePipeline`.
   *
   * @default - a generated name
   */
  readonly pipelineName?: string;

  /**
   * Encrypt artifacts with a KMS key of their own, so that other accounts can be allowed to read them.
   *
   * Needed to deploy to another account; a key costs money by the month. Not together with `codePipeline`.
   *
   * @default false
   */
  readonly crossAccountKeys?: boolean;

  /**
   * Version of the CDK CLI with which the pipeline updates itself, as npm knows it (`2.1148.1`).
   *
   * It must be able to read the cloud assembly, so raise it before you raise `aws-cdk-lib`: the update that
   * brings a new version is itself still done with the old one.
   *
   * @default - the latest 2.x
   */
  readonly cliVersion?: string;

  /**
   * Version of `cdk-assets` with which assets are published, as npm knows it.
   *
   * @default - the latest
   */
  readonly cdkAssetsCliVersion?: string;

  /**
   * Let the pipeline update itself after each synth, before it deploys anything.
   *
   * Without it, changes of the pipeline, and new stages and assets, need a `cdk deploy` by hand. `false` is handy
   * while you work on the pipeline itself.
   *
   * @default true
   */
  readonly selfMutation?: boolean;

  /**
   * Let `triggers` of the source start it for pull requests and other branches: code that nobody has reviewed, deployed with all
   * that this pipeline may do. For a separate pipeline into accounts for tests only. Needs `selfMutation: false`; without
   * that, or without this property, such a trigger is an error.
   *
   * @default false
   */
  readonly allowUnreviewedBranches?: boolean;

  /**
   * Let the self-update use Docker (a privileged build): needed when the stack of the pipeline itself has image
   * assets, such as build images. Turn it on and let the pipeline update itself before you add such an asset.
   *
   * @default false
   */
  readonly dockerEnabledForSelfMutation?: boolean;

  /**
   * Let the synth use Docker (a privileged build): needed when assets of any stack are bundled in a container.
   * Turn it on and let the pipeline update itself before you add such an asset.
   *
   * @default false
   */
  readonly dockerEnabledForSynth?: boolean;

  /**
   * Settings of all CodeBuild projects of the pipeline.
   *
   * @default - small machines with `LinuxBuildImage.STANDARD_7_0`, not privileged
   */
  readonly codeBuildDefaults?: CodeBuildOptions;

  /**
   * Settings of the project that runs `synth`, on top of `codeBuildDefaults`.
   *
   * @default - only `codeBuildDefaults`
   */
  readonly synthCodeBuildDefaults?: CodeBuildOptions;

  /**
   * Settings of the projects that publish assets, on top of `codeBuildDefaults`.
   *
   * @default - only `codeBuildDefaults`
   */
  readonly assetPublishingCodeBuildDefaults?: CodeBuildOptions;

  /**
   * Settings of the project with which the pipeline updates itself, on top of `codeBuildDefaults`.
   *
   * @default - only `codeBuildDefaults`
   */
  readonly selfMutationCodeBuildDefaults?: CodeBuildOptions;

  /**
   * Publish each asset with a project of its own, all at the same time; `false`: one project for all files and
   * one for all images.
   *
   * @default true
   */
  readonly publishAssetsInParallel?: boolean;

  /**
   * Logins to container registries, for the synth, the self-update and the publishing of images.
   *
   * Of two for the same registry the last one counts; a warning says so.
   *
   * @default []
   */
  readonly dockerCredentials?: DockerCredential[];

  /**
   * A CodePipeline to add stages to, instead of a new one. Set `restartExecutionOnUpdate` on it: otherwise an
   * execution goes on with the old definition after the pipeline has updated itself.
   *
   * @default - a new CodePipeline
   */
  readonly codePipeline?: cp.Pipeline;

  /**
   * Share the stacks that hold replication buckets in other regions with the other pipelines of the app. Not
   * together with `codePipeline`.
   *
   * @default true
   */
  readonly reuseCrossRegionSupportStacks?: boolean;

  /**
   * Service role of the CodePipeline. Not together with `codePipeline`.
   *
   * @default - a role is made
   */
  readonly role?: iam.IRole;

  /**
   * Deploy each stack in two actions: create a change set, execute it; `false`: in one.
   *
   * @default true; with `PipelineLayout.COMPACT` only for stacks that have `changeSet` steps
   */
  readonly useChangeSets?: boolean;

  /**
   * Rotate the KMS keys that are made for artifacts once a year. Not together with `codePipeline`.
   *
   * @default false
   */
  readonly enableKeyRotation?: boolean;

  /**
   * Bucket for artifacts. Not together with `codePipeline`.
   *
   * @default - a bucket is made
   */
  readonly artifactBucket?: s3.IBucket;

  /**
   * Buckets for artifacts in other regions that are deployed to, by region. Not together with `codePipeline`.
   *
   * @default - a bucket is made in a support stack of each such region
   */
  readonly crossRegionReplicationBuckets?: { [region: string]: s3.IBucket };

  /**
   * Let actions without a role of their own run with the role of the CodePipeline, instead of making a role.
   *
   * @default false
   */
  readonly usePipelineRoleForActions?: boolean;

  /**
   * How the pipeline is laid out. Changing it on a live pipeline replaces projects and roles.
   *
   * @see https://github.com/cdkpipelines/cdk-pipelines/blob/main/docs/large-pipelines.md
   * @default PipelineLayout.DEFAULT
   */
  readonly layout?: PipelineLayout;

  /**
   * How many actions publish files, and how many publish images, at most: 1 to 50. For `PipelineLayout.COMPACT` only;
   * with another layout it is an error.
   *
   * All of them run at the same time, so raise the quota of concurrent builds before you raise this.
   *
   * @default 8; 1 with `selfMutation: false`, where one more asset must not need one more action
   */
  readonly maxPublishers?: number;

  /**
   * How much your account takes, of what is not the same for everybody.
   *
   * @default - what AWS takes of everybody, as far as it says so
   */
  readonly limits?: PipelineLimits;

  /**
   * Which deployments must wait for the decision of a person. Synthesis fails with those that do not, whatever they are
   * called and whoever added them; `GateRule` says what counts.
   *
   * An empty list is an error; a rule about no deployment is a warning. `npx cdk-pipelines check` asks the same of an assembly.
   *
   * @default - whatever you add is deployed as you add it
   */
  readonly gatePolicy?: GateRule[];
}
