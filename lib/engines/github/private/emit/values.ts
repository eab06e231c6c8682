import { isStepOutput, type StepOutput } from '../../../../blueprint/step-output';
import { type Diagnostic, problem } from '../../../../private/diagnostics';
import { type Piece, piecesOf } from '../expressions';

/** What stands for an output of a step in the job that reads it; nothing, if nobody can know it there. */
export type OutputReader = (output: StepOutput) => string | undefined;

/** Who reads a text, for messages. */
export interface Reader {
  readonly where: string;
  /** `the variable 'X'` */
  readonly what: string;
  readonly declared: readonly object[];
  readonly problems: Diagnostic[];
}

/**
 * A text of the user as it stands in a workflow, where values are known only when it runs. Expressions are those that somebody made
 * with `GitHubExpression`: others, in a text of who knows where, would be carried out.
 */
export function workflowText(text: string, outputOf: OutputReader, reader: Reader): string {
  return piecesOf(text)
    .map((piece) => textOf(piece, outputOf, reader))
    .join('');
}

function textOf(piece: Piece, outputOf: OutputReader, reader: Reader): string {
  if ('literal' in piece) {
    refuseExpression(piece.literal, reader);
    return piece.literal;
  }
  if ('expression' in piece) {
    return `\${{ ${piece.expression} }}`;
  }
  const output = isStepOutput<StepOutput['step']>(piece.token) ? piece.token : undefined;
  const text = output && outputOf(output);
  if (text === undefined) {
    refuseToken(output, reader);
  }
  return text ?? '';
}

function refuseExpression(literal: string, { where, what, declared, problems }: Reader): void {
  if (literal.includes('${{')) {
    problems.push(
      problem({
        declared,
        where,
        given: `an expression in ${what}: '${literal}'`,
        expected: 'text: GitHub evaluates what is between ${{ and }}, whoever wrote it',
        fix: "put what you want into a variable: env: { NAME: github.GitHubExpression.secret('…') }, or variable() or raw(), and write $NAME in commands",
      }),
    );
  }
}

function refuseToken(output: StepOutput | undefined, { where, what, declared, problems }: Reader): void {
  problems.push(
    problem({
      declared,
      where,
      given: output
        ? `the output '${output.variable}' of step '${output.step.id}' in ${what}`
        : `a value in ${what} that is known only when it is deployed`,
      expected:
        'text, a variable of a step of this pipeline, or a GitHubExpression: a workflow is a file in the repository',
      fix: 'use envFromCfnOutputs for outputs of stacks, and literal accounts, regions and names',
    }),
  );
}
