import type { IConstruct } from 'constructs';
import { surroundings, WorkflowPlace } from './workflow-place';
import { sharedFile } from '../../../../document/workflow/file-problems';
import type { Diagnostic } from '../../../../private/diagnostics';
import { failIfAny, sayProblem } from '../../../../private/errors';

/** A workflow that was made. */
export interface Made {
  /** From the root of the repository. */
  readonly file: string;
  readonly text: string;
}

/** Of each app, which pipeline has which files. */
const filesOf = new WeakMap<IConstruct, Map<string, readonly string[]>>();

/**
 * Hold files in the repository against what a pipeline makes: checked when the app is validated, so that CDK reports all workflows at
 * once. Two workflows with one file are an error even where nobody looks at the repository.
 *
 * @param made the workflows, as soon as there are some
 * @returns what writes the files; to be called when the pipeline is synthesized
 */
export function keepFresh(pipeline: IConstruct, made: () => readonly Made[]): () => void {
  const { node } = pipeline;
  const places = new Map<string, WorkflowPlace>();
  const placeOf = (file: string) => {
    const place = places.get(file) ?? new WorkflowPlace(node.path, file, surroundings());
    places.set(file, place);
    return place;
  };
  node.addValidation({
    validate: () => {
      const now = made();
      const problems = now.flatMap(({ file, text }) => placeOf(file).problems(text));
      // What is wrong with the environment is said for each file.
      return [...new Set([...checkShared(pipeline, now), ...problems].map(sayProblem))];
    },
  });
  return () => {
    // Who skips validation has not heard of it.
    failIfAny(checkShared(pipeline, made()));
    made().forEach(({ file, text }) => placeOf(file).put(text));
  };
}

/** A workflow is compared with those before it, so that two of them are one problem. */
function checkShared({ node }: IConstruct, made: readonly Made[]): Diagnostic[] {
  const all = filesOf.get(node.root) ?? new Map<string, readonly string[]>();
  const files = made.map(({ file }) => file);
  filesOf.set(node.root, all.set(node.path, files));
  const paths = [...all.keys()];
  const earlier = paths.slice(0, paths.indexOf(node.path));
  const others = new Map(earlier.flatMap((path) => all.get(path)!.map((file) => [file, path] as const)));
  return files.flatMap((file) => sharedFile(node.path, file, others));
}
