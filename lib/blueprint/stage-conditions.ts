import type { ConditionData, FailureData } from './stage-data';
import type { StageRule } from './stage-rules';
import { demandSome, demandTextIn } from './check-rules';
import { inputsOf, refuse } from '../private/inputs';

function conditionOf<R extends string>(method: string, result: R, rules: StageRule[]): ConditionData<R> {
  const inputs = inputsOf(`${method}()`);
  const fix = `write ${method}(StageRule.deploymentWindow({ … }))`;
  const given = demandSome(inputs, 'rules', rules, '_data', 'a StageRule', fix);
  refuse(inputs);
  return { result, rules: (given as StageRule[]).flatMap((rule) => rule._data) };
}

/**
 * What must hold before a stage is entered.
 *
 * @see https://docs.aws.amazon.com/codepipeline/latest/userguide/stage-conditions.html
 */
export class EntryCondition {
  /**
   * The execution fails unless all rules hold. A deployment window lets it wait.
   *
   * @param rules up to five, an alarm each counting as one; none, or more, are an error
   */
  public static failUnless(...rules: StageRule[]): EntryCondition {
    return new EntryCondition(conditionOf('EntryCondition.failUnless', 'FAIL', rules));
  }

  /**
   * The stage is skipped, with all its actions and gates, unless all rules hold.
   *
   * @param rules up to five, of variables and functions; others, none, or more, are an error
   */
  public static skipUnless(...rules: StageRule[]): EntryCondition {
    return new EntryCondition(conditionOf('EntryCondition.skipUnless', 'SKIP', rules));
  }

  private constructor(
    /** @internal */
    public readonly _data: ConditionData<'FAIL' | 'SKIP'>,
  ) {}
}

/**
 * What must hold when all actions of a stage have succeeded.
 *
 * @see https://docs.aws.amazon.com/codepipeline/latest/userguide/stage-conditions.html
 */
export class SuccessCondition {
  /**
   * The execution fails unless all rules hold.
   *
   * @param rules up to five, an alarm each counting as one; none, or more, are an error
   */
  public static failUnless(...rules: StageRule[]): SuccessCondition {
    return new SuccessCondition(conditionOf('SuccessCondition.failUnless', 'FAIL', rules));
  }

  /**
   * The stage goes back to the last execution that got through it, unless all rules hold. See `FailureResponse.rollback()`.
   *
   * @param rules up to five, an alarm each counting as one; none, or more, are an error
   */
  public static rollbackUnless(...rules: StageRule[]): SuccessCondition {
    return new SuccessCondition(conditionOf('SuccessCondition.rollbackUnless', 'ROLLBACK', rules));
  }

  private constructor(
    /** @internal */
    public readonly _data: ConditionData<'FAIL' | 'ROLLBACK'>,
  ) {}
}

/**
 * What happens when a stage has failed.
 *
 * @see https://docs.aws.amazon.com/codepipeline/latest/userguide/stage-retry.html
 */
export class FailureResponse {
  /**
   * The actions that have failed run once more. A change set that is gone is not made again.
   */
  public static retryFailedActions(): FailureResponse {
    return new FailureResponse({ result: 'RETRY', mode: 'FAILED_ACTIONS' });
  }

  /**
   * All actions of the stage run once more, so change sets are made again, and gates ask again: synthesis warns.
   */
  public static retryAllActions(): FailureResponse {
    return new FailureResponse({ result: 'RETRY', mode: 'ALL_ACTIONS' });
  }

  /**
   * The stage runs once more with what the last execution had that got through it.
   *
   * CodePipeline goes back only to executions of the pipeline as it is now: use it with `PipelineLayout.COMPACT`, where what you
   * deploy does not change the pipeline. In the default layout each new asset does: there it is an error for a pipeline that
   * publishes assets. So it is in the mode `PARALLEL`, and on what takes several CodePipeline stages.
   *
   * @see https://docs.aws.amazon.com/codepipeline/latest/userguide/stage-rollback.html
   */
  public static rollback(): FailureResponse {
    return new FailureResponse({ result: 'ROLLBACK' });
  }

  private constructor(
    /** @internal */
    public readonly _data: FailureData,
  ) {}
}

/** https://docs.aws.amazon.com/codepipeline/latest/APIReference/API_DisableStageTransition.html */
const REASON = /^[a-zA-Z0-9!@ ().*?-]{1,300}$/;

/**
 * Whether executions get from the stage before into a stage.
 */
export class StageTransition {
  /**
   * None does, until somebody enables it in the console or takes this away.
   *
   * @see https://docs.aws.amazon.com/codepipeline/latest/APIReference/API_DisableStageTransition.html
   * @param reason what people see: 1 to 300 of `a-z A-Z 0-9 ! @ ( ) . * ? -` and blanks; others are an error
   */
  public static disabled(reason: string): StageTransition {
    const inputs = inputsOf('StageTransition.disabled()');
    const expected = '1 to 300 of a-z A-Z 0-9 ! @ ( ) . * ? - and blanks';
    demandTextIn(inputs, 'the reason', reason, REASON, expected, "write StageTransition.disabled('Release train')");
    refuse(inputs);
    return new StageTransition(reason);
  }

  private constructor(
    /** @internal */
    public readonly _reason: string,
  ) {}
}

/**
 * What CodePipeline does around a stage.
 */
export interface StageConditions {
  /**
   * What must hold before the Stage or wave is entered. Where it takes several CodePipeline stages: before the first.
   * Needs a pipeline of type V2; on V1 it is an error.
   *
   * On a Stage that shares a CodePipeline stage with others of its wave this is an error: set `stagePerApplication` on the wave, or
   * give it to the wave.
   *
   * @default - nothing
   */
  readonly beforeEntry?: EntryCondition;

  /**
   * What must hold when all is deployed, such as alarms that stay quiet for a while. Where it takes several CodePipeline stages:
   * after the last. Needs a pipeline of type V2; on V1 it is an error.
   *
   * @default - nothing
   */
  readonly onSuccess?: SuccessCondition;

  /**
   * What happens after a failure: a retry or a rollback. Where it takes several CodePipeline stages: in each.
   * Needs a pipeline of type V2; on V1 it is an error.
   *
   * @default - the execution fails
   */
  readonly onFailure?: FailureResponse;

  /**
   * Keep executions out, as for a release train or a freeze. Works with V1, too.
   *
   * @default - they get in
   */
  readonly transition?: StageTransition;
}
