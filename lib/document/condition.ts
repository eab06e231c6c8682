import { called, type Expression, type Situation, type Term, TermReader, tokensIn, type Truth } from './expression';

// Conditions of jobs on GitHub, as far as they say who must have succeeded. What is not understood may be anything: so no gate
// seems to hold because we have not read on.

/** How a job may end. A set of these is a number. */
export const SUCCESS = 1;
export const FAILURE = 2;
export const SKIPPED = 4;
export const CANCELLED = 8;
export const ANY_RESULT = SUCCESS | FAILURE | SKIPPED | CANCELLED;

/** Whether a job may run. */
export type Condition = (situation: Situation) => boolean;

const TRUE: Truth = { yes: true, no: false };
const FALSE: Truth = { yes: false, no: true };
const UNSURE: Truth = { yes: true, no: true };

function truth(is: boolean | undefined): Truth {
  return is === undefined ? UNSURE : is ? TRUE : FALSE;
}

/** GitHub takes no more characters. */
const MOST = 21_000;

/**
 * The condition of a job, read once. Without one, or with one that asks for no status itself, all jobs before it must have succeeded:
 * also those that are needed by what it needs.
 */
export function conditionOf(text: string | undefined): Condition {
  if (text === undefined) {
    return (situation) => succeeded(situation).yes;
  }
  const expression = read(text) ?? (() => UNSURE);
  const asks = asksStatus(text);
  return (situation) => expression(situation).yes && (asks || succeeded(situation).yes);
}

/** What a condition asks apart from how other jobs have ended: all that must be true, each by itself. */
export function conditionParts(text: string | undefined): string[] {
  const [, inner = text ?? ''] = /^\s*\$\{\{([\s\S]*)\}\}\s*$/.exec(text ?? '') ?? [];
  const tokens = tokensIn(inner);
  return tokens
    ? conjuncts(tokens)
        .filter((part) => !isOfResults(part))
        .map((part) => part.join(' '))
    : [inner];
}

/** What is between `&&`, if there is nothing but that at the top. */
function conjuncts(tokens: readonly string[]): string[][] {
  let depth = 0;
  const parts: string[][] = [[]];
  for (const token of tokens) {
    depth += token === '(' || token === '[' ? 1 : token === ')' || token === ']' ? -1 : 0;
    if (token === '||' && depth === 0) {
      return [[...tokens]];
    }
    if (token === '&&' && depth === 0) {
      parts.push([]);
    } else {
      parts[parts.length - 1].push(token);
    }
  }
  return parts.filter((part) => part.length > 0);
}

const RESULT = /^(?:needs\.[\w*-]+\.result|always|success|failure|cancelled)$/i;

/** Whether it is about results of jobs, and about nothing else. */
function isOfResults(tokens: readonly string[]): boolean {
  const others = tokens.filter((token) => !RESULT.test(token));
  return others.length < tokens.length && others.every((token) => /^(?:contains|join|\W.*)$/i.test(token));
}

/** Whether a condition decides by itself what happens after a failure. */
function asksStatus(text: string): boolean {
  return /\b(?:always|success|failure|cancelled)\s*\(/i.test(text.replace(/'(?:[^']|'')*'/g, "''"));
}

function succeeded({ maySucceed, mayFail, mustFail }: Situation): Truth {
  return { yes: maySucceed && !mustFail, no: !maySucceed || mayFail };
}

const STATUSES: ReadonlyMap<string, Expression> = new Map<string, Expression>([
  ['always', () => TRUE],
  ['success', succeeded],
  ['failure', ({ mayFail, mustFail }) => ({ yes: mayFail, no: !mustFail })],
  ['cancelled', ({ isCancelled }) => truth(isCancelled)],
]);

const RESULTS: ReadonlyMap<string, number> = new Map([
  ['success', SUCCESS],
  ['failure', FAILURE],
  ['skipped', SKIPPED],
  ['cancelled', CANCELLED],
]);

/** Nothing, if it is not understood. */
function read(text: string): Expression | undefined {
  const [, inner = text] = /^\s*\$\{\{([\s\S]*)\}\}\s*$/.exec(text) ?? [];
  const tokens = text.length > MOST || inner.includes('${{') ? undefined : tokensIn(inner);
  return tokens && new TermReader(tokens, { named, call, compare }).whole()?.truth;
}

/** `needs.Build.result`, or something that nobody knows. */
function named(path: string): Term {
  if (/^(?:true|false)$/i.test(path)) {
    const is = truth(path.toLowerCase() === 'true');
    return { truth: () => is };
  }
  const [, job] = /^needs\.([\w*-]+)\.result$/i.exec(path) ?? [];
  return {
    truth: () => UNSURE,
    ...(job === undefined
      ? {}
      : {
          results: ({ needs, resultsOf }) => (job === '*' ? needs : [job]).map((one) => resultsOf(one) ?? 0),
          isList: job === '*',
        }),
  };
}

/** `always()`, `contains(needs.*.result, 'failure')`, `join(needs.*.result, ' ')` */
function call(name: string, given: readonly Term[]): Term {
  const [{ results, isList } = called(() => UNSURE), item] = given;
  const status = STATUSES.get(name);
  if (status || !results || !isList || item?.text === undefined) {
    return called(status ?? (() => UNSURE));
  }
  const { text } = item;
  return name === 'join'
    ? { truth: () => UNSURE, results, joinedBy: text }
    : called(name === 'contains' ? (situation) => anyIs(results(situation), text) : () => UNSURE);
}

/** Whether one of some jobs ended so. */
function anyIs(all: readonly number[], text: string): Truth {
  const wanted = resultOf(text);
  return { yes: all.some((one) => (one & wanted) !== 0), no: all.every((one) => wanted === 0 || one !== wanted) };
}

/** Whether all of them ended so. Nobody says in which order they are. */
function areAll(all: readonly number[], texts: readonly string[]): Truth {
  const [wanted, ...others] = [...new Set(texts.map(resultOf))];
  return others.length > 0 || wanted === 0
    ? UNSURE
    : {
        yes: all.length === texts.length && all.every((one) => (one & wanted) !== 0),
        no: all.length !== texts.length || all.some((one) => one !== wanted),
      };
}

/** Nothing, if it is no result. */
function resultOf(text: string): number {
  return RESULTS.get(text.toLowerCase()) ?? 0;
}

/** `needs.Build.result == 'success'` */
function compare(left: Term, operator: string, right: Term): Expression {
  const [{ results, isList, joinedBy }, { text }] = left.results ? [left, right] : [right, left];
  // The result of a job that is not needed is equal to what is 0 as a number, such as ''.
  const isUnderstood = results && !isList && text !== undefined && Number(text) !== 0;
  if (!isUnderstood || (operator !== '==' && operator !== '!=')) {
    return () => UNSURE;
  }
  return (situation) => {
    const all = results(situation);
    const { yes, no } = joinedBy === undefined ? anyIs(all, text) : areAll(all, text.split(joinedBy));
    return operator === '==' ? { yes, no } : { yes: no, no: yes };
  };
}
