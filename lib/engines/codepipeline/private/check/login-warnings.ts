import { Stack, Token } from 'aws-cdk-lib';
import { LOGIN_HELPER } from '../../../../private/toolchain';
import type { PipelineHost } from '../host';
import { scriptOf } from '../../../../blueprint/scripts';
import type { Concern } from '../../../../private/diagnostics';
import { groupBy } from '../../../../private/lang';
import { type DockerCredential, DockerCredentialUsage } from '../../docker-credentials';
import type { Layout } from '../layouts/layout';
import type { Settings } from '../settings';

/** Logins to registries that are not what the user probably thinks. */
export function loginWarnings(pipeline: PipelineHost, settings: Settings, layout: Layout): Concern[] {
  return [
    ...doubleLogins(settings.dockerCredentials),
    ...unusedInSynth(pipeline, settings),
    ...withoutHelper(pipeline, settings, layout),
  ];
}

/** Of two logins to one registry, the later one counts. */
function doubleLogins(credentials: readonly DockerCredential[]): Concern[] {
  const logins = credentials.flatMap((c) => registriesOf(c).map((registry) => ({ registry, credential: c })));
  const registries = [...groupBy(logins, ({ registry }) => registry)];
  return Object.values(DockerCredentialUsage).flatMap((usage) =>
    registries
      .filter(([, all]) => all.filter(({ credential }) => credential._applicableForUsage(usage)).length > 1)
      .map(([registry, all]) => ({
        id: `cdk-pipelines:doubleLogin:${usage}`,
        given: `dockerCredentials has ${all.length} logins to '${registry}' for ${usage}: only the last one counts`,
        fix: 'remove the others, or give them other usages',
      })),
  );
}

/** Only the tools that publish assets look for our logins. `cdk synth` calls Docker, and does not pass them on. */
function unusedInSynth({ synth }: PipelineHost, { dockerEnabledForSynth, dockerCredentials }: Settings): Concern[] {
  const registries = registriesFor(DockerCredentialUsage.SYNTH, dockerCredentials);
  const { commands = [], installCommands = [] } = scriptOf(synth) ?? {};
  const isConfigured = [...commands, ...installCommands].some((command) =>
    /docker login|credHelpers|credential/.test(command),
  );
  if (!dockerEnabledForSynth || registries.length === 0 || isConfigured || commands.length === 0) {
    return [];
  }
  const config = JSON.stringify({ credHelpers: Object.fromEntries(registries.map((r) => [r, 'cdk-assets'])) });
  return [
    {
      id: 'cdk-pipelines:loginUnusedInSynth',
      given: `dockerCredentials for ${DockerCredentialUsage.SYNTH}: 'cdk synth' bundles assets with Docker, which does not know these logins`,
      fix:
        `let the commands of ${synth} configure it, before 'cdk synth': 'npm install -g ${LOGIN_HELPER}', 'mkdir -p ~/.docker', ` +
        `"echo '${config}' > ~/.docker/config.json"; or give the logins other usages`,
    },
  ];
}

/** The default layout emits what it always did. */
function withoutHelper(pipeline: PipelineHost, settings: Settings, layout: Layout): Concern[] {
  const { dockerEnabledForSelfMutation, dockerCredentials, selfMutation } = settings;
  const registries = registriesFor(DockerCredentialUsage.SELF_UPDATE, dockerCredentials);
  const isNeeded = dockerEnabledForSelfMutation && selfMutation && registries.length > 0;
  if (!isNeeded || layout.bringsLoginHelper || buildSpecsOfUpdate(pipeline, settings).includes('cdk-assets')) {
    return [];
  }
  return [
    {
      id: 'cdk-pipelines:loginHelperMissing',
      given:
        `dockerCredentials for ${DockerCredentialUsage.SELF_UPDATE}: the CDK CLI lets Docker ask 'docker-credential-cdk-assets' for ` +
        "these logins, which is not installed there, so images of the pipeline's own stack cannot be built",
      fix:
        "install it: selfMutationCodeBuildDefaults: { partialBuildSpec: BuildSpec.fromObject({ version: '0.2', phases: { install: { commands: " +
        `['npm install -g ${LOGIN_HELPER}'] } } }) }; or give the logins other usages`,
    },
  ];
}

function buildSpecsOfUpdate(pipeline: PipelineHost, settings: Settings): string {
  const given = [settings.codeBuildDefaults, settings.selfMutationCodeBuildDefaults].map((d) => d?.partialBuildSpec);
  return JSON.stringify(Stack.of(pipeline).resolve(given.map((buildSpec) => buildSpec?.toBuildSpec())));
}

function registriesFor(usage: DockerCredentialUsage, credentials: readonly DockerCredential[]): string[] {
  const registries = credentials.filter((c) => c._applicableForUsage(usage)).flatMap(registriesOf);
  return [...new Set(registries.map((registry) => (Token.isUnresolved(registry) ? '<registry>' : registry)))];
}

function registriesOf(credential: DockerCredential): string[] {
  return Object.keys(credential._renderCdkAssetsConfig());
}
