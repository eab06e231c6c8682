import type { DockerCredential, DockerCredentialUsage } from '../../docker-credentials';

export type Os = 'linux' | 'windows';

const CONFIG_DIR: Record<Os, string> = { linux: '$HOME/.cdk', windows: '%USERPROFILE%\\.cdk' };
const SEPARATOR: Record<Os, string> = { linux: '/', windows: '\\' };

/**
 * Commands that write the configuration of the logins that a usage gets; none if it gets none. `mayBeThere`: the directory
 * may have been made by a CDK CLI that ran before; default templates have never thought of it.
 */
export function dockerCredentialCommands(
  usage: DockerCredentialUsage,
  credentials: readonly DockerCredential[],
  os: Os,
  mayBeThere = false,
): string[] {
  const applicable = credentials.filter((c) => c._applicableForUsage(usage));
  if (applicable.length === 0) {
    return [];
  }
  const domainCredentials = Object.assign({}, ...applicable.map((c) => c._renderCdkAssetsConfig()));
  const dir = CONFIG_DIR[os];
  const config = JSON.stringify({ version: '1.0', domainCredentials });
  return [
    `mkdir ${mayBeThere && os === 'linux' ? '-p ' : ''}${dir}`,
    `echo '${config}' > ${dir}${SEPARATOR[os]}cdk-docker-creds.json`,
  ];
}
