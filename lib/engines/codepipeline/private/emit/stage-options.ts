import { ArnFormat, Stack, Token } from 'aws-cdk-lib';
import * as cp from 'aws-cdk-lib/aws-codepipeline';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';
import type { ConditionData, FailureData, RuleData, StageOptionsData } from '../../../../blueprint/stage-data';
import type { EmitContext } from '../context';
import { withHash } from '../naming';

type Site = Pick<EmitContext, 'pipeline' | 'codePipeline' | 'emission'>;

const LONGEST_NAME = 100;

/** What is attached to a stage, in the terms of CDK; the role of the pipeline gets what the rules need. */
export function renderStageOptions(stageName: string, given: StageOptionsData | undefined, site: Site): cp.StageProps {
  const { beforeEntry, onSuccess, onFailure, disabled } = given ?? {};
  return {
    stageName,
    ...(beforeEntry && { beforeEntry: conditions(beforeEntry, `${stageName}.Entry`, site) }),
    ...(onSuccess && { onSuccess: conditions(onSuccess, `${stageName}.Success`, site) }),
    ...(onFailure && { onFailure: failure(onFailure) }),
    ...(disabled !== undefined && { transitionToEnabled: false, transitionDisabledReason: disabled }),
  };
}

function failure(given: FailureData): cp.FailureConditions {
  return given.result === 'ROLLBACK'
    ? { result: cp.Result.ROLLBACK }
    : { result: cp.Result.RETRY, retryMode: cp.RetryMode[given.mode] };
}

function conditions({ rules, result }: ConditionData, prefix: string, site: Site): cp.Conditions {
  const count = new Map<string, number>();
  return {
    conditions: [
      {
        result: cp.Result[result],
        rules: rules.map((rule) => {
          const number = (count.get(rule.provider) ?? 0) + 1;
          count.set(rule.provider, number);
          grantsFor(rule, site).forEach((statement) => site.codePipeline.addToRolePolicy(statement));
          letAnswer(rule);
          return new cp.Rule({ name: ruleName(prefix, rule.provider, number), version: '1', ...ruleProps(rule, site) });
        }),
      },
    ],
  };
}

/** Unique in the pipeline: it has the name of the stage in it. */
function ruleName(prefix: string, provider: string, number: number): string {
  const name = `${prefix}.${provider}${number}`;
  return name.length <= LONGEST_NAME ? name : withHash(name, [name], 0);
}

function ruleProps(rule: RuleData, { pipeline, emission }: Site): cp.RuleProps {
  const { provider } = rule;
  switch (rule.provider) {
    case 'DeploymentWindow':
      return { provider, configuration: { Cron: rule.cron, ...(rule.timeZone && { TimeZone: rule.timeZone }) } };
    case 'VariableCheck':
      return { provider, configuration: { Variable: rule.variable, Operator: rule.operator, Value: rule.value } };
    case 'CloudWatchAlarm': {
      return {
        provider,
        region: elsewhere(placeOf(rule.alarm.alarmArn, rule.alarm.env), pipeline),
        configuration: {
          AlarmName: rule.alarm.alarmName,
          AlarmStates: 'ALARM',
          ...(rule.waitMinutes !== undefined && { WaitTime: `${rule.waitMinutes}` }),
        },
      };
    }
    case 'LambdaInvoke':
      return {
        provider,
        region: elsewhere(placeOf(rule.handler.functionArn, rule.handler.env), pipeline),
        configuration: {
          FunctionName: rule.handler.functionName,
          ...(rule.payload !== undefined && { UserParameters: rule.payload }),
        },
      };
    case 'Commands': {
      const files = rule.input?.primaryOutput;
      const artifact = files && emission.artifacts.toCodePipeline(files).artifactName;
      return { provider, commands: [...rule.commands], inputArtifacts: artifact ? [artifact] : undefined };
    }
  }
}

/** A function says to CodePipeline what came out. Of an imported one, its owner must allow it. */
function letAnswer(rule: RuleData): void {
  if (rule.provider === 'LambdaInvoke') {
    const actions = ['codepipeline:PutJobFailureResult', 'codepipeline:PutJobSuccessResult'];
    // CodePipeline knows no resources for these.
    rule.handler.addToRolePolicy(new iam.PolicyStatement({ actions, resources: ['*'] }));
  }
}

function grantsFor(rule: RuleData, { codePipeline }: Site): iam.PolicyStatement[] {
  const allow = (actions: string[], resources: string[]) => [new iam.PolicyStatement({ actions, resources })];
  switch (rule.provider) {
    case 'CloudWatchAlarm':
      return allow(['cloudwatch:DescribeAlarms'], [rule.alarm.alarmArn]);
    case 'LambdaInvoke':
      return allow(['lambda:InvokeFunction'], [rule.handler.functionArn]);
    case 'Commands': {
      // Not by reference: the pipeline waits for its role to be complete.
      const { name } = codePipeline.node.defaultChild as cp.CfnPipeline;
      const group = Stack.of(codePipeline).formatArn({
        service: 'logs',
        resource: 'log-group',
        arnFormat: ArnFormat.COLON_RESOURCE_NAME,
        resourceName: `/aws/codepipeline/${name === undefined || Token.isUnresolved(name) ? '*' : name}`,
      });
      return allow(['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'], [group, `${group}:*`]);
    }
    default:
      return [];
  }
}

/** What was imported by its ARN is where that says; for CDK it is where it was imported. */
export function placeOf(arn: string, env: Place): Place {
  const [, , , region, account] = Token.isUnresolved(arn) ? [] : arn.split(':');
  return { account: account || env.account, region: region || env.region };
}

interface Place {
  readonly account: string;
  readonly region: string;
}

/** The region, if it is another one than that of the pipeline. */
function elsewhere({ region }: Place, pipeline: IConstruct): string | undefined {
  return Token.isUnresolved(region) || region === Stack.of(pipeline).region ? undefined : region;
}
