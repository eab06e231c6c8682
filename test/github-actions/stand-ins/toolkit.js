// What the stand-ins share: they are actions, run by act, and talk with it as actions do. `STAND_INS` says where this file is.
const fs = require('fs');

/** End as an action that has failed. */
function fail(message) {
  console.log(`::error::${message}`);
  process.exit(1);
}

/**
 * The inputs of this action. GitHub only warns about one that the action does not have; here it is a mistake.
 *
 * @param {Record<string, string | undefined>} known its inputs, with what each is if it is not given
 * @returns {Record<string, string>}
 */
function inputs(known) {
  const given = Object.entries(process.env).filter(([name]) => name.startsWith('INPUT_'));
  const names = given.map(([name]) => name.slice('INPUT_'.length).toLowerCase());
  const unknown = names.filter((name) => !(name in known));
  if (unknown.length > 0) fail(`The action has no input ${unknown.join(', ')}.`);
  return Object.fromEntries(
    Object.entries(known).map(([name, missing]) => [
      name,
      process.env[`INPUT_${name.toUpperCase()}`]?.trim() || (missing ?? ''),
    ]),
  );
}

/** What the workflow says of the job around this step, as the harness found it: act does not tell. */
function job() {
  return JSON.parse(process.env.STAND_IN_JOB);
}

/** Append to one of the files that the runner reads. */
function write(file, name, value) {
  fs.appendFileSync(process.env[file], `${name}=${value}\n`);
}

module.exports = { fail, inputs, job, write };
