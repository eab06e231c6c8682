import type { Api, Callable, Method, Parameter, Property, Type, TypeReference } from './assembly';
import { shortName } from './assembly';

export interface ApiComparison {
  /** What is missing or different, each in a sentence. */
  readonly differences: string[];
  /** What only the second has; that is allowed. */
  readonly additions: string[];
}

/** Compare an API with one that is to take its place. */
export function compareApis(expected: Api, actual: Api): ApiComparison {
  const differences: string[] = [];
  const additions: string[] = [];
  for (const [name, type] of expected) {
    const ours = actual.get(name);
    if (ours === undefined) {
      differences.push(`${name}: missing, was ${renderHead(type)}`);
    } else {
      const inherited = { expected: inheritedMembers(type, expected), actual: inheritedMembers(ours, actual) };
      compareTypes(name, type, ours, inherited, { differences, additions });
    }
  }
  for (const [name, type] of actual) {
    if (!expected.has(name)) additions.push(`${name}: ${renderHead(type)}`);
  }
  return { differences, additions };
}

/** Signatures of members by name. */
type Members = ReadonlyMap<string, string>;

interface Inherited {
  readonly expected: Members;
  readonly actual: Members;
}

function compareTypes(name: string, expected: Type, actual: Type, inherited: Inherited, report: ApiComparison): void {
  if (renderHead(expected) !== renderHead(actual)) {
    report.differences.push(`${name}: expected ${renderHead(expected)}, found ${renderHead(actual)}`);
  }
  const theirs = new Set((expected.interfaces ?? []).map(shortName));
  const ours = new Set((actual.interfaces ?? []).map(shortName));
  for (const missing of [...theirs].filter((it) => !ours.has(it))) {
    report.differences.push(`${name}: does not implement ${missing}`);
  }
  for (const added of [...ours].filter((it) => !theirs.has(it))) {
    report.additions.push(`${name}: implements ${added}`);
  }
  compareMembers(name, membersOf(expected), membersOf(actual), inherited, report);
}

function compareMembers(
  type: string,
  expected: Members,
  own: Members,
  inherited: Inherited,
  report: ApiComparison,
): void {
  for (const [name, signature] of expected) {
    const found = own.get(name) ?? inherited.actual.get(name);
    if (found === undefined) {
      report.differences.push(`${type}.${name}: missing, was ${signature}`);
    } else if (found !== signature) {
      report.differences.push(`${type}.${name}: expected ${signature}, found ${found}`);
    }
  }
  for (const [name, signature] of own) {
    const known = expected.has(name) || inherited.expected.get(name) === signature;
    if (!known) report.additions.push(`${type}.${name}: ${signature}`);
  }
}

/** Signatures of the members that a type itself declares, by name. The constructor is called `constructor`. */
export function membersOf(type: Type): Members {
  const members = new Map<string, string>();
  if (type.initializer) {
    members.set('constructor', `${modifiers(type.initializer)}constructor${renderParameters(type.initializer)}`);
  }
  for (const property of type.properties ?? []) members.set(property.name, renderProperty(property));
  for (const method of type.methods ?? []) members.set(method.name, renderMethod(method));
  for (const member of type.members ?? []) members.set(member.name, 'enum member');
  return members;
}

/** Members that come from base classes and interfaces of the same API; the nearest wins. */
function inheritedMembers(type: Type, api: Api): Members {
  const parents = [type.base, ...(type.interfaces ?? [])].flatMap((fqn) => api.get(shortName(fqn ?? '')) ?? []);
  const members = new Map<string, string>();
  for (const parent of parents) {
    for (const [name, signature] of [...membersOf(parent), ...inheritedMembers(parent, api)]) {
      if (name !== 'constructor' && !members.has(name)) members.set(name, signature);
    }
  }
  // A subclass without a constructor of its own has that of its base class, but jsii writes it out.
  return members;
}

function renderHead(type: Type): string {
  const kind = type.datatype ? 'struct' : type.kind;
  const base = type.base === undefined ? '' : ` extends ${shortName(type.base)}`;
  return `${type.abstract ? 'abstract ' : ''}${kind}${base}`;
}

function renderProperty(property: Property): string {
  const mutability = property.const ? 'const ' : property.immutable ? 'readonly ' : '';
  return `${modifiers(property)}${mutability}${property.name}${property.optional ? '?' : ''}: ${renderType(property.type)}`;
}

function renderMethod(method: Method): string {
  const returns = method.returns
    ? `${renderType(method.returns.type)}${method.returns.optional ? ' | undefined' : ''}`
    : 'void';
  return `${modifiers(method)}${method.async ? 'async ' : ''}${method.name}${renderParameters(method)}: ${returns}`;
}

function modifiers(member: { protected?: boolean; static?: boolean; abstract?: boolean }): string {
  return (['protected', 'static', 'abstract'] as const)
    .filter((modifier) => member[modifier])
    .map((modifier) => `${modifier} `)
    .join('');
}

function renderParameters(callable: Callable): string {
  const render = (parameter: Parameter) =>
    `${parameter.variadic ? '...' : ''}${parameter.name}${parameter.optional ? '?' : ''}: ${renderType(parameter.type)}`;
  return `(${(callable.parameters ?? []).map(render).join(', ')})`;
}

function renderType(type: TypeReference): string {
  if (type.fqn !== undefined) return shortName(type.fqn);
  if (type.primitive !== undefined) return type.primitive;
  if (type.collection) return `${type.collection.kind}<${renderType(type.collection.elementtype)}>`;
  const parts = type.union ?? type.intersection ?? { types: [] };
  return parts.types
    .map(renderType)
    .sort()
    .join(type.union ? ' | ' : ' & ');
}
