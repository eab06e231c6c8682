/* Expressions of GitHub Actions, as far as workflows here have them. What is not known is an error, and never a value. */

export type Value = string | number | boolean | null | readonly Value[] | { readonly [name: string]: Value };

/** What an expression may name where it stands. */
export interface Scope {
  readonly contexts: Readonly<Record<string, Value>>;
  readonly functions?: Readonly<Record<string, () => Value>>;
}

const EXPRESSION = /\$\{\{((?:'(?:[^']|'')*'|[^'])*?)\}\}/g;

/** A text with the values of all expressions in it. */
export function fill(text: string, scope: Scope): string {
  return text.replace(EXPRESSION, (_, expression: string) => textOf(evaluate(expression, scope)));
}

/** A condition, with or without `${{ }}` around it. */
export function bare(condition: string): string {
  return condition.replace(/^\s*\$\{\{|\}\}\s*$/g, '');
}

export function evaluate(expression: string, scope: Scope): Value {
  return new Evaluation(tokensOf(expression), scope, expression).whole();
}

export function isTrue(value: Value): boolean {
  return value !== null && value !== false && value !== 0 && value !== '';
}

export function textOf(value: Value): string {
  if (typeof value === 'object' && value !== null) {
    throw new Error('an object is no text');
  }
  return value === null ? '' : String(value);
}

const TOKEN = /\s*(?:('(?:[^']|'')*')|(\d+(?:\.\d+)?)|(&&|\|\||==|!=|[!()[\],.])|([A-Za-z_][\w-]*))\s*/y;

interface Token {
  readonly kind: 'text' | 'number' | 'sign' | 'name';
  readonly text: string;
}

function tokensOf(expression: string): Token[] {
  const found: Token[] = [];
  for (TOKEN.lastIndex = 0; TOKEN.lastIndex < expression.length;) {
    const [, text, number, sign, name] = TOKEN.exec(expression) ?? [];
    const kind = text !== undefined ? 'text' : number !== undefined ? 'number' : sign !== undefined ? 'sign' : 'name';
    const given = text ?? number ?? sign ?? name;
    if (given === undefined) {
      throw new Error(`no expression of GitHub: ${expression}`);
    }
    found.push({ kind, text: kind === 'text' ? given.slice(1, -1).replace(/''/g, "'") : given });
  }
  return found;
}

class Evaluation {
  private at = 0;

  constructor(
    private readonly tokens: readonly Token[],
    private readonly scope: Scope,
    private readonly expression: string,
  ) {}

  public whole(): Value {
    const value = this.either();
    if (this.at < this.tokens.length) this.fail();
    return value;
  }

  private either(): Value {
    let left = this.both();
    while (this.take('||')) {
      const right = this.both();
      left = isTrue(left) ? left : right;
    }
    return left;
  }

  private both(): Value {
    let left = this.compared();
    while (this.take('&&')) {
      const right = this.compared();
      left = isTrue(left) ? right : left;
    }
    return left;
  }

  private compared(): Value {
    const left = this.negated();
    if (this.take('==')) return isEqual(left, this.negated());
    if (this.take('!=')) return !isEqual(left, this.negated());
    return left;
  }

  private negated(): Value {
    return this.take('!') ? !isTrue(this.negated()) : this.accessed();
  }

  private accessed(): Value {
    let value = this.primary();
    for (;;) {
      if (this.take('.')) {
        value = memberOf(value, this.next('name').text);
      } else if (this.take('[')) {
        value = memberOf(value, textOf(this.either()));
        this.demand(']');
      } else {
        return value;
      }
    }
  }

  private primary(): Value {
    if (this.take('(')) {
      const value = this.either();
      this.demand(')');
      return value;
    }
    const { kind, text } = this.tokens[this.at++] ?? this.fail();
    if (kind === 'text') return text;
    if (kind === 'number') return Number(text);
    if (kind !== 'name') this.fail();
    return this.take('(') ? this.called(text) : this.named(text);
  }

  private called(name: string): Value {
    const given: Value[] = [];
    while (!this.take(')')) {
      given.push(this.either());
      this.take(',');
    }
    const made = this.scope.functions?.[name] ?? FUNCTIONS[name];
    return made ? made(...given) : this.fail();
  }

  private named(name: string): Value {
    if (name === 'true' || name === 'false') return name === 'true';
    if (name === 'null') return null;
    return name in this.scope.contexts ? this.scope.contexts[name] : this.fail();
  }

  private take(sign: string): boolean {
    const { kind, text } = this.tokens[this.at] ?? {};
    const found = kind === 'sign' && text === sign;
    if (found) this.at += 1;
    return found;
  }

  private demand(sign: string): void {
    if (!this.take(sign)) this.fail();
  }

  private next(kind: Token['kind']): Token {
    const token = this.tokens[this.at++];
    return token?.kind === kind ? token : this.fail();
  }

  private fail(): never {
    const { text } = this.tokens[this.at - 1] ?? { text: 'its end' };
    throw new Error(`the expression '${this.expression.trim()}' is not known here, at ${text}`);
  }
}

const FUNCTIONS: Readonly<Record<string, (...given: Value[]) => Value>> = {
  fromJSON: (text) => JSON.parse(textOf(text)) as Value,
  contains: (all, one) =>
    Array.isArray(all)
      ? all.some((each) => isEqual(each, one))
      : textOf(all).toLowerCase().includes(textOf(one).toLowerCase()),
};

/** What is not there is null. Names count without case. */
function memberOf(value: Value, name: string): Value {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const found = Object.entries(value).find(([key]) => key.toLowerCase() === name.toLowerCase());
  return found === undefined ? null : (found[1] as Value);
}

/** Texts are compared without case; values of two kinds as numbers. */
function isEqual(left: Value, right: Value): boolean {
  if (typeof left === 'string' && typeof right === 'string') return left.toLowerCase() === right.toLowerCase();
  return typeof left === typeof right ? left === right : numberOf(left) === numberOf(right);
}

const numberOf = (value: Value) => (value === null ? 0 : Number(value));
