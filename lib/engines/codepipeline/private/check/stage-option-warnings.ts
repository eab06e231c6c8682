import { attachedIn, CONDITIONS, type LaidOut } from './stage-option-problems';
import type { StageOptionsData } from '../../../../blueprint/stage-data';
import { runsAgain } from '../../../../plan/attached';
import { type Concern, type Diagnostic, warning } from '../../../../private/diagnostics';
import { groupBy } from '../../../../private/lang';
import { quoted } from '../../../../private/text';
import type { EmittedAction } from '../context';

const ALARMS = 'https://docs.aws.amazon.com/codepipeline/latest/userguide/rule-reference-CloudWatchAlarm.html';

/** What works, but not as the user probably thinks. `made`: what has become of the steps, as custom ones make any action. */
export function stageOptionWarnings(prepared: LaidOut, made: readonly EmittedAction[]): Diagnostic[] {
  const { stages, pipeline } = prepared;
  const gates = groupBy(
    made.flatMap(({ stage, made: actions }) => actions.filter(({ gate }) => gate).map(({ name }) => ({ stage, name }))),
    ({ stage }) => stage,
  );
  const concerns = attachedIn(prepared).flatMap(({ stage: { name }, index, options }) => {
    const inside = (gates.get(name) ?? []).map((gate) => gate.name);
    return [
      ...(inside.length > 0 ? aboutGates(name, options, inside, index < stages.length - 1) : []),
      ...alarmBeforeWindow(name, options),
    ];
  });
  return concerns.map((concern) => warning({ where: pipeline.node.path, ...concern }));
}

/** `goesOn`: something comes after the stage. A gate guards all of that, but not if it is passed over. */
function aboutGates(stage: string, options: StageOptionsData, gates: readonly string[], goesOn: boolean): Concern[] {
  const again = {
    id: `cdk-pipelines:gatesAskAgain:${stage}`,
    given: `The CodePipeline stage '${stage}' runs again after a failure, and then ${quoted(gates)} ${gates.length === 1 ? 'asks' : 'ask'} again`,
    fix: 'move the gates to a wave before; or acknowledge this warning',
    source: CONDITIONS,
  };
  const over = {
    id: `cdk-pipelines:gatesPassedOver:${stage}`,
    given: `The CodePipeline stage '${stage}' may be skipped, and ${quoted(gates)} with it: the execution goes on to the stages after it, and nobody was asked`,
    fix: 'give what comes after gates of its own, or write EntryCondition.failUnless(…)',
    source: CONDITIONS,
  };
  return [...(runsAgain(options) ? [again] : []), ...(options.beforeEntry?.result === 'SKIP' && goesOn ? [over] : [])];
}

function alarmBeforeWindow(stage: string, { beforeEntry }: StageOptionsData): Concern[] {
  const providers = beforeEntry?.rules.map(({ provider }) => provider) ?? [];
  const concern = {
    id: `cdk-pipelines:alarmBeforeWindow:${stage}`,
    given: `'beforeEntry' of '${stage}' has alarms beside a deployment window: they are looked at before the window opens, and not again`,
    fix: 'watch the alarms in onSuccess of the wave before, or in a step',
    source: ALARMS,
  };
  return providers.includes('CloudWatchAlarm') && providers.includes('DeploymentWindow') ? [concern] : [];
}
