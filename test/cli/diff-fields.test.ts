import * as fs from 'fs';
import * as path from 'path';
import { comparePlans } from '../../lib/cli/diff/compare';
import type { ActionInfo, GitHubJobInfo, PlanDocument, WorkInfo } from '../../lib/document/plan-document';

// Every field of the schema is compared, or it is said here why it is not. So no new one can be forgotten.

const NAME = 'a name: what has it is compared by what it is or does';
const TEXT = 'an explanation for people, made of what is compared';
const PLACE = 'where it runs: what counts is what it waits for';

const NOT_COMPARED: Readonly<Record<string, string>> = {
  'PlanDocument.schemaVersion': 'the format',
  'PlanDocument.planHash': 'made of what is compared',
  'NotificationInfo.path': NAME,
  'PlanDocument.applications': NAME,
  'PlanDocument.budgets': 'reported when one comes near to its limit',
  'PipelineInfo.name': 'made of the path',
  'ApplicationInfo.id': NAME,
  'ApplicationInfo.name': NAME,
  'ApplicationInfo.wave': NAME,
  'NodeInfo.name': NAME,
  'NodeInfo.kind': 'groups and joints tie waits together: waits are compared',
  'WaitInfo.reason': TEXT,
  'WaitInfo.where': TEXT,
  'WorkInfo.name': NAME,
  'WorkInfo.label': NAME,
  'WorkInfo.application': NAME,
  'WorkInfo.wave': NAME,
  'WorkInfo.gate': 'that of the action counts, and a document in which the two differ is refused',
  'StageInfo.name': NAME,
  'ActionInfo.name': NAME,
  'ActionInfo.runOrder': PLACE,
  'ActionInfo.namespace': NAME,
  'ProjectInfo.path': NAME,
  'ProjectInfo.logicalId': NAME,
  'ProjectInfo.name': NAME,
  'FilesInfo.fileSet': 'what makes the files is compared, and where they are put',
  'BudgetLine.id': NAME,
  'BudgetLine.kind': TEXT,
  'BudgetLine.what': TEXT,
  'BudgetLine.used': 'reported when it comes near to the limit',
  'BudgetLine.limit': 'reported when it comes near to the limit',
  'BudgetLine.hard': TEXT,
  'BudgetLine.where': TEXT,
  'BudgetLine.remedy': TEXT,
  'BudgetLine.source': TEXT,
  'WarningInfo.id': 'its message is compared',
  'SiblingWait.gate': 'what is waited for is compared, and whether that is a gate',
  'GitHubJobInfo.id': NAME,
  'RoleInfo.logicalId': NAME,
  'RoleInfo.path': NAME,
};

interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly const?: unknown;
  readonly additionalProperties?: Schema | boolean;
  readonly definitions?: Readonly<Record<string, Schema>>;
}

const SCHEMA = JSON.parse(
  fs.readFileSync(path.join(__dirname, '..', '..', 'schema', 'plan.schema.json'), 'utf8'),
) as Schema;

type Place = readonly (string | number)[];

/** A field, and where a sample has it. */
interface Field {
  readonly name: string;
  readonly place: Place;
  readonly sample: () => PlanDocument;
}

function typeOf(schema: Schema, value: unknown): { readonly name?: string; readonly schema: Schema } {
  if (schema.$ref) {
    const name = decodeURIComponent(schema.$ref.split('/').pop()!);
    const found = typeOf(SCHEMA.definitions![name], value);
    return { schema: found.schema, name: found.name ?? name };
  }
  if (schema.anyOf) {
    const fits = ({ schema: one }: { schema: Schema }) => {
      const { kind } = one.properties ?? {};
      return kind?.const !== undefined
        ? kind.const === (value as { kind?: unknown }).kind
        : (one.required ?? []).every((key) => key in (value as object));
    };
    return schema.anyOf.map((one) => typeOf(one, value)).find(fits)!;
  }
  return { schema };
}

