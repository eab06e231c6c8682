import type { Duration } from 'aws-cdk-lib';
import type { IAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { IFileSetProducer } from './file-set';
import type { RuleData } from './stage-data';
import { demandMinutes, demandLines, demandSome, demandTextIn } from './check-rules';
import { noteOutputsRead } from './step-output';
import { demand, inputsOf, isObject, refuse } from '../private/inputs';

/**
 * Options of `StageRule.deploymentWindow()`.
 */
export interface DeploymentWindowOptions {
  /**
   * When the stage may be entered: seconds (`*`), minutes, hours, day of the month, month, day of the week and, if you like, year,
   * with blanks between. `* * 9-16 ? * MON-FRI` is from nine to five on working days. Another number of fields is an error.
   *
   * An execution that comes at another time waits.
   *
   * @see https://docs.aws.amazon.com/codepipeline/latest/userguide/rule-reference-DeploymentWindow.html
   */
  readonly cron: string;

  /**
   * Time zone of `cron`, such as `Europe/Berlin`. Something that is not of that form is an error.
   *
   * @default - UTC
   */
  readonly timeZone?: string;
}

/**
 * Options of `StageRule.alarms()`.
 */
export interface AlarmRuleOptions {
  /**
   * How long the alarms are watched before the rule has succeeded: whole minutes, at least 1; others are an error.
   *
   * @see https://docs.aws.amazon.com/codepipeline/latest/userguide/rule-reference-CloudWatchAlarm.html
   * @default - they are looked at once
   */
  readonly bakeTime?: Duration;
}

/**
 * Options of `StageRule.commands()`.
 */
export interface CommandsRuleOptions {
  /**
   * Files that the commands find. A step that is not done before the stage begins is an error.
   *
   * @default - no files
   */
  readonly input?: IFileSetProducer;
}

/**
 * Options of `StageRule.invoke()`.
 */
export interface InvokeRuleOptions {
  /**
   * Text for the function: 1 to 1,000 characters; another one is an error. Variables of the pipeline are filled in.
   *
   * @default - no text
   */
  readonly payload?: string;
}

/**
 * Something that must hold before a CodePipeline stage is entered, or after it has succeeded. A condition has up to five of them,
 * an alarm each counting as one; more are an error.
 *
 * The role of the pipeline gets what a rule needs. People may override a condition in the console: it keeps out accidents, not
 * people.
 *
 * @see https://docs.aws.amazon.com/codepipeline/latest/userguide/rule-reference.html
 */
export class StageRule {
  /**
   * The time is right.
   *
   * @param options when
   */
  public static deploymentWindow(options: DeploymentWindowOptions): StageRule {
    const inputs = inputsOf('StageRule.deploymentWindow()');
    const { cron, timeZone } = options ?? {};
    demandTextIn(inputs, 'cron', cron, CRON, CRON_IN_WORDS, "write cron: '* * 9-16 ? * MON-FRI'");
    demandTextIn(inputs, 'timeZone', timeZone ?? 'UTC', ZONE, 'a time zone', "write timeZone: 'Europe/Berlin'");
    refuse(inputs);
    return new StageRule([{ provider: 'DeploymentWindow', cron, timeZone }]);
  }

  /**
   * A variable has this value.
   *
   * @param variable what `addVariable().reference()`, `sourceAttribute()` or `exportedVariable()` gives
   * @param value the value: 1 to 1,000 characters; another one is an error
   */
  public static variableEquals(variable: string, value: string): StageRule {
    return check('variableEquals', variable, 'EQ', value);
  }

  /**
   * A variable has another value.
   *
   * @param variable what `addVariable().reference()`, `sourceAttribute()` or `exportedVariable()` gives
   * @param value the value that it must not have: 1 to 1,000 characters; another one is an error
   */
  public static variableNotEquals(variable: string, value: string): StageRule {
    return check('variableNotEquals', variable, 'NE', value);
  }

  /**
   * The value of a variable has this text in it.
   *
   * @param variable what `addVariable().reference()`, `sourceAttribute()` or `exportedVariable()` gives
   * @param text the text: 1 to 1,000 characters; another one is an error
   */
  public static variableContains(variable: string, text: string): StageRule {
    return check('variableContains', variable, 'CONTAINS', text);
  }

  /**
   * The value of a variable matches a regular expression, as Java has them.
   *
   * @param variable what `addVariable().reference()`, `sourceAttribute()` or `exportedVariable()` gives
   * @param pattern the regular expression: 1 to 1,000 characters; another one is an error
   */
  public static variableMatches(variable: string, pattern: string): StageRule {
    return check('variableMatches', variable, 'MATCHES', pattern);
  }

  /**
   * None of these alarms is in state `ALARM`, all through the bake time if there is one. Alarms of another account are an error:
   * CodePipeline looks in its own.
   *
   * @param alarms the alarms; none is an error
   * @param options how long they are watched
   */
  public static alarms(alarms: IAlarm[], options?: AlarmRuleOptions): StageRule {
    const inputs = inputsOf('StageRule.alarms()');
    const given = demandSome(inputs, 'alarms', alarms, 'alarmName', 'an alarm', 'write StageRule.alarms([alarm])');
    const waitMinutes = demandMinutes(
      inputs,
      'bakeTime',
      options?.bakeTime,
      [1],
      'write bakeTime: Duration.minutes(15)',
    );
    refuse(inputs);
    return new StageRule(
      (given as IAlarm[]).map((alarm): RuleData => ({ provider: 'CloudWatchAlarm', alarm, waitMinutes })),
    );
  }

  /**
   * A function says so: it calls `PutJobSuccessResult`, or `PutJobFailureResult`. Its role gets the right to do that; the role of
   * an imported function must have it. A function of another account is an error: CodePipeline calls those of its own.
   *
   * @see https://docs.aws.amazon.com/codepipeline/latest/userguide/rule-reference-LambdaInvoke.html
   * @param handler the function
   * @param options what it is given
   */
  public static invoke(handler: IFunction, options?: InvokeRuleOptions): StageRule {
    const inputs = inputsOf('StageRule.invoke()');
    demandSome(inputs, 'handler', [handler], 'functionArn', 'a function', 'write StageRule.invoke(handler)');
    const payload = options?.payload;
    demandTextIn(inputs, 'payload', payload ?? 'x', PAYLOAD, 'text of 1 to 1,000 characters', "write payload: '…'");
    refuse(inputs);
    noteOutputsRead(payload);
    return new StageRule([{ provider: 'LambdaInvoke', handler, payload }]);
  }

  /**
   * All commands succeed, in a machine that CodePipeline has for them: it takes up to 55 minutes, and costs what a build does.
   *
   * @see https://docs.aws.amazon.com/codepipeline/latest/userguide/rule-reference-Commands.html
   * @param commands the commands, each on one line; none, an empty one or one of several lines are an error
   * @param options the files that they find
   */
  public static commands(commands: string[], options?: CommandsRuleOptions): StageRule {
    const inputs = inputsOf('StageRule.commands()');
    const given = demandLines(inputs, 'commands', commands);
    const { input } = options ?? {};
    const hasFiles = !input || (isObject(input) && 'primaryOutput' in input);
    demand(inputs, hasFiles, 'input', input, 'a step or a file set', 'write input: synth');
    refuse(inputs);
    return new StageRule([{ provider: 'Commands', commands: given, input: input ?? undefined }]);
  }

  /** @internal */
  public readonly _data: readonly RuleData[];

  private constructor(data: readonly RuleData[]) {
    this._data = data;
  }

  /** @internal */
  public static _check(variable: string, operator: string, value: string): StageRule {
    return new StageRule([{ provider: 'VariableCheck', variable, operator, value }]);
  }
}

/** Seconds, minutes and hours know no `?`: who begins with the minutes, as EventBridge does, has one there. */
const CRON = cronPattern();
const CRON_IN_WORDS =
  'six or seven fields: * for the seconds, minutes, hours, day of the month, month, day of the week, and perhaps the year';

const ZONE = /^[A-Za-z][A-Za-z0-9_+-]*(\/[A-Za-z0-9_+-]+)*$/;
const PAYLOAD = /^[^]{1,1000}$/;
const REFERENCE = /#\{[^}]+\}/;
const ANY = /^[^]{1,1000}$/;

function check(method: string, variable: string, operator: string, value: string): StageRule {
  const inputs = inputsOf(`StageRule.${method}()`);
  const fix = "write StageRule.variableEquals(variable.reference(), 'yes')";
  demandTextIn(
    inputs,
    'the variable',
    variable,
    REFERENCE,
    'a reference to a variable, such as #{variables.Name}',
    fix,
  );
  demandTextIn(inputs, 'the value', value, ANY, 'text of 1 to 1,000 characters', fix);
  refuse(inputs);
  noteOutputsRead(variable);
  return StageRule._check(variable, operator, value);
}

/** https://docs.aws.amazon.com/codepipeline/latest/userguide/rule-reference-DeploymentWindow.html */
function cronPattern(): RegExp {
  const listOf = (value: string) => {
    const item = `(?:\\*|${value}(?:-${value})?)(?:/[0-9]+)?`;
    return `${item}(?:,${item})*`;
  };
  const minute = listOf('[0-5]?[0-9]');
  const hour = listOf('(?:[01]?[0-9]|2[0-3])');
  const date = '(?:0?[1-9]|[12][0-9]|3[01])';
  const month = listOf('(?:0?[1-9]|1[0-2]|JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)');
  const weekday = '(?:[1-7]|SUN|MON|TUE|WED|THU|FRI|SAT)';
  const year = listOf('(?:19[7-9][0-9]|2[01][0-9]{2})');
  const days = `(?:\\?|LW|L(?:-[0-9]+)?|${date}W|${listOf(date)})`;
  const weekdays = `(?:\\?|L|${weekday}(?:L|#[1-5])|${listOf(weekday)})`;
  return new RegExp(`^\\* ${minute} ${hour} ${days} ${month} ${weekdays}(?: ${year})?$`);
}
