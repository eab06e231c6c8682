import Ajv from 'ajv';
import planSchema from '../schema/plan.schema.json';
import eventSchema from '../schema/run-events.schema.json';

/** A schema as it is published, and one that takes nothing but what that describes. */
function checkBy(schema: object): (document: unknown) => string[] {
  const validators = [schema, closed(schema) as object].map((one) => new Ajv({ allErrors: true }).compile(one));
  return (document) =>
    validators.flatMap((validate) => {
      validate(document);
      return (validate.errors ?? []).map((e) => `${e.instancePath} ${e.message} ${JSON.stringify(e.params)}`);
    });
}

/** How a plan document is unlike the schema in the package. */
export const schemaErrors = checkBy(planSchema);

/** The same of an event of a run. */
export const eventSchemaErrors = checkBy(eventSchema);

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
