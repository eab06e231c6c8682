import { Annotations, FeatureFlags, Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { Diagnostic } from '../private/diagnostics';

/** From this minor version of `aws-cdk-lib` on, a warning is in its validation report once. */
const REPORTED_ONCE = 269;

/** So many environments may double a warning each: the report is long then, and can still be written. */
const MANY = 8;

/**
 * Put a diagnostic on a construct. `text`: what CDK prints, which says the place by itself. Errors of a construct in no stack CDK
 * does not see: they are for a validation of the construct to return.
 */
export function annotate(construct: IConstruct, { severity, id = '' }: Diagnostic, text: string): void {
  if (severity === 'error') {
    Annotations.of(construct).addError(text);
  } else {
    warn(construct, id, text);
  }
}

/** Put a warning on a construct, or write it to standard error where CDK would fail on it, or not show it: outside of stacks. */
export function warn(construct: IConstruct, id: string, message: string): void {
  if (overflowsReport(construct.node.root)) {
    print(construct, message);
    return;
  }
  const before = construct.node.metadata.length;
  Annotations.of(construct).addWarningV2(id, message);
  // CDK adds none that was acknowledged, or is there already.
  const isAdded = construct.node.metadata.length > before;
  if (isAdded && !construct.node.scopes.some((scope) => Stack.isStack(scope))) {
    print(construct, message);
  }
}

function print({ node }: IConstruct, message: string): void {
  console.warn(`[Warning at /${node.path}] ${message}`);
}

const known = new WeakMap<IConstruct, boolean>();

/**
 * With a feature flag that new applications have set, CDK up to 2.268 merges its report of annotations with itself, once for
 * each environment that the application deploys to: from about 17 environments on, one warning overflows the stack.
 */
function overflowsReport(root: IConstruct): boolean {
  const overflows =
    known.get(root) ??
    (isOld() &&
      FeatureFlags.of(root).isEnabled('@aws-cdk/core:annotationsInValidationReport') === true &&
      environmentsIn(root) > MANY);
  known.set(root, overflows);
  return overflows;
}

function isOld(): boolean {
  const { version } = require('aws-cdk-lib/package.json') as { readonly version: string };
  return Number(version.split('.')[1]) < REPORTED_ONCE;
}

function environmentsIn(root: IConstruct): number {
  const stacks = root.node.findAll().filter((c) => Stack.isStack(c));
  return new Set(stacks.map(({ account, region }) => `${account} ${region}`)).size;
}
