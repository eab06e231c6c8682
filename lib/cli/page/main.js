// Puts the page together.

function heading() {
  const { pipeline, codePipeline, actions, columns: stages } = model;
  const gates = actions.filter((action) => action.gate).length;
  const traits = [
    codePipeline && `Type ${codePipeline.type}`,
    codePipeline?.executionMode,
    placeOf(pipeline),
    count(stages.length, 'stage'),
    count(actions.length, 'action'),
    count(gates, 'gate'),
    pipeline.selfMutation ? undefined : 'does not update itself',
  ].filter((trait) => trait !== undefined);
  return el(
    'header',
    'top',
    el('div', 'title', el('h1', '', pipeline.path), el('p', '', traits.join('  ·  '))),
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

drawBoard();
setUpFilter();
document.body.append(heading(), el('div', 'work', board, panel), legend());
filter();
update();
document.addEventListener('keydown', onKey);
const linked = model.actions.findIndex(({ id }) => id === decodeURIComponent(location.hash.slice(1)));
if (linked >= 0) goTo(linked);
