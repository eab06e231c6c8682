import { refusals } from './cases/refusals';
import { compare } from './harness';

describe('both refuse', () => {
  test.each(Object.entries(refusals))('%s', (_, scenario) => {
    expect(compare(scenario)).toMatchObject({ result: 'refused' });
  });
});
