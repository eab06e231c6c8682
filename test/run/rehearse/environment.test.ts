import { Handover } from '../../../lib/run/handover';
import { parseBuildspec } from '../../../lib/run/rehearse/buildspec';
import { assignmentsOf } from '../../../lib/run/rehearse/environment';
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
