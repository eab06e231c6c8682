/**
 * One thing that is wrong, or that works otherwise than the user probably thinks: said so that a reader can fix it without
 * reading our code. Checks, plan, layout and budget collect them; they are reported together.
 */
export interface Diagnostic {
  /** Nothing is made while there is an error. */
  readonly severity: 'error' | 'warning';
  /** By which users acknowledge a warning. */
  readonly id?: string;
  /** Construct path (or another place) where the mistake was made. */
  readonly where: string;
  /** What was given. A text that ends in a full stop is complete, as CDK writes it. */
  readonly given: string;
  /** What is expected instead. */
  readonly expected?: string;
  /** How to fix it. */
  readonly fix?: string;
  /** Page that says so. */
  readonly source?: string;
  /** What the user declared, a step or a pipeline, to say in which line. */
  readonly declared?: readonly object[];
}

type Parts = Omit<Diagnostic, 'severity'>;

/** What every error says. */
export type ProblemParts = Parts & Required<Pick<Parts, 'expected' | 'fix'>>;

export function problem<P extends ProblemParts>(parts: P): P & Diagnostic {
  return { severity: 'error', ...parts };
}

/** What every warning says. */
export type WarningParts = Parts & Required<Pick<Parts, 'id'>>;

/** A warning about a pipeline, by somebody who need not know where that is. */
export type Concern = Omit<WarningParts, 'where'>;

export function warning<P extends WarningParts>(parts: P): P & Diagnostic {
  return { severity: 'warning', ...parts };
}

export function isError({ severity }: Diagnostic): boolean {
  return severity === 'error';
}

/** All but the place: for those who say that themselves, such as CDK of what is on a construct. */
export function textOf({ given, expected, fix, source }: Diagnostic): string {
  const gap = given.includes('\n') ? '\n    ' : ' ';
  const more = [
    ...(expected === undefined ? [] : [`Expected: ${expected}.`]),
    ...(fix === undefined ? [] : [`To fix it: ${fix}.`]),
    // Without a full stop, which would be taken for a part of it.
    ...(source === undefined ? [] : [`See ${source}`]),
  ];
  const sentence = given.includes('\n') || given.endsWith('.') ? given : `${given}.`;
  return [sentence, more.join(' ')].filter((text) => text !== '').join(gap);
}

export function textWithPlace(diagnostic: Diagnostic): string {
  return `[${diagnostic.where}] ${textOf(diagnostic)}`;
}
