import {
  DefaultTokenResolver,
  type IResolvable,
  Reference,
  Stack,
  Stage,
  StringConcat,
  Token,
  Tokenization,
} from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { isStepOutput } from './step-output';

/**
 * Construct paths of the resources in other Stages whose values stand in `value` and can never be told to `scope`,
 * because the stack that `scope` is in is deployed first.
 *
 * A name or ARN that is known at synthesis is none of these: CDK writes it as text if it is of another environment. And
 * from another account CDK gets values while it deploys.
 */
export function foreignValues(value: unknown, scope: IConstruct): string[] {
  const found = new Set<string>();
  const pending: unknown[] = [value];
  while (pending.length > 0) {
    const x = pending.pop();
    if (Token.isUnresolved(x)) {
      outOfReach(x, scope).forEach((r) => found.add(pathOf(r)));
    } else if (typeof x === 'object' && x !== null) {
      pending.push(...Object.values(x).reverse());
    }
  }
  return [...found];
}

/** All references in something that CDK is about to write. */
export function referencesIn(value: unknown, scope: IConstruct): Reference[] {
  const seen = new References(true);
  Tokenization.resolve(value, { scope, resolver: seen, preparing: true });
  return seen.found;
}

function outOfReach(value: unknown, scope: IConstruct): Reference[] {
  const seen = new References(false);
  try {
    Tokenization.resolve(value, { scope, resolver: seen, preparing: true });
  } catch (e) {
    // A resource of another environment that has no name of its own. Other errors are CDK's to report.
    return /cross-environment/.test(String(e)) ? seen.found : [];
  }
  return seen.found.filter((r) => isOutOfReach(r, scope));
}

class References extends DefaultTokenResolver {
  public readonly found: Reference[] = [];

  constructor(private readonly asksLazies: boolean) {
    super(new StringConcat());
  }

  public resolveToken(...[token, context, post]: Parameters<DefaultTokenResolver['resolveToken']>): any {
    // A Lazy remembers its first answer: before CDK writes templates it may be too early to ask.
    if (isStepOutput(token) || (!this.asksLazies && isLazy(token))) {
      return '';
    }
    if (Reference.isReference(token)) {
      this.found.push(token);
    }
    return super.resolveToken(token, context, post);
  }
}

function isLazy(token: IResolvable): boolean {
  return (token as { toJSON?: () => unknown }).toJSON?.() === '<unresolved-lazy>';
}

function isOutOfReach(reference: Reference, scope: IConstruct): boolean {
  // Only CDK's own kind makes stacks depend on each other; names and ARNs merely stand in for one.
  const makesDependency = typeof (reference as { hasValueForStack?: unknown }).hasValueForStack === 'function';
  const { target } = reference;
  return makesDependency && Stage.of(target) !== Stage.of(scope) && accountOf(target) === accountOf(scope);
}

function accountOf(construct: IConstruct): string | undefined {
  const { account } = Stack.of(construct);
  return Token.isUnresolved(account) ? undefined : account;
}

/** Path of what a user knows: a bucket, and not the resource in it. */
function pathOf({ target }: Reference): string {
  const { id, scope, path } = target.node;
  return scope && (id === 'Resource' || id === 'Default') ? scope.node.path : path;
}
