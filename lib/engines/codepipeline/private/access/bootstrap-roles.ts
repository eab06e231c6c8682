import { Aws } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as cxapi from 'aws-cdk-lib/cx-api';
import type { Construct } from 'constructs';

/** With it, CDK collects what imported roles would need, in a report. */
const CUSTOMIZE_ROLES = '@aws-cdk/iam:customizeRoles';

const fixedRoles = new WeakSet<iam.IRole>();

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

/** Whether policies of this role cannot be changed: whoever adds to them, adds to nothing. */
export function isFixed(role: iam.IRole | undefined): role is iam.IRole {
  return role !== undefined && fixedRoles.has(role);
}

export function markFixed(role: iam.IRole): void {
  fixedRoles.add(role);
}

/**
 * CDK grants the pipeline to assume the role of an action, for each action. That is the same statement every time, and
 * CDK drops all but the first in the end, after it has compared each with each: so it is made only once.
 */
export function grantAssumeRoleOnce(role: iam.IRole): void {
  const grants = new Map<iam.IPrincipal, iam.Grant>();
  const grant = role.grantAssumeRole;
  role.grantAssumeRole = (grantee) => {
    const known = grants.get(grantee) ?? grant.call(role, grantee);
    grants.set(grantee, known);
    return known;
  };
}