function fieldsOf(given: Schema, owner: string, value: unknown, place: Place): Omit<Field, 'sample'>[] {
  const { schema, name = owner } = typeOf(given, value);
  if (Array.isArray(value) && schema.items) {
    return value.flatMap((item, i) => fieldsOf(schema.items!, name, item, [...place, i]));
  }
  const { additionalProperties: inner } = schema;
  if (!schema.properties) {
    const isRecord = typeof inner === 'object' && typeof value === 'object';
    return isRecord
      ? Object.entries(value as object).flatMap(([key, one]) => [
          ...(typeof one === 'string' ? [{ name, place: [...place, key] }] : []),
          ...fieldsOf(inner, name, one, [...place, key]),
        ])
      : [];
  }
  return Object.entries(value as object).flatMap(([key, inner]): Omit<Field, 'sample'>[] => [
    { name: `${name}.${key}`, place: [...place, key] },
    ...fieldsOf(schema.properties![key], `${name}.${key}`, inner, [...place, key]),
  ]);
}

/** All that the schema knows. */
function known(): string[] {
  const all = Object.entries({ PlanDocument: SCHEMA, ...SCHEMA.definitions });
  return all.flatMap(([type, { properties = {} }]) => Object.keys(properties).map((key) => `${type}.${key}`));
}

const role = (name: string) => `Delivery/${name}`;
const script = { installCommands: ['npm ci'], commands: ['npm test'], inputs: [], outputs: [], env: {} };
const target = {
  ...{ stack: 'App/Data', stackName: 'App-Data', account: '1', region: 'r' },
  ...{ deployRole: 'deploy', executionRole: 'execute' },
};

const work = (node: string, more: Partial<WorkInfo>): WorkInfo => ({
  ...{ node, name: node.split('/').pop()!, kind: 'script', label: node, gate: false, job: { kind: 'own' } },
  ...more,
});
const action = (node: string, more: Partial<ActionInfo> = {}): ActionInfo => ({
  ...{ name: node, runOrder: 1, node, category: 'Build', provider: 'CodeBuild', gate: false },
  ...more,
});

/** The same on GitHub, with every field of that. */
function onGitHub(): PlanDocument {
  const { codePipeline: _, ...rest } = onCodePipeline();
  const job = (id: string, nodes: string[], more: Partial<GitHubJobInfo> = {}): GitHubJobInfo => ({
    ...{ id, name: id, nodes, needs: [], gate: nodes.some((node) => GATES.includes(node)), runsOn: 'ubuntu-latest' },
    ...{ permissions: { contents: 'read' }, steps: [{ run: 'true' }] },
    ...more,
  });
  const steps = [{ name: 'Get', uses: 'actions/checkout@v4', run: 'x', settings: { with: '{}' } }];
  return {
    ...rest,
    gitHub: {
      ...{ file: 'deploy.yml', name: 'deploy', triggers: { push: '{"branches":["main"]}' } },
      settings: { concurrency: 'deploy' },
      jobs: [
        job('preflight', []),
        ...['Source', 'Test', 'Publish', ...GATES, 'Own', 'Prepare'].map((node) => job(node, [node])),
        job('Deploy', ['Deploy'], {
          ...{ needs: ['preflight', 'Test', ...GATES], condition: "github.ref == 'main'", environment: 'Prod' },
          ...{ role: 'arn', steps, settings: { container: 'node' } },
        }),
      ],
    },
  };
}

const GATES = ['Ask', 'Check'];

