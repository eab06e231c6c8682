import { accessWith, credentialsOf } from './credentials';
import type { CredentialsData } from '../credentials-data';
import type { DockerLogin, LoginUsage } from '../docker-login';
import { secret } from '../expressions';
import type { Permissions, WorkflowStep } from '../model';
import type { Settings } from '../settings';

/** What a job needs to pull from registries, and push to them. */
export interface Logins {
  readonly steps: readonly WorkflowStep[];
  readonly permissions: Permissions;
}

export const NO_LOGINS: Logins = { steps: [], permissions: {} };

/** Who the job is in AWS. */
interface Identity {
  readonly credentials?: CredentialsData;
  /** Whether all its steps are. */
  readonly inEnvironment?: boolean;
}

export function loginsOf(usage: LoginUsage, { logins, pins }: Settings, identity: Identity): Logins {
  const all = logins.filter(({ usages }) => usages.includes(usage)).map((login) => loginOf(login, pins, identity));
  return {
    steps: all.flatMap(({ steps }) => steps),
    permissions: Object.assign({}, ...all.map(({ permissions }) => permissions)) as Permissions,
  };
}

function loginOf(login: DockerLogin, pins: Settings['pins'], identity: Identity): Logins {
  const { registry } = login;
  const logIn = (given: Readonly<Record<string, string>>, env?: Readonly<Record<string, string>>): WorkflowStep => ({
    name: `Log in to ${registry}`,
    ...pins.dockerLogin,
    with: { registry, ...given },
    env,
  });
  switch (login.kind) {
    case 'secrets': {
      const { usernameSecret, passwordSecret } = login;
      return {
        steps: [logIn({ username: secret(usernameSecret), password: secret(passwordSecret) })],
        permissions: {},
      };
    }
    case 'token': {
      const token = { username: '${{ github.actor }}', password: secret('GITHUB_TOKEN') };
      return { steps: [logIn(token)], permissions: { packages: 'read' } };
    }
    case 'ecr': {
      const { steps, permissions, env } = accessToEcr(login, pins, identity);
      return { steps: [...steps, logIn({}, env)], permissions };
    }
  }
}

/** The registry for everybody is in one region. */
const PUBLIC_ECR_REGION = 'us-east-1';

/** Only the login gets credentials that the job has not got anyway: a script of the synth may do no more than before. */
function accessToEcr(
  login: Extract<DockerLogin, { kind: 'ecr' }>,
  pins: Settings['pins'],
  { credentials, inEnvironment }: Identity,
): Logins & { readonly env: Readonly<Record<string, string>> } {
  const { registry, roleArn, region = PUBLIC_ECR_REGION } = login;
  const inRegion = { AWS_REGION: region };
  const isSomebody = inEnvironment || credentials === undefined || credentials.kind === 'runner';
  if (isSomebody && roleArn === undefined) {
    return { ...NO_LOGINS, env: inRegion };
  }
  const id = `ecr-${registry.replace(/[^a-z0-9]+/gi, '-')}`;
  const { steps, permissions } = accessWith(asRole(roleArn, credentials), region, pins, id);
  // Without the permission, the action takes what the runner has.
  return {
    steps,
    permissions: credentials?.kind === 'runner' ? {} : permissions,
    env: { ...credentialsOf(id), ...inRegion },
  };
}

/** A role of its own takes the place of that of the job. */
function asRole(roleArn: string | undefined, credentials: CredentialsData = { kind: 'runner' }): CredentialsData {
  if (roleArn === undefined) return credentials;
  return credentials.kind === 'runner' ? { kind: 'oidc', roleArn } : { ...credentials, roleArn };
}
