import { modeOf } from '../../../../lib/engines/github/private/file/mode';
import { textWithPlace } from '../../../../lib/private/diagnostics';

const CLI = { CDK_OUTDIR: 'cdk.out' };

test.each<[Record<string, string>, string, string]>([
  [CLI, 'write', 'this is no CI'],
  [{ ...CLI, CI: 'true' }, 'check', 'CI is set'],
  [{ ...CLI, CI: '1' }, 'check', 'CI is set'],
  [{ ...CLI, GITHUB_ACTIONS: 'true', CI: 'true' }, 'check', 'GITHUB_ACTIONS is set'],
  [{ ...CLI, CI: 'false' }, 'write', 'this is no CI'],
  [{ ...CLI, CI: '0' }, 'write', 'this is no CI'],
  [{ ...CLI, CI: '' }, 'write', 'this is no CI'],
  [{ ...CLI, GITHUB_ACTIONS: 'false', CI: 'true' }, 'check', 'CI is set'],
  [{ ...CLI, CODEBUILD_CI: 'true' }, 'check', 'CODEBUILD_CI is set'],
  // A test of somebody's app.
  [{}, 'off', 'the CDK CLI does not run this'],
  [{ CI: 'true' }, 'off', 'the CDK CLI does not run this'],
  // Who says so is right.
  [{ ...CLI, CI: 'true', CDK_PIPELINES_WORKFLOW: 'write' }, 'write', 'CDK_PIPELINES_WORKFLOW is write'],
  [{ ...CLI, CDK_PIPELINES_WORKFLOW: 'check' }, 'check', 'CDK_PIPELINES_WORKFLOW is check'],
  [{ ...CLI, CI: 'true', CDK_PIPELINES_WORKFLOW: 'off' }, 'off', 'CDK_PIPELINES_WORKFLOW is off'],
  [{ CDK_PIPELINES_WORKFLOW: 'write' }, 'write', 'CDK_PIPELINES_WORKFLOW is write'],
  [{ ...CLI, CDK_PIPELINES_WORKFLOW: '' }, 'write', 'this is no CI'],
])('%p: %s, as %s', (env, mode, why) => {
  expect(modeOf(env, 'App/P')).toEqual({ mode, why, problems: [] });
});

test('a typing error is an error', () => {
  expect(modeOf({ ...CLI, CDK_PIPELINES_WORKFLOW: 'Check' }, 'App/P').problems.map(textWithPlace)).toEqual([
    "[App/P] 'Check' as CDK_PIPELINES_WORKFLOW. Expected: one of write, check, off. To fix it: set one of them, or leave it out: " +
      'in CI the workflow file is checked, elsewhere it is written.',
  ]);
});
