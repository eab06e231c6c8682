import { isError, problem, textOf, textWithPlace, warning } from '../../lib/private/diagnostics';
import { renderProblem, sayProblem } from '../../lib/private/errors';

const wrong = problem({ where: 'App/Pipeline', given: 'no input', expected: 'an input', fix: 'set myInput' });

test('an error says what was given, what is expected, and how to fix it', () => {
  expect(isError(wrong)).toBe(true);
  expect(textOf(wrong)).toBe('no input. Expected: an input. To fix it: set myInput.');
  expect(textWithPlace(wrong)).toBe('[App/Pipeline] no input. Expected: an input. To fix it: set myInput.');
  expect(renderProblem(wrong)).toBe(textWithPlace(wrong));
});

test('a text of several lines stays in lines', () => {
  expect(textOf({ ...wrong, given: 'a circle:\n  a\n  b' })).toBe(
    'a circle:\n  a\n  b\n    Expected: an input. To fix it: set myInput.',
  );
});

test('a warning says what it has to say, and where that is written', () => {
  const odd = warning({ id: 'x', where: 'App/Pipeline', given: 'It stops once', fix: 'make two' });
  expect(isError(odd)).toBe(false);
  expect(textOf(odd)).toBe('It stops once. To fix it: make two.');
  expect(textOf({ ...odd, fix: undefined, source: 'https://docs.aws.amazon.com/' })).toBe(
    'It stops once. See https://docs.aws.amazon.com/',
  );
});

test('a text that is complete stays byte for byte', () => {
  const given = 'CDK says so. Set `x`.';
  expect(textOf(warning({ id: 'x', where: 'App', given }))).toBe(given);
});

describe('in Python', () => {
  const agent = process.env.JSII_AGENT;
  beforeEach(() => (process.env.JSII_AGENT = 'Python/3.11.7'));
  afterEach(() => {
    delete process.env.JSII_AGENT;
    Object.assign(process.env, agent === undefined ? {} : { JSII_AGENT: agent });
  });

  test('errors name properties as they are there; what is written into the cloud assembly is the same everywhere', () => {
    expect(sayProblem(wrong)).toBe(`${textOf(wrong)} In Python: my_input.`);
    expect(textOf(wrong)).not.toContain('my_input');
  });
});
