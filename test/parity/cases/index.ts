import type { CaseTable } from '../kit';
import { assetCases } from './assets';
import { codebuildDefaults } from './codebuild-defaults';
import { codebuildSteps } from './codebuild-steps';
import { crossEnvironment, synthesizers } from './cross-env';
import { deployments } from './deployments';
import { credentials } from './docker-credentials';
import { environments } from './environments';
import { existingPipeline } from './existing-pipeline';
import { pipelineClasses, stepClasses } from './extenders';
import { factories } from './factories';
import { flags } from './flags';
import { inputsOutputs } from './inputs-outputs';
import { lateChanges } from './late-changes';
import { names } from './names';
import { ordering } from './ordering';
import { publishingRoles } from './publishing-roles';
import { securityCheck } from './security-check';
import { selfMutation } from './self-mutation';
import { sources } from './sources';
import { stackNames } from './stack-names';
import { synth } from './synth';
import { variables } from './variables';
import { waves } from './waves';

/** The table, subject to cases, in three parts of about the same weight: jest runs files in parallel, never tests. */
export const STEPS: Record<string, CaseTable> = {
  sources: sources,
  synth: synth,
  'inputs and outputs': inputsOutputs,
  variables: variables,
  'CodeBuild steps': codebuildSteps,
  'CodeBuild defaults': codebuildDefaults,
  'action factories': factories,
  'docker credentials': credentials,
  'existing pipeline': existingPipeline,
};

export const DEPLOYMENTS: Record<string, CaseTable> = {
  'self-mutation': selfMutation,
  assets: assetCases,
  'publishing roles': publishingRoles,
  deployments: deployments,
  waves: waves,
  'cross-environment': crossEnvironment,
  synthesizers: synthesizers,
  environments: environments,
};

export const OPTIONS: Record<string, CaseTable> = {
  'security check': securityCheck,
  'feature flags': flags,
  names: names,
  'stacks of one name': stackNames,
  ordering: ordering,
  'subclasses of the pipeline': pipelineClasses,
  'subclasses of steps': stepClasses,
  'changes of what was given': lateChanges,
};
