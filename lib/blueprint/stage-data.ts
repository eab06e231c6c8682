import type { IAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { IFileSetProducer } from './file-set';

/** A rule as data. One rule of ours may be several of CodePipeline: it has one for each alarm. */
export type RuleData =
  | { readonly provider: 'DeploymentWindow'; readonly cron: string; readonly timeZone?: string }
  | { readonly provider: 'VariableCheck'; readonly variable: string; readonly operator: string; readonly value: string }
  | { readonly provider: 'CloudWatchAlarm'; readonly alarm: IAlarm; readonly waitMinutes?: number }
  | { readonly provider: 'LambdaInvoke'; readonly handler: IFunction; readonly payload?: string }
  | { readonly provider: 'Commands'; readonly commands: readonly string[]; readonly input?: IFileSetProducer };

/** What happens when one of the rules does not hold. */
export interface ConditionData<R extends string = 'FAIL' | 'SKIP' | 'ROLLBACK'> {
  readonly result: R;
  readonly rules: readonly RuleData[];
}

export type FailureData =
  { readonly result: 'RETRY'; readonly mode: 'FAILED_ACTIONS' | 'ALL_ACTIONS' } | { readonly result: 'ROLLBACK' };

/** All that is attached to a CodePipeline stage. */
export interface StageOptionsData {
  readonly beforeEntry?: ConditionData<'FAIL' | 'SKIP'>;
  readonly onSuccess?: ConditionData<'FAIL' | 'ROLLBACK'>;
  readonly onFailure?: FailureData;
  /** Why nothing gets in. */
  readonly disabled?: string;
}
