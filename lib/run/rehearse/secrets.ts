import * as util from 'util';
import { problem } from '../../private/diagnostics';
import { fail, failIfAny } from '../../private/errors';
import { groupBy } from '../../private/lang';
import { listed } from '../../private/text';
import type { BuildTask } from '../works';

/** Where values of secrets are looked for, beside the environment, if nobody names another file. */
export const ENV_FILE = '.env.cdk-pipelines';

/** A secret or parameter that an action needs. */
export interface SecretUse {
  readonly kind: 'secret' | 'parameter';
  /** As AWS knows it: what a buildspec or a project has. */
  readonly reference: string;
  /** The variable that the action gets. */
  readonly variable: string;
  readonly action: string;
}

/** Of a buildspec: variables, and what holds their values. */
export interface SecretsOfSpec {
  readonly secrets: Readonly<Record<string, string>>;
  readonly parameters: Readonly<Record<string, string>>;
}

/** What an action takes of Secrets Manager and of Parameter Store. An action's own variable hides one of its buildspec. */
export function secretsOf(action: string, { env }: Pick<BuildTask, 'env'>, spec?: SecretsOfSpec): SecretUse[] {
  const uses = new Map<string, SecretUse | undefined>();
  for (const [kind, refs] of [['secret', spec?.secrets] as const, ['parameter', spec?.parameters] as const]) {
    Object.entries(refs ?? {}).forEach(([variable, reference]) =>
      uses.set(variable, { kind, reference, variable, action }),
    );
  }
  for (const { name: variable, value } of env) {
    const use =
      'secret' in value
        ? { kind: 'secret' as const, reference: value.secret }
        : 'parameter' in value
          ? { kind: 'parameter' as const, reference: value.parameter }
          : undefined;
    uses.set(variable, use && { ...use, variable, action });
  }
  return [...uses.values()].filter((use) => use !== undefined);
}

/** Values by the names of secrets and parameters. */
export type SecretValues = ReadonlyMap<string, string>;

/**
 * Values for what is needed, and what has none: by the name of the secret, or of the variable that it is in; the file goes
 * before the environment.
 *
 * @param environment of this process
 * @param file what the file with values has
 */
export function lookUp(
  uses: readonly SecretUse[],
  environment: Readonly<Record<string, string | undefined>>,
  file: Readonly<Record<string, string>>,
): { readonly values: SecretValues; readonly missing: readonly SecretUse[] } {
  const values = new Map<string, string>();
  const sources = [file, environment];
  const find = (name: string) => sources.map((source) => (Object.hasOwn(source, name) ? source[name] : undefined));
  for (const { reference, variable } of uses) {
    const value = [...find(reference), ...find(variable)].find((one) => one !== undefined);
    if (value !== undefined && !values.has(reference)) {
      values.set(reference, value);
    }
  }
  return { values, missing: uses.filter(({ reference }) => !values.has(reference)) };
}

/** All that is missing is one error. `fileName`: where values may be written. */
export function checkSecrets(missing: readonly SecretUse[], fileName = ENV_FILE): void {
  failIfAny(missing.length > 0 ? [missingOf(missing, fileName)] : []);
}

function missingOf(missing: readonly SecretUse[], fileName: string) {
  const byReference = [...groupBy(missing, ({ kind, reference }) => `${kind} '${reference}'`)];
  const lines = byReference.map(([what, uses]) => {
    const variables = [...new Set(uses.map(({ variable }) => variable))];
    return `${listed(variables)}: ${what}, for ${listed([...new Set(uses.map(({ action }) => action))])}`;
  });
  const example = missing[0].variable;
  const given = `${lines.length === 1 ? '1 secret has' : `${lines.length} secrets have`} no value here (${lines.join('; ')})`;
  return problem({
    where: 'run',
    given,
    expected: 'a value for each: it is not fetched from AWS',
    fix: `set ${example} and so on in the environment, or write ${example}=value into ${fileName}, which must not get into git`,
  });
}

