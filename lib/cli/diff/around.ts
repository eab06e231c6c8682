import type { Change } from './change';
import { aroundPipeline, aroundStage } from '../../document/around';
import type { PlanDocument } from '../../document/plan-document';

/** Where nothing may be passed over that was not before. */
const SKIPS = 'the stage is skipped';

/** Of stages: conditions, what is done after a failure, and whether they are closed; of the pipeline: what starts it. */
export function compareAround(before: PlanDocument, after: PlanDocument): Change[] {
  const [was, is] = [linesOf(before), linesOf(after)];
  const places = [...new Set([...was.keys(), ...is.keys()])];
  return places.flatMap((place): Change[] => {
    const [old, now] = [was.get(place) ?? [], is.get(place) ?? []];
    const gone = old.filter((line) => !now.includes(line));
    const added = now.filter((line) => !old.includes(line));
    // A pipeline that starts on more is more dangerous than one that starts on less; a stage that asks less, than one that asks more.
    const isDanger = place === '' ? added.length > 0 : gone.length > 0 || added.some((line) => line.includes(SKIPS));
    const subject = place === '' ? 'What starts the pipeline' : `What CodePipeline does around stage '${place}'`;
    return gone.length + added.length === 0
      ? []
      : [
          {
            severity: isDanger ? 'danger' : 'notice',
            text: `${subject} is different`,
            details: [...gone.map((line) => `no more: ${line}`), ...added.map((line) => `new: ${line}`)],
          },
        ];
  });
}

/** Which settings differ in the words for them, by the names that `pipelineChanges` gives them. O(stages + settings). */
export function differInWords(before: PlanDocument, after: PlanDocument): (setting: string) => boolean {
  const [was, is] = [wordsOf(before), wordsOf(after)];
  return (setting) => (was.get(setting) ?? '') !== (is.get(setting) ?? '');
}

/** The words for each setting alone. */
function wordsOf({ codePipeline }: PlanDocument): Map<string, string> {
  const { settings = {}, stages = [] } = codePipeline ?? {};
  const words = (lines: readonly string[]) => lines.join('\n');
  const ofStages = stages.flatMap(({ name, settings: own = {} }) =>
    Object.keys(own).map((key): [string, string] => [
      `${key} of stage '${name}'`,
      words(aroundStage({ name, settings: { [key]: own[key] } })),
    ]),
  );
  const closed = stages.flatMap(({ name }) => aroundStage({ name }, codePipeline).map((line) => `${name}: ${line}`));
  const ofPipeline = Object.keys(settings).map((key): [string, string] => [
    key,
    codePipeline ? words(aroundPipeline({ ...codePipeline, settings: { [key]: settings[key] } })) : '',
  ]);
  return new Map([...ofStages, ...ofPipeline, ['DisableInboundStageTransitions', words(closed)]]);
}

/** By the name of the stage; without a name, of the pipeline. */
function linesOf({ codePipeline }: PlanDocument): Map<string, readonly string[]> {
  const stages = (codePipeline?.stages ?? []).map((stage) => [stage.name, aroundStage(stage, codePipeline)] as const);
  return new Map([['', codePipeline ? aroundPipeline(codePipeline) : []], ...stages]);
}
