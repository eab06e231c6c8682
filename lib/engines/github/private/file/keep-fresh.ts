import type { IConstruct } from 'constructs';
import { surroundings, WorkflowPlace } from './workflow-place';
import { sharedFile } from '../../../../document/workflow/file-problems';
import type { Diagnostic } from '../../../../private/diagnostics';
import { failIfAny, sayProblem } from '../../../../private/errors';

/** A workflow that was made. */
interface Made {
  /** From the root of the repository. */
  readonly file: string;
  readonly text: string;
}

/** Files of the workflows of an app, by the construct path of the pipeline. */
const filesOf = new WeakMap<IConstruct, Map<string, string>>();

/**
 * Hold the file in the repository against what a pipeline makes: checked when the app is validated, so that CDK reports all workflows at
 * once. Two workflows with one file are an error even where nobody looks at the repository.
 *
 * @param made the workflow, as soon as there is one
 * @returns what writes the file; to be called when the pipeline is synthesized
 */
export function keepFresh(pipeline: IConstruct, made: () => Made | undefined): () => void {
  const { node } = pipeline;
  let place: WorkflowPlace | undefined;
  const placeOf = ({ file }: Made) => (place ??= new WorkflowPlace(node.path, file, surroundings()));
  node.addValidation({
    validate: () => {
      const now = made();
      const problems = now ? [...checkShared(pipeline, now.file), ...placeOf(now).problems(now.text)] : [];
      return problems.map(sayProblem);
    },
  });
  return () => {
    const now = made();
    if (now) {
      // Who skips validation has not heard of it.
      failIfAny(checkShared(pipeline, now.file));
      placeOf(now).put(now.text);
    }
  };
}

/** A workflow is compared with those before it, so that two of them are one problem. */
function checkShared({ node }: IConstruct, file: string): Diagnostic[] {
  const all = filesOf.get(node.root) ?? new Map<string, string>();
  filesOf.set(node.root, all.set(node.path, file));
  const paths = [...all.keys()];
  const earlier = new Set(paths.slice(0, paths.indexOf(node.path)));
  return sharedFile(node.path, file, new Map([...all].filter(([path]) => earlier.has(path))));
}
