// Puts the page together.

function heading() {
  const { pipeline, codePipeline, workflow, actions, columns: stages } = model;
  const gates = actions.filter((action) => action.gate).length;
  const traits = [
    codePipeline && `Type ${codePipeline.type}`,
    codePipeline?.executionMode,
    workflow && `GitHub Actions: ${workflow.name} (${workflow.file})`,
    workflow ? undefined : placeOf(pipeline),
    workflow ? count(workflow.jobs, 'job') : count(stages.length, 'stage'),
    workflow ? undefined : count(actions.length, 'action'),
    count(gates, 'gate'),
    pipeline.selfMutation || workflow ? undefined : 'does not update itself',
  ].filter((trait) => trait !== undefined);
  return el(
    'header',
    'top',
    el(
      'div',
      'title',
      el('h1', '', pipeline.path),
      el('p', '', traits.join('  ·  ')),
      model.around.length > 0 ? el('p', 'around', foldable(model.around.join('  ·  '))) : undefined,
    ),
    el('div', 'controls', shownCount, applications, el('label', 'searching', search, hint)),
  );
}

function legend() {
  const item = (/** @type {string} */ className, /** @type {string} */ text) =>
    el('span', 'item', el('i', className), text);
  return el(
    'footer',
    'legend',
    item('gate', 'gate'),
    item('critical', 'on the longest chain'),
    item('before', 'it waits for'),
    item('after', 'waits for it'),
    el('span', 'keys', el('kbd', '', '←↑↓→'), 'move', el('kbd', '', 'Esc'), 'back', el('kbd', '', '/'), 'filter'),
  );
}

/** The action that the address leads to, or what has its name in it. */
function openAddress() {
  const name = decoded(location.hash.slice(1));
  if (name === '') return;
  const ids = (/** @type {string} */ id) => addressOf(id) === addressOf(name);
  const action = [model.actions.findIndex(({ id }) => ids(id)), model.actions.findIndex(({ node }) => ids(node))];
  const linked = action.find((i) => i >= 0);
  if (linked !== undefined) return goTo(linked);
  search.value = name;
  filter();
  const isLike = found.actions.length > 0;
  if (!isLike) showAll();
  // The address stays as it is: a page that is loaded anew says the same.
  state.chosen = undefined;
  state.notice = `There is no action '${name}' in this pipeline.${isLike ? ' What has that in its names is shown.' : ''}`;
  update();
}

/** @param {string} address */
function decoded(address) {
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
}

drawBoard();
setUpFilter();
put(document.body, [heading(), el('div', 'work', board, panel), legend()]);
filter();
update();
document.addEventListener('keydown', onKey);
window.addEventListener('hashchange', openAddress);
openAddress();
