// `npm run schema`: write the JSON Schema of plan documents from their types, with ts-json-schema-generator, and a function
// that checks documents by it, with Ajv: so nobody needs Ajv to read one. `npm run schema -- DIRECTORY` writes elsewhere: a test
// compares the two.
const fs = require('fs');
const path = require('path');
const { ROOT, install, step, tool } = require('./lib');

const TYPES = 'lib/document/plan-document.ts';
const SCHEMA = 'plan.schema.json';
const VALIDATOR = 'validate-plan.js';

/** Later minor versions of the document add properties, so all objects are open. Types are checked by jsii. */
const ARGS = ['--type', 'PlanDocument', '--no-type-check', '--no-top-ref', '--additional-properties', '--unstable'];

async function main() {
  const [given] = process.argv.slice(2);
  if (!given && !(await install())) return false;
  const directory = path.resolve(given ?? path.join(ROOT, 'schema'));
  const output = path.join(directory, SCHEMA);
  return step('schema', path.relative(process.cwd(), directory), async () => {
    const made = await tool('ts-json-schema-generator', ['--path', path.join(ROOT, TYPES), ...ARGS, '--out', output]);
    if (!made.ok) return made;
    fs.writeFileSync(
      path.join(directory, VALIDATOR),
      validatorOf(JSON.parse(fs.readFileSync(output, 'utf8'), withoutProse)),
    );
    return tool('prettier', ['--write', '--log-level=warn', output]);
  });
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
