import { type Duration, Token } from 'aws-cdk-lib';
import { demand, describeInput, type Inputs, isObject } from '../../../private/inputs';
import { problem } from '../../../private/diagnostics';

/** Options, or none of them where something else was given, which is then a problem. */
export function demandOptions<A extends object>(inputs: Inputs, options: A, example: string): Partial<A> {
  const isMissing = options === undefined || options === null;
  demand(inputs, isMissing || isObject(options), 'its options', options, 'an object', `write ${example}`);
  return isObject(options) ? options : {};
}

/** What text must look like. */
interface Form {
  readonly pattern: RegExp;
  readonly expected: string;
  readonly fix: string;
}

/** Text of a certain form, which is known now. */
export function demandText(inputs: Inputs, property: string, value: unknown, { pattern, expected, fix }: Form): void {
  if (Token.isUnresolved(value)) {
    inputs.problems.push(
      problem({
        where: inputs.where,
        given: `a CDK token as ${property}`,
        expected: `${expected}: a workflow file cannot hold what is known at deployment only`,
        fix,
      }),
    );
    return;
  }
  demand(inputs, typeof value === 'string' && pattern.test(value), property, value, expected, fix);
}

const ROLE_ARN: Form = {
  pattern: /^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/,
  expected: 'the ARN of a role, as arn:aws:iam::111111111111:role/Name',
  fix: 'copy the ARN of the role, which AWS shows and GitHubActionRole can have as an output, into the code',
};

export function demandRoleArn(inputs: Inputs, property: string, value: unknown): void {
  demandText(inputs, property, value, ROLE_ARN);
}

const SESSION_NAME: Form = {
  pattern: /^[\w+=,.@-]{2,64}$/,
  expected: '2 to 64 letters, digits and _+=,.@-',
  fix: 'choose such a name',
};

export function demandSessionName(inputs: Inputs, property: string, value: unknown): void {
  demandText(inputs, property, value, SESSION_NAME);
}

const SECRET: Form = {
  // What looks like the id of an access key is one.
  pattern: /^(?!GITHUB_|A[KS]IA[A-Z0-9]{16}$)[A-Z_][A-Z0-9_]*$/i,
  expected: 'the name of a secret: letters, digits and _, not starting with a digit or with GITHUB_',
  fix: 'write the name that the secret has in the settings of the repository, and never its value',
};

export function demandSecret(inputs: Inputs, property: string, value: unknown): void {
  if (typeof value !== 'string' || Token.isUnresolved(value)) return demandText(inputs, property, value, SECRET);
  if (SECRET.pattern.test(value)) return;
  // It may be the secret itself, so it is not repeated.
  const { expected, fix } = SECRET;
  inputs.problems.push(problem({ where: inputs.where, given: `text that is no name as ${property}`, expected, fix }));
}

/** Seconds of a duration that must be within limits. */
export function secondsOf(
  { where, problems }: Inputs,
  property: string,
  value: Duration,
  { least, most }: { readonly least: number; readonly most: number },
): number | undefined {
  const isKnown = isObject(value) && typeof value.toSeconds === 'function' && !value.isUnresolved();
  const seconds = isKnown ? value.toSeconds({ integral: false }) : NaN;
  if (Number.isInteger(seconds) && seconds >= least && seconds <= most) return seconds;
  problems.push(
    problem({
      where,
      given: `${isKnown ? `a duration of ${seconds} seconds` : describeInput(value)} as ${property}`,
      expected: `${least} to ${most} whole seconds, known when the workflow is written`,
      fix: 'write cdk.Duration.hours(1), for example',
    }),
  );
  return undefined;
}
