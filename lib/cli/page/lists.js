// Lists of the panel: they may have hundreds of thousands of things, so they show their beginning, and more on request.

const FIRST = 50;
const MORE = 1000;

/** @param {string} className @param {string | readonly Child[]} text @param {() => void} onClick */
function buttonOf(className, text, onClick) {
  const button = el('button', className, text);
  button.type = 'button';
  button.addEventListener('click', onClick);
  return button;
}

/** A button that leads to a card. @param {number} action @param {string} [text] */
function linkTo(action, text = model.actions[action].id) {
  return buttonOf(model.actions[action].gate ? 'link is-gate' : 'link', foldable(text), () => goTo(action));
}

/**
 * A list, and the button that makes it longer.
 *
 * @template T
 * @param {HTMLElement} list
 * @param {readonly T[]} items
 * @param {(item: T, index: number) => Child[]} render what each item puts into the list
 * @param {number} [first]
 * @returns {Node[]}
 */
function portions(list, items, render, first = FIRST) {
  let shown = 0;
  const grow = (/** @type {number} */ n) => {
    const end = Math.min(shown + n, items.length);
    for (; shown < end; shown++) put(list, render(items[shown], shown));
    button.textContent = `and ${(items.length - shown).toLocaleString('en')} more`;
    button.hidden = shown === items.length;
  };
  const button = buttonOf('more', '', () => {
    const old = list.childElementCount;
    grow(MORE);
    const added = list.children[old]?.querySelector('button') ?? list.children[old];
    if (added instanceof HTMLElement) added.focus();
  });
  grow(first);
  return button.hidden ? [list] : [list, button];
}

/** @param {readonly number[]} actions @param {'ol' | 'ul'} [tag] */
function listOf(actions, tag = 'ul') {
  return portions(el(tag, 'links'), actions, (action) => [el('li', '', linkTo(action))]);
}

/** Actions in a sentence. */
const IN_SENTENCE = 4;

/** @param {import('../siblings').Phrase} phrase */
function phraseOf(phrase) {
  return phrase.map((part) => {
    if (typeof part === 'string') return el('span', '', part);
    const link = (/** @type {number} */ action, /** @type {number} */ i) => [
      i > 0 ? ' ' : '',
      el('span', 'joined', linkTo(action, model.actions[action].name), i < part.length - 1 ? ',' : ''),
    ];
    return el('span', '', portions(el('span', ''), part, link, IN_SENTENCE));
  });
}

/** What is made when somebody wants to see it. @param {string} title @param {() => Child[]} make */
function folded(title, make, open = false) {
  const fold = el('details', '', el('summary', '', title));
  const fill = () => {
    if (fold.childElementCount === 1) put(fold, make());
  };
  fold.addEventListener('toggle', fill);
  fold.open = open;
  if (open) fill();
  return fold;
}
