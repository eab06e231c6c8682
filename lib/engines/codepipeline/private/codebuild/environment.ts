import type * as cb from 'aws-cdk-lib/aws-codebuild';
import { findStepOutputs } from '../../../../blueprint/step-output';
import { definedOnly, nonEmpty } from '../../../../private/lang';

export type Variables = Record<string, cb.BuildEnvironmentVariable>;

export interface SplitVariables {
  /** Hold CodePipeline variables, which are filled in only in the configuration of an action. */
  readonly onAction: Variables;
  readonly onProject: Variables;
}

export function splitVariables(
  env: Readonly<Record<string, string>>,
  projectVariables: Variables = {},
): SplitVariables {
  const onAction: Variables = {};
  const onProject: Variables = {};
  for (const [name, variable] of Object.entries(projectVariables)) {
    // Only what is certain: `#{…}` in a project's own variable has always been passed on as it stands.
    (findStepOutputs(variable.value).length > 0 ? onAction : onProject)[name] = variable;
  }
  for (const [name, value] of Object.entries(definedOnly(env))) {
    if (isPipelineVariable(value)) {
      onAction[name] = { value };
    } else {
      onProject[name] = { value };
    }
  }
  return { onAction, onProject };
}

export function isPipelineVariable(value: string): boolean {
  return /#\{[^}]+\}/.test(value) || findStepOutputs(value).length > 0;
}

/** An environment without variables says nothing about them. */
export function forProject(environment: cb.BuildEnvironment): cb.BuildEnvironment {
  return { ...environment, environmentVariables: nonEmpty(environment.environmentVariables ?? {}) };
}

/** What of an environment makes a project another one. The keys and their order are in everybody's hashes. */
export function environmentForHash(environment: cb.BuildEnvironment) {
  return {
    privileged: environment.privileged,
    environmentVariables: environment.environmentVariables,
    type: environment.buildImage?.type,
    imageId: environment.buildImage?.imageId,
    computeType: environment.computeType,
    imagePullPrincipalType: environment.buildImage?.imagePullPrincipalType,
    secretsManagerArn: environment.buildImage?.secretsManagerCredentials?.secretArn,
  };
}
