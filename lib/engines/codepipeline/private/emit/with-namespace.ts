import { Token } from 'aws-cdk-lib';
import type { IAction } from 'aws-cdk-lib/aws-codepipeline';

/**
 * The action, exporting its variables in a namespace, also where whoever made it did not pass that on.
 *
 * Somebody's steps read these variables, so the pipeline would be refused without it. In Java the maker of the
 * action may not even know it: there, an optional last parameter makes a second method, and jsii calls either.
 */
export function withNamespace(action: IAction, variablesNamespace?: string): IAction {
  // CDK has a token for 'none was given'.
  if (!variablesNamespace || !isMissing(action.actionProperties.variablesNamespace)) {
    return action;
  }
  return {
    actionProperties: { ...action.actionProperties, variablesNamespace },
    bind: (...args) => action.bind(...args),
    onStateChange: (...args) => action.onStateChange(...args),
  };
}

function isMissing(namespace?: string): boolean {
  return namespace === undefined || Token.isUnresolved(namespace);
}
