import { type ActionOptions, DocumentBuilder } from './builder';
import { comparePlans } from '../../lib/cli/diff/compare';
import type { JobInfo, PlanDocument, ProjectInfo, ScriptJobInfo } from '../../lib/document/plan-document';

function reported(before: PlanDocument, after: PlanDocument): string[] {
  return comparePlans(before, after).changes.flatMap(({ severity, text, details = [] }) => [
    `${severity}: ${text}`,
    ...details.map((detail) => `  ${detail}`),
  ]);
}

const script = (more: Partial<ScriptJobInfo> = {}): ScriptJobInfo => ({
  ...{ kind: 'script', installCommands: [], commands: ['npm test'], env: {}, inputs: [], outputs: [] },
  ...more,
});

const plan = (job: JobInfo, options: ActionOptions = {}, projects: ProjectInfo[] = []) =>
  new DocumentBuilder().action('S/A', { job, ...options }).done({ codePipeline: { projects } });

test.each<[string, JobInfo, JobInfo, string[], string?]>([
  [
    'commands',
    script({ installCommands: ['npm ci'] }),
    script({ commands: ['npm test', 'curl x'] }),
    ['install commands: npm ci → none', 'commands: npm test → npm test && curl x'],
  ],
  [
    'variables, and where their values come from',
    script({ env: { A: { literal: 'a' }, B: { output: { node: 'S/B', variable: 'V' } }, C: { secret: 's' } } }),
    script({ env: { A: { stackOutput: { stack: 'App/S', name: 'Url' } }, B: { parameter: 'p' }, C: { secret: 's' } } }),
    ['variable A: a → output Url of App/S', 'variable B: V of S/B → parameter p'],
  ],
  [
    'files',
    script({ inputs: [{ directory: '.', fileSet: 'x', from: 'S/B' }] }),
    script({ inputs: [{ directory: '.', fileSet: 'x', from: 'S/C' }], outputs: [{ directory: 'out', fileSet: 'y' }] }),
    ['files in .: S/B → S/C', 'files made in out: none → yes'],
  ],
  [
    'what a person is asked',
    { kind: 'ask', comment: 'Tested?' },
    { kind: 'ask', url: 'https://x' },
    ['comment: Tested? → none', 'page to review: none → https://x'],
  ],
  [
    'how long a person may think, and who gets a mail',
    { kind: 'ask', timeoutMinutes: 60, emails: ['a@x', 'b@x'], showsRevision: true },
    { kind: 'ask', emails: ['b@x'] },
    ['minutes to decide: 60 → none', 'mail to: a@x, b@x → b@x', 'shows the revision: yes → none'],
    'danger',
  ],
])('%s', (_, before, after, details, severity = 'notice') => {
  const [first, ...lines] = reported(plan(before), plan(after));
  expect(first).toBe(`${severity}: 'S/A' does something else`);
  expect(lines).toEqual(details.map((line) => `  ${line}`));
});

test('sources, privileges and what a check compares are dangers', () => {
  const source = (repository: string, branch?: string): JobInfo => ({
    ...{ kind: 'source', provider: 'connection', repository, branch, trigger: 'change' },
  });
  expect(reported(plan(source('us/shop', 'main')), plan(source('them/shop', 'main')))).toEqual([
    "danger: 'S/A' does something else",
    '  repository: us/shop (connection) → them/shop (connection)',
  ]);
  expect(reported(plan(source('us/shop', 'main')), plan(source('us/shop', 'next')))[0]).toMatch(/^danger/);
  const check = (stage: string): JobInfo => ({ kind: 'permissions-check', stage });
  expect(reported(plan(check('Prod')), plan(check('Test')))[1]).toBe('  compares the Stage: Prod → Test');
  const project = (image: string, privileged: boolean) => ({
    ...{ path: 'P', type: 'LINUX', image, computeType: 'SMALL', privileged, timeoutMinutes: 60, role: 'R', env: {} },
  });
  const [before, after] = [project('a', false), project('b', true)].map((p) => plan(script(), { project: 'P' }, [p]));
  expect(reported(before, after)).toEqual([
    "danger: 'S/A' does something else",
    '  image: a → b',
    '  privileged: none → yes',
  ]);
});

test('how actions are configured that nobody else describes', () => {
  const byHand = (configuration: Record<string, string>) =>
    new DocumentBuilder().byHand('S', 'Mine', { gate: false, provider: 'Lambda', configuration }).done();
  expect(
    reported(byHand({ FunctionName: 'a', ProjectName: 'x' }), byHand({ FunctionName: 'b', ProjectName: 'y' })),
  ).toEqual(["notice: 'S/Mine' does something else", '  FunctionName: a → b', '  ProjectName: x → y']);
  const asked = (NotificationArn: string) =>
    plan({ kind: 'ask' }, { configuration: { NotificationArn, CustomData: NotificationArn } });
  expect(reported(asked('t'), asked('u'))).toEqual(["notice: 'S/A' does something else", '  topic to notify: t → u']);
});

test('what many actions have in common is told once; what a publisher publishes is told as assets', () => {
  const many = (command: string) => {
    const b = new DocumentBuilder();
    ['A', 'B', 'C', 'D', 'E'].forEach((id) => b.action(`S/${id}`, { job: script({ commands: [command] }) }));
    return b.action('S/P', { kind: 'publish', job: script({ commands: [`cdk-assets publish "${command}"`] }) }).done();
  };
  expect(reported(many('x'), many('y'))).toEqual([
    "notice: 'S/A', 'S/B', 'S/C', 'S/D' and 1 more do something else",
    '  commands: x → y',
  ]);
});