/** A pipeline that has every field of CodePipeline. */
function onCodePipeline(): PlanDocument {
  const check = {
    ...{ kind: 'script' as const, ...script },
    env: {
      A: { literal: 'a' },
      B: { output: { node: 'Source', variable: 'V' } },
      C: { stackOutput: { stack: 'App/Data', name: 'Url' } },
    },
    inputs: [{ directory: '.', fileSet: 'repo', from: 'Source', files: ['*'] }],
    outputs: [{ directory: 'out', fileSet: 'out', files: ['*'] }],
  };
  const works = [
    work('Source', {
      kind: 'source',
      job: { kind: 'source', provider: 'connection', repository: 'us/shop', branch: 'main', trigger: 'change' },
    }),
    work('Test', { job: check }),
    work('Publish', {
      ...{ kind: 'publish', job: { kind: 'script', ...script } },
      assets: [{ id: 'h', name: 'Code', image: false, destinations: ['d'] }],
    }),
    work('Ask', {
      ...{ kind: 'approval', gate: true, application: 'App', wave: 'W' },
      job: {
        kind: 'ask',
        comment: 'Fine?',
        url: 'https://x',
        timeoutMinutes: 5,
        emails: ['a@b.c'],
        showsRevision: true,
      },
    }),
    work('Check', { kind: 'permissions-check', gate: true, job: { kind: 'permissions-check', stage: 'App' } }),
    work('Own', { kind: 'custom' }),
    work('Prepare', { kind: 'prepare', target, job: { kind: 'deploy', mode: 'prepare' } }),
    work('Deploy', { kind: 'deploy', target, job: { kind: 'deploy', mode: 'execute' } }),
  ];
  const waits: Record<string, string[]> = { Deploy: ['Test', 'Ask', 'Check'], Test: ['Source'] };
  return {
    schemaVersion: '2.0',
    planHash: 'abc',
    pipeline: {
      ...{ path: 'Delivery/Pipeline', name: 'DeliveryPipeline', stack: 'Delivery' },
      ...{ account: '1', region: 'r', selfMutation: true, changeSets: true },
    },
    applications: [{ id: 'App', name: 'App', wave: 'W' }],
    nodes: [
      { id: 'W', kind: 'group', name: 'W', waitsFor: [] },
      ...works.map(({ node, name }) => ({
        ...{ id: node, kind: 'action' as const, name, ...(node === 'Own' ? { parent: 'W' } : {}) },
        waitsFor: (waits[node] ?? []).map((other) => ({ node: other, reason: 'so', where: 'app.ts:1' })),
      })),
    ],
    actions: works,
    codePipeline: {
      ...{ type: 'V2', executionMode: 'QUEUED', layout: 'default', settings: { RoleArn: role('Role') } },
      stages: [
        {
          name: 'S',
          settings: { OnFailure: 'x' },
          actions: [
            action('Source', { category: 'Source', configuration: { ConnectionArn: 'c' } }),
            action('Test', { project: 'P', role: role('Role'), settings: { InputArtifacts: 'a' } }),
            ...['Publish', 'Own', 'Prepare', 'Deploy'].map((node) => action(node, { runOrder: 2 })),
            ...['Ask', 'Check'].map((node) =>
              action(node, {
                ...{ category: 'Approval', provider: 'Manual', gate: true },
                autoApproved: false,
                namespace: 'Confirm',
              }),
            ),
          ],
        },
      ],
      projects: [
        {
          ...{ path: 'P', logicalId: 'P', name: 'p' },
          ...{ type: 'LINUX', image: 'i', computeType: 'SMALL', privileged: false, timeoutMinutes: 60 },
          ...{ role: role('Role'), buildspec: '{"version":"0.2"}', settings: { VpcConfig: 'v' } },
          env: { P: { parameter: 'p' }, S: { secret: 's' } },
        },
      ],
      notifications: [{ path: role('N'), events: ['failed'], targets: ['t'], enabled: true }],
      siblingWaits: [{ stage: 'S', runOrder: 2, applications: ['App'], waitFor: ['S/Ask'], gate: true }],
    },
    budgets: [
      {
        ...{ id: 'b', kind: 'max', what: 'resources', used: 1, limit: 500, hard: true, where: 'Delivery' },
        ...{ remedy: 'less', source: 'https://docs', status: 'ok' },
      },
    ],
    gatePolicy: [{ kind: 'account', pattern: '1', permissionsCheckIsEnough: true }],
    warnings: [{ id: 'w', message: 'Look.' }],
    roles: [
      {
        ...{ logicalId: 'Role', path: role('Role') },
        trust: ['{"Action":"sts:AssumeRole","Effect":"Allow","Principal":{"Service":"a"}}'],
        statements: ['{"Action":"s3:Get","Effect":"Allow","Resource":"x"}'],
      },
    ],
    resourcePolicies: [
      {
        ...{ path: role('Bucket'), type: 'AWS::S3::BucketPolicy' },
        statements: ['{"Action":"s3:Get","Effect":"Allow","Principal":"*"}'],
      },
    ],
  } as PlanDocument;
}

