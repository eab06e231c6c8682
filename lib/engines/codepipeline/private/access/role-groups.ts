/** A role of a bootstrap stack, by an ARN that may hold placeholders, and the environment that it is in. */
export interface TargetRole {
  readonly arn: string;
  /** Missing: the pipeline's own. */
  readonly account?: string;
  readonly region?: string;
}

/** Roles of one kind: the same name but for account and region. */
export interface RoleGroup {
  /** ARNs, with `*` for the account. */
  readonly patterns: readonly string[];
  /** `undefined` is the pipeline's own. */
  readonly accounts: readonly (string | undefined)[];
}

const OWN_ACCOUNT = '${AWS::AccountId}';

/**
 * Put roles of a kind together: their number is that of the kinds of bootstrap stacks (qualifiers and partitions),
 * that of the patterns in one is at most that of the regions, whatever the number of targets. O(n log n).
 */
export function groupRoles(roles: readonly TargetRole[]): RoleGroup[] {
  const groups = new Map<string, { patterns: Set<string>; accounts: Set<string | undefined> }>();
  for (const role of roles) {
    const pattern = withoutAccount(role);
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

function withoutAccount(role: TargetRole): string {
  const account = accountOf(role.arn);
  return account === undefined ? role.arn : role.arn.split(account).join('*');
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
