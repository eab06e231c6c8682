import type { Stack } from 'aws-cdk-lib';

/**
 * Say more where CDK refuses to let a stack depend on another one. That comes when it resolves references, from deep
 * within, and without a word about who holds the reference.
 *
 * `explain`: throws what is to be said; returns if CDK has said enough.
 */
export function onRefusedDependency(stack: Stack, explain: (target: Stack) => void): void {
  const original = stack.addStackDependency;
  const explaining: typeof original = (target, reason) => {
    try {
      original.call(stack, target, reason);
    } catch (e) {
      explain(target);
      throw e;
    }
  };
  // Not enumerable, as the method that it stands before.
  Object.defineProperty(stack, 'addStackDependency', { value: explaining, configurable: true, writable: true });
}
