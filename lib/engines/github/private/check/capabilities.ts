import type { Capability, Lost } from './capability';
import { OF_CODEBUILD, OF_ENVIRONMENTS } from './machine-capabilities';

/*
 * What becomes of all that a blueprint may say. `emitted`: a workflow does the same. `error`: it cannot, and whoever asks for it must
 * decide. `warning`: it goes without. A test holds this against the public API: what is new there must be here.
 */

const NO_NOTIFICATION: Lost = {
  is: 'warning',
  loss: 'GitHub sends its own messages, to the reviewers of the environment, and not to a topic of SNS',
  fix: 'add the people who get the message as reviewers of the environment',
};

const OF_SCRIPTS = {
  commands: 'emitted',
  installCommands: 'emitted',
  env: 'emitted',
  envFromCfnOutputs: 'emitted',
  input: 'emitted',
  additionalInputs: 'emitted',
  primaryOutputDirectory: 'emitted',
} as const satisfies Readonly<Record<string, Capability>>;

/** Properties of `ManualApprovalStep`. */
export const OF_APPROVALS = {
  comment: 'emitted',
  reviewUrl: 'emitted',
  notificationTopic: NO_NOTIFICATION,
  notifyEmails: {
    ...NO_NOTIFICATION,
    loss: 'GitHub sends its own messages, to the reviewers of the environment, and not to other addresses',
  },
  timeout: {
    is: 'warning',
    loss: 'GitHub waits 30 days for a decision, whatever the step says',
    fix: 'leave it out, or cancel runs that nobody decides about',
  },
  showRevision: {
    is: 'warning',
    loss: 'GitHub shows the commit that a run is about, but no hash of the plan',
    fix: 'compare `npx cdk-pipelines show` with what it says of the commit',
  },
} as const satisfies Readonly<Record<string, Capability>>;

/** Properties of `ConfirmPermissionsBroadening`. */
export const OF_PERMISSIONS_CHECKS = {
  stage: 'emitted',
  strict: 'emitted',
  notificationTopic: NO_NOTIFICATION,
} as const satisfies Readonly<Record<string, Capability>>;

/** What is attached to waves and Stages. */
export const OF_STAGES = {
  beforeEntry: {
    is: 'error',
    loss: 'GitHub checks no conditions before a job starts',
    fix: 'put a ManualApprovalStep before it, whose environment has a deployment protection rule, or a step that fails unless all is well',
  },
  onSuccess: {
    is: 'error',
    loss: 'GitHub checks no conditions after a job, and cannot roll back',
    fix: 'put a ShellStep into `post` that fails unless all is well',
  },
  onFailure: {
    is: 'error',
    loss: 'GitHub cannot roll back to an earlier run',
    fix: 'leave it out, and run the workflow of the earlier commit again by hand',
  },
  retry: {
    is: 'warning',
    loss: 'GitHub does not retry a job by itself',
    fix: "leave it out: 're-run failed jobs' on the page of the run does it by hand",
  },
  transition: {
    is: 'error',
    loss: 'GitHub cannot disable a part of a workflow',
    fix: 'put a ManualApprovalStep before it, or disable the workflow: gh workflow disable',
  },
} as const satisfies Readonly<Record<string, Lost>>;

const CONDITIONS = {
  beforeEntry: OF_STAGES.beforeEntry,
  onSuccess: OF_STAGES.onSuccess,
  onFailure: OF_STAGES.onFailure,
  transition: OF_STAGES.transition,
} as const;

const AROUND = { pre: 'emitted', post: 'emitted', ...CONDITIONS } as const;

const OF_WAVES = { ...AROUND, stagePerApplication: 'emitted' } as const;

/** Sources that a workflow cannot have. */
export const OTHER_SOURCES = {
  is: 'error',
  loss: 'a workflow gets code from repositories at GitHub only',
  fix: 'get the files in a step, by a command, with a role that may read them: workflow.configureStep(step, { awsCreds })',
} as const satisfies Lost;

/** Of repositories that a workflow is not in. */
export const OTHER_TOKENS = {
  is: 'warning',
  loss: 'the token of the job reads its own repository, and others only if they are public',
  fix: "name a secret with a token that may read it: repositoryTokenSecrets: { 'my-org/other': 'OTHER_TOKEN' }",
} as const satisfies Lost;

export const OTHER_STARTS = {
  is: 'warning',
  loss: 'a push there does not start the workflow, as it starts a CodePipeline',
  fix: 'set triggerOnPush: false if that is meant, or start the workflow on a schedule: workflowTriggers.schedule',
} as const satisfies Lost;

export const PULL_REQUESTS = {
  is: 'warning',
  loss: 'pull requests do not start the workflow: code that nobody has merged must not deploy',
  fix: 'set pullRequestCheck: {} to see what they change for delivery, and let another workflow test them',
} as const satisfies Lost;

const UNLESS_GIVEN = {
  is: 'emitted',
  but: 'warning',
  where: 'workflowTriggers of the workflow say what starts it, or several filters cannot be one',
} as const;

/** By name of the type in the API, all that may be said in it. */
export const CAPABILITIES: Readonly<Record<string, Readonly<Record<string, Capability>>>> = {
  ShellStepProps: OF_SCRIPTS,
  CodeBuildStepProps: OF_CODEBUILD,
  BuildEnvironment: OF_ENVIRONMENTS,
  ManualApprovalStepProps: OF_APPROVALS,
  PermissionsBroadeningCheckProps: OF_PERMISSIONS_CHECKS,
  ConnectionSourceOptions: {
    connectionArn: 'needless',
    codeBuildCloneOutput: 'emitted',
    triggerOnPush: UNLESS_GIVEN,
    triggers: UNLESS_GIVEN,
    actionName: 'needless',
  },
  GitHubSourceOptions: { authentication: OTHER_TOKENS, trigger: UNLESS_GIVEN, actionName: 'needless' },
  S3SourceOptions: { trigger: OTHER_SOURCES, actionName: OTHER_SOURCES, role: OTHER_SOURCES },
  ECRSourceOptions: { imageTag: OTHER_SOURCES, actionName: OTHER_SOURCES },
  CodeCommitSourceOptions: {
    trigger: OTHER_SOURCES,
    eventRole: OTHER_SOURCES,
    codeBuildCloneOutput: OTHER_SOURCES,
    actionName: OTHER_SOURCES,
  },
  PushTriggerOptions: { branches: UNLESS_GIVEN, paths: UNLESS_GIVEN },
  PullRequestTriggerOptions: { branches: PULL_REQUESTS, paths: PULL_REQUESTS, events: PULL_REQUESTS },
  StageConditions: CONDITIONS,
  AddStageOpts: { ...AROUND, stackSteps: 'emitted' },
  StageDeploymentProps: { ...AROUND, stackSteps: 'emitted', stageName: 'emitted' },
  WaveOptions: OF_WAVES,
  WaveProps: OF_WAVES,
  StackSteps: { stack: 'emitted', pre: 'emitted', changeSet: 'emitted', post: 'emitted' },
};
