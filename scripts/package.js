// `npm run package`: the packages of every language, in dist/. Nothing is done when they are newer than what is in
// them; `npm run package -- --force` packages all the same.
const crypto = require('crypto');
const fs = require('fs');
const path = require('path');
const { BINDINGS, DIST, ROOT, TABLET, build, examples, hasTool, install, run, step, styles, tool } = require('./lib');

/** What a package is made of, beside the folder `lib`. */
const INGREDIENTS = [
  '.jsiirc.json',
  'index.ts',
  'package-lock.json',
  'package.json',
  'rosetta/default.ts-fixture',
  'schema/plan.schema.json',
  'schema/run-events.schema.json',
  'scripts/package.js',
];
const STAMP = path.join(DIST, '.stamp');

/** What turns the code of a language into its package; of other languages, the code is the package. */
const PACKAGERS = /** @type {Record<string, string>} */ ({ python: 'python3', java: 'mvn' });

async function main() {
  if (!(await install())) return false;
  const stamp = stampOf();
  if (!process.argv.includes('--force') && fs.existsSync(STAMP) && fs.readFileSync(STAMP, 'utf8') === stamp) {
    console.log(`  ${styles().green('✔')} package      dist/ is up to date`);
    return true;
  }
  const ok =
    (await step('build', 'jsii --fail-on-warnings', build)) &&
    (await step('examples', 'jsii-rosetta extract --strict', examples)) &&
    (await packageAll());
  if (ok) fs.writeFileSync(STAMP, stamp);
  return ok;
}

/** Says whether anything has changed that the packages are made of, or that makes them. */
function stampOf() {
  const hash = crypto.createHash('sha256');
  for (const file of [...INGREDIENTS, ...proseOf(ROOT), ...filesOf('lib')]) {
    hash
      .update(`${file}\0`)
      .update(fs.readFileSync(path.join(ROOT, file)))
      .update('\0');
  }
  for (const program of Object.values(PACKAGERS)) hash.update(`${program}: ${hasTool(program)}\n`);
  return hash.digest('hex');
}

/** README.md, LICENSE and the like. */
function proseOf(/** @type {string} */ folder) {
  return fs.readdirSync(folder).filter((name) => name === 'LICENSE' || name.endsWith('.md'));
}

/**
 * The sources in a folder: not what jsii makes of them.
 *
 * @param {string} folder
 * @returns {string[]}
 */
function filesOf(folder) {
  const entries = fs.readdirSync(path.join(ROOT, folder), { withFileTypes: true });
  const names = new Set(entries.map((entry) => entry.name));
  const isMade = (/** @type {string} */ name) => names.has(name.replace(/(\.d\.ts|\.js)$/, '.ts')) && !isSource(name);
  return entries
    .filter((entry) => !isMade(entry.name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => (entry.isDirectory() ? filesOf(`${folder}/${entry.name}`) : [`${folder}/${entry.name}`]));
}

function isSource(/** @type {string} */ name) {
  return name.endsWith('.ts') && !name.endsWith('.d.ts');
}

/** All packages; a language whose packager is missing gets its code only, and we say so. */
async function packageAll() {
  fs.rmSync(DIST, { recursive: true, force: true });
  const missing = Object.keys(PACKAGERS).filter((language) => !hasTool(PACKAGERS[language]));
  for (const language of missing) {
    console.log(`  ${styles().yellow('-')} package      ${language}: code only, there is no ${PACKAGERS[language]}`);
  }
  const whole = ['js', 'python', 'java'].filter((language) => !missing.includes(language));
  // No .NET SDK is needed for the project, and the Go module is finished below.
  const code = ['dotnet', 'go', ...missing];
  return (
    (await step('package', `jsii-pacmak: ${code.join(', ')}`, () => pacmak(code, ['--code-only']))) &&
    (await step('package', 'go.mod', finishGoModule)) &&
    (await step('package', `jsii-pacmak: ${whole.join(', ')}`, () => pacmak(whole))) &&
    (missing.includes('java') || (await step('package', 'pom.xml', finishPom)))
  );
}

/**
 * Run jsii-pacmak. It has no option that makes its warnings errors, so that is done here.
 *
 * @param {string[]} targets
 * @param {string[]} options
 */
async function pacmak(targets, options = []) {
  const args = [
    ...targets.flatMap((target) => ['--target', target]),
    ...[
      '--outdir',
      DIST,
      '--no-npmignore',
      '--validate-assemblies',
      '--rosetta-tablet',
      TABLET,
      '--rosetta-unknown-snippets',
      'fail',
    ],
    ...['--maven-local-repository', path.join(BINDINGS, 'm2')],
    ...options,
  ];
  const { ok, output } = await tool('jsii-pacmak', args, { env: { npm_config_loglevel: 'error' } });
  return { ok: ok && !/\bWARN/i.test(output), output };
}

/**
 * jsii-pacmak writes into go.mod, as indirect requirements, the versions of what aws-cdk-lib needs that happen to be
 * in node_modules. Users would get these or newer ones, though aws-cdk-lib asks for less: Go finds them by itself.
 */
async function finishGoModule() {
  const directory = path.join(DIST, 'go', 'cdkpipelines');
  const file = path.join(directory, 'go.mod');
  const lines = fs.readFileSync(file, 'utf8').split('\n');
  fs.writeFileSync(file, lines.filter((line) => !line.endsWith('// indirect')).join('\n'));
  return hasTool('go') ? run('go', ['mod', 'tidy'], { cwd: directory }) : { ok: true, output: '' };
}

/**
 * jsii-pacmak writes into the pom the newest versions of this day. We put the oldest that we support, as in the other
 * packages: the same sources make the same pom on any day, and users choose what they have newer.
 */
async function finishPom() {
  const { version, peerDependencies } = readJson('package.json');
  const file = path.join(DIST, 'java/io/github/cdkpipelines/cdk-pipelines', version, `cdk-pipelines-${version}.pom`);
  let pom = fs.readFileSync(file, 'utf8');
  for (const [name, range] of Object.entries(peerDependencies)) {
    const dependency = new RegExp(`(<artifactId>${name}</artifactId>\\s*<version>)[^<]*`);
    pom = pom.replace(dependency, `$1${range.replace('^', '')}`);
  }
  fs.writeFileSync(file, pom);
  for (const kind of ['md5', 'sha1']) {
    fs.writeFileSync(`${file}.${kind}`, crypto.createHash(kind).update(pom).digest('hex'));
  }
  return { ok: true, output: '' };
}

function readJson(/** @type {string} */ file) {
  return JSON.parse(fs.readFileSync(path.join(ROOT, file), 'utf8'));
}

main().then(
  (ok) => (process.exitCode = ok ? 0 : 1),
  (error) => {
    console.error(error.message);
    process.exitCode = 1;
  },
);
