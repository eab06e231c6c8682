import { attachedIn, CONDITIONS, type LaidOut } from './stage-option-problems';
import type { StageOptionsData } from '../../../../blueprint/stage-data';
import type { Concern } from '../../../../private/diagnostics';
import { quoted } from '../../../../private/text';
import { rollsBack } from '../layouts/attach';
import type { LaidOutStage } from '../layouts/default-stages';
import { isGate } from '../layouts/tranches';

const ALARMS = 'https://docs.aws.amazon.com/codepipeline/latest/userguide/rule-reference-CloudWatchAlarm.html';

/** What works, but not as the user probably thinks. */
export function stageOptionWarnings(prepared: LaidOut): Concern[] {
  return attachedIn(prepared).flatMap(({ stage, index, options }) => [
    ...gatesAskAgain(stage, options),
    ...gatesPassedOver(stage, options, prepared.stages.length - 1 > index),
    ...alarmBeforeWindow(stage, options),
  ]);
}

function gatesAskAgain(stage: LaidOutStage, options: StageOptionsData): Concern[] {
  const { onFailure } = options;
  const again = rollsBack(options) || (onFailure?.result === 'RETRY' && onFailure.mode === 'ALL_ACTIONS');
  const gates = stage.tranches.flat().filter(({ work }) => isGate({ content: work }));
  const concern = {
    id: `cdk-pipelines:gatesAskAgain:${stage.name}`,
    given: `The CodePipeline stage '${stage.name}' runs again after a failure, and then ${quoted(gates.map(({ name }) => name))} ${gates.length === 1 ? 'asks' : 'ask'} again`,
    fix: 'move the gates to a wave before; or acknowledge this warning',
    source: CONDITIONS,
  };
  return again && gates.length > 0 ? [concern] : [];
}

/** A gate guards all that comes after it, but not if it is passed over. */
function gatesPassedOver(stage: LaidOutStage, { beforeEntry }: StageOptionsData, goesOn: boolean): Concern[] {
  const gates = gatesIn(stage);
  const concern = {
    id: `cdk-pipelines:gatesPassedOver:${stage.name}`,
    given: `The CodePipeline stage '${stage.name}' may be skipped, and ${gates} with it: the execution goes on to the stages after it, and nobody was asked`,
    fix: 'give what comes after gates of its own, or write EntryCondition.failUnless(…)',
    source: CONDITIONS,
  };
  return beforeEntry?.result === 'SKIP' && goesOn && gates !== '' ? [concern] : [];
}

function gatesIn(stage: LaidOutStage): string {
  const gates = stage.tranches.flat().filter(({ work }) => isGate({ content: work }));
  return quoted(gates.map(({ name }) => name));
}

function alarmBeforeWindow(stage: LaidOutStage, { beforeEntry }: StageOptionsData): Concern[] {
  const providers = beforeEntry?.rules.map(({ provider }) => provider) ?? [];
  const concern = {
    id: `cdk-pipelines:alarmBeforeWindow:${stage.name}`,
    given: `'beforeEntry' of '${stage.name}' has alarms beside a deployment window: they are looked at before the window opens, and not again`,
    fix: 'watch the alarms in onSuccess of the wave before, or in a step',
    source: ALARMS,
  };
  return providers.includes('CloudWatchAlarm') && providers.includes('DeploymentWindow') ? [concern] : [];
}
