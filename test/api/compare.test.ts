import type { Api, Type } from './assembly';
import { incumbentApi } from './assembly';
import { compareApis } from './compare';

// The comparison itself: it must find what it is there to find.

const base: Type = {
  fqn: 'aws-cdk-lib.pipelines.Base',
  name: 'Base',
  kind: 'class',
  abstract: true,
  initializer: { parameters: [{ name: 'id', type: { primitive: 'string' } }] },
  properties: [{ name: 'id', type: { primitive: 'string' }, immutable: true }],
  methods: [{ name: 'run', protected: true, parameters: [{ name: 'n', type: { primitive: 'number' } }] }],
};
const derived: Type = {
  fqn: 'aws-cdk-lib.pipelines.Derived',
  name: 'Derived',
  kind: 'class',
  base: base.fqn,
  interfaces: ['aws-cdk-lib.pipelines.IThing'],
  properties: [{ name: 'id', type: { primitive: 'string' }, immutable: true }],
};
const color: Type = {
  fqn: 'aws-cdk-lib.pipelines.Color',
  name: 'Color',
  kind: 'enum',
  members: [{ name: 'RED' }, { name: 'BLUE' }],
};

function api(...types: Type[]): Api {
  return new Map(types.map((type) => [type.name, type]));
}

/** The same types, in our namespace. */
function ours(...types: Type[]): Api {
  return api(...JSON.parse(JSON.stringify(types).replaceAll('aws-cdk-lib.pipelines.', 'cdk-pipelines.')));
}

test('an API equals itself under our name', () => {
  const incumbent = incumbentApi();
  expect(incumbent.size).toBeGreaterThanOrEqual(45);
  expect(compareApis(incumbent, ours(...incumbent.values()))).toEqual({ differences: [], additions: [] });
});

test('a member that is inherited need not be declared again, and may be', () => {
  const slim = { ...derived, properties: [] };
  expect(compareApis(api(base, derived), ours(base, slim))).toEqual({ differences: [], additions: [] });
  expect(compareApis(api(base, slim), ours(base, derived))).toEqual({ differences: [], additions: [] });
});

test.each<[string, Type, Type | undefined, string]>([
  ['a missing type', color, undefined, 'Color: missing, was enum'],
  ['a missing enum member', color, { ...color, members: [{ name: 'RED' }] }, 'Color.BLUE: missing, was enum member'],
  ['another kind', color, { ...color, kind: 'class' }, 'Color: expected enum, found class'],
  ['a class no longer abstract', base, { ...base, abstract: false }, 'Base: expected abstract class, found class'],
  [
    'another base class',
    derived,
    { ...derived, base: 'constructs.Construct' },
    'Derived: expected class extends Base, found class extends constructs.Construct',
  ],
  ['an interface not implemented', derived, { ...derived, interfaces: [] }, 'Derived: does not implement IThing'],
  [
    'a missing constructor',
    base,
    { ...base, initializer: undefined },
    'Base.constructor: missing, was constructor(id: string)',
  ],
  [
    'a parameter of another name',
    base,
    { ...base, initializer: { parameters: [{ name: 'name', type: { primitive: 'string' } }] } },
    'Base.constructor: expected constructor(id: string), found constructor(name: string)',
  ],
  [
    'a property that became optional',
    base,
    { ...base, properties: [{ ...base.properties![0], optional: true }] },
    'Base.id: expected readonly id: string, found readonly id?: string',
  ],
  [
    'a property that became mutable',
    base,
    { ...base, properties: [{ ...base.properties![0], immutable: false }] },
    'Base.id: expected readonly id: string, found id: string',
  ],
  [
    'a method that became public',
    base,
    { ...base, methods: [{ ...base.methods![0], protected: false }] },
    'Base.run: expected protected run(n: number): void, found run(n: number): void',
  ],
  [
    'a method that returns something else',
    base,
    { ...base, methods: [{ ...base.methods![0], returns: { type: { fqn: 'cdk-pipelines.Derived' } } }] },
    'Base.run: expected protected run(n: number): void, found protected run(n: number): Derived',
  ],
])('finds %s', (_, expected, actual, difference) => {
  const { differences } = compareApis(api(expected), actual ? ours(actual) : ours());
  expect(differences).toEqual([difference]);
});

test('lists additions', () => {
  const more: Type = { ...color, members: [...color.members!, { name: 'GREEN' }] };
  expect(compareApis(api(color), ours(more, base))).toEqual({
    differences: [],
    additions: ['Color.GREEN: enum member', 'Base: abstract class'],
  });
});
