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
    applications.append(new Option(name === wave || !wave ? name : `${name} (${wave})`, id));
  }
  applications.hidden = model.applications.length < 2;
  search.addEventListener('input', filter);
  applications.addEventListener('change', filter);
}

/** What can be searched for in each action. */
const haystacks = model.actions.map(({ id, label, kind, gate, target }) =>
  [id, label, kind, gate ? 'gate' : '', target?.stack, target?.stackName, target?.account, target?.region]
    .join('\n')
    .toLowerCase(),
);

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
  const shown = model.actions.filter((_, i) => isShown[i]);
  shownCount.textContent =
    shown.length === cards.length ? '' : `${shown.length.toLocaleString('en')} of ${count(cards.length, 'action')}`;
  board.classList.toggle('is-empty', shown.length === 0);
  rove(focusable());
  drawLines(state.chosen ?? state.hovered);
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
