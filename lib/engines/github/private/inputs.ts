import { type Duration, Token } from 'aws-cdk-lib';
import { piecesOf, renderExpressions } from './expressions';
import { LIMITS_OF_GITHUB } from './limits/limits-of-github';
import { problem } from '../../../private/diagnostics';
import { demand, describeInput, type Inputs, isList, isObject } from '../../../private/inputs';
import type { GitHubEnvironment } from '../environment';

/** In other languages, what is left out may come as null. */
export function isGiven<A>(x: A | undefined | null): x is A {
  return x !== undefined && x !== null;
}

/** Options without those that are left out: so that null is nothing wherever they are read. */
export function givenOnly<A extends object>(options: A): A {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => isGiven(value))) as A;
}

/** All names that options have; the type keeps such a table whole. */
export type Names<A> = Readonly<Record<keyof A, true>>;

/** A name that is mistyped would be passed over in silence: with other rights, on another machine, for other branches. */
export function demandKnown<A extends object>(inputs: Inputs, property: string, options: A, names: Names<A>): void {
  const known = Object.keys(names);
  for (const name of Object.keys(givenOnly(options))) {
    const fix = 'write one of these names, or leave it out';
    demand(inputs, known.includes(name), `a key of ${property}`, name, `one of ${known.join(', ')}`, fix);
  }
}

/** Options, or none of them where something else was given, which is then a problem. */
export function demandOptions<A extends object>(
  inputs: Inputs,
  options: A,
  { example, names }: { readonly example: string; readonly names: Names<A> },
): Partial<A> {
  demand(inputs, !isGiven(options) || isObject(options), 'its options', options, 'an object', `write ${example}`);
  if (!isObject(options)) return {};
  demandKnown(inputs, 'its options', options, names);
  return givenOnly(options);
}

/** What text must look like. */
interface Form {
  readonly pattern: Pick<RegExp, 'test'>;
  /** Whether GitHub may fill in some of it. That part is not checked. */
  readonly mayHoldExpressions?: boolean;
  readonly expected: string;
  readonly fix: string;
}

/** Text of a certain form, which is known when the workflow is written. */
export function demandText(inputs: Inputs, property: string, value: unknown, form: Form): void {
  const wrong = whatIsWrong(value, form);
  if (wrong) {
    const { given = describeInput(value), expected = form.expected, fix = form.fix } = wrong;
    inputs.problems.push(problem({ where: inputs.where, given: `${given} as ${property}`, expected, fix }));
  }
}

interface Wrong {
  readonly given?: string;
  readonly expected?: string;
  readonly fix?: string;
}

function whatIsWrong(value: unknown, { pattern, mayHoldExpressions, expected }: Form): Wrong | undefined {
  if (typeof value !== 'string') return Token.isUnresolved(value) ? token(expected) : {};
  const pieces = piecesOf(value);
  const literals = pieces.map((piece) => ('literal' in piece ? piece.literal : '')).join('');
  if (pieces.some((piece) => 'token' in piece)) return token(expected);
  if (literals.includes('${{')) {
    return { fix: "write what is between ${{ and }} as GitHubExpression.raw('…'), or as secret() or variable() of it" };
  }
  if (pieces.some((piece) => 'expression' in piece)) {
    const isRight = mayHoldExpressions && !/[\r\n]/.test(literals);
    return isRight ? undefined : { given: `the string '${renderExpressions(value)}'` };
  }
  return pattern.test(value) ? undefined : {};
}

function token(expected: string): Wrong {
  const why = 'a workflow file cannot hold what is known at deployment only';
  return { given: 'a CDK token', expected: `${expected}: ${why}` };
}

/** Nothing, or a boolean: any other value would count as true somewhere, and as false elsewhere. */
export function demandSwitch(inputs: Inputs, property: string, value: unknown): void {
  const isRight = !isGiven(value) || typeof value === 'boolean';
  demand(inputs, isRight, property, value, 'true or false', 'write true or false');
}

const ROLE_ARN: Form = {
  pattern: /^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/,
  mayHoldExpressions: true,
  expected: 'the ARN of a role, as arn:aws:iam::111111111111:role/Name',
  fix: 'write the ARN of the role, as AWS shows it',
};

export function demandRoleArn(inputs: Inputs, property: string, value: unknown): void {
  demandText(inputs, property, value, ROLE_ARN);
}

const SESSION_NAME: Form = {
  pattern: /^[\w+=,.@-]{2,64}$/,
  mayHoldExpressions: true,
  expected: '2 to 64 letters, digits and _+=,.@-',
  fix: 'choose such a name',
};

export function demandSessionName(inputs: Inputs, property: string, value: unknown): void {
  demandText(inputs, property, value, SESSION_NAME);
}

/** Of secrets and of variables. What looks like the id of an access key is one. */
const NAME = /^(?!GITHUB_|A[KS]IA[A-Z0-9]{16}$)[A-Z_][A-Z0-9_]*$/i;

/** `what`: 'a secret', 'a variable'. */
export function demandName(inputs: Inputs, what: string, property: string, value: unknown): void {
  const expected = `the name of ${what}: letters, digits and _, not starting with a digit or with GITHUB_`;
  const fix = 'write the name that it has in the settings of the repository, and never its value';
  if (typeof value !== 'string' || Token.isUnresolved(value)) {
    demandText(inputs, property, value, { pattern: NAME, expected, fix });
  } else if (!NAME.test(value)) {
    // It may be the secret itself, so it is not repeated.
    const given = `text that cannot be a name as ${property}`;
    inputs.problems.push(problem({ where: inputs.where, given, expected, fix }));
  }
}

