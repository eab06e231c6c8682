import type { IFileSetProducer, Step } from '../../../blueprint';
import { scriptOf } from '../../../blueprint/scripts';
import { noteRead, StepOutput } from '../../../blueprint/step-output';
import { type Origin, STEP } from '../../../blueprint/traits';
import type { Concern } from '../../../private/diagnostics';

/** What tells one revision from the others. */
const ATTRIBUTES: Readonly<Record<Origin['provider'], string>> = {
  connection: 'CommitId',
  github: 'CommitId',
  codecommit: 'CommitId',
  s3: 'VersionId',
  ecr: 'ImageDigest',
};

/** What a person is shown of a revision. */
interface Revision {
  readonly output: StepOutput<Step>;
  readonly repository: string;
}

/** The step whose revision an approval shows: it must have fetched that before, and name its variables. */
export function revisionProducers(step: Step, synth: IFileSetProducer): Step[] {
  const output = showsRevision(step) ? revisionOf(synth)?.output : undefined;
  if (!output) {
    return [];
  }
  noteRead(output);
  return [output.step];
}

/** What is approved, in the words of the provider. */
export function revisionText(synth: IFileSetProducer, planHash: string): string {
  const revision = revisionOf(synth);
  const plan = `plan ${planHash}`;
  return revision ? `${revision.output.variable} ${revision.output} of ${revision.repository}, ${plan}` : plan;
}

export function revisionWarnings(synth: IFileSetProducer, steps: readonly Step[]): Concern[] {
  const asked = steps.filter(showsRevision);
  const unknown = {
    id: 'cdk-pipelines:unknownRevision',
    given: `${asked.map(String).join(', ')}: showRevision shows the hash of the plan only, as no source is known that 'synth' gets its files from`,
    fix: 'let a CodePipelineSource be the input of synth, or write into comment what the approver is to know',
  };
  return asked.length > 0 && !revisionOf(synth) ? [unknown] : [];
}

export function showsRevision(step: Step): boolean {
  return STEP.of(step)?.question?.().showsRevision === true;
}

function revisionOf(synth: IFileSetProducer): Revision | undefined {
  const source = sourceOf(synth);
  const origin = source && STEP.of(source)?.origin;
  return origin && { output: new StepOutput(source, ATTRIBUTES[origin.provider]), repository: origin.repository };
}

/** Where the files come from that are worked on: from step to step, the one that each starts in. */
function sourceOf(synth: IFileSetProducer): Step | undefined {
  const seen = new Set<Step>();
  let files = synth.primaryOutput;
  while (files && !files._isExternal && !seen.has(files.producer)) {
    const { producer } = files;
    if (producer.isSource) {
      return producer;
    }
    seen.add(producer);
    const inputs = scriptOf(producer)?.inputs ?? [];
    files = inputs.find(({ directory }) => directory === '.')?.fileSet ?? producer.dependencyFileSets.at(0);
  }
  return undefined;
}
