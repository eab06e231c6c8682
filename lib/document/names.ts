import type { PlanGraph } from './plan-graph';
import type { Action } from './stages';
import { fail } from '../private/errors';
import { quoted } from '../private/text';

/** Names that an error offers. */
const MOST = 5;

/** What people may call an action: its id, its node, its name, its label, the stack that it deploys. */
function namesOf({ id, node, name, label, target }: Action): string[] {
  const last = node.slice(node.lastIndexOf('/') + 1);
  return [id, node, name, last, label, ...(target ? [target.stack, target.stackName] : [])];
}

/**
 * The one node that a name means: an id of a node or an action first, then names, labels and stacks. A stack means its
 * deployment. Upper and lower case count only if something is spelled just like that.
 *
 * A name of nothing, or of several things, is an error with the nearest names, and with those of `more`.
 */
export function findNode(graph: PlanGraph, name: string, more: readonly string[] = []): number {
  const matches = matchesOf(graph, name);
  if (matches.length === 1) {
    return matches[0];
  }
  if (matches.length === 0) {
    const near = nearest(name, [...allNames(graph), ...more]);
    return failToFind(graph, `there is no step or deployment '${name}'`, near);
  }
  const ids = matches.map((node) => graph.waits.ids[node]);
  return failToFind(graph, `'${name}' may be ${matches.length} things`, ids);
}

function matchesOf(graph: PlanGraph, name: string): number[] {
  const same = (other: string) => other === name;
  const alike = (other: string) => other.toLowerCase() === name.toLowerCase();
  const byId = graph.indexOf(name);
  if (byId !== undefined && graph.nodes[byId].kind !== 'joint') {
    return [byId];
  }
  const exact = byName(graph, same);
  return exact.length > 0 ? exact : byName(graph, alike);
}

function byName(graph: PlanGraph, matches: (name: string) => boolean): number[] {
  const actions = graph.actions.filter((action) => namesOf(action).some(matches));
  const ids = actions.filter((action) => matches(action.id));
  const wanted = ids.length > 0 ? ids : actions;
  const deployments = wanted.filter((action) => action.kind === 'deploy');
  // The stack of a deployment is that of its preparation, too.
  const isPreparation = (action: Action) =>
    action.kind === 'prepare' && deployments.some((other) => other.target?.stack === action.target?.stack);
  const nodes = wanted.filter((action) => !isPreparation(action)).map((action) => graph.indexOf(action.node) ?? -1);
  return [...new Set(nodes.filter((node) => node >= 0))];
}

function allNames({ actions, nodes }: PlanGraph): string[] {
  return [...actions.flatMap(namesOf), ...nodes.filter(({ kind }) => kind === 'group').map(({ id }) => id)];
}

function failToFind({ document }: PlanGraph, given: string, candidates: readonly string[]): never {
  return fail({
    where: document.pipeline.path,
    given,
    expected: 'the name of one: id of a node or an action, name, label, or stack',
    fix:
      candidates.length > 0 ? `take one of ${quoted(candidates, MOST)}` : 'look at what `npx cdk-pipelines show` lists',
  });
}

/** Names that are most like a given one, the likest first; at most five. */
export function nearest(name: string, names: readonly string[]): string[] {
  const wanted = name.toLowerCase();
  const scored = [...new Set(names)].map((candidate) => ({
    candidate,
    score: distance(wanted, candidate.toLowerCase()),
  }));
  return scored
    .filter(({ candidate, score }) => score <= Math.max(2, Math.max(wanted.length, candidate.length) * 0.6))
    .sort((a, b) => a.score - b.score || (a.candidate < b.candidate ? -1 : 1))
    .slice(0, 5)
    .map(({ candidate }) => candidate);
}

/** Letters that are compared: nobody mistypes more. */
const MOST_LETTERS = 200;

/** How many letters must change; what holds the whole word is near. */
function distance(longA: string, longB: string): number {
  const [a, b] = [longA.slice(0, MOST_LETTERS), longB.slice(0, MOST_LETTERS)];
  if (a.length > 0 && b.includes(a)) {
    return Math.min(1, b.length - a.length);
  }
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next.push(Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1)));
    }
    row = next;
  }
  return row[b.length];
}
