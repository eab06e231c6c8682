import type { Files } from './read-assembly';

const MAX_DIFFERENCES = 20;
const MAX_VALUE = 300;

/** Empty when equal; otherwise the first differences, each with its file, its JSON path and both values. */
export function diffFiles(incumbent: Files, ours: Files): string {
  const lines: string[] = [];
  for (const name of [...new Set([...Object.keys(incumbent), ...Object.keys(ours)])].sort(causesFirst)) {
    if (!(name in ours)) {
      lines.push(`${name}: only the incumbent writes it`);
    } else if (!(name in incumbent)) {
      lines.push(`${name}: only ours writes it`);
    } else if (incumbent[name] !== ours[name]) {
      lines.push(`${name}:`, ...diffTexts(incumbent[name], ours[name]));
    }
    if (lines.length > 2 * MAX_DIFFERENCES) {
      break;
    }
  }
  return lines.join('\n');
}

/** A changed template changes hashes in manifests; those are consequences. */
function causesFirst(a: string, b: string): number {
  const rank = (name: string) => Number(name.endsWith('.assets.json')) + 2 * Number(name.endsWith('manifest.json'));
  return rank(a) - rank(b) || (a < b ? -1 : 1);
}

function diffTexts(incumbent: string, ours: string): string[] {
  const [a, b] = [parse(incumbent), parse(ours)];
  const found = a === undefined || b === undefined ? [] : diffValues('$', a, b).slice(0, MAX_DIFFERENCES);
  // Equal values whose texts differ: key order or formatting, which byte for byte forbids as well.
  return found.length > 0 ? found : diffLines(incumbent, ours);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function diffValues(at: string, a: unknown, b: unknown): string[] {
  if (!isObject(a) || !isObject(b) || Array.isArray(a) !== Array.isArray(b)) {
    return a === b ? [] : pair(at, show(a), show(b));
  }
  const keysA = Object.keys(a);
  const keysB = Object.keys(b);
  const own = [...new Set([...keysA, ...keysB])].flatMap((key) => diffValues(`${at}.${key}`, a[key], b[key]));
  const common = (keys: string[], other: object) => keys.filter((key) => key in other).join(' ');
  return own.length === 0 && common(keysA, b) !== common(keysB, a)
    ? pair(`${at} (order of keys)`, show(keysA), show(keysB))
    : own;
}

function diffLines(incumbent: string, ours: string): string[] {
  const [a, b] = [incumbent.split('\n'), ours.split('\n')];
  const at = a.findIndex((line, i) => line !== b[i]);
  const i = at === -1 ? a.length : at;
  return pair(`line ${i + 1}`, a[i] ?? '(end)', b[i] ?? '(end)');
}

function pair(at: string, a: string, b: string): string[] {
  return [`  @ ${at}\n  - ${a}\n  + ${b}`];
}

function show(value: unknown): string {
  const text = value === undefined ? '(absent)' : JSON.stringify(value);
  return text.length > MAX_VALUE ? `${text.slice(0, MAX_VALUE)}… (${text.length} characters)` : text;
}

function isObject(x: unknown): x is Record<string, unknown> {
  return typeof x === 'object' && x !== null;
}
