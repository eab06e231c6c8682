import { Blueprint, stack, stage } from './blueprint';
import { deployments, plan } from './render';

/** A gate before a wave and a step after it, with nothing between them. */
function withoutStage() {
  const b = new Blueprint();
  const [ok, deploy] = [b.gate('Ok'), b.step('Deploy')];
  return { b, ok, deploy };
}

test('the templates of aws-cdk-lib/pipelines have them side by side, and a warning says so', () => {
  const { b, ok, deploy } = withoutStage();
  b.wave('Check', [], { pre: [ok], post: [deploy] });
  expect(deployments(b)).toEqual(['Check: Deploy Ok']);
  const [{ id, given }, ...more] = plan(b).diagnostics;
  expect(more).toEqual([]);
  expect(id).toBe('cdk-pipelines:waveWithoutStage:Check');
  expect(given).toContain(
    `Wave 'Check' has no Stage, so its pre (ManualApprovalStep(Ok)) and its post (ShellStep(Deploy)) run at the same time`,
  );
});

test('post waits where the engine wants it', () => {
  const { b, ok, deploy } = withoutStage();
  b.wave('Check', [], { pre: [ok, deploy], post: [deploy, b.step('Last')] });
  expect(deployments(b, { postAfterPre: true })).toEqual(['Check: Ok > Deploy > Last']);
  expect(plan(b, { postAfterPre: true }).diagnostics).toEqual([]);
});

describe('no warning', () => {
  test('when post waits anyway, however indirectly', () => {
    const { b, ok, deploy } = withoutStage();
    const between = b.step('Between');
    b.dependsOn(between, ok);
    b.dependsOn(deploy, between);
    b.wave('Check', [], { pre: [ok], post: [deploy] });
    expect(plan(b).diagnostics).toEqual([]);
  });

  test('with a Stage, with one list only, and where Stages are apart', () => {
    const { b, ok, deploy } = withoutStage();
    b.wave('One', [stage('S', [stack('A')])], { pre: [ok], post: [deploy] });
    b.wave('Two', [], { pre: [b.gate('Two')] });
    b.wave('Three', [], { pre: [b.gate('Three')], post: [b.step('Post')], apart: true });
    expect(plan(b).diagnostics).toEqual([]);
  });
});
