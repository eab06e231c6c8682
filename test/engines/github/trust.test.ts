import { fitsAnybody, subjectsOf, type Trusted } from '../../../lib/engines/github/private/trust';

const NOBODY = { repos: [], environments: [], branches: [], tags: [], pullRequests: false, subjectClaims: [] };

/** As IAM compares with StringLike. */
function fits(pattern: string, subject: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*/g, '.*')
    .replace(/\?/g, '.');
  return new RegExp(`^${source}$`).test(subject);
}

const isTrusted = (trusted: Partial<Trusted>, subject: string) =>
  subjectsOf({ ...NOBODY, ...trusted }).some((pattern) => fits(pattern, subject));

const NAMED = { repos: ['my-org/my-app'] };
const WITH_IDS = { repos: ['my-org@12/my-app@34'] };

describe('subjects, as they are written into the trust policy', () => {
  test.each<[string, Partial<Trusted>, string[]]>([
    ['a repository by its name', NAMED, ['repo:my-org/my-app:*', 'repo:my-org@*/my-app@*:*']],
    ['a repository by its ids', WITH_IDS, ['repo:my-org@12/my-app@34:*']],
    ['an environment', { ...WITH_IDS, environments: ['Prod'] }, ['repo:my-org@12/my-app@34:environment:Prod']],
    [
      'an environment with a colon, as GitHub writes it',
      { ...WITH_IDS, environments: ['Prod: EU'] },
      ['repo:my-org@12/my-app@34:environment:Prod%3A EU'],
    ],
    [
      'all kinds',
      { ...WITH_IDS, branches: ['main', 'release/*'], tags: ['v*'], pullRequests: true },
      [
        'repo:my-org@12/my-app@34:ref:refs/heads/main',
        'repo:my-org@12/my-app@34:ref:refs/heads/release/*',
        'repo:my-org@12/my-app@34:ref:refs/tags/v*',
        'repo:my-org@12/my-app@34:pull_request',
      ],
    ],
    [
      'every repository of an owner',
      { repos: ['my-org/*'], environments: ['Prod'] },
      ['repo:my-org/*:environment:Prod', 'repo:my-org@*/*:environment:Prod'],
    ],
    [
      'more subjects, each once',
      {
        ...WITH_IDS,
        environments: ['Prod'],
        subjectClaims: ['repo:a/b:*', 'repo:my-org@12/my-app@34:environment:Prod'],
      },
      ['repo:my-org@12/my-app@34:environment:Prod', 'repo:a/b:*'],
    ],
  ])('%s', (_, trusted, subjects) => {
    expect(subjectsOf({ ...NOBODY, ...trusted })).toEqual(subjects);
  });
});

describe('whose jobs are trusted', () => {
  const prod = (repo: string) => `repo:${repo}:environment:Prod`;

  test('a name fits the repository whether its subjects have ids or not', () => {
    const trusted = { ...NAMED, environments: ['Prod'] };
    expect(isTrusted(trusted, prod('my-org/my-app'))).toBe(true);
    expect(isTrusted(trusted, prod('my-org@12/my-app@34'))).toBe(true);
  });

  test('ids fit that repository only', () => {
    const trusted = { ...WITH_IDS, environments: ['Prod'] };
    expect(isTrusted(trusted, prod('my-org@12/my-app@34'))).toBe(true);
    expect(isTrusted(trusted, prod('my-org@12/my-app@35'))).toBe(false);
    expect(isTrusted(trusted, prod('my-org/my-app'))).toBe(false);
  });

  // Neither names nor what comes after them may have an `@` or a `:` of their own, so patterns end where they should.
  test.each([
    prod('my-org/my-app2'),
    prod('my-org2/my-app'),
    prod('my-org-2@1/my-app@2'),
    prod('evil/my-org/my-app'),
    prod('my-org@1/other@2'),
    'repo:my-org/my-app:environment:Prod2',
    'repo:my-org/my-app:environment:Beta',
    'repo:my-org/my-app:pull_request',
    'repo:my-org/my-app:ref:refs/heads/environment/Prod',
    'repo:my-org/my-app:ref:refs/heads/main%3Aenvironment%3AProd',
    'repo:my-org@1/other@2:ref:refs/heads/x/my-app@3',
    'repo:my-org@1/other@2:environment:x/my-app@3%3Aenvironment%3AProd',
  ])('an environment of a repository does not fit %s', (subject) => {
    expect(isTrusted({ ...NAMED, environments: ['Prod'] }, subject)).toBe(false);
  });

  test.each(['repo:my-org/my-app:ref:refs/heads/main2', 'repo:my-org/my-app:environment:main', prod('my-org/my-app')])(
    'a branch does not fit %s',
    (subject) => {
      expect(isTrusted({ ...NAMED, branches: ['main'] }, subject)).toBe(false);
    },
  );
});

describe('what any repository may have as its subject', () => {
  test.each([
    '*',
    'repo:*',
    'repo:*/my-app:*',
    'repo:my-*/my-app:environment:Prod',
    'repo:my-org*',
    'repo:my-org?/x:*',
    'environment:Prod',
    'environment:*:repo',
    'environment:my-org/my-app',
    'ref:refs/heads/main',
    'repository_owner:*',
    'repository_owner:my-*',
    'job_workflow_ref:my-org/flows/.github/workflows/deploy.yml@refs/heads/main',
    'repository_visibility:private',
  ])('%s', (subject) => {
    expect(fitsAnybody(subject)).toBe(true);
  });

  test.each([
    'repo:my-org/my-app:*',
    'repo:my-org/*',
    'repo:my-org@12/my-app@34:environment:Prod',
    'repo:my-org@*/my-app@*:environment:Prod',
    'repository_owner:my-org',
    'repository_owner_id:12:environment:*',
    'repository_id:34',
    'environment:Prod:repository_owner:my-org',
    'repo:my-org/my-app:environment:Prod:job_workflow_ref:my-org/flows/.github/workflows/deploy.yml@refs/heads/main',
  ])('not %s', (subject) => {
    expect(fitsAnybody(subject)).toBe(false);
  });
});
