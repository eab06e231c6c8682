import Ajv from 'ajv';
import schema from '../schema/plan.schema.json';

/** The schema as it is published, and one that takes nothing but what that describes. */
const published = new Ajv({ allErrors: true }).compile(schema);
const strict = new Ajv({ allErrors: true }).compile(closed(schema) as object);

/** How a plan document is unlike the schema in the package. */
export function schemaErrors(document: unknown): string[] {
  return [published, strict].flatMap((validate) => {
    validate(document);
    return (validate.errors ?? []).map((e) => `${e.instancePath} ${e.message} ${JSON.stringify(e.params)}`);
  });
}

function closed(x: unknown): unknown {
  if (Array.isArray(x)) {
    return x.map(closed);
  }
  if (typeof x !== 'object' || x === null) {
    return x;
  }
  const entries = Object.fromEntries(Object.entries(x).map(([k, v]) => [k, closed(v)]));
  return 'properties' in x && 'required' in x ? { ...entries, additionalProperties: false } : entries;
}
