import type * as iam from 'aws-cdk-lib/aws-iam';

const fixedRoles = new WeakSet<iam.IRole>();

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

/**
 * A role to which CDK believes to have granted what it asks for: somebody else grants it, to many such roles together.
 *
 * @param account it passes for a role of this account: CDK would ask the resource otherwise
 */
export function withoutGrants(role: iam.IRole, account: string): iam.IRole {
  const principal: iam.IPrincipal = {
    assumeRoleAction: role.assumeRoleAction,
    policyFragment: role.policyFragment,
    principalAccount: account,
    get grantPrincipal() {
      return principal;
    },
    addToPrincipalPolicy: () => ({ statementAdded: true, policyDependable: role }),
  };
  const believed = Object.create(role, {
    grantPrincipal: { value: principal },
    principalAccount: { value: account },
    addToPrincipalPolicy: { value: principal.addToPrincipalPolicy },
  }) as iam.IRole;
  if (isFixed(role)) {
    markFixed(believed);
  }
  return believed;
}
