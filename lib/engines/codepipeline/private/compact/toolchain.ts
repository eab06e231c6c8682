import { Manifest } from 'aws-cdk-lib/cloud-assembly-schema';
import type { DockerCredential, DockerCredentialUsage } from '../../docker-credentials';

/** A version that was tried with this library; it reads cloud assemblies up to schema 55. */
const TRIED = '2.1148.1';

/** The package of the helper that Docker asks for logins. Which cloud assemblies it reads does not matter for that. */
export const LOGIN_HELPER = 'cdk-assets@4.7.3';

/**
 * The command that installs the CDK CLI. Where it builds images with logins, it tells Docker to get them from a helper
 * that it does not bring along.
 */
export function installCli(version: string, usage: DockerCredentialUsage, logins: readonly DockerCredential[]): string {
  const helper = logins.some((login) => login._applicableForUsage(usage)) ? ` ${LOGIN_HELPER}` : '';
  return `npm install -g aws-cdk@${version}${helper}`;
}

/**
 * The version of the CDK CLI for a pipeline that pins it: the one that was tried, or, for an `aws-cdk-lib` that is
 * newer than this library, the first that can read its cloud assemblies.
 */
export function pinnedCliVersion(needed: string | undefined = neededCliVersion()): string {
  return needed !== undefined && isNewer(needed, TRIED) ? needed : TRIED;
}

function neededCliVersion(): string | undefined {
  // Not in every version of aws-cdk-lib, whatever the types say.
  return (Manifest as Partial<typeof Manifest>).cliVersion?.();
}

function isNewer(a: string, b: string): boolean {
  const [as, bs] = [a, b].map((v) => v.split('.').map((part) => parseInt(part, 10)));
  const differs = as.findIndex((part, i) => part !== bs[i]);
  return differs >= 0 && as[differs] > (bs[differs] ?? -1);
}
