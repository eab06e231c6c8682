import {
  actionName,
  artifactName,
  isValidName,
  shorten,
  stepNamespace,
  takeUnique,
} from '../../../../lib/engines/codepipeline/private/naming';

const long = (letter: string, n: number) => letter.repeat(n);

describe('action names', () => {
  test('are the ids of the groups and the step', () => {
    expect(actionName(['Prod', 'App', 'Deploy'])).toBe('Prod.App.Deploy');
  });

  test('replace what CodePipeline does not take, a run by one character', () => {
    expect(actionName(['Run (all) tests'])).toBe('Run_all_tests');
  });

  test('keep their telling end when parts are too long', () => {
    const name = actionName([long('a', 80), long('b', 80), 'Deploy']);
    expect(name).toMatch(/^a+[0-9a-f]{8}a+\.b+[0-9a-f]{8}b+\.Deploy$/);
  });

  test.each([1, 2, 3, 5, 9])('fit, however many parts: %d', (parts) => {
    const name = actionName(Array.from({ length: parts }, (_, i) => long(String.fromCharCode(97 + i), 120)));
    expect(isValidName(name)).toBe(true);
  });

  test('differ when only the middle differs', () => {
    const [a, b] = ['x', 'y'].map((c) => actionName([long('a', 60) + c + long('a', 60)]));
    expect(a).not.toBe(b);
  });

  test('100 characters are not too long, 101 are', () => {
    expect(actionName([long('a', 100)])).toBe(long('a', 100));
    expect(actionName([long('a', 101)])).not.toContain(long('a', 60));
  });
});

describe('unique names', () => {
  test('count from 2', () => {
    const taken = new Set<string>();
    expect(['a', 'a', 'a', 'b'].map((n) => takeUnique(n, taken))).toEqual(['a', 'a2', 'a3', 'b']);
  });

  test('never collide with a name that ends like one', () => {
    const taken = new Set<string>();
    expect(['a', 'a2', 'a'].map((n) => takeUnique(n, taken))).toEqual(['a', 'a2', 'a3']);
  });

  test('stay within the limit', () => {
    const taken = new Set<string>();
    const names = [1, 2].map(() => takeUnique(long('a', 100), taken));
    expect(names.map((n) => n.length <= 100)).toEqual([true, true]);
    expect(new Set(names).size).toBe(2);
  });
});

test('artifact names are good for the name of a shell variable', () => {
  expect(artifactName('my-org/app.x', 'Source')).toBe('my_org_app_x_Source');
});

test('artifact names that are too long differ in their end', () => {
  const [a, b] = ['x', 'y'].map((c) => artifactName(long('a', 120), c));
  expect([a.length, b.length, a === b]).toEqual([100, 100, false]);
});

test('namespaces take no dot', () => {
  expect(stepNamespace('Wave.1', 'Prod.Test')).toBe('Wave@1@Prod@Test');
});

test('shorten leaves what fits', () => {
  expect(shorten('abc', 3)).toBe('abc');
});
