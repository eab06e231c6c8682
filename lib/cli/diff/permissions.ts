import { groupBy } from '../../private/lang';

/** One thing that somebody may do to something, or may not: what a statement grants, taken apart. */
export interface Permission {
  /** Effect, principals, conditions: what must be the same for two permissions to be compared. */
  readonly frame: string;
  readonly action: string;
  /** As JSON. */
  readonly resource: string;
}

interface Statement {
  readonly Action?: string | readonly string[];
  readonly Resource?: unknown;
  readonly [other: string]: unknown;
}

/** What `NotAction` and the like say is not taken apart: such a statement is its own frame. */
export function permissionsOf(statements: readonly string[]): Permission[] {
  return statements.flatMap((text) => {
    const { Action, Resource, ...frame } = JSON.parse(text) as Statement;
    const actions = Action === undefined ? [''] : [Action].flat();
    const resources = Resource === undefined ? [''] : [Resource].flat();
    return actions.flatMap((action) =>
      resources.map((resource) => ({
        frame: JSON.stringify(frame),
        action,
        resource: resource === '' ? '' : JSON.stringify(resource),
      })),
    );
  });
}

/** What the first ones allow and the others do not, wildcards considered. */
export function notCovered(permissions: readonly Permission[], others: readonly Permission[]): Permission[] {
  const exact = new Set(others.map(textOf));
  const wide = others.filter(({ action, resource }) => action.includes('*') || resource.includes('*'));
  return permissions.filter((p) => !exact.has(textOf(p)) && !wide.some((other) => covers(other, p)));
}

function textOf({ frame, action, resource }: Permission): string {
  return `${frame}\n${action}\n${resource}`;
}

function covers(wide: Permission, narrow: Permission): boolean {
  return wide.frame === narrow.frame && matches(wide.action, narrow.action) && matches(wide.resource, narrow.resource);
}

/** `*` stands for any text, as in IAM. */
function matches(pattern: string, text: string): boolean {
  if (pattern === '"*"') {
    return true;
  }
  const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return pattern === text || new RegExp(`^${parts.join('.*')}$`, 's').test(text);
}

/** What is granted, for people. Actions on the same resource are reported together. */
export function describePermissions(permissions: readonly Permission[]): string[] {
  const placeOf = ({ frame, resource }: Permission) => {
    const on = resource === '' ? '' : ` on ${readable(JSON.parse(resource))}`;
    return `${on}${describeFrame(frame)}`;
  };
  return [...groupBy(permissions, placeOf)].map(([place, all]) => {
    const actions = all.map(({ action }) => action).filter(Boolean);
    return `${actions.join(', ')}${place}`.trim();
  });
}

function describeFrame(frame: string): string {
  const { Effect, Sid: _, ...more } = JSON.parse(frame) as Record<string, unknown>;
  const rest = Object.keys(more).length > 0 ? ` ${JSON.stringify(more)}` : '';
  return `${Effect === 'Deny' ? ' (denied)' : ''}${rest}`;
}

/** A value of a template: what CloudFormation fills in later stands in angle brackets. */
export function readable(value: unknown): string {
  if (value === null || typeof value !== 'object') {
    return String(value);
  }
  if (Array.isArray(value)) {
    return value.map(readable).join(', ');
  }
  const [[kind, argument]] = Object.entries(value as Record<string, unknown>);
  const list = [argument].flat() as unknown[];
  switch (kind) {
    case 'Ref':
      return `<${list[0]}>`;
    case 'Fn::GetAtt':
      return `<${list.join('.')}>`;
    case 'Fn::Join':
      return (list[1] as unknown[]).map(readable).join(String(list[0]));
    case 'Fn::Sub':
      return String(list[0]).replace(/\$\{([^}]+)\}/g, '<$1>');
    default:
      return JSON.stringify(value);
  }
}
