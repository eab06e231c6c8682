// Which action is looked at, and what that makes of the others.

/**
 * The card that was chosen, the one that the pointer is over, and what is to be said before all else.
 *
 * @type {{ chosen?: number, hovered?: number, notice?: string }}
 */
const state = {};

/** The button of each action. @type {HTMLButtonElement[]} */
const cards = [];

/** @param {number | undefined} action */
function choose(action) {
  state.chosen = action;
  state.hovered = undefined;
  state.notice = undefined;
  const hash = action === undefined ? '' : `#${addressOf(model.actions[action].id)}`;
  try {
    history.replaceState(null, '', location.pathname + location.search + hash);
  } catch {
    // Some viewers show a page without an address.
  }
  update();
}

/** What an address has behind its `#`. Half a character in a name is nothing that an address may have. @param {string} name */
function addressOf(name) {
  return encodeURIComponent(texts.visible(name));
}

/** @param {number | undefined} action */
function hover(action) {
  if (state.chosen !== undefined || state.hovered === action) return;
  state.hovered = action;
  update();
}

function update() {
  const active = state.chosen ?? state.hovered;
  const relations = active === undefined ? undefined : relationsOf(nodeOf(active));
  board.classList.toggle('has-active', active !== undefined);
  cards.forEach((card, i) => {
    const node = nodeOf(i);
    card.classList.toggle('is-active', i === active);
    card.classList.toggle('is-before', relations !== undefined && relations.before.has(node));
    card.classList.toggle('is-after', relations !== undefined && relations.behind.has(node));
    card.setAttribute('aria-pressed', String(i === state.chosen));
  });
  drawLines(active);
  showPanel(active);
}

/** @param {number} node */
function relationsOf(node) {
  const { graph } = model;
  return {
    before: new Set(walks.actionsAmong(graph, walks.reach(graph.before, [node]))),
    behind: new Set(walks.actionsAmong(graph, walks.reach(after, [graph.ends[node]]))),
  };
}

/** More lines than this are a blot: colours say the rest. */
const MOST_LINES = 40;

const NAMESPACE = 'http://www.w3.org/2000/svg';
const lines = document.createElementNS(NAMESPACE, 'svg');
set(lines, { class: 'lines', 'aria-hidden': 'true' });

/** Lines from what an action waits for itself, and to what waits for it. @param {number | undefined} action */
function drawLines(action) {
  lines.replaceChildren();
  const canvas = lines.parentElement;
  if (action === undefined || !canvas || !isVisible(action)) return;
  set(lines, { width: String(canvas.scrollWidth), height: String(canvas.scrollHeight) });
  const before = nextTo(model.graph.before, nodeOf(action)).filter(isVisible);
  const behind = nextTo(after, model.graph.ends[nodeOf(action)]).filter(isVisible);
  for (const other of before.slice(0, MOST_LINES)) lines.append(lineBetween(cards[other], cards[action], 'before'));
  for (const other of behind.slice(0, MOST_LINES)) lines.append(lineBetween(cards[action], cards[other], 'after'));
}

/**
 * The actions next to one, through joints and groups: without those that are behind another one of them.
 *
 * @param {readonly (readonly { vertex: number }[])[]} links
 * @param {number} start
 */
function nextTo(links, start) {
  const seen = new Set([start]);
  const found = [];
  for (const vertex of seen) {
    const node = model.graph.nodeOf[vertex];
    const action = vertex === start ? undefined : actionOf(node);
    if (action !== undefined) {
      found.push(action);
    } else if (vertex === start || model.graph.kinds[node] !== 'action') {
      for (const link of links[vertex]) seen.add(link.vertex);
    }
  }
  const further = found.flatMap((other) => links[nodeOf(other)].map((link) => link.vertex));
  const behindOthers = new Set([...further, ...walks.reach(links, further)]);
  return found.filter((other) => !behindOthers.has(nodeOf(other)));
}

/**
 * @param {HTMLElement} from
 * @param {HTMLElement} to
 * @param {string} className
 */
function lineBetween(from, to, className) {
  const [a, b] = [placeIn(from), placeIn(to)];
  const line = document.createElementNS(NAMESPACE, 'path');
  const [y1, y2] = [a.top + a.height / 2, b.top + b.height / 2];
  if (a.left === b.left) {
    // In one column: round the left side of the cards.
    const bend = a.left - 9;
    set(line, { d: `M${a.left} ${y1}C${bend} ${y1} ${bend} ${y2} ${b.left} ${y2}` });
  } else {
    const [x1, x2] = [a.left + a.width, b.left];
    const gap = x2 - x1;
    const reach = gap > 0 ? Math.min(gap / 2, 160) : Math.min(24 - gap / 2, 160);
    set(line, { d: `M${x1} ${y1}C${x1 + reach} ${y1} ${x2 - reach} ${y2} ${x2} ${y2}` });
  }
  line.setAttribute('class', className);
  return line;
}

/** @param {HTMLElement} element */
function placeIn(element) {
  const canvas = /** @type {Element} */ (lines.parentElement).getBoundingClientRect();
  const { left, top, width, height } = element.getBoundingClientRect();
  return { left: left - canvas.left, top: top - canvas.top, width, height };
}
