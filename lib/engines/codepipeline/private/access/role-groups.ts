/** A role of a bootstrap stack, by an ARN that may hold placeholders, and the environment that it is in. */
export interface TargetRole {
  readonly arn: string;
  /** Missing: the pipeline's own. */
  readonly account?: string;
  readonly region?: string;
}

/** Roles of one kind: the same name but for account and region. */
export interface RoleGroup {
  /** ARNs for `Fn::Sub`: `*` for the account they are in, and a policy variable where their names hold it. */
  readonly patterns: readonly string[];
  /** `undefined` is the pipeline's own. */
  readonly accounts: readonly (string | undefined)[];
}

/** What IAM knows the account of a role by: in the policy of who assumes it, and in that of a resource which it reads. */
export type AccountVariable = 'aws:ResourceAccount' | 'aws:PrincipalAccount';

const OWN_ACCOUNT = '${AWS::AccountId}';

/**
 * Put roles of a kind together: their number is that of the kinds of bootstrap stacks (qualifiers and partitions),
 * that of the patterns in one is at most that of the regions, whatever the number of targets. O(n log n).
 *
 * With the policy variable a pattern matches nothing but these roles, in each account: with `*` it would match whatever somebody
 * there calls like them.
 */
export function groupRoles(roles: readonly TargetRole[], variable: AccountVariable): RoleGroup[] {
  const groups = new Map<string, { patterns: Set<string>; accounts: Set<string | undefined> }>();
  for (const role of roles) {
    const pattern = withoutAccount(role, variable);
    const kind = role.region ? pattern.split(role.region).join('*') : pattern;
    const group = groups.get(kind) ?? { patterns: new Set(), accounts: new Set() };
    groups.set(kind, group);
    group.patterns.add(pattern);
    group.accounts.add(accountIn(role));
  }
  return [...groups.entries()].sort(byKey).map(([, { patterns, accounts }]) => ({
    patterns: [...patterns].sort(),
    accounts: [...accounts].sort((a = '', b = '') => (a < b ? -1 : 1)),
  }));
}

function withoutAccount({ arn }: TargetRole, variable: AccountVariable): string {
  const account = accountOf(arn);
  if (account === undefined) {
    return arn;
  }
  const [before, ...after] = arn.split(account);
  return `${before}*${after.join(`\${!${variable}}`)}`;
}

function accountIn({ arn, account }: TargetRole): string | undefined {
  const written = accountOf(arn);
  return written === undefined || written === OWN_ACCOUNT ? account : written;
}

function accountOf(arn: string): string | undefined {
  return /^arn:[^:]*(?:::Partition\})?:iam::(\$\{AWS::AccountId\}|[^:]+):/.exec(arn)?.[1];
}

function byKey([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
