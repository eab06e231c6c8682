// The board with a keyboard: one card can be reached with Tab, and from there all others with arrows.

/** @param {number | undefined} action */
function isVisible(action) {
  return action !== undefined && found.isShown[action];
}

/** The card that Tab leads to. */
function focusable() {
  const current = cards.findIndex((card) => card.tabIndex === 0);
  if (current >= 0 && isVisible(current)) return current;
  return columns.flatMap((column) => column.cards).find(isVisible);
}

/** @param {number | undefined} action */
function rove(action) {
  for (const card of cards) if (card.tabIndex === 0) card.tabIndex = -1;
  if (action !== undefined) cards[action].tabIndex = 0;
}

/** @param {number | undefined} action */
function goTo(action) {
  if (action === undefined) return;
  if (!isVisible(action)) showAll();
  rove(action);
  cards[action].focus();
  reveal(action);
  choose(action);
}

/** @param {KeyboardEvent} event */
function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === 'Escape') {
    stepBack();
  } else if (event.key === '/' && !isTyping()) {
    search.focus();
    search.select();
  } else if (event.key === 'Enter' && document.activeElement === search) {
    step(event.shiftKey ? -1 : 1);
  } else {
    const next = neighbour(event.key);
    if (next === undefined) return;
    goTo(next);
  }
  event.preventDefault();
}

function isTyping() {
  return document.activeElement === search || document.activeElement === applications;
}

/** First what is typed, then what was chosen, then what was filtered. */
function stepBack() {
  if (isTyping() && search.value !== '') {
    search.value = '';
    filter();
    reveal(state.chosen);
  } else if (isTyping()) {
    const card = focusable();
    if (card !== undefined) cards[card].focus();
  } else if (state.chosen !== undefined) {
    choose(undefined);
  } else {
    state.notice = undefined;
    showAll();
    update();
  }
}

/** The card that a key leads to from the one with the focus, or from the one that is chosen. @param {string} key */
function neighbour(key) {
  if (!/^(Arrow(Up|Down|Left|Right)|Home|End)$/.test(key)) return undefined;
  const focused = document.activeElement;
  if (focused === search) return key === 'ArrowDown' ? found.actions[Math.max(found.at, 0)] : undefined;
  const isCard = focused instanceof HTMLElement && focused.classList.contains('card');
  // Elsewhere keys are for what has the focus: a list to choose from, or a panel to scroll.
  if (!isCard && focused !== document.body && focused !== board) return undefined;
  const action = isCard ? Number(focused.dataset.action) : state.chosen;
  if (action === undefined || !isVisible(action)) return focusable();
  const shown = columns.map((column) => column.cards.filter(isVisible)).filter((column) => column.length > 0);
  const at = shown.findIndex((column) => column.includes(action));
  const column = shown[at];
  const row = column.indexOf(action);
  switch (key) {
    case 'ArrowUp':
      return column[row - 1] ?? action;
    case 'ArrowDown':
      return column[row + 1] ?? action;
    case 'ArrowLeft':
      return nearest(action, shown[at - 1]);
    case 'ArrowRight':
      return nearest(action, shown[at + 1]);
    case 'Home':
      return column[0];
    case 'End':
      return column[column.length - 1];
    default:
      return undefined;
  }
}

/** @param {number} action @param {number[] | undefined} column */
function nearest(action, column = [action]) {
  const distance = (/** @type {number} */ other) => Math.abs(placeIn(cards[other]).top - placeIn(cards[action]).top);
  return column.reduce((best, other) => (distance(other) < distance(best) ? other : best));
}
