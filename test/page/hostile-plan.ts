import { shop } from '../cli/fixtures';
import { workflow } from '../cli/workflow';
import type { JobInfo, PlanDocument } from '../../lib/document/plan-document';

// Plans in which every text that the schema leaves free is what somebody who wants to do harm has chosen.

interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly const?: string;
  readonly enum?: readonly string[];
  readonly pattern?: string;
  readonly anyOf?: readonly Schema[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly required?: readonly string[];
}

const SCHEMA = require('../../schema/plan.schema.json') as Schema & { readonly definitions: Record<string, Schema> };

/** What leads to something else in the document: it is not made up. */
const REFERENCES = ['parent', 'node', 'application', 'wave', 'from'];

/** Longer than all lists of alternatives in the schema. */
const MANY = 8;

/** Plans of each engine. */
const PLANS = { codePipeline: () => shop(), gitHub: () => workflow() };

export type Engine = keyof typeof PLANS;

export const ENGINES = Object.keys(PLANS) as Engine[];

/** A plan of two waves with all properties that there are, and each kind of job; each free text begins with `nasty`. */
export function hostilePlan(nasty: string, engine: Engine): PlanDocument {
  const base = PLANS[engine]();
  const jobs = alternatives(SCHEMA.definitions.JobInfo);
  const actions = base.actions.map((work, i) => ({ ...work, job: made(jobs[i % jobs.length], 'job', i) as JobInfo }));
  const others = ENGINES.filter((one) => one !== engine);
  const properties = Object.entries(SCHEMA.properties!).filter(([name]) => !others.includes(name as Engine));
  const schema = { ...SCHEMA, properties: Object.fromEntries(properties) };
  return changed({ ...base, actions }, schema, nasty) as PlanDocument;
}

function resolved(schema: Schema): Schema {
  return schema.$ref ? resolved(SCHEMA.definitions[schema.$ref.split('/').pop()!]) : schema;
}

function alternatives(schema: Schema): Schema[] {
  const { anyOf } = resolved(schema);
  return anyOf ? anyOf.flatMap(alternatives) : [resolved(schema)];
}

/** A value with all that it may have; of several alternatives, number `n`. */
function made(schema: Schema, name: string, n = 0): unknown {
  const all = alternatives(schema);
  const {
    type,
    enum: choices,
    const: only,
    pattern,
    properties = {},
    items,
    additionalProperties,
  } = all[n % all.length];
  switch (type) {
    case 'object': {
      const own = Object.entries(properties).filter(([key]) => key === 'kind' || !REFERENCES.includes(key));
      const more = typeof additionalProperties === 'object' ? additionalProperties : undefined;
      const records = more ? Array.from({ length: MANY }, (_, i) => [`${name}${i}`, made(more, name, i)] as const) : [];
      const node = properties.node ? [['node', 'Build/Synth'] as const] : [];
      return Object.fromEntries([
        ...own.map(([key, value]) => [key, made(value, key, n)] as const),
        ...node,
        ...records,
      ]);
    }
    case 'array':
      return [made(items!, name, n), made(items!, `${name}2`, n + 1)];
    case 'string':
      // What has a form of its own is no free text: a hash, a statement of a policy.
      if (name.startsWith('statements')) return '{}';
      return only ?? choices?.[n % choices.length] ?? (pattern ? 'abcdef' : name);
    case 'boolean':
      return true;
    default:
      return 1;
  }
}

/** The same value, hostile. */
function changed(value: unknown, schema: Schema, nasty: string, name = ''): unknown {
  const all = alternatives(schema);
  const {
    type,
    enum: choices,
    const: only,
    pattern,
    properties = {},
    items,
    additionalProperties,
  } = all.find((one) => isLike(value, one)) ?? all[0];
  if (type === 'object') {
    const given = value as Record<string, unknown>;
    const missing = Object.keys(properties).filter((key) => !(key in given) && !REFERENCES.includes(key));
    const keys = [...Object.keys(given), ...missing];
    return Object.fromEntries(
      keys.map((key) => {
        const own = properties[key];
        const of = own ?? (additionalProperties as Schema);
        return [own ? key : nasty + key, changed(key in given ? given[key] : made(of, key), of, nasty, key)];
      }),
    );
  }
  if (type === 'array') {
    return (value as unknown[]).map((item) => changed(item, items!, nasty, name));
  }
  // A gate has this category, or the document contradicts itself.
  const isGate = name === 'category' && value === 'Approval';
  if (type !== 'string' || choices || only !== undefined || pattern || isGate || name === 'statements') {
    return value;
  }
  // An id of two names.
  const parts = name === 'waitFor' ? (value as string).split(/\/(.*)/s).slice(0, 2) : [value as string];
  return parts.map((part) => nasty + part).join('/');
}

function isLike(value: unknown, { type, properties = {}, required = [] }: Schema): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return type !== 'object';
  }
  const kind = properties.kind?.const;
  return required.every((key) => key in value) && (kind === undefined || kind === (value as { kind?: string }).kind);
}
