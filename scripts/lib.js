// What the scripts of this folder share: paths, running a program, and colour.
// Plain Node.js: this runs before anything is installed.
require('./check-node').checkNode();
const { spawn } = require('child_process');
const fs = require('fs');
const path = require('path');

const ROOT = path.resolve(__dirname, '..');
const INTEG = path.join(ROOT, 'integ');
const DIST = path.join(ROOT, 'dist');
/** Where the packages are tried out. */
const BINDINGS = path.join(ROOT, '.bindings');

/** Entry points of the tools we run, so that they run the same on every platform, without a shell. */
const TOOLS = {
  cdk: 'aws-cdk/bin/cdk',
  depcruise: 'dependency-cruiser/bin/dependency-cruise.mjs',
  jest: 'jest/bin/jest.js',
  jsii: 'jsii/bin/jsii',
  'jsii-diff': 'jsii-diff/bin/jsii-diff',
  'jsii-docgen': 'jsii-docgen/bin/jsii-docgen',
  'jsii-pacmak': 'jsii-pacmak/bin/jsii-pacmak',
  'jsii-rosetta': 'jsii-rosetta/bin/jsii-rosetta',
  prettier: 'prettier/bin/prettier.cjs',
  'ts-json-schema-generator': 'ts-json-schema-generator/bin/ts-json-schema-generator.js',
  tsc: 'typescript/bin/tsc',
  vitepress: 'vitepress/bin/vitepress.js',
};

/**
 * @typedef {object} RunOptions
 * @property {string} [cwd] where to run; by default, the root of the repository
 * @property {boolean} [show] let the program write to the terminal, instead of keeping what it writes
 * @property {NodeJS.ProcessEnv} [env] added to the environment
 */

/**
 * Run a program to its end.
 *
 * @param {string} file
 * @param {string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<{ ok: boolean, output: string, stdout: string }>} what it wrote, and of that to standard output
 */
function run(file, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, {
      cwd: options.cwd ?? ROOT,
      env: { ...process.env, ...quietEnvironment(), ...options.env },
      stdio: options.show ? 'inherit' : ['ignore', 'pipe', 'pipe'],
    });
    let [stdout, output] = ['', ''];
    child.stdout?.on('data', (chunk) => (stdout += chunk));
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += chunk));
    child.on('error', reject);
    child.on('close', (code) => resolve({ ok: code === 0, output, stdout }));
  });
}

/**
 * Run one of our development tools.
 *
 * @param {keyof typeof TOOLS} name
 * @param {string[]} args
 * @param {RunOptions} [options]
 */
function tool(name, args, options) {
  return run(process.execPath, [path.join(ROOT, 'node_modules', TOOLS[name]), ...args], options);
}

/**
 * Run npm. `npm_execpath` is set when npm started us; else npm is looked up on the PATH.
 *
 * @param {string[]} args
 * @param {RunOptions} [options]
 */
function npm(args, options) {
  const cli = process.env.npm_execpath;
  if (cli && /\.c?js$/.test(cli)) {
    return run(process.execPath, [cli, ...args], options);
  }
  return run(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, options);
}

/** Whether there is a program of this name on the PATH. */
function hasTool(/** @type {string} */ name) {
  const extensions = process.platform === 'win32' ? ['.exe', '.cmd', '.bat'] : [''];
  return (process.env.PATH ?? '')
    .split(path.delimiter)
    .some((directory) => extensions.some((extension) => fs.existsSync(path.join(directory, name + extension))));
}

/** jsii greets an ageing Node.js with a banner of 20 lines; the CDK CLI reports on how it is used. */
function quietEnvironment() {
  return {
    JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: process.versions.node.split('.')[0],
    JSII_SILENCE_WARNING_DEPRECATED_NODE_VERSION: '1',
    JSII_SILENCE_WARNING_UNTESTED_NODE_VERSION: '1',
    CDK_DISABLE_CLI_TELEMETRY: 'true',
    // Some tools take any CI for a terminal with colours.
    ...(wantsColor() ? {} : { NO_COLOR: '1' }),
  };
}

/** What was compiled from files that are gone: it would be packed, and found by searches. */
function removeLeftOvers() {
  const lib = path.join(ROOT, 'lib');
  const names = /** @type {string[]} */ (fs.readdirSync(lib, { recursive: true }));
  const declarations = names.filter((name) => name.endsWith('.d.ts')).map((name) => path.join(lib, name));
  for (const file of declarations.map((name) => name.slice(0, -'.d.ts'.length))) {
    if (fs.existsSync(`${file}.ts`)) continue;
    for (const extension of ['.d.ts', '.js', '.js.map']) fs.rmSync(`${file}${extension}`, { force: true });
  }
}

