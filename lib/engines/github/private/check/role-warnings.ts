import type { KnownRole } from '../known-roles';
import type { Json, Workflow, WorkflowJob } from '../model';
import { subjectsOf } from '../trust';
import type { Concern } from '../../../../private/diagnostics';
import { listed, quoted } from '../../../../private/text';

/** What jobs ask roles for that are made in the same app, and these will not give: known before anything is deployed. */
export function roleConcerns(workflow: Workflow, roles: readonly KnownRole[], repository?: string): Concern[] {
  return roles.flatMap((role) => {
    const asking = workflow.jobs.filter((job) => assumed(job, role).length > 0);
    const refused = asking.filter((job) => !isTrusted(subjectPatterns(job, workflow.on, repository), role));
    return [
      ...(refused.length > 0 ? [refusal(role, refused, workflow.on, repository)] : []),
      ...sessionConcerns(role, asking),
    ];
  });
}

type Inputs = Readonly<Record<string, unknown>>;

/** Inputs of the steps with which a job assumes a role through OpenID Connect. */
function assumed({ steps, permissions }: WorkflowJob, { account, name }: KnownRole): Inputs[] {
  const isMeant = new RegExp(`^arn:[\\w-]+:iam::${account}:role/${escaped(name)}$`);
  const inputs = steps.flatMap((step): Inputs[] => ('with' in step && step.with ? [step.with] : []));
  return permissions['id-token'] === 'write'
    ? inputs.filter((given) => isMeant.test(`${given['role-to-assume']}`) && given['aws-access-key-id'] === undefined)
    : [];
}

/** What GitHub may write into tokens of a job, of which `*` is any text. */
function subjectPatterns(job: WorkflowJob, on: Workflow['on'], repository = '*'): string[] {
  const contexts = job.environment
    ? [`environment:${job.environment.name.replaceAll(':', '%3A')}`]
    : Object.entries(on).flatMap(([event, options]) => contextsOf(event, options));
  return contexts.map((context) => `repo:${repository}:${context}`);
}

function contextsOf(event: string, options: Json | undefined): string[] {
  if (event === 'pull_request') return ['pull_request'];
  const { branches, tags, ...others } = (options ?? {}) as Readonly<Record<string, readonly string[] | undefined>>;
  const isOpen =
    'branches-ignore' in others || 'tags-ignore' in others || (branches === undefined && tags === undefined);
  if (event !== 'push' || isOpen) return ['ref:*'];
  const refs = (kind: string, names: readonly string[] = []) =>
    names.filter((name) => !name.startsWith('!')).map((name) => `ref:refs/${kind}/${name}`);
  return [...refs('heads', branches), ...refs('tags', tags)];
}

/** Whether some subject of a job may fit what the role trusts. Subjects in a form of their own are not known: they may. */
function isTrusted(patterns: readonly string[], { trusted }: KnownRole): boolean {
  const subjects = subjectsOf(trusted);
  const isOwn = subjects.some((subject) => !subject.startsWith('repo:'));
  const named = subjects.map((subject) => inOneSpelling(subject.replace(/@(\d+|\*)/g, '')));
  return isOwn || patterns.map(inOneSpelling).some((pattern) => named.some((subject) => mayMeet(pattern, subject)));
}

/**
 * AWS compares letter by letter, and GitHub has one spelling of a repository: whether it is ours or that of the role, nobody knows here.
 * Environments, branches and tags are spelled as in the workflow.
 */
function inOneSpelling(subject: string): string {
  return subject.replace(/^repo:[^:]*/, (repository) => repository.toLowerCase());
}

/** Whether a text may fit two patterns. Of patterns that overlap in the middle only, it says that it may not. */
function mayMeet(one: string, other: string): boolean {
  return fits(one, other) || fits(other, one);
}

function fits(pattern: string, text: string): boolean {
  const source = pattern
    .split(/\*+/)
    .map((part) => part.split('?').map(escaped).join('.'))
    .join('.*');
  return new RegExp(`^${source}$`).test(text);
}

function escaped(text: string): string {
  return text.replace(/[.+^${}()|[\]\\*?]/g, '\\$&');
}

function refusal(role: KnownRole, refused: readonly WorkflowJob[], on: Workflow['on'], repository?: string): Concern {
  const environments = [...new Set(refused.flatMap(({ environment }) => environment?.name ?? []))];
  const withoutOne = refused.filter(({ environment }) => environment === undefined);
  const is = [
    ...(environments.length > 0 ? [`environments: [${quoted(environments)}]`] : []),
    ...(withoutOne.length > 0 ? [wayWithoutEnvironment(withoutOne[0], on)] : []),
  ];
  const subjects = refused.flatMap((job) => subjectPatterns(job, on, repository ?? 'OWNER/NAME'));
  return {
    id: `cdk-pipelines:roleRefusesJobs:${role.path}`,
    given:
      `The role '${role.path}' will refuse ${quoted(
        refused.map(({ name }) => name),
        5,
      )}: the subject of such a job is ` +
      `${listed(
        [...new Set(subjects)].map((subject) => `'${subject}'`),
        3,
      )}, and the role trusts ${quoted(subjectsOf(role.trusted), 3)}`,
    fix: `make the role with ${is.join(' and ')}, or deploy with another one`,
    source: 'https://docs.github.com/en/actions/reference/security/oidc#example-subject-claims',
  };
}

function wayWithoutEnvironment(job: WorkflowJob, on: Workflow['on']): string {
  const subjects = subjectPatterns(job, on);
  if (subjects.every((subject) => subject.endsWith(':pull_request'))) {
    return 'pullRequests: true';
  }
  const branches = subjects.flatMap((subject) => /:ref:refs\/heads\/(.+)$/.exec(subject)?.[1] ?? []);
  return `branches: [${quoted(branches.length > 0 ? branches : ['main'])}], as some jobs name no environment`;
}

/** AWS refuses to give a session that is longer than the role has. */
function sessionConcerns(role: KnownRole, asking: readonly WorkflowJob[]): Concern[] {
  const seconds = asking.flatMap((job) =>
    assumed(job, role).map((given) => Number(given['role-duration-seconds'] ?? 0)),
  );
  const longest = Math.max(0, ...seconds);
  return longest > role.maxSeconds
    ? [
        {
          id: `cdk-pipelines:sessionTooLong:${role.path}`,
          given: `Jobs ask the role '${role.path}' for a session of ${longest} seconds, and it gives ${role.maxSeconds} at most`,
          fix: `make the role with maxSessionDuration: Duration.seconds(${longest})`,
        },
      ]
    : [];
}
