import { roleConcerns } from '../../../lib/engines/github/private/check/role-warnings';
import type { KnownRole } from '../../../lib/engines/github/private/known-roles';
import type { Workflow, WorkflowJob } from '../../../lib/engines/github/private/model';
import type { Trusted } from '../../../lib/engines/github/private/trust';

const ARN = 'arn:aws:iam::111111111111:role/Deploy';

function role(trusted: Partial<Trusted>, more: Partial<KnownRole> = {}): KnownRole {
  const nobody = { repos: [], environments: [], branches: [], tags: [], pullRequests: false, subjectClaims: [] };
  return {
    ...{ path: 'Roles/Deploy', account: '111111111111', name: 'Deploy', maxSeconds: 3600 },
    trusted: { ...nobody, ...trusted },
    ...more,
  };
}

function job(id: string, environment?: string, inputs: Record<string, string | number> = {}): WorkflowJob {
  return {
    ...{ id, name: id, needs: [], runsOn: 'ubuntu-24.04', timeoutMinutes: 60, permissions: { 'id-token': 'write' } },
    environment: environment === undefined ? undefined : { name: environment },
    steps: [{ uses: 'aws-actions/configure-aws-credentials@v6', with: { 'role-to-assume': ARN, ...inputs } }],
  };
}

const MAIN = { push: { branches: ['main'] }, workflow_dispatch: {} };
const workflow = (jobs: WorkflowJob[], on: Workflow['on'] = MAIN): Workflow => ({ name: 'deploy', on, jobs });
const reported = (jobs: WorkflowJob[], known: KnownRole, on?: Workflow['on']) =>
  roleConcerns(workflow(jobs, on), [known], 'my-org/my-app').map(({ id }) => id.split(':')[1]);

const REPO = { repos: ['my-org/my-app'] };
const PROD = { ...REPO, environments: ['Prod'] };

describe('a job that the role trusts', () => {
  test.each<[string, Partial<Trusted>, WorkflowJob, Workflow['on']?]>([
    ['by its environment', PROD, job('Prod', 'Prod')],
    ['by ids', { ...PROD, repos: ['my-org@1/my-app@2'] }, job('Prod', 'Prod')],
    ['in another spelling', { ...PROD, repos: ['My-Org/My-App'] }, job('Prod', 'Prod')],
    ['with a colon', { ...REPO, environments: ['Prod: EU'] }, job('Prod', 'Prod: EU')],
    ['by a pattern', { ...REPO, environments: ['Prod*'] }, job('Prod', 'Prod-EU')],
    ['by any job of the repository', REPO, job('Assets')],
    ['by any repository of the owner', { repos: ['my-org/*'] }, job('Assets')],
    ['by its branch', { ...REPO, branches: ['main'] }, job('Assets')],
    ['by the branch of a run by hand', { ...REPO, branches: ['next'] }, job('Assets')],
    [
      'by one of its branches',
      { ...REPO, branches: ['main'] },
      job('A'),
      { push: { branches: ['!old', 'next', 'main'] } },
    ],
    [
      'by a pattern of branches',
      { ...REPO, branches: ['release/1'] },
      job('A'),
      { push: { branches: ['release/**'] } },
    ],
    [
      'by a branch that is not ignored',
      { ...REPO, branches: ['x'] },
      job('A'),
      { push: { tags: ['v*'], 'branches-ignore': ['y'] } },
    ],
    ['by a tag', { ...REPO, tags: ['v*'] }, job('A'), { push: { tags: ['v1.*'] } }],
    ['by pull requests', { ...REPO, pullRequests: true }, job('A'), { pull_request: {} }],
    ['by a schedule', { ...REPO, branches: ['main'] }, job('A'), { schedule: [{ cron: '0 0 * * *' }] }],
    ['perhaps, by a form of its own', { subjectClaims: ['repository_owner:my-org:ref:x'] }, job('A')],
  ])('%s', (...[, trusted, asking, on]) => {
    expect(reported([asking], role(trusted), on)).toEqual([]);
  });
});

