import type { ExtensionSpec } from '../spec';
import { type Code, list } from './code';
import type { Program } from './program';

const CLASSES: Record<NonNullable<ExtensionSpec['subclass']>, Code> = {
  doBuildPipeline: 'doBuildPipeline() { declare(this); super.doBuildPipeline(); }',
  pipeline:
    "get pipeline() { const real = super.pipeline; return new Proxy(real, { get: (t, k) => k === 'addStage' ? " +
    "(o) => real.addStage({ ...o, transitionToEnabled: false, transitionDisabledReason: 'freeze' }) : Reflect.get(t, k, real) }); }",
  addStage:
    "addStage(s, o) { const d = super.addStage(s, o); d.addPost(new lib.ManualApprovalStep('Of the subclass')); return d; }",
  addWave:
    "addWave(id, o) { const w = super.addWave(id, o); w.pre.push(new lib.ManualApprovalStep('Of the subclass')); return w; }",
};

/** The class of the pipeline. */
export function pipelineClass(p: Program, { subclass }: ExtensionSpec): Code {
  return subclass
    ? p.declare('Pipeline', `class extends lib.CodePipeline { ${CLASSES[subclass]} }`)
    : 'lib.CodePipeline';
}

/** What comes after the pipeline: in its class, if that declares in `doBuildPipeline()`. */
export function printExtended(p: Program, spec: ExtensionSpec, printAll: () => void): void {
  const isInClass = spec.subclass === 'doBuildPipeline';
  p.add(isInClass ? 'const declare = (pipeline) => {' : '');
  printAll();
  p.lines.push(...p.atEnd);
  p.add(isInClass ? '};' : '');
  p.add(isInClass ? 'pipeline.buildPipeline();' : '');
}

/** A list of steps; `late`: they come to it when it was given. */
export function stepList(p: Program, steps: readonly Code[]): Code | undefined {
  if (!p.extension?.lateLists) {
    return steps.length > 0 ? list(steps) : undefined;
  }
  const name = p.declare('list', '[]');
  p.atEnd.push(`${name}.push(${steps.join(', ')});`);
  return name;
}

/** Aspects that add something to each stack of a Stage. */
export function printAspect(p: Program, stage: Code): void {
  if (p.extension?.aspects) {
    p.add(
      `cdk.Aspects.of(${stage}).add({ visit: (n) => { if (cdk.Stack.isStack(n)) { new cdk.CfnResource(n, 'FromAspect', { type: 'Test::From::Aspect' }); } } });`,
    );
  }
}

/** Steps for what `addStage()` returns, whose stacks are so read early. */
export function earlyGates(p: Program): Code {
  return p.extension?.earlyGates ? ".stacks.forEach((d) => d.post.push(new lib.ManualApprovalStep('Early gate')))" : '';
}
