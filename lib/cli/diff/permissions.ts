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
  readonly Action?: unknown;
  readonly Resource?: unknown;
  readonly Principal?: unknown;
  readonly [other: string]: unknown;
}

/**
 * What `NotAction` and the like say is not taken apart: such a statement is its own frame. Ids of statements are only names.
 */
export function permissionsOf(statements: readonly string[]): Permission[] {
  return statements.flatMap((text) => {
    const { Action, Resource, Sid: _, Principal, ...frame } = JSON.parse(text) as Statement;
    const actions = Action === undefined ? [''] : [Action].flat().map(asText);
    const resources = Resource === undefined ? [''] : [Resource].flat().map((resource) => JSON.stringify(resource));
    const frames = principalsOf(Principal).map((who) => JSON.stringify({ ...frame, ...who }));
    return frames.flatMap((one) =>
      actions.flatMap((action) => resources.map((resource) => ({ frame: one, action, resource }))),
    );
  });
}

/** One by one: `{ AWS: [a, b] }` is two. */
function principalsOf(principal: unknown): { readonly Principal?: unknown }[] {
  if (typeof principal !== 'object' || principal === null) {
    return [principal === undefined ? {} : { Principal: principal }];
  }
  return Object.entries(principal).flatMap(([type, all]) =>
    [all].flat().map((who) => ({ Principal: { [type]: who } })),
  );
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** What the first ones allow and the others do not, wildcards considered. */
export function notCovered(permissions: readonly Permission[], others: readonly Permission[]): Permission[] {
  const exact = new Set(others.map(textOf));
  const isWide = ({ action, resource }: Permission) => action.includes('*') || resource.includes('*');
  const wide = groupBy(others.filter(isWide), ({ frame }) => frame);
  return permissions.filter((p) => !exact.has(textOf(p)) && !wide.get(p.frame)?.some((other) => covers(other, p)));
}

function textOf({ frame, action, resource }: Permission): string {
  return `${frame}\n${action}\n${resource}`;
}

function covers(wide: Permission, narrow: Permission): boolean {
  return matches(wide.action, narrow.action) && (wide.resource === '"*"' || matches(wide.resource, narrow.resource));
}

/** `*` stands for any text, as in IAM. In each part the first place that fits is as good as any: no search goes back. */
function matches(pattern: string, text: string): boolean {
  const [first, ...parts] = pattern.split('*');
  if (parts.length === 0) {
    return pattern === text;
  }
  const last = parts.pop()!;
  let place = first.length;
  const inOrder = parts.every((part) => {
    const found = text.indexOf(part, place);
    place = found + part.length;
    return found >= 0;
  });
  return text.startsWith(first) && inOrder && text.endsWith(last) && text.length - last.length >= place;
}

/** What is granted, for people. Actions on the same resource are reported together. */
export function describePermissions(permissions: readonly Permission[]): string[] {
  const placeOf = ({ frame, resource }: Permission) => {
    const on = resource === '' ? '' : ` on ${readable(JSON.parse(resource))}`;
    return `${on}${describeFrame(frame)}`;
  };
  return [...groupBy(permissions, placeOf)].map(([place, all]) => {
    const actions = [...new Set(all.map(({ action }) => action))].filter(Boolean);
    return `${actions.join(', ')}${place}`.trim();
  });
}

function describeFrame(frame: string): string {
  const { Effect, ...more } = JSON.parse(frame) as Record<string, unknown>;
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
  const [[kind, argument] = [], ...others] = Object.entries(value);
  const list = [argument].flat() as unknown[];
  if (others.length > 0) {
    return JSON.stringify(value);
  }
  switch (kind) {
    case 'Ref':
      return `<${list[0]}>`;
    case 'Fn::GetAtt':
      return `<${list.join('.')}>`;
    case 'Fn::Join':
      return [list[1]].flat().map(readable).join(String(list[0]));
    case 'Fn::Sub':
      return String(list[0]).replace(/\$\{([^}]+)\}/g, '<$1>');
    default:
      return JSON.stringify(value);
  }
}
