import type { IConstruct } from 'constructs';
import type { PlanFile } from '../document/read-plans';
import { choosePlan, readPlans } from '../document/read-plans';
import { fail } from '../private/errors';

/** Synthesizes the app that a pipeline is in, and reads the plan of the pipeline. */
export function planOf(pipeline: IConstruct): PlanFile {
  const root = pipeline.node.root as Partial<{ synth(): { readonly directory: string } }>;
  if (typeof root.synth !== 'function') {
    fail({
      where: pipeline.node.path,
      given: 'the pipeline is in no App',
      expected: 'an App, which can be synthesized',
      fix: 'make its stack in an App: new Stack(new App(), …)',
    });
  }
  const { directory } = root.synth();
  return choosePlan(readPlans(directory), pipeline.node.path, directory, 'pass a pipeline of this library');
}
