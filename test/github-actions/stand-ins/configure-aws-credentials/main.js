// As the real action (v6): credentials of a role for the token of this job, into the environment of the steps that follow. Whether the role
// trusts this job is for the emulator to say: it evaluates the trust policy of the role for the claims of the token.
const path = require('path');
const { fail, inputs, job, write } = require(path.join(process.env.STAND_INS, 'toolkit.js'));

const given = inputs({
  'aws-region': undefined,
  'role-to-assume': undefined,
  'aws-access-key-id': undefined,
  'aws-secret-access-key': undefined,
  'aws-session-token': undefined,
  'web-identity-token-file': undefined,
  'role-chaining': 'false',
  audience: 'sts.amazonaws.com',
  'http-proxy': undefined,
  'mask-aws-account-id': 'false',
  'role-duration-seconds': '3600',
  'role-external-id': undefined,
  'role-session-name': 'GitHubActions',
  'role-skip-session-tagging': 'false',
  'inline-session-policy': undefined,
  'managed-session-policies': undefined,
  'output-credentials': 'false',
  'output-env-credentials': 'true',
  'unset-current-credentials': 'false',
  'disable-retry': 'false',
  'retry-max-attempts': '12',
  'special-characters-workaround': 'false',
  'use-existing-credentials': 'false',
  'allowed-account-ids': undefined,
  'force-skip-oidc': 'false',
  'action-timeout-s': '0',
});

main().catch((error) => fail(error.message));

async function main() {
  if (!given['aws-region']) fail('Input required and not supplied: aws-region');
  write('GITHUB_ENV', 'AWS_REGION', given['aws-region']);
  write('GITHUB_ENV', 'AWS_DEFAULT_REGION', given['aws-region']);
  const credentials = given['aws-access-key-id'] ? givenKeys() : await ofRole(given['role-to-assume']);
  checkAccount(credentials.account);
  write('GITHUB_ENV', 'AWS_ACCESS_KEY_ID', credentials.key);
  write('GITHUB_ENV', 'AWS_SECRET_ACCESS_KEY', credentials.secret);
  if (credentials.token) write('GITHUB_ENV', 'AWS_SESSION_TOKEN', credentials.token);
  write('GITHUB_OUTPUT', 'aws-account-id', credentials.account);
}

/** Keys of a user: the emulator takes the number of an account for one of its administrators. */
function givenKeys() {
  if (given['role-to-assume']) fail('The stand-in assumes no role with keys.');
  const key = given['aws-access-key-id'];
  return { account: key, key, secret: given['aws-secret-access-key'], token: given['aws-session-token'] };
}

function checkAccount(account) {
  const allowed = given['allowed-account-ids'].split(',').map((id) => id.trim());
  if (given['allowed-account-ids'] && !allowed.includes(account)) {
    fail(
      `The account ID of the provided credentials (${account}) does not match any of the expected account IDs: ${allowed}`,
    );
  }
}

async function ofRole(role) {
  const [, , , , account] = role.split(':');
  if (!account) fail('Could not determine how to assume credentials. Please check your inputs and try again.');
  if (job().permissions['id-token'] !== 'write') {
    fail('It looks like you might be trying to authenticate with OIDC. Did you mean to set the `id-token` permission?');
  }
  const query = new URLSearchParams({
    Action: 'AssumeRoleWithWebIdentity',
    Version: '2011-06-15',
    RoleArn: role,
    RoleSessionName: given['role-session-name'],
    DurationSeconds: given['role-duration-seconds'],
    WebIdentityToken: identityToken(),
  });
  const response = await fetch(process.env.AWS_ENDPOINT_URL, { method: 'POST', body: query });
  const text = await response.text();
  const part = (name) => new RegExp(`<${name}>([^<]*)<`).exec(text)?.[1];
  if (!response.ok) fail(`Could not assume role with OIDC: ${part('Message') ?? text}`);
  return { account, key: part('AccessKeyId'), secret: part('SecretAccessKey'), token: part('SessionToken') };
}

/** What GitHub would issue for this job: the subject names the environment of the job, else the branch. */
function identityToken() {
  const { GITHUB_REPOSITORY, GITHUB_REF } = process.env;
  const { environment } = job();
  const context = environment ? `environment:${environment}` : `ref:${GITHUB_REF}`;
  const claims = {
    iss: 'https://token.actions.githubusercontent.com',
    aud: given.audience,
    sub: `repo:${GITHUB_REPOSITORY}:${context}`,
  };
  const encoded = [{ alg: 'none', typ: 'JWT' }, claims].map((part) =>
    Buffer.from(JSON.stringify(part)).toString('base64url'),
  );
  return `${encoded.join('.')}.unsigned`;
}
