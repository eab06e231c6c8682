import * as cdk from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import * as pipelines from '../../../lib';
import { type BlueprintSpec, ENVIRONMENTS, environmentOf, type StageSpec } from './spec';

/* The engines that a blueprint is declared for. */

export type LayoutName = 'default' | 'compact' | 'workflow';

/** @param layout one of CodePipeline, or that of a workflow of GitHub */
export function newPipeline(app: cdk.App, spec: BlueprintSpec, layout: LayoutName, synth: pipelines.ShellStep) {
  return layout === 'workflow' ? newWorkflow(app, spec, synth) : newCodePipeline(app, spec, layout, synth);
}

function newCodePipeline(app: cdk.App, spec: BlueprintSpec, layout: LayoutName, synth: pipelines.ShellStep) {
  const stack = new cdk.Stack(app, 'PipelineStack', { env: ENVIRONMENTS.home });
  cdk.Annotations.of(stack).acknowledgeWarning('@aws-cdk/aws-codepipeline:unspecifiedPipelineType');
  const { publishAssetsInParallel, maxPublishers, dockerLogins, ...options } = spec.options ?? {};
  const logins = () => [pipelines.DockerCredential.dockerHub(Secret.fromSecretNameV2(stack, 'Hub', 'hub'))];
  return new pipelines.CodePipeline(stack, 'Pipeline', {
    synth,
    ...options,
    ...(dockerLogins ? { dockerCredentials: logins() } : {}),
    ...(layout === 'compact'
      ? { layout: pipelines.PipelineLayout.COMPACT, maxPublishers }
      : { publishAssetsInParallel }),
  });
}

const { github } = pipelines;

/** Options of CodePipeline alone say nothing here. */
function newWorkflow(app: cdk.App, spec: BlueprintSpec, synth: pipelines.ShellStep) {
  const { maxPublishers, dockerLogins } = spec.options ?? {};
  const stages = spec.waves.flatMap((wave) => wave.stages);
  const others = spec.sources.map(({ name }) => name).filter((name) => name !== repositoryOf(spec));
  return new github.GitHubWorkflow(app, 'Delivery', {
    synth,
    awsCreds: github.AwsCredentials.fromOpenIdConnect({ gitHubActionRoleArn: roleArn(ENVIRONMENTS.home.account) }),
    stageOptions: Object.fromEntries(stages.flatMap(ownRole)),
    repository: repositoryOf(spec),
    repositoryTokenSecrets: Object.fromEntries(others.map((name) => [name, tokenSecret(name)])),
    maxPublishers,
    ...(dockerLogins ? { dockerCredentials: [github.GitHubDockerCredential.dockerHub()] } : {}),
  });
}

/** The repository that the workflow is in: that of the synth. */
export function repositoryOf({ synth, sources }: BlueprintSpec): string {
  return typeof synth.input === 'object' && 'source' in synth.input ? synth.input.source : sources[0].name;
}

/** A Stage that is in another account, and in no other but that, is deployed with a role in it that trusts its environment alone. */
function ownRole(stage: StageSpec): [string, pipelines.github.GitHubStageOptions][] {
  const accounts = [...new Set(stage.stacks.map((stack) => environmentOf(stage, stack).account))];
  if (accounts.length > 1 || accounts[0] === ENVIRONMENTS.home.account) return [];
  const gitHubActionRoleArn = roleArn(accounts[0], stage.id);
  return [[stage.id, { awsCreds: github.AwsCredentials.fromOpenIdConnect({ gitHubActionRoleArn }) }]];
}

const roleArn = (account: string, stage?: string) =>
  `arn:aws:iam::${account}:role/GitHub${stage === undefined ? '' : `-${stage}`}`;

/** Which subjects a role trusts, as its maker has it; nothing if nobody has made it. */
export function trustOf(arn: string, repository: string): RegExp | undefined {
  const [, account, , stage] = /^arn:aws:iam::(\d{12}):role\/GitHub(-(.+))?$/.exec(arn) ?? [];
  if (account === undefined) return undefined;
  return stage === undefined
    ? new RegExp(`^repo:${repository}:`)
    : new RegExp(`^repo:${repository}:environment:${stage}$`);
}

/** The secret with the token that opens another repository. */
export const tokenSecret = (repository: string) => `${repository.replace(/\W/g, '_').toUpperCase()}_TOKEN`;
