import { Aws } from 'aws-cdk-lib';
import { github } from '../../../lib';

const { GitHubExpression, Runner } = github;

test.each([
  [Runner.UBUNTU_LATEST, ['ubuntu-latest']],
  [Runner.UBUNTU_24_04, ['ubuntu-24.04']],
  [Runner.UBUNTU_26_04_ARM, ['ubuntu-26.04-arm']],
  [Runner.hosted('ubuntu-24.04-16core'), ['ubuntu-24.04-16core']],
  [Runner.selfHosted(['linux', 'x64']), ['self-hosted', 'linux', 'x64']],
  [Runner.selfHosted([]), ['self-hosted']],
  [Runner.selfHosted(['Self-Hosted', 'gpu']), ['self-hosted', 'gpu']],
])('labels of a runner', (runner, labels) => {
  expect(runner._data).toEqual({ labels });
});

test('a group, with labels or without', () => {
  expect(Runner.inGroup('Deployers')._data).toEqual({ group: 'Deployers', labels: [] });
  expect(Runner.inGroup('Deployers', ['linux'])._data).toEqual({ group: 'Deployers', labels: ['linux'] });
});

test('GitHub may fill in the label', () => {
  const label = GitHubExpression.variable('RUNNER');
  expect(Runner.hosted(label)._data).toEqual({ labels: [label] });
});

test.each(['', ' ', 'two\nlines', ' padded ', Aws.REGION, 7 as unknown as string])('%j is no label', (label) => {
  expect(() => Runner.hosted(label)).toThrow(/as label\.?\s+Expected: the label of a runner/);
  expect(() => Runner.selfHosted(['x64', label])).toThrow(/as labels\[1\]\.?\s+Expected: the label of a runner/);
  expect(() => Runner.inGroup(label)).toThrow(/as group\.?\s+Expected: the name of a group of runners/);
});

test('text is no list of labels', () => {
  expect(() => Runner.selfHosted('x64' as never)).toThrow(/the string 'x64' as labels\. Expected: a list of labels/);
});
