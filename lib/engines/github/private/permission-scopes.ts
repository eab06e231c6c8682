import { demand, type Inputs, isObject } from '../../../private/inputs';
import type { Permissions } from './model';
import { JobPermission, type JobPermissions } from '../permissions';

const { READ, WRITE, NONE } = JobPermission;
const ANY = [READ, WRITE, NONE];

/** In the order that GitHub lists them in: what a workflow calls a scope, and what may be set. */
const SCOPES: Readonly<Record<keyof JobPermissions, readonly [name: string, levels: readonly JobPermission[]]>> = {
  actions: ['actions', ANY],
  artifactMetadata: ['artifact-metadata', ANY],
  attestations: ['attestations', ANY],
  checks: ['checks', ANY],
  codeQuality: ['code-quality', ANY],
  contents: ['contents', ANY],
  deployments: ['deployments', ANY],
  discussions: ['discussions', ANY],
  idToken: ['id-token', [WRITE, NONE]],
  issues: ['issues', ANY],
  models: ['models', [READ, NONE]],
  packages: ['packages', ANY],
  pages: ['pages', ANY],
  pullRequests: ['pull-requests', ANY],
  securityEvents: ['security-events', ANY],
  statuses: ['statuses', ANY],
  vulnerabilityAlerts: ['vulnerability-alerts', [READ, NONE]],
};

export function demandPermissions(inputs: Inputs, property: string, value: JobPermissions): void {
  demand(inputs, isObject(value), property, value, 'an object', 'write { contents: JobPermission.READ }');
  if (!isObject(value)) return;
  for (const [scope, level] of Object.entries(value) as [keyof JobPermissions, unknown][]) {
    if (level === undefined || level === null) continue;
    const levels: readonly unknown[] = SCOPES[scope]?.[1] ?? [];
    const isScope = scope in SCOPES;
    const expected = isScope ? levels.join(' or ') : `one of ${Object.keys(SCOPES).join(', ')}`;
    const fix = isScope ? 'take one of JobPermission' : 'remove it, or write the name of a scope';
    demand(inputs, levels.includes(level), `${property}.${scope}`, level, expected, fix);
  }
}

/** By the names that a workflow has for them; what is not given is not in it. */
export function renderPermissions(permissions: JobPermissions): Permissions {
  const scopes = Object.entries(SCOPES) as [keyof JobPermissions, readonly [name: string, unknown]][];
  const given = scopes.map(([scope, [name]]): [string, JobPermission] => [name, permissions[scope] ?? NONE]);
  return Object.fromEntries(given.filter(([, level]) => level !== NONE)) as Permissions;
}
