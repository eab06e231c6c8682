import { type Reference, Stack, Stage, Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { isStepOutput } from './step-output';
import { earlyReferencesIn, makesDependency } from '../cdk/references';

/**
 * Construct paths of the resources in other Stages whose values stand in `value` and can never be known to `scope`,
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

function outOfReach(value: unknown, scope: IConstruct): Reference[] {
  const { found, isRefused } = earlyReferencesIn(value, scope, isStepOutput);
  return isRefused ? found : found.filter((r) => isOutOfReach(r, scope));
}

function isOutOfReach(reference: Reference, scope: IConstruct): boolean {
  const { target } = reference;
  return makesDependency(reference) && Stage.of(target) !== Stage.of(scope) && accountOf(target) === accountOf(scope);
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
