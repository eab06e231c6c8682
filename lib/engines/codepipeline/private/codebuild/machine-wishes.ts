import type * as cb from 'aws-cdk-lib/aws-codebuild';
import type { MachineVariable, MachineWishes } from '../../../../blueprint/machine-trait';
import { definedOnly } from '../../../../private/lang';
import type { CodeBuildStepProps } from '../../codebuild-step-props';
import type { ShellStepProps } from '../../../../blueprint';

/** A step as far as its machine goes. */
type Machine = Omit<CodeBuildStepProps, keyof ShellStepProps | 'partialBuildSpec'>;

/** What a step asks of its machine, in words that every engine knows. `hasSpec`: whether it brings a piece of buildspec. */
export function wishesOf(step: Machine, hasSpec: boolean): MachineWishes {
  const { timeout, role, buildEnvironment: environment = {} } = step;
  return {
    timeoutMinutes: timeout?.toMinutes({ integral: false }),
    roleArn: role?.roleArn,
    variables: Object.entries(definedOnly(environment.environmentVariables ?? {})).map(variableOf),
    others: namesOf({
      ...pick(step),
      partialBuildSpec: hasSpec || undefined,
      buildImage: environment.buildImage,
      computeType: environment.computeType,
      privileged: environment.privileged || undefined,
      certificate: environment.certificate,
      fleet: environment.fleet,
      dockerServer: environment.dockerServer,
    }),
  };
}

function pick(step: Machine) {
  const { projectName, vpc, subnetSelection, cache, rolePolicyStatements, actionRole } = step;
  const { securityGroups, fileSystemLocations, logging } = step;
  return {
    ...{ projectName, vpc, subnetSelection, cache, actionRole, logging },
    rolePolicyStatements: rolePolicyStatements?.length ? rolePolicyStatements : undefined,
    securityGroups: securityGroups?.length ? securityGroups : undefined,
    fileSystemLocations: fileSystemLocations?.length ? fileSystemLocations : undefined,
  };
}

function namesOf(properties: Readonly<Record<string, unknown>>): string[] {
  return Object.keys(properties)
    .filter((name) => properties[name] !== undefined)
    .sort();
}

function variableOf([name, { type, value }]: [string, cb.BuildEnvironmentVariable]): MachineVariable {
  return { name, kind: (type ?? 'PLAINTEXT') as MachineVariable['kind'], value: String(value) };
}
