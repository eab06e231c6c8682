import model from './codepipeline.json';

// A CodePipeline of a template, held against the service's own model. What CloudFormation fills in is taken as it comes.

interface Shape {
  readonly type: string;
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: string;
  readonly enum?: readonly string[];
  readonly required?: readonly string[];
  readonly members?: Readonly<Record<string, string>>;
  readonly member?: string;
  readonly key?: string;
  readonly value?: string;
}

const SHAPES = model.shapes as Readonly<Record<string, Shape>>;

/** Properties of the resource that are not of the declaration, or are not shaped like it. */
const OF_CLOUDFORMATION = ['DisableInboundStageTransitions', 'RestartExecutionOnUpdate', 'Tags', 'ArtifactStores'];

/** Everything that CodePipeline would refuse about the properties of an `AWS::CodePipeline::Pipeline`. */
export function violations(properties: Readonly<Record<string, any>>): string[] {
  const { DisableInboundStageTransitions: closed = [], ArtifactStores: stores = [] } = properties;
  const own = Object.fromEntries(Object.entries(properties).filter(([name]) => !OF_CLOUDFORMATION.includes(name)));
  const declaration = { Name: 'generated', ...own };
  const byRegion = Object.fromEntries(stores.map((s: any) => [s.Region, s.ArtifactStore]));
  return [
    ...check(declaration, 'PipelineDeclaration', 'pipeline'),
    ...check(byRegion, 'ArtifactStoreMap', 'artifact stores'),
    ...closed.flatMap((t: any, i: number) => check(t.Reason, 'DisabledReason', `disabled transition ${i}`)),
    ...duplicates(rulesOf(properties), 'name of a rule'),
    ...repeated(properties.Triggers ?? [], 'triggers'),
  ];
}

function rulesOf({ Stages }: Readonly<Record<string, any>>): string[] {
  const conditions = Stages.flatMap((s: any) =>
    [s.BeforeEntry, s.OnSuccess, s.OnFailure].flatMap((k) => k?.Conditions ?? []),
  );
  return conditions.flatMap((c: any) => (c.Rules ?? []).map((rule: any) => rule.Name));
}

function duplicates(names: readonly string[], what: string): string[] {
  return names.filter((name, i) => names.indexOf(name) !== i).map((name) => `${what} used twice: ${name}`);
}

/** Lists of triggers hold nothing twice: CloudFormation says so, and not the service. */
function repeated(value: unknown, at: string): string[] {
  const items = Array.isArray(value) ? value.map((item) => JSON.stringify(item)) : [];
  const inner = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return [...duplicates(items, at), ...inner.flatMap(([name, item]) => repeated(item, `${at}.${name}`))];
}

function check(value: unknown, shapeName: string, at: string): string[] {
  const shape = SHAPES[shapeName];
  if (isFilledIn(value)) {
    return [];
  }
  switch (shape.type) {
    case 'structure':
      return checkStructure(value, shape, at);
    case 'list':
      return Array.isArray(value)
        ? [
            ...between(value.length, shape, `${at}: items`),
            ...value.flatMap((x, i) => check(x, shape.member!, `${at}[${i}]`)),
          ]
        : [`${at} is no list`];
    case 'map':
      return checkMap(value, shape, at);
    case 'string':
      return checkText(value, shape, at);
    case 'integer':
      return Number.isInteger(value) ? between(value as number, shape, at) : [`${at} is no whole number`];
    case 'boolean':
      return typeof value === 'boolean' ? [] : [`${at} is no boolean`];
    default:
      return [`${at}: '${shape.type}', of which this check knows nothing`];
  }
}

/** `Ref`, `Fn::GetAtt` and so on: an object with one such key. */
function isFilledIn(value: unknown): boolean {
  const keys = typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.keys(value) : [];
  return keys.length === 1 && /^(Ref|Fn::\w+)$/.test(keys[0]);
}

function checkStructure(value: unknown, { members = {}, required = [] }: Shape, at: string): string[] {
  if (typeof value !== 'object' || value === null) {
    return [`${at} is no structure`];
  }
  const given = Object.entries(value).map(([name, x]) => [name.charAt(0).toLowerCase() + name.slice(1), x] as const);
  return [
    ...required.filter((name) => given.every(([n]) => n !== name)).map((name) => `${at} lacks ${name}`),
    ...given.flatMap(([name, x]) =>
      name in members ? check(x, members[name], `${at}.${name}`) : [`${at} knows no ${name}`],
    ),
  ];
}

function checkMap(value: unknown, shape: Shape, at: string): string[] {
  return Object.entries(value ?? {}).flatMap(([key, x]) => [
    ...checkText(key, SHAPES[shape.key!], `${at}: key ${key}`),
    // CloudFormation makes text of numbers and booleans.
    ...check(['number', 'boolean'].includes(typeof x) ? `${x}` : x, shape.value!, `${at}.${key}`),
  ]);
}

function checkText(value: unknown, shape: Shape, at: string): string[] {
  if (typeof value !== 'string') {
    return [`${at} is no text`];
  }
  // CodePipeline fills variables in later.
  const isOpen = value.includes('#{');
  const fits = isOpen || shape.pattern === undefined || new RegExp(`^(?:${shape.pattern})$`, 's').test(value);
  return [
    ...between(value.length, shape, `${at}: characters`),
    ...(fits ? [] : [`${at}: '${value}' does not match ${shape.pattern}`]),
    ...(shape.enum && !shape.enum.includes(value) ? [`${at}: '${value}' is none of ${shape.enum.join(', ')}`] : []),
  ];
}

function between(n: number, { min = 0, max = Infinity }: Shape, at: string): string[] {
  return n < min || n > max ? [`${at}: ${n}, and not ${min} to ${max}`] : [];
}
