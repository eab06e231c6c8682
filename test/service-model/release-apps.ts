import { App, Duration, Stack } from 'aws-cdk-lib';
import { Alarm, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { ExecutionMode, GitPullRequestEvent, PipelineType } from 'aws-cdk-lib/aws-codepipeline';
import * as pipelines from '../../lib';
import { ENV, stageOf } from '../kit/app';

const { EntryCondition, FailureResponse, StageRule, StageTransition, SuccessCondition, Trigger } = pipelines;

/** Numbers that look random, the same for each seed. */
class Dice {
  constructor(private state: number) {}

  /** 0 to n-1. */
  public below(n: number): number {
    this.state = (Math.imul(this.state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((this.state / 2 ** 32) * n);
  }

  public chance(percent: number): boolean {
    return this.below(100) < percent;
  }

  public of<T>(items: readonly T[]): T {
    return items[this.below(items.length)];
  }

  public list<T>(max: number, make: (i: number) => T): T[] {
    return Array.from({ length: this.below(max + 1) }, (_, i) => make(i));
  }
}

const BRANCHES = ['main', 'release/**', '!old/**', 'x'.repeat(255)];
const PATHS = ['src/**', '!**/*.md', 'a b', 'é'];
const VALUES = ['yes', '#{variables.V0}', "it's", 'x'.repeat(1000)];

/** A pipeline with whatever CodePipeline of type V2 can do around it. Many of these are refused: nobody checks before we do. */
export function releaseApp(seed: number): { readonly stack: Stack; readonly build: () => void } {
  const dice = new Dice(seed);
  const app = new App({ treeMetadata: false });
  const stack = new Stack(app, 'PipelineStack', { env: ENV });
  const options = { connectionArn: 'arn:aws:codeconnections:us-east-1:111111111111:connection/c', ...triggersOf(dice) };
  const input = pipelines.CodePipelineSource.connection('owner/repo', 'main', options);
  const synth = new pipelines.ShellStep('Synth', { input, commands: ['synth'] });
  const pipeline = new pipelines.CodePipeline(stack, 'Pipeline', {
    synth,
    pipelineType: PipelineType.V2,
    executionMode: dice.of([
      undefined,
      ExecutionMode.QUEUED,
      ExecutionMode.SUPERSEDED,
      ExecutionMode.QUEUED,
      ExecutionMode.PARALLEL,
    ]),
    layout: dice.of([pipelines.PipelineLayout.DEFAULT, pipelines.PipelineLayout.COMPACT]),
    ...(dice.chance(85) && { selfMutation: false, allowUnreviewedBranches: true }),
    ...(dice.chance(10) && { limits: { actionsPerStage: 1 + dice.below(4) } }),
  });
  dice.list(3, (i) => pipeline.addVariable(`V${i}`, { defaultValue: dice.of(['x', 'y'.repeat(1000), undefined]) }));
  dice.list(4, (i) => declareWave({ dice, app, stack, pipeline, input, synth }, i));
  return { stack, build: () => pipeline.buildPipeline() };
}

interface Site {
  readonly dice: Dice;
  readonly app: App;
  readonly stack: Stack;
  readonly pipeline: pipelines.CodePipeline;
  readonly input: pipelines.CodePipelineSource;
  readonly synth: pipelines.ShellStep;
}

function triggersOf(dice: Dice): Partial<pipelines.ConnectionSourceOptions> {
  const some = (from: readonly string[]) => dice.of([undefined, dice.list(3, () => dice.of(from))]);
  const { OPEN, UPDATED, CLOSED } = GitPullRequestEvent;
  const trigger = () =>
    dice.of([
      () => Trigger.push({ branches: some(BRANCHES), paths: some(PATHS) }),
      () => Trigger.tags(['v*', '!v0']),
      () =>
        Trigger.pullRequest({ branches: some(BRANCHES), events: dice.of([undefined, [OPEN], [UPDATED, CLOSED], []]) }),
    ])();
  const triggers = [trigger(), ...dice.list(1, trigger)];
  return dice.chance(60) ? { triggers: triggers.slice(0, dice.chance(95) ? 2 : 0) } : {};
}

function declareWave(site: Site, i: number): void {
  const { dice, app, pipeline } = site;
  const around = (): pipelines.StageConditions & { pre?: pipelines.Step[] } => ({
    ...(dice.chance(50) && { pre: [approval(site)] }),
    ...optionsOf(site),
  });
  const stage = (id: string) =>
    stageOf(app, id, ...dice.list(3, (k) => ({ id: `S${k}`, files: dice.chance(20) ? [id] : [] })));
  if (dice.chance(50)) {
    pipeline.addStage(stage(`Stage${i}${dice.of(['', 'x'.repeat(90)])}`), around());
    return;
  }
  const wave = pipeline.addWave(`Wave${i}`, { ...around(), stagePerApplication: dice.chance(50) });
  [0, 1].slice(dice.below(2)).forEach((k) => wave.addStage(stage(`W${i}Stage${k}`), dice.chance(15) ? around() : {}));
}

let approvals = 0;
function approval({ dice, input }: Site): pipelines.Step {
  return new pipelines.ManualApprovalStep(`Ask${approvals++}`, {
    comment: dice.of([undefined, `Release ${input.sourceAttribute('CommitId')}?`]),
    timeout: dice.of([undefined, Duration.minutes(5), Duration.days(60)]),
    notifyEmails: dice.of([undefined, ['a@example.com', 'b@example.com']]),
  });
}

function optionsOf(site: Site): pipelines.StageConditions {
  const { dice } = site;
  const rules = () => [rule(site), ...dice.list(dice.chance(10) ? 5 : 1, () => rule(site))];
  const entry = () =>
    dice.chance(20)
      ? EntryCondition.skipUnless(
          ...(dice.chance(70) ? [StageRule.variableEquals('#{variables.V0}', dice.of(VALUES))] : rules()),
        )
      : EntryCondition.failUnless(...rules());
  const success = () =>
    dice.chance(30) ? SuccessCondition.rollbackUnless(...rules()) : SuccessCondition.failUnless(...rules());
  const { retryFailedActions, retryAllActions, rollback } = FailureResponse;
  return {
    ...(dice.chance(40) && { beforeEntry: entry() }),
    ...(dice.chance(40) && { onSuccess: success() }),
    ...(dice.chance(30) && { onFailure: dice.of([retryFailedActions, retryAllActions, rollback])() }),
    ...(dice.chance(15) && { transition: StageTransition.disabled('Not now (please wait)!') }),
  };
}

let alarms = 0;
function rule({ dice, stack, input, synth }: Site): pipelines.StageRule {
  const metric = new Metric({ namespace: 'N', metricName: 'M' });
  const alarm = () => new Alarm(stack, `Alarm${alarms++}`, { metric, threshold: 1, evaluationPeriods: 1 });
  return dice.of([
    () => StageRule.deploymentWindow({ cron: '* * 9-16 ? * MON-FRI', timeZone: dice.of([undefined, 'Europe/Berlin']) }),
    () =>
      StageRule.alarms([alarm(), ...dice.list(dice.chance(10) ? 3 : 1, alarm)], {
        bakeTime: dice.of([undefined, Duration.minutes(30)]),
      }),
    () => StageRule.variableEquals(input.sourceAttribute('BranchName'), dice.of(VALUES)),
    () => StageRule.variableMatches('#{variables.V0}', dice.of(VALUES)),
    () => StageRule.commands(['true', 'echo "$PATH"'], { input: dice.of([undefined, synth]) }),
  ])();
}