/** What a file with values has: lines `NAME=value`, as in `.env` files. */
export function readEnvFile(text: string, where = ENV_FILE): Record<string, string> {
  if (typeof util.parseEnv !== 'function') {
    fail({
      where,
      given: `Node.js ${process.versions.node} cannot read it`,
      expected: 'Node.js 20.12 or later',
      fix: 'install a newer Node.js, or set the variables in the environment',
    });
  }
  const values = util.parseEnv(text.replace(/^\uFEFF/, '')) as Record<string, string>;
  // Node takes a line without `=` for a part of the next name.
  const wrong = Object.keys(values).flatMap((name) => name.split('\n').slice(0, -1));
  failIfAny(
    wrong.map((line) =>
      problem({
        where,
        given: `the line '${line.length > MOST_LETTERS ? `${line.slice(0, MOST_LETTERS)}…` : line}' has no '='`,
        expected: 'NAME=value',
        fix: "put '#' before a comment, and a value of several lines into quotes",
      }),
    ),
  );
  return values;
}

/** Of a line that is wrong: it may be a part of a secret. */
const MOST_LETTERS = 12;

/** What stands for a secret in a log, as CodeBuild writes it. */
export const MASK = '***';

/** Shorter ones would tear up words that have nothing to do with them. */
const LEAST_LETTERS = 4;

/** Takes secrets out of lines. Of a value of several lines each is one. O(line), whatever the number of secrets. */
export function maskerOf(values: Iterable<string>): (line: string) => string {
  const hidden = new Set<string>();
  for (const value of values) {
    for (const line of [value, ...value.split(/\r?\n/)].map((one) => one.trim())) {
      if (line.length >= LEAST_LETTERS) {
        writings(line).forEach((written) => hidden.add(written));
      }
    }
  }
  if (hidden.size === 0) {
    return (line) => line;
  }
  // The longest first: one may begin with another.
  const all = [...hidden].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
  const pattern = new RegExp(all.map((text) => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')).join('|'), 'g');
  return (line) => line.replace(pattern, MASK);
}

/** Of what steps see of the environment, what its name calls a secret: a token of a registry, say. */
export function secretsAmong(environment: Readonly<Record<string, string>>): string[] {
  return Object.entries(environment).flatMap(([name, value]) =>
    /token|secret|passw|credential|api_?key|access_?key|private_?key|_auth$/i.test(name) ? [value] : [],
  );
}

/** How tools print a value: as it is, in JSON, in an address, and in a header. */
function writings(value: string): string[] {
  const json = JSON.stringify(value).slice(1, -1);
  return [value, json, uriOf(value), Buffer.from(value).toString('base64')];
}

/** Half of a character that has two is in no address. */
function uriOf(value: string): string {
  try {
    return encodeURIComponent(value);
  } catch {
    return value;
  }
}

/** What steps get of AWS credentials: nothing that is here, unless a profile is named. */
export function credentialsFor(
  profile: string | undefined,
  environment: Readonly<Record<string, string | undefined>>,
): Record<string, string> {
  if (profile === undefined) {
    // A virtual machine of AWS would give its own.
    return { AWS_EC2_METADATA_DISABLED: 'true' };
  }
  const files = ['AWS_CONFIG_FILE', 'AWS_SHARED_CREDENTIALS_FILE'].flatMap((name) => {
    const file = environment[name];
    return file === undefined ? [] : [[name, file]];
  });
  return { AWS_PROFILE: profile, AWS_SDK_LOAD_CONFIG: '1', ...Object.fromEntries(files) };
}

/** Names of the profiles in the files `config` and `credentials` of the AWS CLI. */
export function profilesIn(config: string, credentials: string): string[] {
  const sections = (text: string) => [...text.matchAll(/^[ \t]*\[([^\]\r\n]+)\]/gm)].map(([, name]) => name.trim());
  const named = sections(config).flatMap((name) => {
    const [, profile] = /^profile\s+["']?(.+?)["']?$/.exec(name) ?? [];
    return name === 'default' ? [name] : profile === undefined ? [] : [profile];
  });
  return [...new Set([...named, ...sections(credentials)])].sort();
}
