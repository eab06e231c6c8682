import * as cdk from 'aws-cdk-lib';
import type { Lib, Scenario } from './harness';
import { fixture } from './kit';
import { print } from './print';
import type { AppSpec } from './spec';

type Build = (lib: Lib, app: cdk.App, aws: typeof cdk, fixtures: typeof fixture) => void;

/** The printed program, as an app. */
export function interpret(spec: AppSpec): Scenario {
  const build = new Function('lib', 'app', 'cdk', 'fixture', print(spec)) as Build;
  return { context: spec.context, app: (lib, app) => build(lib, app, cdk, fixture) };
}
