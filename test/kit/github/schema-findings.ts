import Ajv from 'ajv';
import { parse } from 'yaml';
import schema from './github-workflow.schema.json';

// Formats such as `uri` say nothing that a workflow of ours depends on.
const validate = new Ajv({ allErrors: true, strict: false, validateFormats: false }).compile(schema);

/**
 * What the JSON schema of GitHub workflows has against a workflow file. It is the schema that editors use, of SchemaStore: it knows all
 * keys and their types, and nothing of what they mean.
 *
 * @param yaml the text of the file
 * @returns a line for each finding: where, and what. Text that is no YAML is one finding
 */
export function schemaFindings(yaml: string): string[] {
  let workflow: unknown;
  try {
    workflow = parse(yaml);
  } catch (error) {
    return [`no YAML: ${(error as Error).message}`];
  }
  validate(workflow);
  return (validate.errors ?? []).map((e) => `${e.instancePath || '/'} ${e.message} ${JSON.stringify(e.params)}`);
}
