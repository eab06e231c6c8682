import type { EmitContext, Output } from './context';
import { isOwn, knownVariables, ownVariable } from './sources';
import { type Reader, workflowText } from './values';
import type { StepOutput } from '../../../../blueprint/step-output';
import { problem } from '../../../../private/diagnostics';

/** Who reads a text, and what it knows. */
export interface TextReader {
  /** Number of the step that has the text. */
  readonly step: number;
  /** `the variable 'X'` */
  readonly what: string;
  /** Whether its job reads what only the commit says. @default false */
  readonly readsCommit?: boolean;
}

/** A text of a step as it stands in a workflow. */
export function textOf(text: string, of: TextReader, context: EmitContext): string {
  const reader = readerOf(of, context);
  const ofToken = ({ step, variable }: StepOutput) => {
    const key = context.keyOf(step);
    return key === undefined ? undefined : outputOf({ step: key, variable }, of, context);
  };
  return workflowText(text, ofToken, reader);
}

/** What stands for an output of a step; what is not known is a problem. */
export function outputOf({ step, variable }: Output, of: TextReader, context: EmitContext): string {
  const snapshot = context.snapshots[step];
  if (!snapshot.isSource) {
    return `\${{ needs.${context.graph.jobOf(context.nodeOfStep(step))}.outputs.${variable} }}`;
  }
  const own = isOwn(snapshot, context.settings);
  const text = own ? ownVariable(variable, of.readsCommit === true, context.settings) : undefined;
  if (text === undefined) {
    const known = knownVariables(of.readsCommit === true).join(', ');
    const { where, what, declared, problems } = readerOf(of, context);
    const expected = own
      ? `one that GitHub knows here: ${known}`
      : 'an attribute of the repository that the workflow is in: GitHub knows those of no other';
    const fix = own ? 'read one of these' : 'ask git in a command: git -C DIRECTORY rev-parse HEAD';
    const given = `the attribute '${variable}' of '${snapshot.id}' in ${what}`;
    problems.push(problem({ where, declared, given, expected, fix }));
  }
  return text ?? '';
}

/** What stands for an output of a step, for people; nothing, if the step is not in this workflow. */
export function readableOutput({ step, variable }: StepOutput, context: EmitContext): string | undefined {
  const key = context.keyOf(step);
  if (key === undefined) {
    return undefined;
  }
  return context.snapshots[key].isSource
    ? (ownVariable(variable, true, context.settings) ?? `<${variable} of ${step.id}>`)
    : `\${{ needs.${context.graph.jobOf(context.nodeOfStep(key))}.outputs.${variable} }}`;
}

function readerOf({ step, what }: TextReader, { path, declared, problems }: EmitContext): Reader {
  const { id } = declared[step];
  return { where: `${path}, step '${id}'`, what, declared: [declared[step]], problems };
}
