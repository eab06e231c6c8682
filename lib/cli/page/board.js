// Stages as columns, applications as lanes in them, actions as cards.

const board = el('main', 'board');
set(board, { 'aria-label': 'Stages of the pipeline' });

/** @typedef {{ element: HTMLElement, cards: number[], lanes: { element: HTMLElement, cards: number[] }[] }} DrawnColumn */

/** @type {DrawnColumn[]} */
const columns = [];

function drawBoard() {
  const canvas = el('div', 'canvas');
  canvas.append(lines);
  model.columns.forEach((column, i) => canvas.append(drawColumn(column, i)));
  put(board, [nothing, canvas]);
  // Thousands of things that fade at once stop a browser.
  board.classList.toggle('is-large', cards.length > 1000);
  board.addEventListener('click', (event) => {
    const action = actionAt(event);
    if (action !== undefined) choose(action);
    else if (event.target === board || event.target === canvas) choose(undefined);
  });
  board.addEventListener('pointerover', (event) => {
    if (event.pointerType === 'mouse') hover(actionAt(event));
  });
  board.addEventListener('pointerleave', () => hover(undefined));
  new ResizeObserver(() => drawLines(state.chosen ?? state.hovered)).observe(canvas);
}

/** @param {Event} event */
function actionAt(event) {
  const card = event.target instanceof Element ? event.target.closest('.card') : null;
  return card instanceof HTMLElement ? Number(card.dataset.action) : undefined;
}

/**
 * @param {PageModel['columns'][number]} column
 * @param {number} index
 */
function drawColumn({ name, around, lanes }, index) {
  const all = lanes.flatMap((lane) => lane.cards.map((card) => card.action));
  const title = el('h2', '', foldable(name));
  set(title, { id: `stage-${index}`, title: name });
  const head = el('header', '', title, el('span', 'count', count(all.length, 'action')));
  const isSlim = lanes.every((lane) => lane.application === undefined);
  const conditions = around.map((text) => el('li', '', foldable(text)));
  const attached = conditions.length > 0 ? el('ul', 'around', conditions) : undefined;
  const element = el('section', isSlim ? 'column is-slim' : 'column', head, attached);
  set(element, { 'aria-labelledby': title.id });
  const drawn = lanes.map((lane) => {
    const list = el(
      'ol',
      '',
      lane.cards.map((card) => el('li', '', drawCard(card, isSlim))),
    );
    const heading = lane.application && el('h3', '', lane.application.name);
    if (heading && lane.application) set(heading, { title: lane.application.id });
    return {
      element: el('div', lane.application ? 'lane' : 'lane shared', heading, list),
      cards: lane.cards.map((card) => card.action),
    };
  });
  for (const lane of drawn) element.append(lane.element);
  columns.push({ element, cards: all, lanes: drawn });
  return element;
}

/** @param {PageModel['columns'][number]['lanes'][number]['cards'][number]} card @param {boolean} isSlim */
function drawCard({ action, name, runOrder, note, critical }, isSlim) {
  const { kind, gate } = model.actions[action];
  const below = el('span', 'below', el('span', 'kind', kind), note ? el('span', 'note', note) : undefined);
  const button = el(
    'button',
    'card',
    runOrder === undefined ? undefined : el('span', 'order', String(runOrder)),
    el('span', 'name', isSlim ? foldable(name) : name),
    below,
  );
  if (gate) button.classList.add('is-gate');
  if (runOrder === undefined) button.classList.add('is-job');
  if (critical) button.classList.add('is-critical');
  button.type = 'button';
  button.tabIndex = -1;
  set(button, { 'data-action': String(action), 'data-kind': kind });
  const says = [
    name,
    kind,
    note,
    runOrder === undefined ? '' : `run order ${runOrder}`,
    gate ? 'a gate' : '',
    critical ? 'on the longest chain' : '',
  ];
  set(button, { 'aria-label': says.filter(Boolean).join(', ') });
  cards[action] = button;
  return button;
}
