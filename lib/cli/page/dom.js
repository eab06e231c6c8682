// What the other scripts of the page share. They run one after the other, in one scope, in any browser of today.

/** @typedef {import('../html').PageModel} PageModel */
/** @typedef {import('../../document/walk').Awaited} Wait */

/** @type {PageModel} */
const model = JSON.parse(/** @type {HTMLElement} */ (document.getElementById('model')).textContent ?? '');

/**
 * What the terminal has, too, compiled.
 *
 * @typedef {{ walk: typeof import('../../document/walk'), text: typeof import('../../private/visible') }} Shared
 */
/** @type {Shared} */
// @ts-expect-error: it stands before these scripts
const { walk: walks, text: texts } = shared;

const after = walks.linksAfter(model.graph);

/** Index of the action that speaks for each node: one that stops for a decision, or else the first. @type {Map<string, number>} */
const actionOfId = new Map();
for (const isGate of [false, true]) {
  for (let i = model.actions.length - 1; i >= 0; i--) {
    if (model.actions[i].gate === isGate) actionOfId.set(model.actions[i].node, i);
  }
}

/** @type {Map<string, number>} */
const nodeOfId = new Map(model.graph.ids.map((id, node) => [id, node]));

/** @param {number} node */
function actionOf(node) {
  return actionOfId.get(model.graph.ids[node]);
}

/** @param {number} action */
function nodeOf(action) {
  return /** @type {number} */ (nodeOfId.get(model.actions[action].node));
}

/** @typedef {Node | string | undefined} Child */

/**
 * An element. Text is only ever set as text.
 *
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {string} className
 * @param {(Child | readonly Child[])[]} children lists stay lists: a call takes only so many arguments
 * @returns {HTMLElementTagNameMap[T]}
 */
function el(tag, className, ...children) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  for (const child of children) put(element, Array.isArray(child) ? child : [child]);
  return element;
}

/** @param {Element} element @param {readonly Child[]} children */
function put(element, children) {
  for (const child of children) {
    if (child) element.append(typeof child === 'string' ? texts.visible(child) : child);
  }
}

/** Text that keeps its lines. @param {string} text */
function lined(text) {
  const element = el('span', 'lined');
  element.textContent = texts.visibleLines(text);
  return element;
}

/** A name that is broken between its words, if it does not fit. Of a very long one, only the beginning. @param {string} name */
function foldable(name) {
  const parts = name.split(/(?<=[a-z0-9])(?=[A-Z])|(?<=[/._-])(?=\w)/, 20);
  const words = parts.join('').length < name.length ? [...parts, name.slice(parts.join('').length)] : parts;
  return words.flatMap((word, i) => (i === 0 ? [word] : [el('wbr', ''), word]));
}

/**
 * @param {Element} element
 * @param {Record<string, string>} attributes
 */
function set(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, texts.visible(value));
}

/**
 * @param {number} n
 * @param {string} one
 */
function count(n, one) {
  return `${n.toLocaleString('en')} ${one}${n === 1 ? '' : 's'}`;
}

/** @param {{ account?: string, region?: string }} target */
function placeOf({ account, region }) {
  return `${account ?? 'account unknown'} · ${region ?? 'region unknown'}`;
}
