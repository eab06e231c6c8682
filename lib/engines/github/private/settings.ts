import * as path from 'path';
import type { ActionPins } from './actions';
import { PINS } from './actions';
import type { JobStepData } from './action-data';
import type { CredentialsData } from './credentials-data';
import type { DockerLogin } from './docker-login';
import type { Concurrency, Environment, JsonObject, WorkflowJob } from './model';
import { givenOnly, isGiven } from './inputs';
import { dispatchInputsOf, type LostStart, onOf, type SourceStarts } from './on';
import { renderExpressions } from './expressions';
import { jobStepsOf } from './job-steps';
import { runsOnOf } from './runs-on';
import { inputsOf } from '../../../private/inputs';
import type { GitHubEnvironment } from '../environment';
import type { GitHubWorkflowProps } from '../props';
import { WorkflowExecutionMode } from '../props';
import type { PullRequestCheckOptions } from '../pull-request-check';
import { Runner } from '../runner';
import { definedOnly, mapValues } from '../../../private/lang';
import { PINNED_CLI } from '../../../private/toolchain';

/** How a Stage is deployed, with all defaults filled in. */
export interface StageSettings {
  readonly name: string;
  readonly environment?: { readonly name: string; readonly url?: string };
  readonly credentials?: CredentialsData;
  /** Who publishes its assets; empty: who publishes those of all that say nothing else. */
  readonly publisher: string;
  readonly runsOn: WorkflowJob['runsOn'];
}

/** The properties of a workflow, with all defaults filled in. */
export interface Settings {
  readonly file: string;
  readonly name: string;
  readonly on: JsonObject;
  /** What whoever starts it may set, and what it is otherwise. */
  readonly inputs: Readonly<Record<string, string>>;
  /** Whether a run may deploy, as an expression. @default - it may */
  readonly guard?: string;
  /** Whether somebody may start it by hand on any branch: then there is no guard. */
  readonly fromAnyBranch: boolean;
  /** What sources said of starting it, and is not in it. */
  readonly lostStarts: readonly LostStart[];
  /** Where runs of the workflow wait; its name begins that of other groups. */
  readonly group: string;
  readonly concurrency?: Concurrency;
  /** `owner/name`. */
  readonly repository?: string;
  /** The branch that starts it, if the source of the synth says so. */
  readonly branch?: string;
  readonly tokenSecrets: Readonly<Record<string, string>>;
  readonly credentials?: CredentialsData;
  readonly runsOn: WorkflowJob['runsOn'];
  /** Around the commands of the synth. */
  readonly aroundSynth: { readonly before: readonly JobStepData[]; readonly after: readonly JobStepData[] };
  readonly synthCredentials?: CredentialsData;
  readonly logins: readonly DockerLogin[];
  readonly pins: ActionPins;
  readonly cliVersion: string;
  readonly slots: number;
  readonly retentionDays?: number;
  readonly stage: (name: string) => StageSettings;
  readonly pullRequests?: PullRequestSettings;
}

/** How pull requests are checked. */
export interface PullRequestSettings {
  /** Which ones, as the file says it. */
  readonly on: JsonObject;
  /** Nobody starts it by hand: variables have their defaults. */
  readonly inputs: Readonly<Record<string, string>>;
  readonly credentials?: CredentialsData;
  readonly command: string;
}

/** The source of the synth, as far as it says what a workflow needs. */
export interface OwnSource extends SourceStarts {
  readonly repository?: string;
}

/** Every default of a workflow stands here. */
export function settingsOf(props: GitHubWorkflowProps, source: OwnSource): Settings {
  const file = props.workflowPath ?? '.github/workflows/deploy.yml';
  const group = groupOf(file);
  const name = props.workflowName ?? path.posix.basename(group, '.yaml');
  const runsOn = runsOnOf((props.runner ?? Runner.UBUNTU_24_04)._data);
  const credentials = props.awsCreds?._data;
  const { on, inputs, guard, lostStarts } = onOf(props.workflowTriggers, source);
  return {
    file,
    name,
    on,
    inputs,
    guard,
    fromAnyBranch: props.workflowTriggers?.workflowDispatch?.fromAnyBranch === true,
    lostStarts,
    group,
    concurrency: concurrencyOf(props.executionMode ?? WorkflowExecutionMode.SUPERSEDED, group),
    repository: props.repository ?? source.repository,
    branch: source.branch,
    tokenSecrets: props.repositoryTokenSecrets ?? {},
    credentials,
    runsOn,
    aroundSynth: {
      before: jobStepsOf(inputsOf(''), 'preBuildSteps', props.preBuildSteps),
      after: jobStepsOf(inputsOf(''), 'postBuildSteps', props.postBuildSteps),
    },
    synthCredentials: props.synthAwsCreds?._data,
    logins: [...(props.dockerCredentials ?? [])].map(({ _data }) => _data),
    pins: pinsOf(props),
    cliVersion: props.cdkCliVersion ?? PINNED_CLI,
    slots: props.maxPublishers ?? 1,
    retentionDays: props.artifactRetention?.toDays(),
    stage: (stage) => stageSettings(stage, props, runsOn),
    pullRequests: isGiven(props.pullRequestCheck)
      ? pullRequestSettings(givenOnly(props.pullRequestCheck), props, on)
      : undefined,
  };
}

function pullRequestSettings(
  { branches, paths, awsCreds, command = 'npx --no -- cdk-pipelines' }: PullRequestCheckOptions,
  { workflowTriggers }: GitHubWorkflowProps,
  on: JsonObject,
): PullRequestSettings {
  const { branches: own, 'branches-ignore': ignored } = (on.push ?? {}) as JsonObject;
  const filter = branches ? { branches } : { branches: own, 'branches-ignore': ignored };
  return {
    on: definedOnly({ ...filter, paths }),
    inputs: mapValues(dispatchInputsOf(workflowTriggers?.workflowDispatch), ({ defaultValue = '' }) => defaultValue),
    credentials: awsCreds?._data,
    command,
  };
}

export function environmentOf({ name, url }: GitHubEnvironment): Environment {
  return { name, ...(url && { url: renderExpressions(url) }) };
}

function stageSettings(name: string, props: GitHubWorkflowProps, runsOn: WorkflowJob['runsOn']): StageSettings {
  const own = props.stageOptions?.[name];
  const hasDefault = props.stageEnvironments ?? true;
  const given = own?.gitHubEnvironment;
  const environment = given ? environmentOf(given) : hasDefault ? { name } : undefined;
  return {
    name,
    environment,
    credentials: (own?.awsCreds ?? props.awsCreds)?._data,
    publisher: own?.awsCreds ? name : '',
    runsOn: own?.runner ? runsOnOf(own.runner._data) : runsOn,
  };
}

/** In which group runs of a workflow wait: that of its file, where `deploy.yaml` is another one than `deploy.yml`. */
function groupOf(file: string): string {
  return path.posix.basename(file, '.yml');
}

function concurrencyOf(mode: WorkflowExecutionMode, group: string): Concurrency | undefined {
  switch (mode) {
    case WorkflowExecutionMode.PARALLEL:
      return undefined;
    case WorkflowExecutionMode.QUEUED:
      return { group, 'cancel-in-progress': false, queue: 'max' };
    default:
      return { group, 'cancel-in-progress': false };
  }
}

function pinsOf({ actions }: GitHubWorkflowProps): ActionPins {
  return { ...PINS, ...mapValues(givenOnly({ ...actions }), (uses: string) => ({ uses })) };
}
