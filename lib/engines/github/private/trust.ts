/** Which jobs a role trusts, as it was given. */
export interface Trusted {
  readonly repos: readonly string[];
  readonly environments: readonly string[];
  readonly branches: readonly string[];
  readonly tags: readonly string[];
  readonly pullRequests: boolean;
  readonly subjectClaims: readonly string[];
}

/**
 * Subjects (`sub`) of the tokens that GitHub signs for these jobs. `*` stands for any text.
 *
 * @see https://docs.github.com/en/actions/reference/security/oidc#example-subject-claims
 */
export function subjectsOf(trusted: Trusted): string[] {
  const contexts = contextsOf(trusted);
  const subjects = trusted.repos.flatMap((repo) =>
    prefixesOf(repo).flatMap((prefix) =>
      contexts.length === 0 ? [`${prefix}:*`] : contexts.map((c) => `${prefix}:${c}`),
    ),
  );
  return [...new Set([...subjects, ...trusted.subjectClaims])];
}

/**
 * A repository that is older than July 2026 is called by its name there; a newer one, and one that was renamed or has a new owner,
 * by its name and its id. Who gives the name only gets both: the role cannot know which it is.
 */
function prefixesOf(repo: string): string[] {
  if (repo.includes('@')) return [`repo:${repo}`];
  const [owner, name] = repo.split('/');
  return [`repo:${repo}`, name === '*' ? `repo:${owner}@*/*` : `repo:${owner}@*/${name}@*`];
}

/** What comes after the repository: GitHub writes one of these, and an environment goes before all others. */
function contextsOf({ environments, branches, tags, pullRequests }: Trusted): string[] {
  return [
    ...environments.map((name) => `environment:${name.replaceAll(':', '%3A')}`),
    ...branches.map((name) => `ref:refs/heads/${name}`),
    ...tags.map((name) => `ref:refs/tags/${name}`),
    ...(pullRequests ? ['pull_request'] : []),
  ];
}

/** Whether a subject is a pattern for several. */
export function isPattern(subject: string): boolean {
  return /[*?]/.test(subject);
}

/** Claims that only GitHub gives to the jobs of one owner or one repository: a name, or an id. */
const OWNED =
  /(^|:)((repo|repository):[\w-]+(@(\d+|\*))?\/|(repository_owner|repository_owner_id|repository_id|enterprise|enterprise_id):[^:*?]+(:|$))/;

/**
 * Whether a subject fits the jobs of any repository. Whoever owns one chooses which claims its subjects have, and so one without an
 * owner in it, such as `environment:Prod`, is for everybody to have.
 */
export function fitsAnybody(subject: string): boolean {
  return !OWNED.test(subject);
}

/** The repository in a subject, or the pattern for it. */
export function repositoryOf(subject: string): string | undefined {
  return /^repo:([^:]*)/.exec(subject)?.[1];
}

/** The repository whose every job a subject fits; nothing, if it names an environment, a branch or the like. */
export function openRepositoryOf(subject: string): string | undefined {
  return /^repo:[^:]*(:\**)?$/.test(subject) ? repositoryOf(subject) : undefined;
}
