/** How the helper that Docker asks finds a login. The names are those of its configuration; values may be CDK tokens. */
export interface CredentialSource {
  readonly secretsManagerSecretId?: string;
  readonly secretsUsernameField?: string;
  readonly secretsPasswordField?: string;
  readonly ecrRepository?: boolean;
  readonly assumeRoleArn?: string;
}

/** By registry. */
export type LoginSources = Readonly<Record<string, CredentialSource>>;

export type Os = 'linux' | 'windows';

const CONFIG_DIR: Record<Os, string> = { linux: '$HOME/.cdk', windows: '%USERPROFILE%\\.cdk' };
const SEPARATOR: Record<Os, string> = { linux: '/', windows: '\\' };

/**
 * Commands that write the configuration of logins; none if there are none. `careful`: the directory may have been made by a
 * CDK CLI that ran before, and may have a blank in its path; default templates have never thought of it.
 */
export function loginCommands(logins: readonly LoginSources[], os: Os, careful: boolean): string[] {
  if (logins.length === 0) {
    return [];
  }
  const dir = CONFIG_DIR[os];
  const config = JSON.stringify({ version: '1.0', domainCredentials: Object.assign({}, ...logins) });
  if (careful && os === 'linux') {
    const text = config.replace(/'/g, `'\\''`);
    return [`mkdir -p "${dir}"`, `echo '${text}' > "${dir}/cdk-docker-creds.json"`];
  }
  return [`mkdir ${dir}`, `echo '${config}' > ${dir}${SEPARATOR[os]}cdk-docker-creds.json`];
}
