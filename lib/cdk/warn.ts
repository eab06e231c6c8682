import { Annotations, FeatureFlags, Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { Diagnostic } from '../private/diagnostics';

/** From this minor version of `aws-cdk-lib` on, a warning is in its validation report once. */
const REPORTED_ONCE = 269;

/** So many environments may double a warning each: the report is long then, and can still be written. */
const MANY = 8;

/** Put a diagnostic on a construct. `text`: what CDK prints, which says the place by itself. */
export function annotate(construct: IConstruct, { severity, id = '' }: Diagnostic, text: string): void {
  if (severity === 'error') {
    Annotations.of(construct).addError(text);
  } else {
    warn(construct, id, text);
  }
}

/** Put a warning on a construct, or write it to standard error where CDK would fail on it. */
export function warn(construct: IConstruct, id: string, message: string): void {
  if (overflowsReport(construct.node.root)) {
    console.warn(`[Warning at /${construct.node.path}] ${message}`);
  } else {
    Annotations.of(construct).addWarningV2(id, message);
  }
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
