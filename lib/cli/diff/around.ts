import type { Change } from './change';
import { aroundPipeline, aroundStage } from '../../document/around';
import type { PlanDocument } from '../../document/plan-document';

/** Settings that are compared in words: of a stage, and of the pipeline. */
const IN_WORDS = /^(BeforeEntry|OnSuccess|OnFailure) of stage '|^(DisableInboundStageTransitions|Triggers|Variables)$/;

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

/** Whether what is different about a setting can be seen in the words for it. */
export function differsInWords(setting: string, before: PlanDocument, after: PlanDocument): boolean {
  const [was, is] = [before, after].map((document) => linesOf(only(document, setting)));
  const texts = (lines: Map<string, readonly string[]>) =>
    JSON.stringify([...lines].filter(([, all]) => all.length > 0));
  return IN_WORDS.test(setting) && texts(was) !== texts(is);
}

/** The document without all other settings. */
function only(document: PlanDocument, setting: string): PlanDocument {
  const { codePipeline } = document;
  const [, kind, name] = /^(\w+) of stage '(.*)'$/s.exec(setting) ?? [];
  const pick = (settings: Readonly<Record<string, string>> = {}, key: string) =>
    key in settings ? { [key]: settings[key] } : {};
  return {
    ...document,
    codePipeline: codePipeline && {
      ...codePipeline,
      settings: pick(codePipeline.settings, setting),
      stages: codePipeline.stages.map((stage) => ({
        ...stage,
        settings: stage.name === name ? pick(stage.settings, kind) : {},
      })),
    },
  };
}

/** By the name of the stage; without a name, of the pipeline. */
function linesOf({ codePipeline }: PlanDocument): Map<string, readonly string[]> {
  const stages = (codePipeline?.stages ?? []).map((stage) => [stage.name, aroundStage(stage, codePipeline)] as const);
  return new Map([['', codePipeline ? aroundPipeline(codePipeline) : []], ...stages]);
}
