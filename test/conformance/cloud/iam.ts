/*
 * Who may do what: identity policies, resource policies and trust policies, evaluated as IAM does. Only what policies of pipelines
 * use: a condition or an element that is not known here is an error, and never a grant.
 */

type OneOrMany<T> = T | T[];

export interface Statement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: OneOrMany<string>;
  readonly Resource?: OneOrMany<string>;
  readonly Principal?: '*' | Record<string, OneOrMany<string>>;
  readonly Condition?: Record<string, Record<string, OneOrMany<string>>>;
}

/** A role, or a service of AWS. */
export interface Principal {
  readonly arn: string;
  readonly account: string;
  readonly statements: readonly Statement[];
}

export interface Target {
  readonly arn: string;
  readonly account: string;
  /** Its own policy. */
  readonly policy?: readonly Statement[];
  /** Roles and keys: an identity policy alone opens nothing. */
  readonly closed?: boolean;
  readonly context?: Record<string, string>;
}

/** Why not; nothing if it is allowed. */
export function refusal(who: Principal, action: string, target: Target): string | undefined {
  const context = contextOf(who, target);
  const about = (s: Statement) => matches(s.Action, action, {}) && holds(s.Condition, context);
  const own = who.statements.filter((s) => about(s) && matches(s.Resource ?? '*', target.arn, context));
  // A policy that stands at a resource is about that resource: `*` and ARNs of objects are compared, too.
  const attached = (target.policy ?? []).filter((s) => about(s) && matches(s.Resource ?? '*', target.arn, context));
  const named = attached.filter((s) => names(s.Principal, who) !== 'nobody');
  if ([...own, ...named].some((s) => s.Effect === 'Deny')) {
    return complain(who, action, target, 'a policy denies it');
  }
  const identity = own.length > 0;
  const direct = named.some((s) => names(s.Principal, who) === 'itself');
  const byAccount = named.some((s) => names(s.Principal, who) === 'account');
  if (who.account !== target.account) {
    return identity && (direct || byAccount)
      ? undefined
      : complain(who, action, target, identity ? 'no policy of the resource allows it' : 'its own policies do not');
  }
  const granted = direct || (target.closed ? byAccount && identity : identity);
  return granted ? undefined : complain(who, action, target, 'neither its own policies nor those of the resource do');
}

function complain(who: Principal, action: string, target: Target, why: string): string {
  return `AccessDenied: ${who.arn} may not ${action} on ${target.arn}: ${why}`;
}

function contextOf(who: Principal, target: Target): Record<string, string> {
  return {
    'aws:PrincipalArn': who.arn,
    'aws:PrincipalAccount': who.account,
    'aws:ResourceAccount': target.account,
    's3:ResourceAccount': target.account,
    'aws:SecureTransport': 'true',
    ...target.context,
  };
}

/** Whether a statement of a resource is about this principal, or hands the decision to its account. */
function names(given: Statement['Principal'], who: Principal): 'itself' | 'account' | 'nobody' {
  const listed = given === '*' ? ['*'] : given ? [given.AWS ?? [], given.Service ?? []].flat() : [];
  if (listed.some((p) => p === '*' || p === who.arn)) {
    return 'itself';
  }
  const account = listed.some((p) => p === who.account || new RegExp(`^arn:[^:]+:iam::${who.account}:root$`).test(p));
  return account ? 'account' : 'nobody';
}

/** Of patterns with `*`, `?` and policy variables. */
function matches(patterns: OneOrMany<string>, value: string, context: Record<string, string>): boolean {
  return [patterns].flat().some((pattern) => glob(withVariables(pattern, context), value));
}

function withVariables(pattern: string, context: Record<string, string>): string {
  return pattern.replace(/\$\{([^}]+)\}/g, (_, name: string) => context[name] ?? '');
}

const globs = new Map<string, RegExp>();

function glob(pattern: string, value: string): boolean {
  const known = globs.get(pattern) ?? toRegExp(pattern);
  globs.set(pattern, known);
  return known.test(value);
}

function toRegExp(pattern: string): RegExp {
  const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replace(/\*/g, '.*').replace(/\?/g, '.')}$`, 's');
}

const OPERATORS: Record<string, (wanted: string, value: string | undefined) => boolean> = {
  StringEquals: (wanted, value) => value === wanted,
  'ForAnyValue:StringEquals': (wanted, value) => value === wanted,
  StringEqualsIfExists: (wanted, value) => value === undefined || value === wanted,
  StringLike: (wanted, value) => value !== undefined && glob(wanted, value),
  ArnLike: (wanted, value) => value !== undefined && glob(wanted, value),
  ArnEquals: (wanted, value) => value !== undefined && glob(wanted, value),
  Bool: (wanted, value) => value === wanted,
};

/** All operators and keys must hold, any of the values is enough. */
function holds(condition: Statement['Condition'] = {}, context: Record<string, string>): boolean {
  return Object.entries(condition).every(([operator, keys]) =>
    Object.entries(keys).every(([key, wanted]) => {
      const values = [wanted].flat().map((text) => withVariables(String(text), context));
      if (operator === 'StringNotEquals') {
        return values.every((text) => context[key] !== text);
      }
      const test = OPERATORS[operator];
      if (!test) {
        throw new Error(`condition operator '${operator}' is not known to the executor`);
      }
      return values.some((text) => test(text, context[key]));
    }),
  );
}
