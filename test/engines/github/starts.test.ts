import * as pipelines from '../../../lib';
import { built, setUp } from './kit';

const { CodePipelineSource, ShellStep, Trigger } = pipelines;

type Options = Partial<pipelines.ConnectionSourceOptions>;
type Props = Partial<pipelines.github.GitHubWorkflowProps>;

/** What starts a workflow whose source has these options, and what it warns of. */
function startedBy(options: Options, props: Props = {}) {
  const input = CodePipelineSource.connection('my-org/my-app', 'main', { connectionArn: 'arn', ...options });
  const { workflow } = setUp({ synth: new ShellStep('Synth', { input, commands: ['npx cdk synth'] }), ...props });
  const print = jest.spyOn(console, 'warn').mockImplementation();
  const { on } = built(workflow);
  const warnings = print.mock.calls.flatMap(([text]) => /triggers: ([^.]*)\./.exec(String(text))?.[1] ?? []);
  print.mockRestore();
  return { push: on.push, warnings };
}

test('a push to the branch of the source starts a workflow', () => {
  expect(startedBy({})).toEqual({ push: { branches: ['main'] }, warnings: [] });
});

test('a source that starts nothing starts no workflow', () => {
  expect(startedBy({ triggerOnPush: false })).toEqual({ push: undefined, warnings: [] });
  expect(startedBy({ triggers: [Trigger.none()] })).toEqual({ push: undefined, warnings: [] });
});

test('triggers of the source start the workflow', () => {
  const paths = ['!docs/**', 'src/**'];
  const triggers = [Trigger.push({ branches: ['!old', 'main'], paths }), Trigger.tags(['v*'])];
  expect(startedBy({ triggers })).toEqual({
    push: { branches: ['main', '!old'], tags: ['v*'], paths: ['src/**', '!docs/**'] },
    warnings: [],
  });
  expect(startedBy({ triggers: [Trigger.push({ branches: ['!old'] })] }).push).toEqual({ branches: ['**', '!old'] });
  expect(startedBy({ triggers: [Trigger.push({ paths: ['src/**'] })] }).push).toEqual({
    branches: ['main'],
    paths: ['src/**'],
  });
});

test('what cannot start it is a warning', () => {
  const triggers = [Trigger.push({ paths: ['a/**'] }), Trigger.push({ branches: ['b'] }), Trigger.pullRequest()];
  expect(startedBy({ triggers })).toEqual({
    push: { branches: ['main', 'b'] },
    warnings: [expect.stringContaining('one list of paths'), expect.stringContaining('pull requests')],
  });
});

test('triggers of the workflow go before', () => {
  const workflowTriggers = { push: { branches: ['release'] } };
  expect(startedBy({ triggers: [Trigger.push()] }, { workflowTriggers })).toEqual({
    push: { branches: ['release'] },
    warnings: [expect.stringContaining('workflowTriggers')],
  });
});
