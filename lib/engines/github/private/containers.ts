import { piecesOf, renderExpressions } from './expressions';
import { demandKnown, demandText, isGiven, type Names } from './inputs';
import type { JsonObject } from './model';
import { demand, type Inputs, isList, isObject } from '../../../private/inputs';
import { definedOnly, mapValues, nonEmpty } from '../../../private/lang';
import type { ContainerCredentials, JobContainer } from '../step-options';

const WORD = (what: string, example: string) => ({
  pattern: /^[^\s'"]+$/,
  mayHoldExpressions: true,
  expected: `${what}, without blanks`,
  fix: `write '${example}', for example`,
});

/** What GitHub takes for the network of a job is its own. */
const OPTIONS = {
  pattern: /^(?!.*--network\b)\S(.*\S)?$/,
  mayHoldExpressions: true,
  expected: 'options of `docker create` but for --network, in one line',
  fix: "write '--cpus 1', for example",
};

const VALUE = {
  pattern: /^[^]*$/,
  mayHoldExpressions: true,
  expected: 'text, or a GitHubExpression',
  fix: 'write it as text',
};

const NAMES: Names<JobContainer> = {
  ...{ image: true, credentials: true, env: true, volumes: true, ports: true, options: true },
};

const SHELL_NAME = /^[A-Za-z_]\w*$/;

/** A container as a workflow file has it; what is wrong with it is a problem. */
export function containerOf(inputs: Inputs, property: string, given: JobContainer): JsonObject | undefined {
  demand(inputs, isObject(given), property, given, 'an object', "write { image: 'node:22' }");
  if (!isObject(given)) return undefined;
  const { image, credentials, env, volumes, ports, options } = given;
  const before = inputs.problems.length;
  demandKnown(inputs, property, given, NAMES);
  demandText(inputs, `${property}.image`, image, WORD('an image', 'node:22'));
  if (isGiven(options)) demandText(inputs, `${property}.options`, options, OPTIONS);
  if (isGiven(credentials)) demandLogin(inputs, `${property}.credentials`, credentials);
  demandWords(inputs, `${property}.volumes`, volumes, 'my_volume:/data');
  demandWords(inputs, `${property}.ports`, ports, '8080:80');
  demandVariables(inputs, `${property}.env`, env);
  if (inputs.problems.length > before) return undefined;
  return definedOnly({
    image: renderExpressions(image),
    credentials: isGiven(credentials) ? mapValues({ ...credentials }, renderExpressions) : undefined,
    env: nonEmpty(mapValues(env ?? {}, renderExpressions)),
    ports: isGiven(ports) ? [...ports].map(renderExpressions) : undefined,
    volumes: isGiven(volumes) ? [...volumes].map(renderExpressions) : undefined,
    options: isGiven(options) ? renderExpressions(options) : undefined,
  });
}

/** Containers beside a job, by their hosts. */
export function servicesOf(inputs: Inputs, given: { readonly [name: string]: JobContainer }): JsonObject | undefined {
  demand(inputs, isObject(given), 'services', given, 'an object', "write services: { db: { image: 'postgres:17' } }");
  if (!isObject(given)) return undefined;
  for (const name of Object.keys(given)) {
    const isRight = /^[A-Za-z0-9][\w-]*$/.test(name);
    demand(inputs, isRight, 'the name of a service', name, 'letters, digits, - and _', 'choose such a name');
  }
  return nonEmpty(mapValues(given, (container, name) => containerOf(inputs, `services.${name}`, container)));
}

/** The password would stand in the file. */
function demandLogin(inputs: Inputs, property: string, given: ContainerCredentials): void {
  demand(inputs, isObject(given), property, given, 'an object', "write { username: '…', password: … }");
  if (!isObject(given)) return;
  demandKnown(inputs, property, given, { username: true, password: true });
  demandText(inputs, `${property}.username`, given.username, WORD('a user', 'my-user'));
  const pieces = typeof given.password === 'string' ? piecesOf(given.password) : [];
  const isSecret = pieces.length === 1 && 'expression' in pieces[0] && pieces[0].expression.startsWith('secrets.');
  const hidden = { constructor: { name: 'something else' } };
  const fix = "write GitHubExpression.secret('REGISTRY_PASSWORD')";
  demand(inputs, isSecret, `${property}.password`, hidden, 'a secret of GitHub', fix);
}

function demandWords(inputs: Inputs, property: string, given: string[] | undefined, example: string): void {
  if (!isGiven(given)) return;
  demand(inputs, isList(given), property, given, 'a list', `write ['${example}']`);
  const items = isList(given) ? [...given] : [];
  items.forEach((item, i) => demandText(inputs, `${property}[${i}]`, item, WORD('one of them', example)));
}

/** Names that a shell can read, and values that are known when the workflow is written, or that GitHub fills in; outputs of steps are read later. */
export function demandVariables(inputs: Inputs, property: string, given: unknown, mayHoldOutputs = false): void {
  if (!isGiven(given)) return;
  demand(inputs, isObject(given), property, given, 'an object', "write { NAME: 'value' }");
  if (!isObject(given)) return;
  for (const [name, value] of Object.entries(given)) {
    const isRight = SHELL_NAME.test(name);
    const expected = 'letters, digits and _, not starting with a digit';
    demand(inputs, isRight, `a name in ${property}`, name, expected, 'choose such a name');
    if (!mayHoldOutputs) demandText(inputs, `${property}.${name}`, value, VALUE);
    else demand(inputs, typeof value === 'string', `${property}.${name}`, value, VALUE.expected, VALUE.fix);
  }
}
