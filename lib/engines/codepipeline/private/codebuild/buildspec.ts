import * as cb from 'aws-cdk-lib/aws-codebuild';
import { type LinkedInput, linkCommands } from './link-inputs';
import { dataOfBuildSpec } from '../../../../cdk/build-spec';
import { fail } from '../../../../private/errors';
import type { Commands } from '../../../../jobs/job';
import { nonEmpty } from '../../../../private/lang';

/** A buildspec as plain data. Its strings may be tokens. */
export type Spec = Record<string, any>;

/** Where an artifact's files are. */
export interface LocatedArtifact {
  readonly artifact: string;
  readonly directory: string;
  /** Patterns of the files to take. @default - all */
  readonly files?: readonly string[];
}

export interface BuildSpecParts extends Pick<Commands, 'installCommands' | 'commands'> {
  /** Inputs beside the primary one. */
  readonly extraInputs: readonly LinkedInput[];
  readonly outputs: readonly LocatedArtifact[];
}

/** The buildspec that a script needs. Pure. */
export function renderSpec(parts: BuildSpecParts): Spec {
  const install = [...linkCommands(parts.extraInputs), ...parts.installCommands];
  return {
    version: '0.2',
    phases: {
      ...(install.length > 0 ? { install: { commands: install } } : {}),
      ...(parts.commands.length > 0 ? { build: { commands: [...parts.commands] } } : {}),
    },
    ...(parts.outputs.length > 0 ? { artifacts: renderOutputs(parts.outputs) } : {}),
  };
}

function renderOutputs(outputs: readonly LocatedArtifact[]): Spec {
  const render = (o: LocatedArtifact) => ({ 'base-directory': o.directory, files: o.files ?? '**/*' });
  if (outputs.length === 1) {
    return render(outputs[0]);
  }
  return { 'secondary-artifacts': Object.fromEntries(outputs.map((o) => [o.artifact, render(o)])) };
}

/** Combine a user's piece of buildspec with the one that the pipeline wrote; ours says where artifacts are. */
export function combineWithUserSpec(user: cb.BuildSpec | undefined, ours: Spec, where: string): cb.BuildSpec {
  if (!user) {
    return cb.BuildSpec.fromObject(ours);
  }
  const spec = specOf(user, where);
  if (!spec.artifacts || !ours.artifacts) {
    return cb.mergeBuildSpecs(user, cb.BuildSpec.fromObject(ours));
  }
  const { artifacts, ...rest } = spec;
  const merged = { ...ours, artifacts: combineArtifacts(artifacts, ours.artifacts, where) };
  return cb.mergeBuildSpecs(cb.BuildSpec.fromObject(rest), cb.BuildSpec.fromObject(merged));
}

/** Settings such as `enable-symlinks` apply to every output of the step. Pure. */
export function combineArtifacts(user: Spec, ours: Spec, where: string): Spec {
  const { 'secondary-artifacts': userSecondary = {}, ...settings } = user;
  if ('base-directory' in settings) {
    fail({
      where,
      given: `partialBuildSpec.artifacts with base-directory '${settings['base-directory']}'`,
      expected: 'directories of artifacts in the properties of the step, from which the pipeline knows its artifacts',
      fix: 'use primaryOutputDirectory or addOutputDirectory(); keep the other settings of artifacts',
    });
  }
  const ourSecondary: Spec | undefined = ours['secondary-artifacts'];
  if (!ourSecondary) {
    return nonEmpty({ ...ours, ...settings, 'secondary-artifacts': nonEmpty(userSecondary) })!;
  }
  const combined = Object.entries(ourSecondary).map(([name, artifact]) => [
    name,
    { ...artifact, ...settings, ...userSecondary[name], 'base-directory': artifact['base-directory'] },
  ]);
  return { 'secondary-artifacts': { ...userSecondary, ...Object.fromEntries(combined) } };
}

/** The data inside a buildspec; only `BuildSpec.fromObject()` has it. */
export function specOf(buildSpec: cb.BuildSpec, where: string): Spec {
  const spec: Spec | undefined = dataOfBuildSpec(buildSpec);
  if (!spec) {
    fail({
      where,
      given: 'a partialBuildSpec that is a file or an asset',
      expected: 'a buildspec whose content is known at synthesis',
      fix: 'make it with BuildSpec.fromObject(), or leave it out and call a script of yours in commands',
    });
  }
  return spec;
}

/** What is a file or an asset cannot be merged: it stays, to be refused when it comes to ours. */
export function mergeSpecs(a: cb.BuildSpec | undefined, b: cb.BuildSpec | undefined): cb.BuildSpec | undefined {
  const unknown = [a, b].find((spec) => spec && !dataOfBuildSpec(spec));
  return unknown ?? (a && b ? cb.mergeBuildSpecs(a, b) : (a ?? b));
}
