// `npm run schema`: write the JSON Schemas of plan documents, and of the events of `run --json`, from their types, with
// ts-json-schema-generator; and a function that checks plans, with Ajv: so nobody needs Ajv to read one.
// `npm run schema -- DIRECTORY` writes elsewhere: a test compares the two.
const fs = require('fs');
const path = require('path');
const { ROOT, install, step, tool } = require('./lib');

/** @typedef {{ types: string, type: string, file: string, validator?: string }} Schema */

/** @type {Schema[]} */
const SCHEMAS = [
  {
    types: 'lib/document/plan-document.ts',
    type: 'PlanDocument',
    file: 'plan.schema.json',
    validator: 'validate-plan.js',
  },
  { types: 'lib/run/events.ts', type: 'RunEvent', file: 'run-events.schema.json' },
];

/** Later minor versions add properties, so all objects are open. Types are checked by jsii. */
const ARGS = ['--no-type-check', '--no-top-ref', '--additional-properties', '--unstable'];

async function main() {
  const [given] = process.argv.slice(2);
  if (!given && !(await install())) return false;
  const directory = path.resolve(given ?? path.join(ROOT, 'schema'));
  return step('schema', path.relative(process.cwd(), directory), async () => {
    for (const schema of SCHEMAS) {
      const made = await make(schema, directory);
      if (!made.ok) return made;
    }
    return { ok: true, output: '' };
  });
}

async function make(/** @type {Schema} */ { types, type, file, validator }, /** @type {string} */ directory) {
  const output = path.join(directory, file);
  const args = ['--path', path.join(ROOT, types), '--type', type, ...ARGS, '--out', output];
  const made = await tool('ts-json-schema-generator', args);
  if (!made.ok) return made;
  if (validator) {
    const schema = JSON.parse(fs.readFileSync(output, 'utf8'), withoutProse);
    fs.writeFileSync(path.join(directory, validator), validatorOf(schema));
  }
  return tool('prettier', ['--write', '--log-level=warn', output]);
}

/** @returns {unknown} */
function withoutProse(/** @type {string} */ key, /** @type {unknown} */ value) {
  return key === 'description' && typeof value === 'string' ? undefined : value;
}

/** Needs nothing that is not in the file; says the first thing that is wrong. */
function validatorOf(/** @type {object} */ schema) {
  const Ajv = require('ajv').default;
  const standalone = require('ajv/dist/standalone').default;
  // Formats and lengths would need more than the file.
  const ajv = new Ajv({ code: { source: true, lines: true }, unicodeRegExp: false });
  const code = standalone(ajv, ajv.compile(schema));
  if (/require\(/.test(code)) throw new Error(`the validator needs another module: ${/require\([^)]*\)/.exec(code)}`);
  return `// Made from plan.schema.json by \`npm run schema\`.\n/* eslint-disable */\n${code}\n`;
}

main().then((ok) => (process.exitCode = ok ? 0 : 1));
