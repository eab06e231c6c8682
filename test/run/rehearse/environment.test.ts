import * as path from 'path';
import { Handover } from '../../../lib/run/handover';
import { parseBuildspec } from '../../../lib/run/rehearse/buildspec';
import { assignmentsOf, baseEnvironment } from '../../../lib/run/rehearse/environment';
import type { BuildTask, Variable } from '../../../lib/run/works';

const handover = new Handover(new Map([['ns', 'Build/Version']]));
handover.variables.set('ns', { V: '1.2', QUOTE: 'a"b', LINES: 'a\nb', ESCAPED: 'a\\nb' });

function valueOf(text: string) {
  const env: Variable[] = [{ name: 'X', value: { text } }];
  const task: BuildTask = { kind: 'build', spec: { buildspec: '' }, others: [], outputs: [], env };
  return assignmentsOf(task, parseBuildspec('{}'), handover, () => undefined)[0];
}

test.each([
  ['#{ns.V}', '1.2', 'output V of Build/Version'],
  ['v#{ns.V}-#{ns.V}', 'v1.2-1.2', 'output V of Build/Version'],
  // What is written in the blueprint is escaped, what is filled in is not.
  ['say "#{ns.V}" \\ #{ns.V}', 'say "1.2" \\ 1.2', 'output V of Build/Version'],
  ['#{ns.ESCAPED}', 'a\nb', 'output ESCAPED of Build/Version'],
  ['no "variable" \\n', 'no "variable" \\n', 'literal'],
  ['#{}', '#{}', 'literal'],
])('%j', (text, value, source) => expect(valueOf(text)).toMatchObject({ value, source }));

test.each(['#{ns.QUOTE}', 'x#{ns.LINES}'])('%s breaks the JSON that CodePipeline makes', (text) =>
  expect(() => valueOf(text)).toThrow(/CodePipeline cannot fill in/),
);

test('what nobody exports', () => {
  expect(() => valueOf('#{ns.OTHER}')).toThrow("there is no variable 'OTHER' of 'Build/Version'");
});

test('what npx sets for its own child is none of what a step sees, however it is written', () => {
  const host = {
    ...{ HOME: '/home/me', PATH: '/bin', NPM_CONFIG_PREFIX: '/opt/npm', npm_config_prefix: '/opt/npm' },
    ...{ npm_config_local_prefix: '/app', npm_config_userconfig: '/home/me/.npmrc', npm_config_yes: 'true' },
    ...{ npm_config_registry: 'https://npm.example', HTTPS_PROXY: 'http://proxy.example' },
  };
  expect(baseEnvironment(host)).toEqual({
    ...{ PATH: '/bin', npm_config_registry: 'https://npm.example', HTTPS_PROXY: 'http://proxy.example' },
    ...{ npm_config_cache: '/home/me/.npm', PIP_CACHE_DIR: '/home/me/.cache/pip' },
  });
  expect(baseEnvironment(host, ['npm_config_userconfig'])).toMatchObject({ npm_config_userconfig: '/home/me/.npmrc' });
});

test('the command of a Python package puts its Node.js before all else: programs of the user are found first again', () => {
  const node = path.dirname(process.execPath);
  const own = ['/me/shop/.venv/bin', node, '/bin'].join(path.delimiter);
  const host = { PATH: `${node}:${own}`, JSII_AGENT: 'Python/3.12.1' };
  expect(baseEnvironment(host).PATH).toBe(own);
  expect(baseEnvironment({ ...host, JSII_AGENT: undefined }).PATH).toBe(host.PATH);
  expect(baseEnvironment({ ...host, PATH: own }).PATH).toBe(own);
});
