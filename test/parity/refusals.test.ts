import { neverWorked } from './cases/never-worked';
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

describe("the incumbent's could never run", () => {
  const ours =
    /^PipelineStack.template.json:(\n  @ .*(Source.BuildSpec|PrimarySource|Namespace|CustomData|ExternalEntityLink)\n.*\n.*)+(\nPipelineStack.assets.json|$)/;
  test.each(Object.entries(neverWorked))('%s', (_, scenario) => {
    expect(compare(scenario)).toMatchObject({ result: 'different', diff: expect.stringMatching(ours) });
  });
});
