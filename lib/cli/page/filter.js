// Which cards are there to be seen.

const search = el('input', 'search');
set(search, { type: 'search', placeholder: 'Filter', 'aria-label': 'Filter actions by name, stack, account or kind' });
const hint = el('kbd', '', '/');
const applications = el('select', 'applications', new Option('All applications', ''));
set(applications, { 'aria-label': 'Application' });
const shownCount = el('span', 'status');
set(shownCount, { role: 'status' });

function setUpFilter() {
  for (const { id, name, wave } of model.applications) {
    applications.append(new Option(texts.visible(name === wave || !wave ? name : `${name} (${wave})`), id));
  }
  applications.hidden = model.applications.length < 2;
  search.addEventListener('input', filter);
  applications.addEventListener('change', filter);
}

/** What can be searched for in each action: all that people call it, or that it is about. */
const haystacks = model.actions.map((action) => {
  const { id, node, label, kind, gate, application, wave, target, project, assets = [] } = action;
  const names = [id, node, label, kind, gate ? 'gate' : '', application, wave, project];
  const place = [target?.stack, target?.stackName, target?.account, target?.region];
  return [names, place, assets.map((asset) => asset.name)].flat().join('\n').toLowerCase();
});

/** What is seen, in the order of the board, and where in it somebody is. @type {{ isShown: boolean[], actions: number[], at: number }} */
const found = { isShown: [], actions: [], at: -1 };

const nothing = el('p', 'nothing');

function filter() {
  const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
  const belongs = belongsTo(applications.value);
  const isShown = model.actions.map((_, i) => belongs(i) && words.every((word) => haystacks[i].includes(word)));
  for (const column of columns) {
    for (const lane of column.lanes) lane.element.hidden = !lane.cards.some((i) => isShown[i]);
    column.element.hidden = !column.cards.some((i) => isShown[i]);
  }
  cards.forEach((card, i) => {
    const item = card.closest('li');
    if (item) item.hidden = !isShown[i];
  });
  found.isShown = isShown;
  found.actions = columns.flatMap((column) => column.cards.filter((i) => isShown[i]));
  found.at = -1;
  showCount();
  rove(focusable());
  if (found.actions.length < cards.length) reveal(found.actions[0]);
  drawLines(state.chosen ?? state.hovered);
}

function showCount() {
  const [n, at] = [found.actions.length, found.at];
  const all = count(cards.length, 'action');
  const isAll = n === cards.length && at < 0;
  shownCount.textContent = isAll
    ? ''
    : n === 0
      ? 'No match'
      : at < 0
        ? `${n.toLocaleString('en')} of ${all}`
        : `Match ${(at + 1).toLocaleString('en')} of ${n.toLocaleString('en')}`;
  nothing.textContent =
    n > 0 || cards.length === 0
      ? ''
      : texts.visible(
          `No action matches ${[search.value.trim(), nameOfChosenApplication()].filter(Boolean).join(' in ')}.`,
        );
  if (nothing.textContent) nothing.append(el('span', '', ' Esc shows all.'));
}

function nameOfChosenApplication() {
  return applications.value && applications.selectedOptions[0].text;
}

/** Go on to the next match, or back to the last one. @param {1 | -1} by */
function step(by) {
  const { actions, at } = found;
  if (actions.length === 0) return;
  found.at = at < 0 && by < 0 ? actions.length - 1 : (at + by + actions.length) % actions.length;
  const action = actions[found.at];
  rove(action);
  reveal(action);
  choose(action);
  showCount();
}

/** @param {number | undefined} action */
function reveal(action) {
  if (action !== undefined) cards[action].scrollIntoView({ block: 'nearest', inline: 'nearest' });
}

function showAll() {
  search.value = '';
  applications.value = '';
  filter();
  reveal(state.chosen);
}

/**
 * What is an application's own; and of what is nobody's, what it waits for and what waits for it.
 *
 * @param {string} application
 * @returns {(action: number) => boolean}
 */
function belongsTo(application) {
  if (!application) return () => true;
  const own = model.actions.flatMap((action, i) => (action.application === application ? [nodeOf(i)] : []));
  const { graph } = model;
  const near = new Set([
    ...walks.reach(graph.before, own),
    ...walks.reach(
      after,
      own.map((node) => graph.ends[node]),
    ),
  ]);
  return (i) => {
    const owner = model.actions[i].application;
    return owner === application || (owner === undefined && near.has(nodeOf(i)));
  };
}
