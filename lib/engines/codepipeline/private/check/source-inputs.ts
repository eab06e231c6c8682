import type { ConnectionSourceOptions } from '../../source-options';
import { demand, inputsOf, isList, isObject, refuse } from '../../../../private/inputs';

/** One problem of a call that makes a source. */
function refuseInput(
  method: string,
  isRight: boolean,
  property: string,
  x: unknown,
  expected: string,
  fix: string,
): void {
  const inputs = inputsOf(`CodePipelineSource.${method}()`);
  demand(inputs, isRight, property, x, expected, fix);
  refuse(inputs);
}

export function demandConstruct(method: string, property: string, x: unknown, maker: string): void {
  refuseInput(method, isObject(x) && 'node' in x, property, x, `a ${property}`, `make one, or import it with ${maker}`);
}

export function demandText(method: string, property: string, x: unknown, fix: string): void {
  refuseInput(method, typeof x === 'string', property, x, 'a string', fix);
}

export function demandConnection(branch: unknown, options: ConnectionSourceOptions): void {
  const fix =
    "write connection('owner/repository', 'main', { connectionArn: 'arn:aws:…' }), with the ARN of the connection";
  refuseInput(
    'connection',
    isObject(options),
    isObject(branch) ? 'options, after an object as branch,' : 'options',
    options,
    'an object',
    fix,
  );
  refuseInput(
    'connection',
    typeof options.connectionArn === 'string',
    'connectionArn',
    options.connectionArn,
    'a string',
    fix,
  );
  demandTriggers(options.triggers);
}

function demandTriggers(given: unknown): void {
  const fix = "write triggers: [Trigger.push({ branches: ['main'] })]";
  refuseInput('connection', given === undefined || given === null || isList(given), 'triggers', given, 'a list', fix);
  const items = isList(given) ? [...given] : [];
  const inputs = inputsOf('CodePipelineSource.connection()');
  items.forEach((item, i) => demand(inputs, isTrigger(item), `triggers[${i}]`, item, 'a Trigger', fix));
  refuse(inputs);
}

function isTrigger(item: unknown): boolean {
  return isObject(item) && '_data' in item && isObject(item._data) && 'on' in item._data;
}

/** A token that was written as text is not to be shown in a message. */
const HIDDEN = { constructor: { name: 'a string' } };

export function demandAuthentication(x: unknown): void {
  const isSecret = x === undefined || x === null || (isObject(x) && 'unsafeUnwrap' in x);
  refuseInput(
    'gitHub',
    isSecret,
    'authentication',
    typeof x === 'string' ? HIDDEN : x,
    'a SecretValue',
    "write SecretValue.secretsManager('name-of-the-secret')",
  );
}
