/**
 * The CDK CLI that is installed where nobody chose one: a version that npm has, that was tried with this library, and that reads
 * cloud assemblies up to `PINNED_READS`. Raised with each release; never one that nobody has seen.
 */
export const PINNED_CLI = '2.1148.1';

/** Major version of the schema of cloud assemblies. */
export const PINNED_READS = 55;

/** The package of the helper that Docker asks for logins. Which cloud assemblies it reads does not matter for that. */
export const LOGIN_HELPER = 'cdk-assets@4.7.3';

/**
 * The command that installs the CDK CLI, of a version that npm takes, or of the latest. `withLogins`: it builds images with
 * logins, and tells Docker to get them from a helper that it does not bring along.
 */
export function installCli(version: string | undefined, withLogins: boolean = false): string {
  return `npm install -g aws-cdk${version ? `@${version}` : ''}${withLogins ? ` ${LOGIN_HELPER}` : ''}`;
}
