import * as fs from 'fs';
import * as path from 'path';
import { gunzipSync } from 'zlib';

// Whether C# uses only names that exist. No compiler is at hand everywhere: this knows which types the namespaces in
// `using` have, and which members these types have, and reads just enough C# to see what is used of them.

interface Type {
  readonly namespace: string;
  readonly members: ReadonlySet<string>;
}

/** Types by their name without namespace; the same name may be in several namespaces. */
export type Names = Map<string, Type[]>;

interface Assembly {
  readonly name: string;
  readonly targets: { dotnet: { namespace: string } };
  readonly submodules?: Record<string, { targets?: { dotnet?: { namespace: string } } }>;
  readonly types: Record<string, JsiiType>;
}

interface JsiiType {
  readonly fqn: string;
  readonly name: string;
  readonly namespace?: string;
  readonly kind: 'class' | 'enum' | 'interface';
  readonly datatype?: boolean;
  readonly base?: string;
  readonly interfaces?: string[];
  readonly properties?: { name: string }[];
  readonly methods?: { name: string }[];
  readonly members?: { name: string }[];
}

/** What the project that jsii-pacmak has made has: read from its files, as a compiler would. */
export function namesOfProject(directory: string): Names {
  const names: Names = new Map();
  const entries = fs.readdirSync(directory, { recursive: true, encoding: 'utf8' });
  const files = entries.filter((file) => file.endsWith('.cs'));
  const sources = files.map((file) => fs.readFileSync(path.join(directory, file), 'utf8'));
  for (const source of sources) {
    const [, kind, name, bases] = /^ {4}public [\w ]*(class|interface|enum) (\w+)(?: : (.*))?$/m.exec(source) ?? [];
    if (name) add(names, name, namespaceOf(source), [...membersIn(source, kind), ...inheritedFrom(bases)]);
  }
  return names;

  function inheritedFrom(bases = ''): string[] {
    const parents = [...bases.matchAll(/CdkPipelines\.([\w.]+)/g)].map(([, base]) =>
      path.join(directory, `${base.replaceAll('.', path.sep)}.cs`),
    );
    return parents.flatMap((file) => {
      const source = fs.readFileSync(file, 'utf8');
      const further = /^ {4}public [\w ]*(?:class|interface) \w+ : (.*)$/m.exec(source)?.[1];
      return [...membersIn(source, 'class'), ...inheritedFrom(further)];
    });
  }
}

function namespaceOf(source: string): string {
  return /^namespace ([\w.]+)$/m.exec(source)![1];
}

