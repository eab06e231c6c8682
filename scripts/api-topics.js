// The table of contents of API.md: each public type stands in one topic, beside the type that takes it as options. `docs-api.js` writes it.

const GUIDES = 'https://github.com/cdkpipelines/cdk-pipelines/blob/main/docs/';

/**
 * A line is a type, and then the types of its options and results. The names are those in the package.
 *
 * @type {{ title: string, guide: string, lines: string[] }[]}
 */
const TOPICS = [
  {
    title: 'Pipelines',
    guide: 'get-started.md',
    lines: ['CodePipeline CodePipelineProps'],
  },
  {
    title: 'Stages and waves',
    guide: 'deployments.md',
    lines: [
      'StageDeployment AddStageOpts StageDeploymentProps',
      'Wave WaveOptions WaveProps',
      'StackDeployment StackSteps StackDeploymentProps',
      'StackAsset',
      'AssetType',
    ],
  },
  {
    title: 'Sources',
    guide: 'sources-and-synth.md',
    lines: [
      `CodePipelineSource ConnectionSourceOptions CodeCommitSourceOptions GitHubSourceOptions S3SourceOptions ECRSourceOptions`,
      'CodePipelineFileSet',
    ],
  },
  {
    title: 'Steps and files',
    guide: 'sources-and-synth.md',
    lines: ['ShellStep ShellStepProps', 'Step', 'FileSet FileSetLocation', 'IFileSetProducer', 'StackOutputReference'],
  },
  { title: 'CodeBuild', guide: 'codebuild.md', lines: ['CodeBuildStep CodeBuildStepProps', 'CodeBuildOptions'] },
  {
    title: 'Docker',
    guide: 'docker.md',
    lines: ['DockerCredential ExternalDockerCredentialOptions EcrDockerCredentialOptions', 'DockerCredentialUsage'],
  },
  {
    title: 'Approvals and gates',
    guide: 'validation-and-approvals.md',
    lines: [
      'ManualApprovalStep ManualApprovalStepProps',
      'ConfirmPermissionsBroadening PermissionsBroadeningCheckProps',
      'GateRule GateRuleOptions',
    ],
  },
  {
    title: 'CodePipeline V2: triggers, variables, rules of stages',
    guide: 'v2-and-releases.md',
    lines: [
      'Trigger PushTriggerOptions PullRequestTriggerOptions',
      'VariableOptions',
      'StageConditions',
      'EntryCondition',
      'SuccessCondition',
      'FailureResponse',
      'StageTransition',
      'StageRule AlarmRuleOptions CommandsRuleOptions DeploymentWindowOptions InvokeRuleOptions',
    ],
  },
  { title: 'Large pipelines', guide: 'large-pipelines.md', lines: ['PipelineLayout', 'PipelineLimits'] },
  { title: 'Notifications', guide: 'notifications.md', lines: ['PipelineEvent', 'NotifyOnOptions'] },
  {
    title: 'Tests of your pipeline',
    guide: 'testing.md',
    lines: ['PipelinePlan', 'Rehearsal RehearsalResult'],
  },
  {
    title: 'Custom steps',
    guide: 'custom-steps.md',
    lines: [
      'ICodePipelineActionFactory ProduceActionOptions CodePipelineActionFactoryResult',
      'ArtifactMap',
      'StackOutputsMap',
    ],
  },
  { title: 'Other engines', guide: 'other-engines.md', lines: ['PipelineBase PipelineBaseProps'] },
  {
    title: 'GitHub Actions: workflows',
    guide: 'github.md',
    lines: [
      'github.GitHubWorkflow github.GitHubWorkflowProps',
      'github.WorkflowTriggers github.PushTrigger github.ScheduleTrigger github.WorkflowDispatchTrigger github.DispatchInput',
      'github.WorkflowExecutionMode',
      'github.PullRequestCheckOptions',
      'github.ActionVersions',
      'github.AddGitHubStageOptions github.GitHubStageOptions github.GitHubEnvironment',
    ],
  },
  {
    title: 'GitHub Actions: jobs and steps',
    guide: 'github.md',
    lines: [
      'github.GitHubStepOptions',
      'github.GitHubActionStep github.GitHubActionStepProps',
      'github.GitHubExpression',
      'github.JobStep',
      'github.Runner',
      'github.JobContainer github.ContainerCredentials',
      'github.JobPermissions github.JobPermission',
    ],
  },
  {
    title: 'GitHub Actions: credentials',
    guide: 'github.md',
    lines: [
      'github.AwsCredentials github.OpenIdConnectProviderProps github.GitHubSecretsProviderProps',
      'github.GitHubActionRole github.GitHubActionRoleProps',
      'github.BootstrapRole',
      'github.GitHubDockerCredential github.DockerHubCredentialOptions github.EcrRegistryCredentialOptions ' +
        'github.GitHubDockerCredentialOptions github.CustomRegistryCredentialOptions',
      'github.GitHubDockerCredentialUsage',
    ],
  },
];

/**
 * The table of contents.
 *
 * @param {Record<string, { docs?: { summary?: string } }>} types of the assembly, by their names in the package
 * @returns {string} Markdown
 */
function contentsOf(types) {
  const problems = faultsOf(Object.keys(types));
  if (problems.length > 0) throw new Error(`scripts/api-topics.js: ${problems.join('; ')}`);
  const link = (/** @type {string} */ name) => `[\`${name}\`](#cdk-pipelines.${name})`;
  const line = (/** @type {string} */ names) => {
    const [type, ...options] = names.split(' ');
    const summary = (types[type].docs?.summary ?? '').trim().replace(/\.$/, '');
    return `- ${link(type)}: ${summary}${summary.endsWith('…') ? '' : '.'}${options.length > 0 ? ` With ${options.map(link).join(', ')}.` : ''}`;
  };
  return TOPICS.map(({ title, guide, lines }) =>
    [`### ${title}`, '', `[Guide](${GUIDES}${guide})`, '', ...lines.map(line)].join('\n'),
  ).join('\n\n');
}

/**
 * What is wrong with the topics.
 *
 * @param {string[]} types the names of all public types
 * @returns {string[]} types that stand in no topic or in several, and names that are no types
 */
function faultsOf(types) {
  const named = TOPICS.flatMap(({ lines }) => lines.flatMap((line) => line.split(' ')));
  return [
    ...types.filter((name) => !named.includes(name)).map((name) => `${name} is in no topic`),
    ...named.filter((name) => !types.includes(name)).map((name) => `${name} is no public type`),
    ...named.filter((name, i) => named.indexOf(name) < i).map((name) => `${name} is there twice`),
  ];
}

module.exports = { TOPICS, contentsOf, faultsOf };
