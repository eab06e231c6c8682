// Snapshots of the example applications: the part of a cloud assembly that says what will be deployed.
// Plain Node.js.
const fs = require('fs');
const path = require('path');

/** Asset manifests, templates and manifests are kept, and buildspecs and workflows that synthesis wrote; bundles are not. */
const KEPT = /(\.template\.json|\.assets\.json|^manifest\.json|^buildspec-.*\.yaml|\.github\.yml)$/;

/** Artifacts of a manifest that tell of the machine and the version of the CDK, and not of the application. */
const NOISE = ['Tree', 'aws-cdk-lib/feature-flag-report'];

/**
 * What of a cloud assembly belongs to its snapshot: the text of each file by its path, with forward slashes.
 *
 * @param {string} assembly
 * @param {string} [prefix]
 * @returns {Map<string, string>}
 */
function readAssembly(assembly, prefix = '') {
  /** @type {Map<string, string>} */
  const files = new Map();
  for (const entry of fs.readdirSync(assembly, { withFileTypes: true })) {
    const file = path.join(assembly, entry.name);
    if (entry.isDirectory() && isPartOfAssembly(file)) {
      readAssembly(file, `${prefix}${entry.name}/`).forEach((text, name) => files.set(name, text));
    } else if (entry.isFile() && KEPT.test(entry.name)) {
      files.set(prefix + entry.name, readFile(file, entry.name));
    }
  }
  return new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Nested assemblies have a manifest, and what is published is told in another; a directory without one is an asset. */
function isPartOfAssembly(/** @type {string} */ directory) {
  return directory.endsWith('.publish') || fs.existsSync(path.join(directory, 'manifest.json'));
}

function readFile(/** @type {string} */ file, /** @type {string} */ name) {
  const text = fs.readFileSync(file, 'utf8');
  if (name !== 'manifest.json') return text;
  const manifest = JSON.parse(text);
  for (const id of NOISE) delete manifest.artifacts?.[id];
  return `${JSON.stringify(manifest, undefined, 1)}\n`;
}

/**
 * How what was synthesized differs from the snapshot, as lines to read; none if it does not.
 *
 * @param {Map<string, string>} snapshot
 * @param {Map<string, string>} actual
 * @returns {string[]}
 */
function compare(snapshot, actual) {
  const names = [...new Set([...snapshot.keys(), ...actual.keys()])].sort();
  return names.flatMap((name) => {
    const [was, is] = [snapshot.get(name), actual.get(name)];
    if (was === undefined) return [`${name}: not in the snapshot`];
    if (is === undefined) return [`${name}: in the snapshot, but not synthesized`];
    return was === is ? [] : [`${name}: ${firstDifference(was, is)}`];
  });
}

function firstDifference(/** @type {string} */ was, /** @type {string} */ is) {
  const [before, after] = [was.split('\n'), is.split('\n')];
  const line = before.findIndex((text, index) => text !== after[index]);
  const at = line === -1 ? before.length : line;
  return `line ${at + 1} was ${quote(before[at])}, now is ${quote(after[at])}`;
}

function quote(/** @type {string | undefined} */ line) {
  return line === undefined ? 'missing' : JSON.stringify(line.trim());
}

/** Replace a snapshot. */
function writeSnapshot(/** @type {string} */ directory, /** @type {Map<string, string>} */ files) {
  fs.rmSync(directory, { recursive: true, force: true });
  for (const [name, text] of files) {
    const file = path.join(directory, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, text);
  }
}

/** The snapshot of an example application; empty if there is none yet. */
function readSnapshot(/** @type {string} */ directory) {
  return fs.existsSync(directory) ? readAssembly(directory) : new Map();
}

/** Names of the example applications in a directory, e.g. `integ.demo`. */
function findApps(/** @type {string} */ directory) {
  return fs
    .readdirSync(directory)
    .filter((name) => /^integ\..*\.ts$/.test(name) && !name.endsWith('.d.ts'))
    .filter((name) => fs.statSync(path.join(directory, name)).isFile())
    .map((name) => name.replace(/\.ts$/, ''))
    .sort();
}

module.exports = { compare, findApps, readAssembly, readSnapshot, writeSnapshot };
