// `node parse-workflows.js PARSER FILE…`: writes what GitHub's own parser has against workflow files, a line for each finding.
const fs = require('fs');
const path = require('path');

const [parser, ...files] = process.argv.slice(2);
const { parseWorkflow, convertWorkflowTemplate, NoOperationTraceWriter } = require(path.resolve(parser));

main();

async function main() {
  for (const file of files) {
    const content = fs.readFileSync(file, 'utf8');
    const { context, value } = parseWorkflow({ name: path.basename(file), content }, new NoOperationTraceWriter());
    if (value) await convertWorkflowTemplate(context, value);
    for (const { message } of context.errors.getErrors()) console.log(`${path.basename(file)}: ${message}`);
  }
}
