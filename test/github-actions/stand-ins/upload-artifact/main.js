// What the real action (v7) does to files that matters here: modes are lost, links are followed, hidden files are left out
// unless asked for, a name is taken once in a run.
const fs = require('fs');
const path = require('path');
const { fail, inputs, write } = require(path.join(process.env.STAND_INS, 'toolkit.js'));

const given = inputs({
  name: 'artifact',
  path: undefined,
  'if-no-files-found': 'warn',
  'retention-days': undefined,
  'compression-level': '6',
  overwrite: 'false',
  'include-hidden-files': 'false',
  archive: 'true',
});

const paths = given.path
  .split('\n')
  .map((line) => line.trim())
  .filter(Boolean);
if (paths.some((one) => /[*?[\]!]/.test(one))) fail('The stand-in knows no patterns.');
if (paths.length !== 1) fail('The stand-in uploads one file or directory.');

const source = path.resolve(paths[0]);
const files = listed(source);
if (files.length === 0) {
  if (given['if-no-files-found'] === 'error') fail(`No files were found with the provided path: ${paths[0]}.`);
  console.log(`::warning::No files were found with the provided path: ${paths[0]}.`);
} else {
  upload();
}

function upload() {
  const whole = given.archive === 'true';
  if (!whole && files.length > 1) fail('Without an archive, it is one file.');
  const name = whole ? given.name : path.basename(source);
  if (/[":<>|*?\r\n\\/]/.test(name)) fail(`The artifact name is not valid: ${name}.`);
  const directory = path.join(process.env.STAND_IN_ARTIFACTS, name);
  if (fs.existsSync(directory)) {
    if (given.overwrite !== 'true') fail(`(409) Conflict: an artifact with this name already exists: ${name}`);
    fs.rmSync(directory, { recursive: true });
  }
  const root = fs.statSync(source).isDirectory() ? source : path.dirname(source);
  for (const file of files) {
    const to = path.join(directory, path.relative(root, file));
    fs.mkdirSync(path.dirname(to), { recursive: true });
    fs.writeFileSync(to, fs.readFileSync(file), { mode: 0o644 });
  }
  write('GITHUB_OUTPUT', 'artifact-id', name);
}

/** All files that there are, through links; none if the path is not there. */
function listed(from) {
  if (!fs.existsSync(from)) return [];
  if (!fs.statSync(from).isDirectory()) return [from];
  return fs
    .readdirSync(from)
    .filter((name) => given['include-hidden-files'] === 'true' || !name.startsWith('.'))
    .flatMap((name) => listed(path.join(from, name)));
}
