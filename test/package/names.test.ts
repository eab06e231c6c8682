import { ourApi } from '../api/assembly';
import type { Parameter, Type } from '../api/assembly';

// Names that are fine in TypeScript, but not in the languages that jsii turns them into.

const RESERVED: Record<string, string> = {
  Python: `False None True and as assert async await break class continue def del elif else except finally for from
    global if import in is lambda nonlocal not or pass raise return try while with yield`,
  Java: `abstract assert boolean break byte case catch char class const continue default do double else enum extends
    false final finally float for goto if implements import instanceof int interface long native new null package
    private protected public return short static strictfp super switch synchronized this throw throws transient true
    try void volatile while`,
  'C#': `abstract as base bool break byte case catch char checked class const continue decimal default delegate do
    double else enum event explicit extern false finally fixed float for foreach goto if implicit in int interface
    internal is lock long namespace new null object operator out override params private protected public readonly ref
    return sbyte sealed short sizeof stackalloc static string struct switch this throw true try typeof uint ulong
    unchecked unsafe ushort using virtual void volatile while`,
  Go: `break case chan const continue default defer else fallthrough for func go goto if import interface map package
    range return select struct switch type var`,
};

/** What every object has in Java, C# and Python, and what a builder has in Java. */
const INHERITED = `getClass hashCode equals notify notifyAll wait finalize clone getHashCode getType memberwiseClone
  class build builder create jsiiGet jsiiSet jsiiCall self`;

const api = [...ourApi().values()];

describe.each(api.map((type) => [type.name, type] as const))('%s', (_, type) => {
  test.each(Object.keys(RESERVED))('has no word that is reserved in %s', (language) => {
    const reserved = words(RESERVED[language]);
    expect(allNames(type).filter((name) => reserved.has(name))).toEqual([]);
  });

  test('has no member that every object has elsewhere', () => {
    const inherited = words(INHERITED);
    expect(memberNames(type).filter((name) => inherited.has(name))).toEqual([]);
  });

  test('has no member with the name of the type: C# would rename it', () => {
    expect(memberNames(type).filter((name) => pascal(name) === type.name)).toEqual([]);
  });

  test('has no members with the same name in another language', () => {
    // Java and Go write getters and setters; Python joins words with underscores; C# and Go begin in upper case.
    const names = [...accessors(type), ...methodsOf(type)];
    for (const spell of [(name: string) => name, pascal, snake]) expect(repeated(names.map(spell))).toEqual([]);
    expect(repeated(memberNames(type).map(pascal))).toEqual([]);
    expect(repeated(memberNames(type).map(snake))).toEqual([]);
  });

  test('has no positional parameter with the name of an option: Python takes options by name', () => {
    const callables = [...(type.initializer ? [type.initializer] : []), ...(type.methods ?? [])];
    for (const { parameters = [] } of callables) {
      expect(repeated(parameters.flatMap(namesInPython).map(snake))).toEqual([]);
    }
  });
});

test('there are types to look at', () => {
  expect(api.length).toBeGreaterThanOrEqual(45);
});

function words(text: string): Set<string> {
  return new Set(text.split(/\s+/));
}

function methodsOf(type: Type): string[] {
  return (type.methods ?? []).map(({ name }) => name);
}

function propertiesOf(type: Type): string[] {
  return (type.properties ?? []).map(({ name }) => name);
}

function memberNames(type: Type): string[] {
  return [...methodsOf(type), ...propertiesOf(type), ...(type.members ?? []).map(({ name }) => name)];
}

/** Names of members and of parameters. */
function allNames(type: Type): string[] {
  const callables = [...(type.initializer ? [type.initializer] : []), ...(type.methods ?? [])];
  return [...memberNames(type), ...callables.flatMap(({ parameters = [] }) => parameters.map(({ name }) => name))];
}

/** What a property becomes in Java. */
function accessors(type: Type): string[] {
  return (type.properties ?? []).flatMap(({ name, immutable }) => [
    `get${pascal(name)}`,
    ...(immutable ? [] : [`set${pascal(name)}`]),
  ]);
}

/** A struct at the end is taken apart. */
function namesInPython(parameter: Parameter, index: number, all: Parameter[]): string[] {
  const struct = api.find(({ fqn, datatype }) => datatype && fqn === parameter.type.fqn);
  return struct && index === all.length - 1 ? propertiesOf(struct) : [parameter.name];
}

function pascal(name: string): string {
  return name[0].toUpperCase() + name.slice(1);
}

function snake(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();
}

function repeated(names: string[]): string[] {
  return names.filter((name, index) => names.indexOf(name) !== index);
}