/** Something else of the same type. */
function other(value: unknown, name: string): unknown {
  if (Array.isArray(value)) {
    return [];
  }
  switch (typeof value) {
    case 'string':
      return STATES[name] ?? `${value}x`;
    case 'number':
      return value + 1;
    case 'boolean':
      return !value;
    default:
      return undefined;
  }
}

/** Where not any text will do. */
const STATES: Readonly<Record<string, string>> = {
  'BudgetLine.status': 'over',
  'GateRuleInfo.kind': 'region',
  'ProjectInfo.buildspec': '{"version":"0.2","phases":{"pre_build":{"commands":["curl evil"]}}}',
};

function changed(field: Field): PlanDocument {
  const document = structuredClone(field.sample());
  const owner = field.place.slice(0, -1).reduce((value, key) => (value as never)[key], document as unknown);
  const key = field.place[field.place.length - 1];
  (owner as Record<string | number, unknown>)[key] = other((owner as never)[key], field.name);
  return document;
}

const FIELDS = [onCodePipeline, onGitHub].flatMap((sample) =>
  fieldsOf({ ...SCHEMA }, 'PlanDocument', sample(), []).map((field): Field => ({ ...field, sample })),
);

/** Without what would be no plan any more: nodes are known by these. */
const SKELETON = new Set([
  'GitHubJobInfo.nodes',
  'NodeInfo.id',
  'WorkInfo.node',
  'ActionInfo.node',
  'NodeInfo.parent',
  'PlanDocument.nodes',
]);

test('the samples have every field of the schema, and the list of what is not compared has no other', () => {
  const has = new Set(FIELDS.map(({ name }) => name));
  expect(known().filter((name) => !has.has(name))).toEqual([]);
  expect(Object.keys(NOT_COMPARED).filter((name) => !has.has(name))).toEqual([]);
});

test.each([onCodePipeline, onGitHub])('a plan is like itself: %p', (sample) => {
  expect(comparePlans(sample(), sample()).changes).toEqual([]);
});

const valueOf = ({ place, sample }: Field) => place.reduce((value, key) => (value as never)[key], sample() as unknown);

/** Objects are changed by what they hold, and what is empty cannot be emptied. */
const isChanged = (field: Field) => {
  const value = valueOf(field);
  return Array.isArray(value) ? value.length > 0 : typeof value !== 'object';
};

/** On GitHub a job goes on to wait for what it needs, if the plan asks for that or not. */
const isKept = ({ name, sample }: Field) =>
  sample === onGitHub && ['NodeInfo.waitsFor', 'WaitInfo.node'].includes(name);

const COMPARED = FIELDS.filter(
  (field) => !isKept(field) && !SKELETON.has(field.name) && NOT_COMPARED[field.name] === undefined && isChanged(field),
);

test.each(COMPARED.map((field) => [`${field.name} (${field.place.join('.')}, ${field.sample.name})`, field] as const))(
  '%s',
  (_, field) => {
    const { changes, measures } = comparePlans(field.sample(), changed(field));
    expect(changes.length + measures.length).toBeGreaterThan(0);
  },
);
