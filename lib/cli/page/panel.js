// What is said beside the board: about the action that is looked at, or about the whole pipeline.

const panel = el('aside', 'panel');
set(panel, { 'aria-label': 'Details', 'aria-live': 'polite' });

/** @param {number | undefined} action */
function showPanel(action) {
  panel.replaceChildren(...(action === undefined ? overview() : details(action)));
  panel.scrollTop = 0;
}

/**
 * @param {string} title
 * @param {(Node | undefined)[]} content
 */
function section(title, ...content) {
  return el('section', '', el('h3', '', title), ...content);
}

/** A button that leads to a card. @param {number} action @param {string} [text] */
function linkTo(action, text = model.actions[action].id) {
  const button = el('button', model.actions[action].gate ? 'link is-gate' : 'link', text);
  button.type = 'button';
  button.addEventListener('click', () => goTo(action));
  return button;
}

/** @param {number[]} actions @param {'ol' | 'ul'} [tag] */
function listOf(actions, tag = 'ul') {
  return el(tag, 'links', ...actions.map((action) => el('li', '', linkTo(action))));
}

function overview() {
  const { budgets, warnings, siblingWaits, actions, critical } = model;
  const gates = actions.flatMap((action, i) => (action.gate ? [i] : []));
  const [tight, roomy] = [budgets.filter((b) => b.status !== 'ok'), budgets.filter((b) => b.status === 'ok')];
  const chain = critical.flatMap((node) => actionOf(node) ?? []);
  const texts = (/** @type {readonly { text: string, gate?: boolean }[]} */ items) =>
    el('ul', 'texts', ...items.map(({ text, gate }) => el('li', gate ? 'is-gate' : '', text)));
  return [
    el('p', 'hint', 'Choose an action to see what it waits for, and why.'),
    warnings.length ? section('Warnings', texts(warnings.map(({ message }) => ({ text: message, gate: true })))) : '',
    tight.length ? section('Close to a limit', ...tight.map(budgetBar)) : '',
    section(gates.length ? `Gates (${gates.length})` : 'No gates', gates.length ? listOf(gates) : undefined),
    siblingWaits.length ? section('Unrequested waits', siblingHint(), texts(siblingWaits)) : '',
    chain.length ? section(`Longest chain (${chain.length})`, listOf(chain, 'ol')) : '',
    roomy.length ? section('Limits of AWS', folded(`${count(roomy.length, 'limit')} with room`, roomy)) : '',
  ].filter((part) => part !== '');
}

function siblingHint() {
  return el('p', 'muted', 'Run orders are barriers: all actions of one are done before the next one starts.');
}

/**
 * What nobody needs to look at, but may.
 *
 * @param {string} title
 * @param {PageModel['budgets']} budgets
 */
function folded(title, budgets) {
  return el('details', 'roomy', el('summary', '', title), ...budgets.map(budgetBar));
}

/** @param {PageModel['budgets'][number]} budget */
function budgetBar({ what, used, limit, status, text, remedy }) {
  const bar = el('span', 'fill');
  bar.style.width = `${Math.min(100, (used / limit) * 100)}%`;
  const numbers = el('span', 'numbers', `${used.toLocaleString('en')} / ${limit.toLocaleString('en')}`);
  const element = el('div', `budget is-${status}`, el('span', 'what', what), numbers, el('span', 'bar', bar));
  if (status !== 'ok') element.append(el('span', 'remedy', `${status === 'over' ? 'Over' : 'Near'}. ${remedy}`));
  element.title = text;
  return element;
}

/** @param {number} index */
function details(index) {
  const action = model.actions[index];
  const node = nodeOf(index);
  const { before, behind } = relationsOf(node);
  const gates = model.actions.flatMap((a, i) => (a.gate && before.has(nodeOf(i)) ? [i] : []));
  const next = nextTo(after, model.graph.ends[node]);
  const kind = action.gate ? `${action.kind}, a gate` : action.kind;
  const all = el('button', 'close', 'Overview');
  all.type = 'button';
  all.addEventListener('click', () => choose(undefined));
  return [
    el('div', 'crumb', el('span', action.gate ? 'kind is-gate' : 'kind', kind), all),
    el('h2', '', action.label),
    factsOf(action),
    action.facts.length ? section('What it does', termsOf(action.facts)) : '',
    gates.length ? section('Behind these gates', listOf(gates)) : ungated(action),
    section(
      before.size ? `Waits for ${count(before.size, 'action')}` : 'Waits for nothing',
      before.size ? chains(walks.explainWaits(model.graph, node)) : undefined,
    ),
    section(
      behind.size ? `Before ${count(behind.size, 'action')}` : 'Nothing waits for it',
      next.length ? listOf(next.slice(0, 30)) : undefined,
      next.length > 30 ? el('p', 'muted', `and ${next.length - 30} more right after it`) : undefined,
    ),
  ];
}

/** @param {PageModel['actions'][number]} action */
function ungated(action) {
  return action.kind === 'deploy' ? el('p', 'notice', 'No gate comes before this deployment.') : '';
}

/** @param {PageModel['actions'][number]} action */
function factsOf({ id, target, project, role, assets, runOrder }) {
  /** @type {[string, string | undefined][]} */
  const facts = [
    ['Action', id],
    ['Run order', String(runOrder)],
    ['Stack', target?.stackName],
    ['Target', target && placeOf(target)],
    ['Role', target?.deployRole ?? role],
    ['Project', project],
    ['Assets', assets && assets.map(({ name, destinations }) => `${name} → ${destinations.join(', ')}`).join('\n')],
  ];
  return termsOf(facts);
}

/** @param {readonly (readonly [string, string | undefined])[]} terms */
function termsOf(terms) {
  const list = el('dl', 'facts');
  for (const [term, value] of terms) if (value) list.append(el('dt', '', term), el('dd', '', value));
  return list;
}

/** Chains of reasons: what is behind something is folded up below it. @param {readonly Wait[]} awaited */
function chains(awaited, depth = 0) {
  return el('ul', 'chains', ...awaited.map((one) => el('li', '', ...chain(one, depth))));
}

/** @param {Wait} awaited @param {number} depth */
function chain({ node, reasons, parts }, depth) {
  const action = actionOf(node);
  const name = action === undefined ? el('span', 'group', nameOfGroup(node)) : linkTo(action);
  const why = reasons.map(({ reason, where }) => el('p', 'reason', reason, where ? el('code', '', where) : undefined));
  if (parts.length === 0) return [name, ...why];
  const summary = el('summary', '', model.graph.kinds[node] === 'group' ? 'all of it' : 'which waits for');
  const fold = el('details', '', summary);
  // Filled when it is opened: there may be hundreds below.
  const fill = () => fold.childElementCount === 1 && fold.append(chains(parts, depth + 1));
  fold.addEventListener('toggle', fill);
  if (depth === 0 && parts.length <= 3) {
    fold.open = true;
    fill();
  }
  return [name, ...why, fold];
}

/** @param {number} node */
function nameOfGroup(node) {
  const { graph } = model;
  return graph.kinds[node] === 'group' ? `All of ${graph.ids[node]}` : graph.ids[node];
}
