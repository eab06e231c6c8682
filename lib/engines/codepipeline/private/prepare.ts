import type { Variable } from 'aws-cdk-lib/aws-codepipeline';
import { findProblems, type Prepared } from './check/problems';
import { checkProps } from './check/properties';
import { codeBuildDefaultsOutputs } from './codebuild/defaults-outputs';
import { makesOwnAction, type PipelineHost } from './host';
import { attach, optionsOf } from './layouts/attach';
import type { Layout } from './layouts/layout';
import { revisionProducers } from './revision';
import type { Settings } from './settings';
import type { Step } from '../../../blueprint';
import { buildPlan } from '../../../plan/build-plan';
import { takeSnapshot } from '../../../plan/snapshot';
import { alongside, failIfAny } from '../../../private/errors';
import type { CodePipelineProps } from '../props';

interface Declared {
  readonly pipeline: PipelineHost;
  readonly props: CodePipelineProps;
  readonly settings: Settings;
  readonly layout: Layout;
  readonly variables: readonly Variable[];
}

/** Read and plan all that was declared. What is wrong with it is one error; nothing is made until then. */
export function prepare({ pipeline, props, settings, layout, variables }: Declared): Prepared {
  const { synth, waves, node } = pipeline;
  const wrong = checkProps(node.path, props, layout);
  const defaultsOutputs = codeBuildDefaultsOutputs(settings, synth);
  const impliedProducers = (step: Step) => [...defaultsOutputs(step), ...revisionProducers(step, synth)];
  const snapshot = alongside(wrong, () => takeSnapshot(pipeline, { impliedProducers, makesOwnAction }));
  const plan = buildPlan(snapshot.data, layout.planOptions(settings));
  const stages = layout.lay(plan, settings);
  const attachments = attach(plan, stages, optionsOf(waves));
  const prepared = { pipeline, settings, variables, layout, snapshot, plan, stages, attachments };
  failIfAny([...wrong, ...findProblems(prepared)]);
  return prepared;
}
