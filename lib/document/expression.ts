// Expressions of GitHub: `a && !(b == 'c' || f(d))`.

/** What is known where a condition is looked at. */
export interface Situation {
  /** How a job that is needed may have ended; nothing, if it is not needed. */
  readonly resultsOf: (job: string) => number | undefined;
  /** The jobs that are needed. */
  readonly needs: readonly string[];
  /** Whether each job that comes before may have succeeded. */
  readonly maySucceed: boolean;
  /** Whether one of these may have failed, and whether one has for sure. */
  readonly mayFail: boolean;
  readonly mustFail: boolean;
  /** Whether the run was cancelled. Missing if nobody knows. */
  readonly isCancelled?: boolean;
}

/** What may come out. */
export interface Truth {
  readonly yes: boolean;
  readonly no: boolean;
}

export type Expression = (situation: Situation) => Truth;

/** A part of an expression: its truth, and what else is known of it. */
export interface Term {
  readonly truth: Expression;
  /** Of a text. */
  readonly text?: string;
  /** Of results of jobs: how each may have ended. */
  readonly results?: (situation: Situation) => readonly number[];
  /** Whether these are a list, which is equal to no text; and what is between them, if it is a text that they are joined to. */
  readonly isList?: boolean;
  readonly joinedBy?: string;
}

export function called(of: Expression): Term {
  return { truth: of };
}

/** What names, calls and comparisons mean. */
export interface Meaning {
  readonly named: (path: string) => Term;
  readonly call: (name: string, given: readonly Term[]) => Term;
  readonly compare: (left: Term, operator: string, right: Term) => Expression;
}

const TOKEN =
  /\s*(\|\||&&|==|!=|[<>]=?|[!(),[\]]|'(?:[^']|'')*'|[A-Za-z_][\w-]*(?:\.[\w*-]+)*|\.[\w*-]+(?:\.[\w*-]+)*|\d[\w.]*)/y;

/** Nothing, if there is something else in it. */
export function tokensIn(text: string): string[] | undefined {
  const tokens: string[] = [];
  const end = text.trimEnd().length;
  TOKEN.lastIndex = 0;
  for (let at = 0; at < end; at = TOKEN.lastIndex) {
    const found = TOKEN.exec(text);
    if (!found) {
      return undefined;
    }
    tokens.push(found[1]);
  }
  return tokens;
}

/** GitHub takes no deeper expressions. */
const DEEPEST = 50;

const COMPARISONS = ['==', '!=', '<=', '>=', '<', '>'] as const;

/** Reads tokens. Whatever it does not understand makes it nothing as a whole. */
export class TermReader {
  private at = 0;

  constructor(
    private readonly tokens: readonly string[],
    private readonly meaning: Meaning,
  ) {}

  public whole(): Term | undefined {
    const term = this.either(0);
    return this.at === this.tokens.length ? term : undefined;
  }

  /** `a || b` */
  private either(depth: number): Term | undefined {
    const or = (a: Truth, b: Truth) => ({ yes: a.yes || b.yes, no: a.no && b.no });
    return this.chain('||', () => this.both(depth), or);
  }

  /** `a && b` */
  private both(depth: number): Term | undefined {
    const and = (a: Truth, b: Truth) => ({ yes: a.yes && b.yes, no: a.no || b.no });
    return this.chain('&&', () => this.compared(depth), and);
  }

  private chain(operator: string, next: () => Term | undefined, join: (a: Truth, b: Truth) => Truth): Term | undefined {
    const first = next();
    const all = [first];
    while (this.take(operator)) {
      all.push(next());
    }
    const known = all.filter((term) => term !== undefined);
    if (known.length < all.length) {
      return undefined;
    }
    return all.length === 1 ? first : called((s) => known.map(({ truth }) => truth(s)).reduce(join));
  }

  /** `a == 'b'` */
  private compared(depth: number): Term | undefined {
    const left = this.single(depth);
    const operator = COMPARISONS.find((one) => this.take(one));
    if (!left || operator === undefined) {
      return left;
    }
    const right = this.single(depth);
    return right && called(this.meaning.compare(left, operator, right));
  }

  private single(depth: number): Term | undefined {
    if (depth > DEEPEST) {
      return undefined;
    }
    if (this.take('!')) {
      const inner = this.single(depth + 1);
      return (
        inner &&
        called((s) => {
          const { yes, no } = inner.truth(s);
          return { yes: no, no: yes };
        })
      );
    }
    if (this.take('(')) {
      const inner = this.either(depth + 1);
      return this.take(')') ? inner : undefined;
    }
    const token = this.tokens.at(this.at++) ?? '';
    if (token.startsWith("'")) {
      const text = token.slice(1, -1).replace(/''/g, "'");
      return { text, truth: () => ({ yes: text !== '', no: text === '' }) };
    }
    return /^\w/.test(token) ? this.namedOrCalled(token, depth) : undefined;
  }

  private namedOrCalled(name: string, depth: number): Term | undefined {
    if (this.take('(')) {
      const given = this.list(depth + 1);
      return given && this.meaning.call(name.toLowerCase(), given);
    }
    let path = name;
    // `needs['Build'].result`
    while (this.take('[')) {
      const index = this.tokens.at(this.at++) ?? '';
      if (!index.startsWith("'") || !this.take(']')) {
        return undefined;
      }
      const rest = this.tokens.at(this.at)?.startsWith('.') ? this.tokens[this.at++] : '';
      path = `${path}.${index.slice(1, -1)}${rest}`;
    }
    return this.meaning.named(path);
  }

  private list(depth: number): Term[] | undefined {
    const terms: Term[] = [];
    while (!this.take(')')) {
      const term = this.either(depth);
      const isLast = this.tokens.at(this.at) === ')';
      if (!term || (!isLast && !this.take(','))) {
        return undefined;
      }
      terms.push(term);
    }
    return terms;
  }

  private take(token: string): boolean {
    const isThere = this.tokens.at(this.at) === token;
    this.at += isThere ? 1 : 0;
    return isThere;
  }
}
