// `npm run schema`: write the JSON Schema of plan documents from their types, with ts-json-schema-generator.
// `npm run schema -- FILE` writes elsewhere: a test compares the two.
const path = require('path');
const { ROOT, install, step, tool } = require('./lib');

const TYPES = 'lib/document/plan-document.ts';
const SCHEMA = 'schema/plan.schema.json';

/** Later minor versions of the document add properties, so all objects are open. Types are checked by jsii. */
const ARGS = ['--type', 'PlanDocument', '--no-type-check', '--no-top-ref', '--additional-properties', '--unstable'];

async function main() {
  const [file] = process.argv.slice(2);
  if (!file && !(await install())) return false;
  const output = path.resolve(file ?? path.join(ROOT, SCHEMA));
  return step('schema', path.relative(process.cwd(), output), async () => {
    const made = await tool('ts-json-schema-generator', ['--path', path.join(ROOT, TYPES), ...ARGS, '--out', output]);
    return made.ok ? tool('prettier', ['--write', '--log-level=warn', output]) : made;
  });
}

main().then((ok) => (process.exitCode = ok ? 0 : 1));
