import type { PlanBuilder } from './builder';

/** Without a Stage between them, nothing orders the steps before a wave and those after it. */
export function checkWavesWithoutStages(builder: PlanBuilder): void {
  for (const wave of builder.snapshot.waves.filter((w) => w.stages.length === 0 && !w.apart)) {
    const early = wave.post.filter((post) => {
      const awaited = awaitedBy(builder, post);
      return wave.pre.some((pre) => pre !== post && !awaited.has(pre));
    });
    if (early.length > 0 && wave.pre.length > 0) {
      const labels = (keys: readonly number[]) => keys.map((key) => builder.step(key).label).join(', ');
      builder.warning({
        id: `cdk-pipelines:waveWithoutStage:${wave.id}`,
        where: builder.snapshot.path,
        given: `Wave '${wave.id}' has no Stage, so its pre (${labels(wave.pre)}) and its post (${labels(early)}) run at the same time`,
        fix: 'let the later steps wait: post.addStepDependency(pre), or make a wave for each',
        steps: [...wave.pre, ...early],
      });
    }
  }
}

function awaitedBy(builder: PlanBuilder, key: number): ReadonlySet<number> {
  const awaited = new Set<number>();
  const pending = [key];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    for (const { step } of builder.step(next).dependsOn) {
      if (!awaited.has(step)) {
        awaited.add(step);
        pending.push(step);
      }
    }
  }
  return awaited;
}