function membersIn(source: string, kind: string): string[] {
  const code = source.replace(/^\s*(\/\/\/|\[).*$/gm, '');
  return kind === 'enum'
    ? [...code.matchAll(/^ {8}(\w+),?$/gm)].map(([, name]) => name)
    : [...code.matchAll(/^ {8}(?! |private|internal)[\w.<>?[\], ]*?(\w+)(?:\(.*)?$/gm)].map(([, name]) => name);
}

/** What a package of npm has in .NET. */
export function namesOfPackage(directory: string): Names {
  const names: Names = new Map();
  const assembly = readAssembly(directory);
  for (const type of Object.values(assembly.types)) {
    // A type in a class is not used.
    const namespace = dotnetNamespace(assembly, type.namespace);
    if (namespace === undefined) continue;
    const members = membersOf(assembly, type);
    add(names, type.name, namespace, members);
    if (type.datatype) add(names, `I${type.name}`, namespace, members);
  }
  return names;
}

export function readAssembly(directory: string): Assembly {
  const compressed = path.join(directory, '.jsii.gz');
  const text = fs.existsSync(compressed)
    ? gunzipSync(fs.readFileSync(compressed)).toString()
    : fs.readFileSync(path.join(directory, '.jsii'), 'utf8');
  return JSON.parse(text) as Assembly;
}

function dotnetNamespace(assembly: Assembly, namespace?: string): string | undefined {
  return namespace === undefined
    ? assembly.targets.dotnet.namespace
    : assembly.submodules?.[`${assembly.name}.${namespace}`]?.targets?.dotnet?.namespace;
}

function membersOf(assembly: Assembly, type: JsiiType): string[] {
  const parents = [type.base, ...(type.interfaces ?? [])].flatMap((fqn) => (fqn && assembly.types[fqn]) || []);
  const own = [...(type.properties ?? []), ...(type.methods ?? [])].map(({ name }) => pascalCase(name));
  return [
    ...own,
    ...(type.members ?? []).map(({ name }) => name),
    ...parents.flatMap((parent) => membersOf(assembly, parent)),
  ];
}

/** As jsii-pacmak does it; names in capitals stay. */
export function pascalCase(name: string): string {
  return /^[A-Z0-9_]+$/.test(name) ? name : name[0].toUpperCase() + name.slice(1);
}

function add(names: Names, name: string, namespace: string, members: string[]) {
  names.set(name, [...(names.get(name) ?? []), { namespace, members: new Set(members) }]);
}

/** Names of .NET itself. */
const SYSTEM: Record<string, string[]> = { Dictionary: [], Length: [], Main: [] };

/** What is wrong in the sources of a program: one line for each name that nobody knows, or that means two things. */
export function unknownNames(sources: string[], libraries: Names[]): string[] {
  const own = new Set(sources.flatMap((source) => declaredIn(tokensOf(source))));
  const members = new Set(libraries.flatMap((names) => [...names.values()].flatMap(everyMember)));
  return sources.flatMap((source) => {
    const tokens = tokensOf(source);
    const using = new Set(usingsOf(source));
    const visible = (name: string) =>
      libraries.flatMap((names) => names.get(name) ?? []).filter((type) => using.has(type.namespace));
    const inherited = new Set(everyMember(basesIn(tokens).flatMap(visible)));
    return problemsIn(tokens, { own, members, inherited, visible });
  });
}

function everyMember(types: Type[]): string[] {
  return types.flatMap((type) => [...type.members]);
}

function usingsOf(source: string): string[] {
  return [...source.matchAll(/^\s*using ([\w.]+);$/gm)].map(([, namespace]) => namespace);
}

/** Identifiers and punctuation; no comments, no text, no directives. */
function tokensOf(source: string): string[] {
  const code = source
    // Together: there is `//` in the text of an address.
    .replace(/"(?:[^"\\]|\\.)*"|\/\/.*$/gm, (found) => (found.startsWith('"') ? '""' : ''))
    .replace(/^\s*(using|namespace) [\w.]+;?$/gm, '');
  return code.match(/[A-Za-z_]\w*|==|=>|\S/g) ?? [];
}

const MODIFIERS = new Set(['const', 'internal', 'new', 'private', 'protected', 'public', 'return', 'static']);

/** Types and members that a source declares: a name behind `class`, or behind a type. */
function declaredIn(tokens: string[]): string[] {
  const isType = (token = '') => /^(\w+|[>\]])$/.test(token) && !MODIFIERS.has(token);
  return tokens.filter((name, i) => /^[A-Z]/.test(name) && isType(tokens[i - 1]));
}

/** What classes extend and implement. */
function basesIn(tokens: string[]): string[] {
  return tokens.flatMap((token, i) =>
    token === 'class' && tokens[i + 2] === ':' ? tokens.slice(i + 3, tokens.indexOf('{', i)) : [],
  );
}

interface Scope {
  readonly own: ReadonlySet<string>;
  readonly members: ReadonlySet<string>;
  /** Members of the classes that are extended. */
  readonly inherited: ReadonlySet<string>;
  visible(name: string): Type[];
}

function problemsIn(tokens: string[], { own, members, inherited, visible }: Scope): string[] {
  const problems: string[] = [];
  /** For each open brace, the type whose properties are set in it. */
  const braces: (string | undefined)[] = [];
  tokens.forEach((token, i) => {
    const [before, after] = [tokens[i - 1], tokens[i + 1]];
    if (token === '{') braces.push(initialized(tokens, i));
    if (token === '}') braces.pop();
    if (!/^[A-Z]/.test(token) || token in SYSTEM) return;
    const holder = braces[braces.length - 1];
    if (after === '=' && holder) {
      if (!visible(holder).some((type) => type.members.has(token))) problems.push(`${holder} has no ${token}`);
    } else if (before === '.') {
      const types = visible(tokens[i - 2]);
      const known =
        types.length > 0 && tokens[i - 3] !== '.'
          ? types.some((type) => type.members.has(token))
          : members.has(token) || own.has(token);
      if (!known && !isNamespace(tokens, i)) problems.push(`${tokens[i - 2]} has no ${token}`);
    } else if (!own.has(token) && !inherited.has(token) && !isNamespace(tokens, i)) {
      const types = visible(token);
      if (types.length === 0) problems.push(`there is no ${token}`);
      if (types.length > 1) problems.push(`${token} is in ${types.map((type) => type.namespace).join(' and ')}`);
    }
  });
  return problems;
}

/** The type of `new Type {` or `new Type(…) {`. */
function initialized(tokens: string[], brace: number): string | undefined {
  const start = tokens[brace - 1];
  let i = brace - 2;
  while (tokens[i] === '.') i -= 2;
  return /^[A-Z]/.test(start) && tokens[i] === 'new' ? start : undefined;
}

/** Whether this is part of a name that is written out in full. */
function isNamespace(tokens: string[], i: number): boolean {
  let start = i;
  while (tokens[start - 1] === '.') start -= 2;
  return tokens[start] === 'Amazon';
}
