import { type Change, ifAny, onlyIn } from './change';
import { describePermissions, notCovered, type Permission, permissionsOf } from './permissions';
import type { Side } from './side';
import type { RoleInfo } from '../../document/plan-document';
import { count } from '../terminal';

/** What roles may do more than before, and who else may use them; then what they may do less. */
export function compareRoles(before: Side, after: Side): Change[] {
  const [was, is] = [rolesOf(before), rolesOf(after)];
  const both = [...is].flatMap(([path, now]) => {
    const old = was.get(path);
    return old ? [{ path, old, now }] : [];
  });
  return [
    ...both.flatMap(({ path, old, now }) => widened(path, old, now)),
    ...onlyIn(is, was).map(({ path, statements }): Change => ({
      severity: 'notice',
      text: `New role '${path}' with ${count(statements.length, 'statement')}`,
    })),
    ...both.flatMap(({ path, old, now }) => narrowed(path, old, now)),
    ...onlyIn(was, is).map(({ path }): Change => ({ severity: 'info', text: `Role '${path}' is gone` })),
  ];
}

function rolesOf({ plan }: Side): Map<string, RoleInfo> {
  return new Map(plan.document.roles.map((role) => [role.path, role]));
}

function widened(path: string, old: RoleInfo, now: RoleInfo): Change[] {
  return [
    ...ifAny(more(now.trust, old.trust), 'danger', () => `Role '${path}' can be assumed by more principals`),
    ...ifAny(more(now.statements, old.statements), 'danger', () => `Role '${path}' may do more`),
  ];
}

function narrowed(path: string, old: RoleInfo, now: RoleInfo): Change[] {
  return [
    ...ifAny(more(old.trust, now.trust), 'info', () => `Role '${path}' can be assumed by fewer principals`),
    ...ifAny(more(old.statements, now.statements), 'info', () => `Role '${path}' may do less`),
  ];
}

/** What statements allow that others do not; and what the others deny and they do not. */
function more(statements: readonly string[], others: readonly string[]): string[] {
  const [a, b] = [split(permissionsOf(statements)), split(permissionsOf(others))];
  const noLongerDenied = describePermissions(notCovered(b.denied, a.denied)).map((text) => `no longer: ${text}`);
  return [...describePermissions(notCovered(a.allowed, b.allowed)), ...noLongerDenied];
}

function split(permissions: readonly Permission[]) {
  const isDenied = ({ frame }: Permission) => frame.includes('"Effect":"Deny"');
  return { allowed: permissions.filter((p) => !isDenied(p)), denied: permissions.filter(isDenied) };
}
