/**
 * The text of a document in parts: `JSON.stringify(document, undefined, 1)` and a new line, where every list that the
 * document has, or an object in it, may also be anything that gives its items one by one.
 */
export function* jsonParts(document: object): Iterable<string> {
  yield* objectParts(document, '');
  yield '\n';
}

function* objectParts(object: object, indent: string): Iterable<string> {
  let before = '{';
  for (const [key, value] of Object.entries(object)) {
    if (isList(value) || holdsLists(value)) {
      yield `${before}\n${indent} ${JSON.stringify(key)}: `;
      yield* isList(value) ? listParts(value, indent) : objectParts(value, `${indent} `);
      before = ',';
    } else {
      const text = JSON.stringify({ [key]: value }, undefined, 1);
      // Such as what is `undefined`.
      const isLeftOut = text === '{}';
      yield isLeftOut ? '' : `${before}${indented(text.slice('{'.length, -'\n}'.length), indent)}`;
      before = isLeftOut ? before : ',';
    }
  }
  yield before === '{' ? '{}' : `\n${indent}}`;
}

/** So many items of a list are text at the same time: each by itself takes longer, and leaves more to be collected. */
const TOGETHER = 64;

function* listParts(items: Iterable<unknown>, indent: string): Iterable<string> {
  let before = '[';
  for (const some of batches(items)) {
    // In a list of lists items are as far to the right as in a list of a document.
    const text = JSON.stringify([some], undefined, 1).slice('[\n ['.length, -'\n ]\n]'.length);
    yield `${before}${indented(text, indent)}`;
    before = ',';
  }
  yield before === '[' ? '[]' : `\n${indent} ]`;
}

/** Text in JSON has no new lines of its own. */
function indented(json: string, indent: string): string {
  return indent === '' ? json : json.replaceAll('\n', `\n${indent}`);
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

/** Whether an object has a list that gives its items one by one, which JSON does not know. */
function holdsLists(value: unknown): value is object {
  const isObject = typeof value === 'object' && value !== null;
  return isObject && Object.values(value).some((inner) => isList(inner) && !Array.isArray(inner));
}
