import type { IAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { demandSome } from './check-rules';
import type { IFileSetProducer } from './file-set';
import type { StageConditions } from './stage-conditions';
import { inputsOf, refuse } from '../private/inputs';

/** A rule as data. One rule of ours may be several of CodePipeline: it has one for each alarm. */
export type RuleData =
  | { readonly provider: 'DeploymentWindow'; readonly cron: string; readonly timeZone?: string }
  | { readonly provider: 'VariableCheck'; readonly variable: string; readonly operator: string; readonly value: string }
  | { readonly provider: 'CloudWatchAlarm'; readonly alarm: IAlarm; readonly waitMinutes?: number }
  | { readonly provider: 'LambdaInvoke'; readonly handler: IFunction; readonly payload?: string }
  | { readonly provider: 'Commands'; readonly commands: readonly string[]; readonly input?: IFileSetProducer };

/** What happens when one of the rules does not hold. */
export interface ConditionData {
  readonly result: 'FAIL' | 'SKIP' | 'ROLLBACK';
  readonly rules: readonly RuleData[];
}

export type FailureData =
  { readonly result: 'RETRY'; readonly mode: 'FAILED_ACTIONS' | 'ALL_ACTIONS' } | { readonly result: 'ROLLBACK' };

/** All that is attached to a CodePipeline stage. */
export interface StageOptionsData {
  readonly beforeEntry?: ConditionData;
  readonly onSuccess?: ConditionData;
  readonly onFailure?: FailureData;
  /** Why nothing gets in. */
  readonly disabled?: string;
}

/** What was given, checked, as data. */
export function stageOptionsOf(where: string, given: StageConditions | undefined | null): StageOptionsData | undefined {
  // A wave may be given as the options of another one.
  const known = (given as { readonly _options?: StageOptionsData } | undefined)?._options;
  const { beforeEntry, onSuccess, onFailure, transition } = given ?? {};
  if (!beforeEntry && !onSuccess && !onFailure && !transition) {
    return known;
  }
  const inputs = inputsOf(where);
  const some = (property: string, x: unknown, member: string, expected: string, fix: string) =>
    x && demandSome(inputs, property, [x], member, expected, fix);
  some('beforeEntry', beforeEntry, '_data', 'an EntryCondition', 'write beforeEntry: EntryCondition.failUnless(…)');
  some('onSuccess', onSuccess, '_data', 'a SuccessCondition', 'write onSuccess: SuccessCondition.failUnless(…)');
  some('onFailure', onFailure, '_data', 'a FailureResponse', 'write onFailure: FailureResponse.retryAllActions()');
  some('transition', transition, '_reason', 'a StageTransition', "write transition: StageTransition.disabled('…')");
  refuse(inputs);
  return {
    beforeEntry: beforeEntry?._data,
    onSuccess: onSuccess?._data,
    onFailure: onFailure?._data,
    disabled: transition?._reason,
  };
}
