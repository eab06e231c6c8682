import type { Duration } from 'aws-cdk-lib';
import type { ActionVersions } from './action-versions';
import type { AwsCredentials } from './aws-credentials';
import type { GitHubDockerCredential } from './docker-credential';
import type { GitHubEnvironment } from './environment';
import type { JobStep } from './job-step';
import type { PullRequestCheckOptions } from './pull-request-check';
import type { Runner } from './runner';
import type { WorkflowTriggers } from './triggers';
import type { AddStageOpts, PipelineBaseProps } from '../../blueprint';

/** What happens to a run while an earlier one is going on. */
export enum WorkflowExecutionMode {
  /** One waits, and is dropped when a newer one comes. */
  SUPERSEDED = 'SUPERSEDED',

  /** Up to 100 wait, in the order they came. */
  QUEUED = 'QUEUED',

  /** It runs beside the others. Two runs still never deploy to one stack at the same time. */
  PARALLEL = 'PARALLEL',
}

/** How a Stage is deployed by GitHub Actions. */
export interface GitHubStageOptions {
  /**
   * The GitHub environment of all jobs that deploy the Stage: its secrets, the branches that may deploy to it, and what roles may trust
   * (`repo:my-org/my-app:environment:Prod`), so that IAM itself refuses a job that is not in it.
   *
   * Who must approve what is done in an environment is asked for each of its jobs: for one question, add a `ManualApprovalStep`.
   *
   * @default - an environment with the name of the Stage
   */
  readonly gitHubEnvironment?: GitHubEnvironment;

  /**
   * With which credentials the Stage is deployed, and its assets are published.
   *
   * @default - those of the workflow
   */
  readonly awsCreds?: AwsCredentials;

  /**
   * On which machines the jobs of the Stage run.
   *
   * @default - that of the workflow
   */
  readonly runner?: Runner;
}

/** Steps around a Stage, and how GitHub Actions deploys it. */
export interface AddGitHubStageOptions extends AddStageOpts, GitHubStageOptions {}

/** Properties of a `GitHubWorkflow`. */
export interface GitHubWorkflowProps extends PipelineBaseProps {
  /**
   * File of the workflow, from the root of the repository: in `.github/workflows/`, ending in `.yml` or `.yaml`. Anything else is an
   * error, and so are two workflows of an app with one file.
   *
   * @default '.github/workflows/deploy.yml'
   */
  readonly workflowPath?: string;

  /**
   * Name of the workflow, as GitHub shows it. Names of environments of gates begin with it.
   *
   * @default - the name of the file, without what it ends in: 'deploy'
   */
  readonly workflowName?: string;

  /**
   * What starts the workflow.
   *
   * @default - a push to the branch of the source of `synth` (`main`, if `synth` has none), or somebody by hand
   */
  readonly workflowTriggers?: WorkflowTriggers;

  /**
   * What happens to a run while an earlier one is going on.
   *
   * @default WorkflowExecutionMode.SUPERSEDED
   */
  readonly executionMode?: WorkflowExecutionMode;

  /**
   * The repository that the workflow is in: `owner/name`. Sources of other repositories are checked out beside it.
   *
   * @default - the repository of the source of `synth`; without one, sources of other steps count as other repositories
   */
  readonly repository?: string;

  /**
   * Names of secrets with tokens that may read other repositories, by `owner/name`. Without one, only public repositories can be read.
   *
   * @default - none
   */
  readonly repositoryTokenSecrets?: { readonly [repository: string]: string };

  /**
   * With which credentials stacks are deployed and assets are published, where `stageOptions` do not say otherwise.
   *
   * @default - each Stage has its own; a Stage without is an error
   */
  readonly awsCreds?: AwsCredentials;

  /**
   * How Stages are deployed, by the name of the Stage: for those that `addStage()` or a wave adds. A name that no Stage has is an error.
   *
   * @default - as the workflow says
   */
  readonly stageOptions?: { readonly [stage: string]: GitHubStageOptions };

  /**
   * Whether jobs that deploy a Stage are in a GitHub environment with its name, if `stageOptions` name none.
   *
   * @default true
   */
  readonly stageEnvironments?: boolean;

  /**
   * Logins to container registries, for jobs that pull or push images: the synth, and those that publish assets. Two for one registry and
   * one use are an error.
   *
   * @default - no logins, but for that of the CDK CLI to the ECR repository that it publishes to
   */
  readonly dockerCredentials?: GitHubDockerCredential[];

  /**
   * What the job of the synth does before the commands of `synth`, when the code is there: setting up a language, for example.
   *
   * @default - nothing
   */
  readonly preBuildSteps?: JobStep[];

  /**
   * What the job of the synth does after the commands of `synth`, before it hands on the cloud assembly.
   *
   * @default - nothing
   */
  readonly postBuildSteps?: JobStep[];

  /**
   * Credentials for AWS that the commands of `synth` have, to look up what is there: a `GitHubActionRole` with `BootstrapRole.LOOKUP` does.
   * What `configureStep()` says of the step takes precedence.
   *
   * @default - none: what was looked up is in cdk.context.json
   */
  readonly synthAwsCreds?: AwsCredentials;

  /**
   * On which machines jobs run.
   *
   * @default Runner.UBUNTU_24_04
   */
  readonly runner?: Runner;

  /**
   * Versions of the actions that the workflow uses. Those that are not given are pinned to the newest that was there when this version of the
   * library was made.
   *
   * @default - pinned
   */
  readonly actions?: ActionVersions;

  /**
   * Version of the CDK CLI that deploys and publishes, as npm knows it.
   *
   * @default - the newest that was tried with this version of the library
   */
  readonly cdkCliVersion?: string;

  /**
   * How many jobs publish assets side by side, for each role that publishes: 1 to 20. A new asset never changes the workflow.
   *
   * @default 1
   */
  readonly maxPublishers?: number;

  /**
   * How long GitHub keeps what jobs hand on: 1 to 90 days, in whole days. A gate that is answered later finds nothing.
   *
   * @default - as the repository says: 90 days
   */
  readonly artifactRetention?: Duration;

  /**
   * Check pull requests, by a second workflow in a file beside the first: `deploy-pull-request.yml`. It makes the plan of what would be merged, and
   * of the branch that it would be merged into, shows in the summary of the run what changes for delivery, and fails if a gate is lost or a
   * workflow file is stale. It deploys nothing, and has no rights in AWS. `{}` is enough. A synth that takes files or variables of other
   * steps is an error.
   *
   * @default - pull requests are not checked
   */
  readonly pullRequestCheck?: PullRequestCheckOptions;
}
