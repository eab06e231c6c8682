import { type Change, ifAny, onlyIn, type Severity } from './change';
import { comparable } from './names';
import type { Pair } from './pair';
import { back, movesOf, moveText } from './places';
import { describePermissions, notCovered, type Permission, permissionsOf } from './permissions';
import type { PlanDocument } from '../../document/plan-document';
import { groupBy } from '../../private/lang';
import { count } from '../../private/terminal';

/** What roles may do more than before, and who else may use them and the resources; then what is less. */
export function compareRoles(pair: Pair): Change[] {
  const statements = statementsOf(pair);
  const { before, after } = pair;
  const [was, is] = [before, after].map(({ plan }) => plan.document);
  const both = is.roles.flatMap((now) => {
    const old = pair.roles.get(now.path);
    return old ? [{ path: now.path, old, now }] : [];
  });
  const known = new Set([...pair.roles.values()].map(({ path }) => path));
  const policies = policiesOf(pair);
  const compare = (severity: Severity, isMore: boolean): Change[] => [
    ...both.flatMap(({ path, old, now }) => {
      const of = (what: 'trust' | 'statements') =>
        more(...inOrder(isMore, statements(now[what], is, !isMore), statements(old[what], was, isMore)));
      return [
        ...ifAny(
          of('trust'),
          severity,
          () => `Role '${path}' can be assumed by ${isMore ? 'more' : 'fewer'} principals`,
        ),
        ...ifAny(of('statements'), severity, () => `Role '${path}' may do ${isMore ? 'more' : 'less'}`),
      ];
    }),
    ...policies.flatMap(({ path, old, now }) => {
      const difference = more(...inOrder(isMore, statements(now, is, !isMore), statements(old, was, isMore)));
      return ifAny(difference, severity, () => `The policy of '${path}' allows ${isMore ? 'more' : 'less'}`);
    }),
  ];
  return [
    ...compare('danger', true),
    ...is.roles.filter(({ path }) => !pair.roles.has(path)).map((role) => newRole(role, was)),
    ...compare('info', false),
    ...was.roles
      .filter(({ path }) => !known.has(path))
      .map(({ path }): Change => ({
        severity: 'info',
        text: `Role '${path}' is gone`,
      })),
  ];
}

function inOrder<A>(isMore: boolean, now: A, old: A): [A, A] {
  return isMore ? [now, old] : [old, now];
}

/** What no role could do before is a danger. */
function newRole({ path, statements, trust }: PlanDocument['roles'][number], was: PlanDocument): Change {
  const beyond = more(
    statements,
    was.roles.flatMap((role) => role.statements),
  );
  const assumed = more(
    trust,
    was.roles.flatMap((role) => role.trust),
  );
  const text = `New role '${path}' with ${count(statements.length, 'statement')}`;
  const isMore = beyond.length + assumed.length > 0 && was.roles.length > 0;
  return isMore
    ? { severity: 'danger', text: `${text}: it may do what no role could do before`, details: [...beyond, ...assumed] }
    : { severity: 'notice', text };
}

/** Of resources: by type and path, and if the pipeline has been renamed, by the path in it. */
function policiesOf(pair: Pair) {
  const [was, is] = [pair.before.plan.document, pair.after.plan.document];
  // An older document does not know.
  if (!was.resourcePolicies || !is.resourcePolicies) {
    return [];
  }
  const same = comparable(was, is);
  const byPath = (document: PlanDocument) =>
    groupBy(document.resourcePolicies ?? [], ({ path, type }) => `${type} ${same(path, document)}`);
  const [old, b] = [byPath(was), byPath(is)];
  // A bucket in a region that deployments have left is in the new one.
  const placeOf = (path: string) =>
    movesOf(pair)
      .map((move) => moveText(path, move))
      .find((moved) => b.has(moved));
  const a = new Map([...old].map(([path, all]) => [b.has(path) ? path : (placeOf(path) ?? path), all]));
  const [gone, added] = [onlyIn(a, b).flat(), onlyIn(b, a).flat()];
  const pairs = [...b].flatMap(([key, all]) => {
    const old = a.get(key) ?? [];
    return old.length > 0 ? [{ path: all[0].path, old: statementsIn(old), now: statementsIn(all) }] : [];
  });
  return [
    ...pairs,
    ...gone.map(({ path, statements }) => ({ path, old: statements, now: [] })),
    // What there was of the kind: a policy that has moved allows nothing more.
    ...added.map(({ path, type, statements }) => ({
      path,
      old: statementsIn(gone.filter((other) => other.type === type)),
      now: statements,
    })),
  ];
}

function statementsIn(all: readonly { readonly statements: readonly string[] }[]): string[] {
  return all.flatMap(({ statements }) => statements);
}

/**
 * Statements of both plans so that the same is the same: roles by one name, and what is named after the pipeline. `isWide`: with
 * what has moved along with deployments that go elsewhere now, which is reported of these.
 */
function statementsOf(pair: Pair) {
  const [was, is] = [pair.before.plan.document, pair.after.plan.document];
  const same = comparable(was, is);
  const moves = movesOf(pair);
  const renamed = new Map([
    ...is.roles.flatMap(({ path, logicalId }) => {
      const old = pair.roles.get(path);
      return old ? [[logicalId, old.logicalId] as const] : [];
    }),
    ...projectsOf(pair),
  ]);
  const withNames = (text: string) =>
    text.replace(/"([A-Za-z0-9]+)"/g, (all, id: string) => {
      const old = renamed.get(id);
      return old === undefined ? all : `"${old}"`;
    });
  return (statements: readonly string[], document: PlanDocument, isWide: boolean): string[] => {
    const all = statements.map((text) => same(document === is ? withNames(text) : text, document));
    const moved = moves.map((move) => (text: string) => moveText(text, document === is ? back(move) : move));
    return isWide ? [...all, ...moved.flatMap((move) => all.map(move))] : all;
  };
}

/** Logical ids of projects that the same actions run, where these are others now. */
function projectsOf({ before, after, both }: Pair): Map<string, string> {
  const [was, is] = [before, after].map(
    ({ plan }) => new Map(plan.document.codePipeline?.projects.map(({ path, logicalId }) => [path, logicalId])),
  );
  const [old, now] = [before, after].map(({ plan }) => groupBy(plan.actions, (action) => action.node));
  const ids = both.flatMap(([a, b]) => {
    const [from, to] = [old.get(a.node) ?? [], now.get(b.node) ?? []];
    return to.flatMap(({ project = '', category }) => {
      const other = from.find((one) => one.category === category && one.project !== undefined);
      const [id, oldId] = [is.get(project), was.get(other?.project ?? '')];
      return id !== undefined && oldId !== undefined && id !== oldId ? [[id, oldId] as const] : [];
    });
  });
  return new Map(ids);
}

/** What statements allow that others do not; and what the others deny and they do not. */
function more(statements: readonly string[], others: readonly string[]): string[] {
  const [a, b] = [split(permissionsOf(statements)), split(permissionsOf(others))];
  const noLongerDenied = describePermissions(notCovered(b.denied, a.denied)).map((text) => `no longer: ${text}`);
  return [...describePermissions(notCovered(a.allowed, b.allowed)), ...noLongerDenied];
}

function split(permissions: readonly Permission[]) {
  const isDenied = ({ frame }: Permission) => (JSON.parse(frame) as { Effect?: unknown }).Effect === 'Deny';
  return { allowed: permissions.filter((p) => !isDenied(p)), denied: permissions.filter(isDenied) };
}
