import { incumbentApi, ourApi } from './assembly';
import { compareApis, membersOf } from './compare';

// Our API, as jsii sees it, against that of the installed aws-cdk-lib.

test('every type and member of aws-cdk-lib/pipelines is here, with the same shape', () => {
  const incumbent = incumbentApi();
  const { differences, additions } = compareApis(incumbent, ourApi());

  const members = [...incumbent.values()].reduce((sum, type) => sum + membersOf(type).size, 0);
  const list = additions.map((addition) => `\n  + ${addition}`).join('');
  process.stdout.write(
    `API: compared ${incumbent.size} types, ${members} members; ${additions.length} additions${list}\n`,
  );

  expect(incumbent.size).toBeGreaterThanOrEqual(45);
  expect(members).toBeGreaterThanOrEqual(264);
  expect(differences).toEqual([]);
});
