import type { Change } from './change';
import { aroundDocument, aroundPipeline, aroundStage } from '../../document/around';
import { aroundWorkflow } from '../../document/around-workflow';
import type { GitHubInfo, PlanDocument } from '../../document/plan-document';

/** Where nothing may be passed over that was not before. */
const SKIPS = 'the stage is skipped';

/** What makes a pipeline start less often when it is gone; or less often be given something. */
const STARTS = /^(?:starts|variables:) /;

/** Of stages: conditions, what is done after a failure, and whether they are closed; of the pipeline: what starts it. */
export function compareAround(before: PlanDocument, after: PlanDocument): Change[] {
  const [was, is] = [linesOf(before), linesOf(after)];
  const places = [...new Set([...was.keys(), ...is.keys()])];
  const whole = before.gitHub && after.gitHub ? 'What GitHub does around the jobs' : 'What starts the pipeline';
  return places.flatMap((place): Change[] => {
    const [old, now] = [was.get(place) ?? [], is.get(place) ?? []];
    const gone = old.filter((line) => !now.includes(line));
    const added = now.filter((line) => !old.includes(line));
    // A pipeline that starts on more is more dangerous than one that starts on less; a stage that asks less, than one that asks more.
    const isDanger =
      place === ''
        ? added.length > 0 || gone.some((line) => !STARTS.test(line))
        : gone.length > 0 || added.some((line) => line.includes(SKIPS));
    const subject = place === '' ? whole : `What CodePipeline does around stage '${place}'`;
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
function wordsOf({ codePipeline, gitHub }: PlanDocument): Map<string, string> {
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
  const ofWorkflow = gitHub ? wordsOfWorkflow(gitHub) : [];
  return new Map([...ofStages, ...ofPipeline, ...ofWorkflow, ['DisableInboundStageTransitions', words(closed)]]);
}

function wordsOfWorkflow({ triggers, settings = {}, ...rest }: GitHubInfo): [string, string][] {
  const around = (more: Pick<GitHubInfo, 'triggers' | 'settings'>) => aroundWorkflow({ ...rest, ...more }).join('\n');
  return [
    ...Object.entries(triggers).map(([event, text]): [string, string] => [
      `on ${event}`,
      around({ triggers: { [event]: text } }),
    ]),
    ...Object.entries(settings).map(([name, text]): [string, string] => [
      name,
      around({ triggers: {}, settings: { [name]: text } }),
    ]),
  ];
}

/** By the name of the stage; without a name, of the pipeline. */
function linesOf(document: PlanDocument): Map<string, readonly string[]> {
  const { codePipeline } = document;
  const stages = (codePipeline?.stages ?? []).map((stage) => [stage.name, aroundStage(stage, codePipeline)] as const);
  return new Map([['', aroundDocument(document)], ...stages]);
}