describe('a job that the role refuses', () => {
  test.each<[string, Partial<Trusted>, WorkflowJob, Workflow['on']?]>([
    ['another environment', PROD, job('Beta', 'Beta')],
    ['no environment', PROD, job('Assets')],
    ['an environment where a branch is trusted', { ...REPO, branches: ['main'] }, job('Prod', 'Prod')],
    ['another branch', { ...REPO, branches: ['main'] }, job('A'), { push: { branches: ['next'] } }],
    ['a tag', { ...REPO, branches: ['main'] }, job('A'), { push: { tags: ['v*'] } }],
    ['a pull request', { ...REPO, branches: ['main'] }, job('A'), { pull_request: { branches: ['main'] } }],
    ['an environment in another spelling', { ...REPO, environments: ['prod'] }, job('Prod', 'Prod')],
    ['a branch in another spelling', { ...REPO, branches: ['Main'] }, job('A'), { push: { branches: ['main'] } }],
    ['another repository', { ...PROD, repos: ['my-org/other'] }, job('Prod', 'Prod')],
    ['another owner', { ...PROD, repos: ['other@1/my-app@2'] }, job('Prod', 'Prod')],
  ])('%s', (...[, trusted, asking, on]) => {
    expect(reported([asking], role(trusted), on)).toEqual(['roleRefusesJobs']);
  });

  test('is named with its subject, and how it is trusted', () => {
    const [concern] = roleConcerns(
      workflow([job('Assets'), job('Beta', 'Beta'), job('Prod', 'Prod')]),
      [role(PROD)],
      'a/b',
    );
    const [other] = roleConcerns(workflow([job('Assets'), job('Beta', 'Beta'), job('Prod', 'Prod')]), [role(PROD)]);
    expect(concern.given).toMatch(/^The role 'Roles\/Deploy' will refuse 'Assets', 'Beta', 'Prod': /);
    expect(other.given).toBe(
      "The role 'Roles/Deploy' will refuse 'Assets', 'Beta': the subject of such a job is 'repo:OWNER/NAME:ref:refs/heads/main', " +
        "'repo:OWNER/NAME:ref:*', 'repo:OWNER/NAME:environment:Beta', and the role trusts " +
        "'repo:my-org/my-app:environment:Prod', 'repo:my-org@*/my-app@*:environment:Prod'",
    );
    expect(other.fix).toBe(
      "make the role with environments: ['Beta'] and branches: ['main'], as some jobs name no environment, or deploy with another one",
    );
  });
});

describe('what is not known is not reported', () => {
  test.each([
    ['another account', role(PROD, { account: '222222222222' })],
    ['another name', role(PROD, { name: 'Deployer' })],
    ['a name that the other begins with', role(PROD, { name: 'Dep' })],
    ['a name with a dot', role(PROD, { name: 'De.loy' })],
  ])('%s', (_, known) => {
    expect(reported([job('Beta', 'Beta')], known)).toEqual([]);
  });

  test('a job that uses keys, or has no token', () => {
    expect(reported([job('Beta', 'Beta', { 'aws-access-key-id': 'x' })], role(PROD))).toEqual([]);
    expect(reported([{ ...job('Beta', 'Beta'), permissions: {} }], role(PROD))).toEqual([]);
  });

  test('a role that only an expression names', () => {
    expect(reported([job('Beta', 'Beta', { 'role-to-assume': '${{ vars.ROLE }}' })], role(PROD))).toEqual([]);
  });
});

test('a session that is longer than the role gives', () => {
  const asking = [job('Prod', 'Prod', { 'role-duration-seconds': 7200 }), job('Other', 'Prod')];
  expect(roleConcerns(workflow(asking), [role(PROD)])).toEqual([
    {
      id: 'cdk-pipelines:sessionTooLong:Roles/Deploy',
      given: "Jobs ask the role 'Roles/Deploy' for a session of 7200 seconds, and it gives 3600 at most",
      fix: 'make the role with maxSessionDuration: Duration.seconds(7200)',
    },
  ]);
  expect(reported(asking, role(PROD, { maxSeconds: 7200 }))).toEqual([]);
});