const MOST_IN_EXPRESSION = LIMITS_OF_GITHUB['workflow-expression'].limit;

/** What is between `${{` and `}}`. */
export function demandExpression(inputs: Inputs, property: string, value: unknown): void {
  const isLine = typeof value === 'string' && /^\s*\S.*$/.test(value) && value.length <= MOST_IN_EXPRESSION;
  const isRight = isLine && !/\$\{\{|\}\}/.test(value) && !Token.isUnresolved(value);
  const expected = `an expression in one line, of at most ${MOST_IN_EXPRESSION} characters, without \${{ and }}`;
  demand(inputs, isRight, property, value, expected, "write what is between them: 'github.run_id'");
}

const LABEL: Form = {
  pattern: /^\S(.*\S)?$/,
  mayHoldExpressions: true,
  expected: 'the label of a runner, in one line',
  fix: "write it as the settings have it: 'ubuntu-24.04', 'linux', 'x64'",
};

export function demandLabel(inputs: Inputs, property: string, value: unknown): void {
  demandText(inputs, property, value, LABEL);
}

const REPOSITORY: Form = {
  pattern: /^[\w-]+\/[\w.-]+(?<!\.git)$/i,
  expected: 'a repository at GitHub, as owner/name without .git',
  fix: "write 'my-org/my-app', for example",
};

export function demandRepository(inputs: Inputs, property: string, value: unknown): void {
  demandText(inputs, property, value, REPOSITORY);
}

/** Whether a literal can be a repository at GitHub. */
export function isRepository(text: string): boolean {
  return REPOSITORY.pattern.test(text);
}

/** The labels, or none of them where something else was given, which is then a problem. */
export function demandLabels(inputs: Inputs, property: string, value: unknown): string[] {
  demand(inputs, isList(value), property, value, 'a list of labels', `write ${property}: ['linux', 'x64']`);
  const labels = isList(value) ? [...value] : [];
  labels.forEach((label, i) => demandLabel(inputs, `${property}[${i}]`, label));
  return labels as string[];
}

/** GitHub reads no expression there. */
const SHELL: Form = {
  pattern: /^\S(.*\S)?$/,
  expected: 'a shell, in one line',
  fix: "write 'bash' or 'pwsh', for example",
};

export function demandShell(inputs: Inputs, property: string, value: unknown): void {
  demandText(inputs, property, value, SHELL);
}

const MOST_IN_ENVIRONMENT = LIMITS_OF_GITHUB['workflow-environment'].limit;

const ENVIRONMENT: Form = {
  pattern: new RegExp(`^(?=.{1,${MOST_IN_ENVIRONMENT}}$)\\S(.*\\S)?$`),
  expected: `the name of an environment of GitHub: 1 to ${MOST_IN_ENVIRONMENT} characters in one line`,
  fix: 'write the name that it has in the settings of the repository',
};

const URL: Form = {
  pattern: /^https?:\/\/\S+$/,
  mayHoldExpressions: true,
  expected: 'an address that begins with https:// or http://',
  fix: "write 'https://example.com', for example",
};

export function demandEnvironment(inputs: Inputs, property: string, value: GitHubEnvironment): void {
  demand(inputs, isObject(value), property, value, 'an object', "write { name: 'Prod' }");
  if (!isObject(value)) return;
  demandKnown(inputs, property, value, { name: true, url: true });
  demandText(inputs, `${property}.name`, value.name, ENVIRONMENT);
  if (isGiven(value.url)) demandText(inputs, `${property}.url`, value.url, URL);
}

/** From the least to the most, both allowed. */
interface Range {
  readonly least: number;
  readonly most: number;
}

/** Seconds of a duration that must be within limits. */
export function secondsOf(inputs: Inputs, property: string, value: Duration, range: Range): number | undefined {
  return wholeOf(inputs, property, value, { ...range, unit: 'seconds', example: 'cdk.Duration.hours(1)' });
}

/** Minutes of a timeout: GitHub knows no shorter unit. */
export function minutesOf(inputs: Inputs, property: string, value: Duration, most: number): number | undefined {
  return wholeOf(inputs, property, value, { least: 1, most, unit: 'minutes', example: 'cdk.Duration.minutes(30)' });
}

const SECONDS = { seconds: 1, minutes: 60 };

function wholeOf(
  { where, problems }: Inputs,
  property: string,
  value: Duration,
  { least, most, unit, example }: Range & { readonly unit: keyof typeof SECONDS; readonly example: string },
): number | undefined {
  const isKnown = isObject(value) && typeof value.toSeconds === 'function' && !value.isUnresolved();
  const seconds = isKnown ? value.toSeconds({ integral: false }) : NaN;
  const amount = seconds / SECONDS[unit];
  if (Number.isInteger(amount) && amount >= least && amount <= most) return amount;
  problems.push(
    problem({
      where,
      given: `${isKnown ? `a duration of ${seconds} seconds` : describeInput(value)} as ${property}`,
      expected: `${least} to ${most} whole ${unit}, known at synthesis`,
      fix: `write ${example}, for example`,
    }),
  );
  return undefined;
}
