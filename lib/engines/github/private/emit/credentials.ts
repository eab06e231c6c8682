import type { CredentialsData } from '../credentials-data';
import { renderExpressions, secret } from '../expressions';
import type { ActionPins } from '../actions';
import type { Permissions, WorkflowStep } from '../model';

/** What a job needs to be somebody in AWS. */
export interface Access {
  readonly steps: readonly WorkflowStep[];
  readonly permissions: Permissions;
}

/** Nobody in AWS. */
export const NO_ACCESS: Access = { steps: [], permissions: {} };

/**
 * The steps that make a job somebody in AWS. A role says its account: another one fails the job. `id`: of a step whose outputs get the
 * credentials; nobody else in the job has them then.
 */
export function accessWith(credentials: CredentialsData, region: string, pins: ActionPins, id?: string): Access {
  switch (credentials.kind) {
    case 'runner':
      return NO_ACCESS;
    case 'oidc': {
      const { roleArn, sessionName, durationSeconds } = credentials;
      const session = { 'role-session-name': sessionName, 'role-duration-seconds': durationSeconds };
      return {
        steps: [configure(pins, region, { 'role-to-assume': roleArn, ...session, ...accountOf(roleArn) }, id)],
        permissions: { 'id-token': 'write' },
      };
    }
    case 'secrets': {
      const { accessKeyId, secretAccessKey, sessionToken, roleArn } = credentials;
      const keys = {
        'aws-access-key-id': secret(accessKeyId),
        'aws-secret-access-key': secret(secretAccessKey),
        'aws-session-token': sessionToken && secret(sessionToken),
        'role-to-assume': roleArn,
        ...(roleArn === undefined ? {} : accountOf(roleArn)),
      };
      return { steps: [configure(pins, region, keys, id)], permissions: {} };
    }
  }
}

function configure(
  pins: ActionPins,
  region: string,
  inputs: Readonly<Record<string, string | number | undefined>>,
  id?: string,
): WorkflowStep {
  const given = Object.entries(inputs).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, typeof value === 'string' ? renderExpressions(value) : value] as const],
  );
  return {
    name: 'Get credentials for AWS',
    id,
    ...pins.configureAwsCredentials,
    with: { 'aws-region': region, ...Object.fromEntries(given), ...(id === undefined ? {} : TO_OUTPUTS) },
  };
}

const TO_OUTPUTS = { 'output-credentials': true, 'output-env-credentials': false };

/** Variables of a step that has the credentials of another step. */
export function credentialsOf(id: string): Readonly<Record<string, string>> {
  const output = (name: string) => `\${{ steps.${id}.outputs.aws-${name} }}`;
  return {
    AWS_ACCESS_KEY_ID: output('access-key-id'),
    AWS_SECRET_ACCESS_KEY: output('secret-access-key'),
    AWS_SESSION_TOKEN: output('session-token'),
  };
}

/** Nothing, where an expression says it. */
function accountOf(roleArn: string): Readonly<Record<string, string>> {
  const account = roleArn.split(':')[4] ?? '';
  return /^[0-9]{12}$/.test(account) ? { 'allowed-account-ids': account } : {};
}
