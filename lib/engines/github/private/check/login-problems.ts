import { isGiven } from '../inputs';
import type { Planned } from '../prepared';
import type { DockerLogin, LoginUsage } from '../docker-login';
import { type Concern, type Diagnostic, problem } from '../../../../private/diagnostics';
import { demand, type Inputs, isList, isObject } from '../../../../private/inputs';
import { listed } from '../../../../private/text';

/** What is no login at all. That of a `CodePipeline` has its name and password where only AWS finds them. */
export function demandLogins(inputs: Inputs, given: unknown): void {
  if (!isGiven(given)) return;
  const fix = 'make it with github.GitHubDockerCredential, such as github.GitHubDockerCredential.ghcr()';
  demand(inputs, isList(given), 'dockerCredentials', given, 'a list of logins', 'write dockerCredentials: […]');
  const logins = isList(given) ? [...given] : [];
  logins.forEach((login, i) =>
    demand(inputs, isLogin(login), `dockerCredentials[${i}]`, login, 'a GitHubDockerCredential', fix),
  );
}

function isLogin(x: unknown): boolean {
  return isObject(x) && isObject((x as { readonly _data?: unknown })._data);
}

/** GitHub gives a token to a job, and not to a step of it. */
export function loginConcerns({ settings, blueprint, stepOf }: Planned): Concern[] {
  const own = blueprint.synth === undefined ? undefined : stepOf(blueprint.synth)?.credentials;
  const asDeployer = settings.logins.filter(
    (login) => login.kind === 'ecr' && login.roleArn === undefined && login.usages.includes('SYNTH'),
  );
  if (own || settings.credentials?.kind !== 'oidc' || asDeployer.length === 0) return [];
  return [
    {
      id: 'cdk-pipelines:synthMayAssumeRole',
      given:
        `To log in to ${listed(asDeployer.map(({ registry }) => registry))}, the synth gets a token of GitHub: with it, its ` +
        'commands can also assume the role that deploys, if that role trusts a job without an environment',
      fix: 'give the login a role that may only pull images (roleToAssume), and make the role that deploys trust environments only',
    },
  ];
}

export function checkLogins({ path, settings, blueprint, stepOf }: Planned): Diagnostic[] {
  const { logins } = settings;
  const ofSynth = blueprint.synth === undefined ? undefined : stepOf(blueprint.synth);
  const credentials = ofSynth?.credentials ?? settings.credentials;
  const uses = logins.flatMap((login) => login.usages.map((usage) => ({ login, usage })));
  const twice = uses.filter(({ login, usage }, i) =>
    uses.slice(0, i).some((other) => other.usage === usage && other.login.registry === login.registry),
  );
  const needy = uses.filter(
    ({ login, usage }) => usage === 'SYNTH' && login.kind === 'ecr' && credentials === undefined,
  );
  return [
    ...twice.map(({ login, usage }) => secondLogin(path, login, usage)),
    ...needy.map(({ login }) => loginWithoutCredentials(path, login)),
  ];
}

function secondLogin(where: string, { registry }: DockerLogin, usage: LoginUsage): Diagnostic {
  return problem({
    where,
    given: `two logins to ${registry} for ${usage} in dockerCredentials`,
    expected: 'one: the second would write over the first',
    fix: 'remove one of them, or give them different usages',
  });
}

function loginWithoutCredentials(where: string, { registry }: DockerLogin): Diagnostic {
  return problem({
    where,
    given: `a login to ${registry} for the synth, which has no credentials for AWS`,
    expected: 'credentials of the workflow: the synth belongs to no Stage',
    fix: 'set awsCreds on the workflow, or usages: [GitHubDockerCredentialUsage.ASSET_PUBLISHING] on the login',
  });
}
