import { onlyOurs } from './cases/only-ours';
import { refusals } from './cases/refusals';
import { refusedStackNames } from './cases/stack-names';
import { compare } from './harness';

describe('both refuse', () => {
  test.each(Object.entries({ ...refusals, ...refusedStackNames }))('%s', (_, scenario) => {
    expect(compare(scenario)).toMatchObject({ result: 'refused' });
  });
});

describe('only the incumbent refuses', () => {
  test.each(Object.entries(onlyOurs))('%s', (_, scenario) => {
    expect(compare(scenario)).toMatchObject({ result: 'only ours accepts' });
  });
});
