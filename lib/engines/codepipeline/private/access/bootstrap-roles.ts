import { Aws } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as cxapi from 'aws-cdk-lib/cx-api';
import type { Construct } from 'constructs';
import { grantAssumeRoleOnce, markFixed } from '../../../../cdk/fixed-roles';

/** With it, CDK collects what imported roles would need, in a report. */
const CUSTOMIZE_ROLES = '@aws-cdk/iam:customizeRoles';

/** By ARN, for each scope: asked for by every action. */
const importedRoles = new WeakMap<Construct, Map<string, iam.IRole>>();

/** Where a role is, as far as that is known and differs from where the pipeline is. */
export interface RoleTarget {
  readonly account?: string;
  readonly region?: string;
  /** @default - the one that the pipeline is deployed to, whichever that is */
  readonly partition?: string;
}

/** A role of the bootstrap stack of a target environment, imported by an ARN that may hold placeholders. */
export function importBootstrapRole(
  scope: Construct,
  arn: string | undefined,
  target: RoleTarget,
  addGrantsToResources: boolean = true,
): iam.IRole | undefined {
  if (!arn) {
    return undefined;
  }
  const known = importedRoles.get(scope) ?? new Map<string, iam.IRole>();
  importedRoles.set(scope, known);
  const role = known.get(arn) ?? findRole(scope, arn) ?? importRole(scope, arn, target, addGrantsToResources);
  known.set(arn, role);
  return role;
}

/** A construct of that id: what an existing pipeline was given by others. */
function findRole(scope: Construct, arn: string): iam.IRole | undefined {
  return scope.node.tryFindChild(arn.replace(/\//g, '--')) as iam.IRole | undefined;
}

function importRole(scope: Construct, arn: string, target: RoleTarget, addGrantsToResources: boolean): iam.IRole {
  const resolved = cxapi.EnvironmentPlaceholders.replace(arn, {
    partition: target.partition ?? Aws.PARTITION,
    accountId: target.account ?? Aws.ACCOUNT_ID,
    region: target.region ?? Aws.REGION,
  });
  const role = iam.Role.fromRoleArn(scope, arn, resolved, { mutable: false, addGrantsToResources });
  if (scope.node.tryGetContext(CUSTOMIZE_ROLES) === undefined) {
    markFixed(role);
  }
  grantAssumeRoleOnce(role);
  return role;
}
