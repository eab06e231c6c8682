import { demandSwitch } from './inputs';
import { type Concern, problem } from '../../../private/diagnostics';
import { demand, type Inputs, isList } from '../../../private/inputs';
import { quoted } from '../../../private/text';
import { fitsAnybody, isPattern, openRepositoryOf, repositoryOf, subjectsOf, type Trusted } from './trust';

/** A name, or with its id; an owner's `*` is any of its repositories. */
const REPOSITORY = /^[\w-]+\/[\w.*-]+$|^[\w-]+@\d+\/([\w.-]+@\d+|\*)$/;

/** What IAM does not take for a variable of its own, in one line. */
const ONE_LINE = /^(?!.*\$\{)\S(.*\S)?$/;

const REF = /^(?!refs\/)(?!.*\$\{)\S+$/;

type Lists = 'repos' | 'environments' | 'branches' | 'tags' | 'subjectClaims';

const FORMS: Readonly<Record<Lists, readonly [pattern: RegExp, expected: string, fix: string]>> = {
  repos: [
    REPOSITORY,
    'a repository as owner/name, or with the ids of both as owner@123456/name@456789',
    'write it as GitHub spells it; `gh api repos/OWNER/NAME/actions/oidc/customization/sub` shows the ids',
  ],
  environments: [ONE_LINE, 'the name of an environment', 'write the name that it has in the settings'],
  branches: [REF, 'the name of a branch, without refs/heads/', "write 'main', or a pattern such as 'release/*'"],
  tags: [REF, 'the name of a tag, without refs/tags/', "write a pattern such as 'v*'"],
  subjectClaims: [ONE_LINE, 'a subject', "write 'repo:my-org/my-app:ref:refs/heads/main', for example"],
};

/** All that is wrong with what is trusted. */
export function demandTrusted(inputs: Inputs, given: Readonly<Partial<Record<keyof Trusted, unknown>>>): Trusted {
  const before = inputs.problems.length;
  const lists = (Object.keys(FORMS) as Lists[]).map((name): [Lists, string[]] => [
    name,
    texts(inputs, name, given[name]),
  ]);
  const { pullRequests } = given;
  demandSwitch(inputs, 'pullRequests', pullRequests);
  const trusted = { ...Object.fromEntries(lists), pullRequests: pullRequests === true } as unknown as Trusted;
  if (inputs.problems.length === before) demandSomebody(inputs, trusted);
  return trusted;
}

function texts(inputs: Inputs, property: Lists, value: unknown): string[] {
  if (value === undefined || value === null) return [];
  const [pattern, expected, fix] = FORMS[property];
  demand(inputs, isList(value), property, value, 'a list', `write ${property}: ['…']`);
  const items = isList(value) ? [...value] : [];
  items.forEach((item, i) =>
    demand(inputs, typeof item === 'string' && pattern.test(item), `${property}[${i}]`, item, expected, fix),
  );
  return items as string[];
}

function demandSomebody(inputs: Inputs, trusted: Trusted): void {
  const { repos, subjectClaims, environments, branches, tags, pullRequests } = trusted;
  const { where, problems } = inputs;
  if (repos.length + subjectClaims.length === 0) {
    const given = 'neither repos nor subjectClaims';
    const fix = "write repos: ['my-org/my-app'] and environments: ['Prod']";
    problems.push(problem({ where, given, expected: 'who may assume the role', fix }));
  } else if (repos.length === 0 && (environments.length + branches.length + tags.length > 0 || pullRequests)) {
    const given = 'environments, branches, tags or pullRequests without repos';
    const fix = 'write repos, too, or write all of it into subjectClaims';
    problems.push(problem({ where, given, expected: 'the repositories that they are in', fix }));
  }
  subjectClaims.forEach((subject, i) =>
    demand(
      inputs,
      !fitsAnybody(subject),
      `subjectClaims[${i}]`,
      subject,
      'a subject with an owner in it that is no pattern: everybody on GitHub can have this one',
      "begin it with 'repo:my-org/my-app:', for example",
    ),
  );
}

/** Who may assume the role, where that is more than it seems. `mayDeploy`: more than to look something up. */
export function trustConcerns(trusted: Trusted, mayDeploy: boolean): Concern[] {
  const subjects = subjectsOf(trusted);
  const open = namesOf(subjects.map(openRepositoryOf));
  const many = namesOf(subjects.map(repositoryOf)).filter(isPattern);
  const byRequests = subjects.some((subject) => subject.endsWith(':pull_request'));
  return [
    ...(open.length > 0 && mayDeploy ? [openTrust(open)] : []),
    ...(many.length > 0 ? [manyRepositories(many)] : []),
    ...(byRequests && mayDeploy ? [PULL_REQUESTS] : []),
  ];
}

/** Each once, and without the place of ids. */
function namesOf(repos: readonly (string | undefined)[]): string[] {
  return [...new Set(repos.filter((repo) => repo !== undefined).map((repo) => repo.replaceAll('@*', '')))];
}

function openTrust(repos: readonly string[]): Concern {
  return {
    id: 'cdk-pipelines:openTrust',
    given:
      `Every job of ${quoted(repos)} may assume this role: whoever may push a branch there, whether somebody reviews it or not, ` +
      'can deploy',
    fix:
      "name an environment, and give it required reviewers on GitHub: environments: ['Prod']. Then AWS refuses a job that has " +
      'not passed them',
    source: 'https://docs.github.com/en/actions/reference/security/oidc#example-subject-claims',
  };
}

function manyRepositories(patterns: readonly string[]): Concern {
  return {
    id: 'cdk-pipelines:manyRepositoriesTrusted',
    given: `Jobs of every repository that ${quoted(patterns)} fits may assume this role: whoever may make one can`,
    fix: 'name the repositories',
  };
}

const PULL_REQUESTS: Concern = {
  id: 'cdk-pipelines:pullRequestsTrusted',
  given: 'Jobs of pull requests may assume this role, and they run what nobody has reviewed yet',
  fix: 'give them a role of their own, with bootstrapRoles: [BootstrapRole.LOOKUP]',
};
