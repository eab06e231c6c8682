import { schemaFindings } from './schema-findings';

const WORKFLOW = `
name: deploy
on:
  push:
    branches: [main]
  workflow_dispatch: {}
permissions: {}
concurrency:
  group: deploy
  cancel-in-progress: false
  queue: max
jobs:
  Prod-Review:
    runs-on: ubuntu-latest
    timeout-minutes: 5
    permissions: {}
    environment:
      name: Prod-Review
      url: https://example.com
      deployment: false
    strategy:
      fail-fast: false
      matrix:
        slot: [1, 2]
    steps:
      - run: echo approved
        shell: bash
`;

test('a workflow with all that we use has no findings', () => {
  expect(schemaFindings(WORKFLOW)).toEqual([]);
});

test.each([
  ['a key that a workflow has not', 'name: deploy', 'names: deploy', /additional properties.*names/],
  ['a key that a job has not', 'runs-on:', 'run-on:', /\/jobs\/Prod-Review/],
  ['an id with a space', 'Prod-Review:', 'Prod Review:', /additional properties.*Prod Review/],
  ['a right that there is not', 'permissions: {}', 'permissions: { secrets: read }', /permissions/],
  ['a queue that there is not', 'queue: max', 'queue: all', /\/concurrency/],
  ['a matrix that is text', 'slot: [1, 2]', 'slot: 12', /\/matrix\/slot/],
  ['YAML that is none', 'on:', 'on: [', /no YAML/],
])('%s is a finding', (_, good, bad, finding) => {
  const changed = WORKFLOW.replace(good, bad);

  expect(changed).not.toBe(WORKFLOW);
  expect(schemaFindings(changed).join('\n')).toMatch(finding);
});
