import { type Diagnostic, problem, type ProblemParts, textOf, textWithPlace } from './diagnostics';
import { listed } from './text';
import { callingLine, declarationOf } from './user-lines';

/** The only error this library throws on purpose. */
export class PipelineError extends Error {
  public readonly problems!: readonly Diagnostic[];

  constructor(problems: readonly Diagnostic[], cause?: Error) {
    super(renderAll(problems));
    // Node prints properties below the stack: what is in the text already is not one of those.
    Object.defineProperty(this, 'problems', { value: problems, enumerable: false });
    if (cause) {
      Object.defineProperty(this, 'cause', { value: cause, enumerable: false });
    }
  }
}

// Before any of them is made: Node takes the name for the first line of the stack.
Object.defineProperty(PipelineError.prototype, 'name', { value: 'PipelineError' });

/** `cause`: what CDK said. */
export function fail(parts: ProblemParts, cause?: Error): never {
  throw new PipelineError([problem(parts)], cause);
}

/** Run something for what was declared: a problem that has no line of its own gets the line of that. */
export function onBehalfOf<A>(declared: object, run: () => A): A {
  try {
    return run();
  } catch (e) {
    if (!(e instanceof PipelineError) || e.problems.every((p) => p.declared)) {
      throw e;
    }
    throw new PipelineError(
      e.problems.map((p) => (p.declared ? p : { ...p, declared: [declared] })),
      e.cause as Error | undefined,
    );
  }
}

/** What a call fails with; the line of a problem that has none is that of what was declared. */
export function problemsOf(declared: object, run: () => void): readonly Diagnostic[] {
  try {
    onBehalfOf(declared, run);
    return [];
  } catch (e) {
    if (e instanceof PipelineError) {
      return e.problems;
    }
    throw e;
  }
}

/** Where a call fails, what was found before it is in the same error. */
export function alongside<A>(found: readonly Diagnostic[], run: () => A): A {
  try {
    return run();
  } catch (e) {
    if (found.length === 0) {
      throw e;
    }
    // What is not ours may be what comes of these problems.
    const more = e instanceof PipelineError ? e.problems : [];
    const texts = new Set(found.map(renderProblem));
    throw new PipelineError([...found, ...more.filter((p) => !texts.has(renderProblem(p)))], e as Error);
  }
}

/** Finds all that is wrong with several things, and says it at once. */
export class Problems {
  private readonly found: Diagnostic[] = [];

  public add(...problems: readonly Diagnostic[]): void {
    this.found.push(...problems);
  }

  /** What a call gives; nothing, if it fails with problems, which are kept. */
  public try<A>(call: () => A): A | undefined {
    try {
      return call();
    } catch (e) {
      if (!(e instanceof PipelineError)) {
        throw e;
      }
      this.found.push(...e.problems);
      return undefined;
    }
  }

  public report(): void {
    failIfAny(this.found);
  }
}

export function failIfAny(problems: readonly Diagnostic[]): void {
  if (problems.length > 0) {
    throw new PipelineError(problems);
  }
}

/** An error as its reader gets it, who may write Python. */
export function renderProblem(p: Diagnostic): string {
  return `${textWithPlace(p)}${inPython(p.fix)}`;
}

/** Without the place, for those who say it themselves. */
export function sayProblem(p: Diagnostic): string {
  return `${textOf(p)}${inPython(p.fix)}`;
}

/** Whom jsii runs this for; nothing for users of JavaScript and TypeScript. */
const isPython = () => /^python/i.test(process.env.JSII_AGENT ?? '');

/** A property of scripts that everybody is sent to, whatever their language. */
const ALWAYS = 'envFromCfnOutputs';

/** Names of properties and methods in a fix, as they are in Python where that differs. */
function inPython(fix = ''): string {
  // What is in quotes may be a name that the user chose.
  const found = isPython() ? (fix.match(/(?<![\w'".@/-])[a-z]+(?:[A-Z][a-z0-9]*)+\b/g) ?? []) : [];
  const names = [...new Set([...found, ...(fix.includes(ALWAYS) ? [ALWAYS] : [])])];
  return names.length > 0 ? ` In Python: ${names.map(snakeCase).join(', ')}.` : '';
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`);
}

/** With lines of the user's code. In errors only: what goes into the cloud assembly has nothing of them. */
function renderAll(problems: readonly Diagnostic[]): string {
  const rendered = problems.map((p) => [renderProblem(p), ...sayLines('Declared', linesOf(p))].join(' '));
  const called = sayLines('Called', [callingLine()]);
  return rendered.length === 1
    ? [...rendered, ...called].join(' ')
    : [`${problems.length} problems:`, ...rendered.map((p, i) => `  ${i + 1}. ${p}`), ...called].join('\n');
}

function linesOf({ declared = [] }: Diagnostic): (string | undefined)[] {
  return [...new Set(declared.map(declarationOf))];
}

function sayLines(what: string, lines: readonly (string | undefined)[]): string[] {
  const known = lines.filter((line) => line !== undefined);
  return known.length > 0 ? [`${what} at ${listed(known, 5)}.`] : [];
}

/** For the end of a `switch` over a closed union: compiles only while every kind is handled. */
export function unreachable(x: never): never {
  throw new Error(`Unexpected value: ${JSON.stringify(x)}`);
}
