import { pipelineVariablesOf } from '../../lib/run/pipeline-variables';
import { outputsOf, parseOutputs } from '../../lib/run/stack-outputs';

const declared = {
  settings: { Variables: '[{"Name":"Depth","DefaultValue":"full"},{"Name":"Who"},{"Name":"Empty","DefaultValue":""}]' },
};

test('pipeline variables: what was given, or the default', () => {
  expect(pipelineVariablesOf(declared, ['Who=a=b', 'Depth='])).toEqual({
    values: { Depth: '', Who: 'a=b', Empty: '' },
    defaulted: ['Empty'],
  });
  expect(pipelineVariablesOf(undefined)).toEqual({ values: {}, defaulted: [] });
});

test('all that is wrong with variables is one error', () => {
  expect(() => pipelineVariablesOf(declared, ['Depth', 'Depht=x', 'Depth=1', 'Depth=2'])).toThrow(
    /^4 problems:\n.*'Depth'\. .*'Depth', 'Who', 'Empty'.*\n.*'Depht=x'.*\n.*'Depth=2', and another value before.*\n.*'Who' has no default value/,
  );
  expect(() => pipelineVariablesOf({}, ['A=1'])).toThrow('this pipeline has no variables');
});

test('outputs of stacks, as the CDK CLI writes them', () => {
  expect(parseOutputs('{"Beta-Service": {"Url": "https://x"}}', 'o.json')).toEqual({
    'Beta-Service': { Url: 'https://x' },
  });
});

test.each([
  ['{', /\[o\.json\] this is not JSON/],
  ['[]', /this is no object/],
  ['{"A": 1}', /what 'A' has is not a text for each output/],
  ['{"A": {"Url": {"x": 1}}}', /what 'A' has is not a text for each output/],
])('no outputs: %s', (text, message) => {
  expect(() => parseOutputs(text, 'o.json')).toThrow(message);
});

test('a file goes before what was deployed, and that before placeholders', () => {
  const target = { stack: 'App/Beta', stackName: 'Beta Service' };
  const sources = {
    given: { 'Beta Service': { A: 'file' } },
    recorded: { 'App/Beta': { A: 'deployed', B: 'deployed' }, Other: { C: 'no' } },
  };
  expect(outputsOf({ target }, new Set(['A', 'B', 'C']), sources)).toEqual({
    outputs: { A: 'file', B: 'deployed', C: 'placeholder-of-Beta-Service-C' },
    unknown: ['C'],
  });
});
