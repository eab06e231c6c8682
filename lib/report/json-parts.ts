/**
 * The text of a document in parts: `JSON.stringify(document, undefined, 1)` and a new line, where every list that the
 * document has may also be anything that gives its items one by one.
 */
export function* jsonParts(document: object): Iterable<string> {
  let before = '{';
  for (const [key, value] of Object.entries(document)) {
    if (isList(value)) {
      yield `${before}\n ${JSON.stringify(key)}: `;
      yield* listParts(value);
      before = ',';
    } else {
      const text = JSON.stringify({ [key]: value }, undefined, 1);
      // Such as what is `undefined`.
      const isLeftOut = text === '{}';
      yield isLeftOut ? '' : `${before}${text.slice('{'.length, -'\n}'.length)}`;
      before = isLeftOut ? before : ',';
    }
  }
  yield before === '{' ? '{}\n' : '\n}\n';
}

/** So many items of a list are text at the same time: each by itself takes longer, and leaves more to be collected. */
const TOGETHER = 64;

function* listParts(items: Iterable<unknown>): Iterable<string> {
  let before = '[';
  for (const some of batches(items)) {
    // In a list of lists items are as far to the right as in a list of a document.
    yield `${before}${JSON.stringify([some], undefined, 1).slice('[\n ['.length, -'\n ]\n]'.length)}`;
    before = ',';
  }
  yield before === '[' ? '[]' : '\n ]';
}

function* batches(items: Iterable<unknown>): Iterable<unknown[]> {
  let batch: unknown[] = [];
  for (const item of items) {
    batch.push(item);
    if (batch.length === TOGETHER) {
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) {
    yield batch;
  }
}

function isList(value: unknown): value is Iterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.iterator in value;
}
