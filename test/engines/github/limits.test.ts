import { budgetOf } from '../../../lib/engines/github/private/limits/budget';
import { type GitHubLimitId, LIMITS_OF_GITHUB } from '../../../lib/engines/github/private/limits/limits-of-github';
import type { RunStep, Workflow, WorkflowJob, WorkflowStep } from '../../../lib/engines/github/private/model';
import { textWithPlace } from '../../../lib/private/diagnostics';

type Made = Partial<Workflow> & { readonly text?: string };

const job = (made: Partial<WorkflowJob> = {}): WorkflowJob => ({
  id: 'Job',
  name: 'Job',
  needs: [],
  runsOn: 'ubuntu-24.04',
  permissions: {},
  timeoutMinutes: 10,
  steps: [],
  ...made,
});
const withJob = (made: Partial<WorkflowJob>): Made => ({ jobs: [job(made)] });
const withStep = (made: Partial<RunStep> & Pick<WorkflowStep, 'env'>) =>
  withJob({ steps: [{ name: 'Step', run: 'true', ...made }] });
const times = <A>(n: number, make: (i: number) => A): A[] => Array.from({ length: n }, (_, i) => make(i));
const letters = (n: number) => 'n'.repeat(n);

interface Case {
  /** The most that is taken, or is no reason to say something. */
  readonly most: number;
  readonly using: (n: number) => Made;
  readonly beyond: 'error' | 'warning';
}

const CASES: Readonly<Record<GitHubLimitId, Case>> = {
  // An ö is two bytes.
  'workflow-file': { most: 512_000, using: (n) => ({ text: `ö${letters(n - 2)}` }), beyond: 'error' },
  'workflow-needs': {
    most: 2_000,
    using: (n) => ({ jobs: [job({ needs: ['a'] }), job({ needs: times(n - 1, String) })] }),
    beyond: 'warning',
  },
  'workflow-expression': { most: 21_000, using: (n) => withJob({ if: letters(n) }), beyond: 'error' },
  'workflow-script': { most: 19_000, using: (n) => withStep({ run: letters(n) }), beyond: 'error' },
  'workflow-variable': { most: 131_072, using: (n) => withStep({ env: { A: letters(n - 3) } }), beyond: 'error' },
  'workflow-concurrency': {
    most: 400,
    using: (n) => withJob({ concurrency: { group: letters(n), 'cancel-in-progress': false } }),
    beyond: 'error',
  },
  'workflow-environment': { most: 255, using: (n) => withJob({ environment: { name: letters(n) } }), beyond: 'error' },
  'workflow-environments': {
    most: 1_000,
    using: (n) => ({ jobs: times(n, (i) => job({ environment: { name: `E${i}` } })) }),
    beyond: 'error',
  },
  'workflow-artifacts': {
    most: 500,
    using: (n) => withJob({ steps: times(n, () => ({ uses: 'up@1' })) }),
    beyond: 'error',
  },
  'workflow-minutes': { most: 360, using: (n) => withJob({ timeoutMinutes: n }), beyond: 'warning' },
};

function assess({ text = '', ...made }: Made) {
  const workflow: Workflow = { name: 'deploy', on: {}, jobs: [], ...made };
  return budgetOf({ workflow, text, uploadArtifact: 'up@1' }, 'Delivery');
}

const found = (id: string, made: Made) =>
  assess(made).diagnostics.flatMap((d) => (d.id === `cdk-pipelines:limit:${id}` ? [d] : []));
const cases = Object.entries(CASES) as [GitHubLimitId, Case][];

describe.each(cases)('%s', (id, { most, using, beyond }) => {
  const { limit, what, remedy, source, nearAbove } = { nearAbove: undefined, ...LIMITS_OF_GITHUB[id] };

  test(`${most} is taken, and one more is not`, () => {
    expect(most).toBe(limit);
    expect(found(id, using(most)).map(({ severity }) => severity)).toEqual(nearAbove === undefined ? [] : ['warning']);
    expect(found(id, using(most + 1)).map(({ severity }) => severity)).toEqual([beyond]);
    const line = assess(using(most)).lines.find((l) => l.id === id);
    expect(line).toMatchObject({ used: most, status: nearAbove === undefined ? 'ok' : 'near' });
  });

  test('says what, how to fix it, and where it is written', () => {
    const [text] = found(id, using(most + 1)).map(textWithPlace);
    expect(text).toContain(`${most + 1} ${what}`);
    expect(text).toContain(`To fix it: ${remedy}. See ${source}`);
    expect(text).not.toContain('AWS');
    expect(source).toMatch(/^https:\/\/(docs\.github\.com|github\.com|man7\.org)\//);
  });

  test('what grows is reported while there is time, and not before', () => {
    const near = nearAbove ?? most;
    expect(found(id, using(near))).toEqual([]);
    expect(found(id, using(near + 1))).toHaveLength(1);
  });
});

test('an expression in a variable is as long as all around it', () => {
  const env = { A: `\${{ github.sha }}${letters(21_000)}` };
  expect(found('workflow-expression', withStep({ env }))).toHaveLength(1);
  expect(found('workflow-expression', withStep({ env: { A: letters(21_001) } }))).toEqual([]);
});

test('a machine of the user may take longer', () => {
  expect(found('workflow-minutes', withJob({ timeoutMinutes: 1_000, runsOn: 'self-hosted' }))).toEqual([]);
  expect(found('workflow-minutes', withJob({ timeoutMinutes: 1_000, runsOn: { group: 'large' } }))).toEqual([]);
});

test('environments count once, also in other letters', () => {
  const jobs = ['Prod', 'prod', 'Beta'].map((name) => job({ environment: { name } }));
  expect(assess({ jobs }).lines.find(({ id }) => id === 'workflow-environments')?.used).toBe(2);
});
