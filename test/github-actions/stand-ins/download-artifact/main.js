// As the real action (v8): one artifact into a directory, or all, each into its own. One that is not there is an error.
const fs = require('fs');
const path = require('path');
const { fail, inputs, write } = require(path.join(process.env.STAND_INS, 'toolkit.js'));

const given = inputs({
  name: undefined,
  path: process.env.GITHUB_WORKSPACE,
  'skip-decompress': 'false',
  'digest-mismatch': 'error',
});
const store = process.env.STAND_IN_ARTIFACTS;
const to = path.resolve(given.path);

if (given.name) {
  const from = path.join(store, given.name);
  if (!fs.existsSync(from)) {
    fail(`Unable to download artifact(s): Artifact not found for name: ${given.name}`);
  }
  fs.cpSync(from, to, { recursive: true });
} else {
  for (const name of fs.readdirSync(store)) {
    fs.cpSync(path.join(store, name), path.join(to, name), { recursive: true });
  }
}
write('GITHUB_OUTPUT', 'download-path', to);
