// What is said beside the board: about the action that is looked at, or about the whole pipeline.

const panel = el('aside', 'panel');
set(panel, { 'aria-label': 'Details' });

/** @param {number | undefined} action */
function showPanel(action) {
  panel.replaceChildren();
  put(panel, action === undefined ? overview() : details(action));
  panel.scrollTop = 0;
}

/**
 * @param {string} title
 * @param {readonly Child[]} [content]
 */
function section(title, content) {
  return el('section', '', el('h3', '', title), content ?? []);
}

function overview() {
  const { budgets, warnings, siblingWaits, actions, critical } = model;
  const gates = actions.flatMap((action, i) => (action.gate ? [i] : []));
  const [tight, roomy] = [budgets.filter((b) => b.status !== 'ok'), budgets.filter((b) => b.status === 'ok')];
  const chain = critical.flatMap((node) => actionOf(node) ?? []);
  return [
    state.notice ? el('p', 'notice', state.notice) : undefined,
    el('p', 'hint', 'Choose an action to see what it waits for, and why.'),
    warnings.length ? section('Warnings', warningsList()) : undefined,
    tight.length ? section('Close to a limit', tight.map(budgetBar)) : undefined,
    section(gates.length ? `Gates (${gates.length})` : 'No gates', listOf(gates)),
    siblingWaits.length ? section('Unrequested waits', [siblingHint(), ...siblingList()]) : undefined,
    chain.length ? section(`Longest chain (${chain.length})`, listOf(chain, 'ol')) : undefined,
    roomy.length
      ? section(model.workflow ? 'Limits' : 'Limits of AWS', [
          folded(`${count(roomy.length, 'limit')} with room`, () => roomy.map(budgetBar)),
        ])
      : undefined,
  ];
}

function warningsList() {
  return portions(el('ul', 'texts'), model.warnings, ({ message }) => [el('li', 'is-gate', lined(message))]);
}

function siblingHint() {
  return el('p', 'muted', 'Run orders are barriers: all actions of one are done before the next one starts.');
}

function siblingList() {
  return portions(el('ul', 'texts'), model.siblingWaits, ({ phrase, gate, details: all }) => {
    const more = () => portions(el('ul', 'runs'), all, (one) => [el('li', '', phraseOf(one))]);
    return [el('li', gate ? 'is-gate' : '', phraseOf(phrase), all.length ? folded('what for', more) : undefined)];
  });
}

/** @param {PageModel['budgets'][number]} budget */
function budgetBar({ what, used, limit, status, text, remedy }) {
  const bar = el('span', 'fill');
  bar.style.width = `${Math.min(100, (used / limit) * 100)}%`;
  const numbers = el('span', 'numbers', `${used.toLocaleString('en')} / ${limit.toLocaleString('en')}`);
  const element = el('div', `budget is-${status}`, el('span', 'what', what), numbers, el('span', 'bar', bar));
  if (status !== 'ok') element.append(el('span', 'remedy', `${status === 'over' ? 'Over' : 'Near'}. ${remedy}`));
  set(element, { title: text });
  return element;
}

/** @param {number} index */
function details(index) {
  const action = model.actions[index];
  const node = nodeOf(index);
  const relations = relationsOf(node);
  const [before, behind] = [relations.before, relations.behind].map((nodes) =>
    model.actions.flatMap((_, i) => (nodes.has(nodeOf(i)) ? [i] : [])),
  );
  const { passes = [] } = action;
  const gates = before.filter((i) => model.actions[i].gate && !passes.includes(i));
  const kind = action.gate ? `${action.kind}, a gate` : action.kind;
  const overviewButton = buttonOf('close', 'Overview', () => choose(undefined));
  return [
    el('div', 'crumb', el('span', action.gate ? 'kind is-gate' : 'kind', kind), overviewButton),
    el('h2', '', action.label),
    factsOf(action),
    action.facts.length ? section('What it does', [termsOf(action.facts)]) : undefined,
    gates.length ? section('Behind these gates', listOf(gates)) : ungated(action),
    passes.length ? section('Its condition lets it run without these gates', listOf(passes)) : undefined,
    before.length
      ? section(`Waits for ${count(before.length, 'action')}`, chains(walks.explainWaits(model.graph, node)))
      : section('Waits for nothing'),
    behind.length
      ? section(`Before ${count(behind.length, 'action')}`, allBehind(node, behind))
      : section('Nothing waits for it'),
  ];
}

/** What comes right after it; and on request, all that does. @param {number} node @param {readonly number[]} behind */
function allBehind(node, behind) {
  const next = nextTo(after, model.graph.ends[node]);
  return behind.length > next.length
    ? [...listOf(next), folded(`all ${count(behind.length, 'action')}`, () => listOf(behind))]
    : listOf(behind);
}

/** @param {PageModel['actions'][number]} action */
function ungated(action) {
  return action.kind === 'deploy' ? el('p', 'notice', 'No gate stops this deployment.') : undefined;
}

/** @param {PageModel['actions'][number]} action */
function factsOf({ id, target, project, role, assets, runOrder, jobId, unplanned }) {
  /** @type {[string, string | undefined][]} */
  const facts = [
    ['Action', id === jobId ? undefined : id],
    ['Job', jobId && (unplanned ? `${jobId}, in no plan` : jobId)],
    ['Run order', jobId ? undefined : String(runOrder)],
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
  for (const [term, value] of terms) if (value) list.append(el('dt', '', term), el('dd', '', lined(value)));
  return list;
}

/** Chains of reasons: what is behind something is folded up below it. @param {readonly Wait[]} awaited */
function chains(awaited, depth = 0) {
  const list = el('ul', depth < DEEP ? 'chains' : 'chains is-deep');
  return portions(list, awaited, (one) => [el('li', '', chain(one, depth))]);
}

/** Levels that are indented: a long chain would leave the panel. */
const DEEP = 8;

/** @param {Wait} awaited @param {number} depth @returns {Child[]} */
function chain({ node, reasons, parts }, depth) {
  const action = actionOf(node);
  const name = action === undefined ? el('span', 'group', nameOfGroup(node)) : linkTo(action);
  const why = reasons.map(({ reason, where }) => el('p', 'reason', reason, where ? el('code', '', where) : undefined));
  if (parts.length === 0) return [name, ...why];
  const title = model.graph.kinds[node] === 'group' ? 'all of it' : 'which waits for';
  // Filled when it is opened: there may be hundreds below.
  const isOpen = depth === 0 && parts.length <= 3;
  return [name, ...why, folded(title, () => chains(parts, depth + 1), isOpen)];
}

/** @param {number} node */
function nameOfGroup(node) {
  const { graph } = model;
  return graph.kinds[node] === 'group' ? `All of ${graph.ids[node]}` : graph.ids[node];
}
