/** One thing that is wrong, told so that a reader can fix it without reading our code. */
export interface Problem {
  /** Construct path (or another place) where the mistake was made. */
  readonly where: string;
  /** What was given. */
  readonly given: string;
  /** What is expected instead. */
  readonly expected: string;
  /** How to fix it. */
  readonly fix: string;
}

/** The only error this library throws on purpose. */
export class PipelineError extends Error {
  constructor(readonly problems: readonly Problem[]) {
    super(problems.length === 1 ? renderProblem(problems[0]) : renderAll(problems));
    this.name = 'PipelineError';
  }
}

export function fail(problem: Problem): never {
  throw new PipelineError([problem]);
}

export function failIfAny(problems: readonly Problem[]): void {
  if (problems.length > 0) {
    throw new PipelineError(problems);
  }
}

export function renderProblem(p: Problem): string {
  return `[${p.where}] ${p.given}. Expected: ${p.expected}. To fix it: ${p.fix}.`;
}

function renderAll(problems: readonly Problem[]): string {
  return [`${problems.length} problems:`, ...problems.map((p, i) => `  ${i + 1}. ${renderProblem(p)}`)].join('\n');
}

/** For the end of a `switch` over a closed union: compiles only while every kind is handled. */
export function unreachable(x: never): never {
  throw new Error(`Unexpected value: ${JSON.stringify(x)}`);
}