/** Compile the library with jsii. */
async function build() {
  removeLeftOvers();
  const result = await tool('jsii', ['--fail-on-warnings']);
  // npm sets it when it installs the command; who unpacks the package in another language runs the file as it is.
  if (result.ok) {
    fs.chmodSync(path.join(ROOT, 'lib', 'cli', 'main.js'), 0o755);
    require('./bundle').makeBundle(ROOT);
  }
  return result;
}

/** What jsii-rosetta makes of the examples: each in every language. */
const TABLET = path.join(ROOT, '.jsii.tabl.json');

/** Compile the examples in the README and in docstrings, and translate them. The library must be built. */
async function examples() {
  fs.rmSync(TABLET, { force: true });
  return tool('jsii-rosetta', ['extract', '--strict', '--directory', '.', '.']);
}

/** Compile the example applications; they see the library as its users do, so it must be built. */
function compileApps() {
  return tool('tsc', ['-p', 'integ']);
}

/**
 * Synthesize an example application with the real CDK CLI. A warning fails it, like an error.
 *
 * @param {string} app file name without its extension, e.g. `integ.demo`
 * @param {string} outdir where the cloud assembly goes; what was there is removed
 */
function synth(app, outdir) {
  fs.rmSync(outdir, { recursive: true, force: true });
  const args = ['synth', '--app', `node ${app}.js`, '--output', outdir, '--quiet', '--strict', '--no-notices'];
  // Workflow files of the examples are no workflows of this repository.
  return tool('cdk', args, { cwd: INTEG, env: { CDK_PIPELINES_WORKFLOW: 'off' } });
}

/** Install what package-lock.json says, if that is not what is in node_modules. */
async function install() {
  return isInstalled() || step('install', 'npm ci', () => npm(['ci', '--no-audit', '--no-fund']));
}

/** Whether what is in node_modules is what package-lock.json says. */
function isInstalled() {
  try {
    const wanted = readPackages('package-lock.json');
    const found = readPackages('node_modules/.package-lock.json');
    return Object.entries(wanted).every(
      ([where, pkg]) => where === '' || found[where]?.version === pkg.version || (pkg.optional && !found[where]),
    );
  } catch {
    return false;
  }
}

/**
 * @param {string} lockfile
 * @returns {Record<string, { version: string, optional?: boolean }>}
 */
function readPackages(lockfile) {
  return JSON.parse(fs.readFileSync(path.join(ROOT, lockfile), 'utf8')).packages;
}

/** Whether a stream wants colour: a terminal, and nobody said otherwise (https://no-color.org). */
function wantsColor(stream = process.stdout) {
  if (process.env.NO_COLOR) return false;
  return Boolean(process.env.FORCE_COLOR) || Boolean(stream.isTTY);
}

/** A function for each style that a terminal needs; each gives the text back as it is when colour is not wanted. */
function styles(color = wantsColor()) {
  /** @param {number} code */
  const style = (code) => (/** @type {string} */ text) => (color ? `\u001b[${code}m${text}\u001b[0m` : text);
  return { bold: style(1), dim: style(2), red: style(31), green: style(32), yellow: style(33), cyan: style(36) };
}

/**
 * Say what is being done, do it, and say how it went and how long it took.
 *
 * @param {string} name
 * @param {string} what
 * @param {() => Promise<{ ok: boolean, output: string }>} work
 * @returns {Promise<boolean>} whether it worked
 */
async function step(name, what, work) {
  const { red, green, dim } = styles();
  const start = Date.now();
  if (process.stdout.isTTY) process.stdout.write(`  … ${name.padEnd(12)} ${what}`);
  const result = await work();
  const seconds = `${((Date.now() - start) / 1000).toFixed(1)} s`;
  if (process.stdout.isTTY) process.stdout.write('\r\u001b[K');
  console.log(
    `  ${result.ok ? green('✔') : red('✘')} ${name.padEnd(12)} ${what.padEnd(58)} ${dim(seconds.padStart(8))}`,
  );
  if (!result.ok) console.error(`\n${result.output.trimEnd()}\n`);
  return result.ok;
}

module.exports = {
  BINDINGS,
  DIST,
  INTEG,
  ROOT,
  TABLET,
  build,
  compileApps,
  examples,
  hasTool,
  install,
  npm,
  run,
  step,
  styles,
  synth,
  tool,
  wantsColor,
};
