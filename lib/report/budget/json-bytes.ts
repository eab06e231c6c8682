/** What is the same in JSON: printable characters of ASCII, but for quotes and backslashes. */
const PLAIN = /^[ !#-[\]-~]*$/;

/**
 * Bytes of `JSON.stringify(value, undefined, indentation)`, of plain data.
 *
 * Counted, because the text of a large template takes megabytes in the moment when memory is scarce: CDK holds the
 * template, and is about to write it.
 */
export function jsonBytes(value: unknown, indentation = 0): number {
  return bytesOf(value, indentation, 0) ?? 0;
}

/** `undefined` of what JSON leaves out. */
function bytesOf(value: unknown, indentation: number, depth: number): number | undefined {
  if (typeof value === 'string') {
    return textBytes(value);
  }
  if (typeof value !== 'object' || value === null) {
    return (JSON.stringify(value) as string | undefined)?.length;
  }
  const { toJSON } = value as { readonly toJSON?: unknown };
  if (typeof toJSON === 'function') {
    return bytesOf(toJSON.call(value), indentation, depth);
  }
  return Array.isArray(value) ? listBytes(value, indentation, depth) : objectBytes(value, indentation, depth);
}

function listBytes(items: readonly unknown[], indentation: number, depth: number): number {
  let bytes = bracketBytes(items.length, indentation, depth);
  for (const item of items) {
    bytes += bytesOf(item, indentation, depth + 1) ?? 'null'.length;
  }
  return bytes;
}

function objectBytes(value: object, indentation: number, depth: number): number {
  const colon = indentation > 0 ? 2 : 1;
  let count = 0;
  let bytes = 0;
  for (const key of Object.keys(value)) {
    const own = bytesOf((value as Record<string, unknown>)[key], indentation, depth + 1);
    if (own !== undefined) {
      count++;
      bytes += textBytes(key) + colon + own;
    }
  }
  return bytes + bracketBytes(count, indentation, depth);
}

/** Brackets and commas, and what separates lines. */
function bracketBytes(count: number, indentation: number, depth: number): number {
  const lines = count > 0 && indentation > 0 ? count * (1 + (depth + 1) * indentation) + 1 + depth * indentation : 0;
  return 2 + Math.max(0, count - 1) + lines;
}

function textBytes(text: string): number {
  return PLAIN.test(text) ? text.length + 2 : Buffer.byteLength(JSON.stringify(text));
}
