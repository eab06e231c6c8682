// `npm run docs:pictures`: all pictures of the documents, in docs/pictures, made anew from what commands print: of each, one for a
// light page and one for a dark one. Times, paths and versions of this machine are replaced, so pictures change only if the output does.
const fs = require('fs');
const os = require('os');
const path = require('path');
const { rehearsalOf } = require('./demo');
const { ROOT, install } = require('./lib');
const { drawDemo, runDemo } = require('./pictures/demo');
const { photographPage } = require('./pictures/page');
const { eventsOf, failingShop } = require('./pictures/rehearsal');
const { drawReview } = require('./pictures/review');
const { drawRun } = require('./pictures/run');

const ASSEMBLY = path.join(ROOT, 'cdk.out');

async function main() {
  if (!(await install())) return false;
  // It builds all that the others need, too.
  const output = await runDemo();
  if (output === undefined) return false;
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'docs-pictures-'));
  try {
    const rehearsal = rehearsalOf(ASSEMBLY);
    drawDemo(output, await eventsOf(rehearsal.args, { env: rehearsal.env }));
    drawRun(await failingShop(ASSEMBLY, path.join(directory, 'shop')));
    return (await drawReview(ASSEMBLY, directory)) && (await photographPage(ASSEMBLY, directory));
  } finally {
    fs.rmSync(directory, { recursive: true });
  }
}

main().then(
  (ok) => (process.exitCode = ok ? 0 : 1),
  (error) => {
    console.error(error);
    process.exitCode = 1;
  },
);
