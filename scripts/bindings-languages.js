// How people of each language install, run and test a project; used by bindings.js.
const fs = require('fs');
const path = require('path');
const { BINDINGS, hasTool } = require('./lib');

/**
 * @typedef {[what: string, file: string, ...args: string[]]} Command what it is for, the program, its arguments
 *
 * @typedef {{ passed: number, failed: number, skipped: number }} Counts
 *
 * @typedef {object} Language
 * @property {string} name of its folder in integ/
 * @property {string} toolchain what must be on the machine
 * @property {() => boolean} isPresent whether it is
 * @property {() => NodeJS.ProcessEnv} environment for all that runs
 * @property {Command[]} install run in the project
 * @property {string} minimal the command that synthesizes the smallest pipeline
 * @property {Record<string, string>} [alone] commands that synthesize applications which only this language has
 * @property {string} [github] the command that synthesizes the shop with a workflow of GitHub Actions
 * @property {{ command: string[], count: (output: string, directory: string) => Counts }} [test] tests of the project
 */

const VENV = path.join(BINDINGS, 'venv');
const VENV_BIN = path.join(VENV, process.platform === 'win32' ? 'Scripts' : 'bin');
const M2 = path.join(BINDINGS, 'm2');
const NUGET = path.join(BINDINGS, 'nuget');
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';

/** @type {Language} */
const java = {
  name: 'java',
  toolchain: 'Java with Maven',
  isPresent: () => hasTool('java') && hasTool('mvn'),
  environment() {
    // What Maven has downloaded is kept; the package under test is not.
    fs.rmSync(path.join(M2, 'io', 'github', 'cdkpipelines'), { recursive: true, force: true });
    return { MAVEN_OPTS: `${process.env.MAVEN_OPTS ?? ''} -Dmaven.repo.local=${M2} -XX:TieredStopAtLevel=1`.trim() };
  },
  install: [['mvn compile', 'mvn', '-q', '-B', 'compile']],
  minimal: 'mvn -q -e compile exec:java -Dexec.mainClass=com.example.shop.Minimal',
  github: 'mvn -q -e compile exec:java -Dexec.mainClass=com.example.shop.GitHubApp',
  test: { command: ['mvn', '-q', '-B', 'test'], count: countSurefire },
};

/** @type {Language} */
const typescript = {
  name: 'typescript',
  toolchain: 'Node.js',
  isPresent: () => true,
  environment: () => ({}),
  install: [['npm install', npm, 'install', '--no-audit', '--no-fund', '--no-package-lock', '--prefer-offline']],
  minimal: 'node minimal.js',
  github: 'node github.js',
};

/** @type {Language} */
const go = {
  name: 'go',
  toolchain: 'Go',
  isPresent: () => hasTool('go'),
  environment: () => ({}),
  install: [
    ['go mod tidy', 'go', 'mod', 'tidy'],
    ['go build', 'go', 'build', './...'],
  ],
  minimal: 'go run ./minimal',
  github: 'go run . github',
  test: { command: ['go', 'test', '-v', './...'], count: countGo },
};

/** @type {Language} */
const python = {
  name: 'python',
  toolchain: 'Python',
  isPresent: () => hasTool('python3'),
  environment: () => ({
    PATH: [VENV_BIN, process.env.PATH].join(path.delimiter),
    VIRTUAL_ENV: VENV,
    PIP_DISABLE_PIP_VERSION_CHECK: '1',
  }),
  install: [
    ['venv', 'python3', '-m', 'venv', '--clear', VENV],
    ['pip install', 'python', '-m', 'pip', 'install', '-q', '-r', 'requirements.txt', '-r', 'requirements-dev.txt'],
  ],
  minimal: 'python minimal.py',
  alone: { 'get-started': 'python ../get-started/python/app.py' },
  github: 'python github_app.py',
  test: { command: ['python', '-m', 'pytest'], count: countPytest },
};

/** @type {Language} */
const csharp = {
  name: 'csharp',
  toolchain: '.NET SDK',
  isPresent: () => hasTool('dotnet'),
  environment() {
    fs.rmSync(path.join(NUGET, 'cdkpipelines'), { recursive: true, force: true });
    return { NUGET_PACKAGES: NUGET, DOTNET_NOLOGO: '1', DOTNET_CLI_TELEMETRY_OPTOUT: '1' };
  },
  install: [
    [
      'dotnet pack',
      'dotnet',
      'pack',
      '../../dist/dotnet/CdkPipelines',
      '-c',
      'Release',
      '-o',
      '../../dist/dotnet',
      '-v',
      'q',
    ],
    ['dotnet build', 'dotnet', 'build', '-v', 'q'],
  ],
  minimal: 'dotnet run minimal',
  github: 'dotnet run github',
};

/** Maven says nothing of tests that pass when it is quiet; its reports do. */
function countSurefire(/** @type {string} */ _output, /** @type {string} */ directory) {
  const reports = path.join(directory, 'target', 'surefire-reports');
  const counts = { passed: 0, failed: 0, skipped: 0 };
  if (!fs.existsSync(reports)) return counts;
  for (const name of fs.readdirSync(reports).filter((file) => file.endsWith('.xml'))) {
    const [suite = ''] = /<testsuite\s[^>]*>/.exec(fs.readFileSync(path.join(reports, name), 'utf8')) ?? [];
    const number = (/** @type {string} */ key) => Number(new RegExp(`\\s${key}="(\\d+)"`).exec(suite)?.[1] ?? 0);
    const failed = number('failures') + number('errors');
    counts.passed += number('tests') - failed - number('skipped');
    counts.failed += failed;
    counts.skipped += number('skipped');
  }
  return counts;
}

/** Subtests are counted, too. */
function countGo(/** @type {string} */ output) {
  const number = (/** @type {string} */ word) => output.match(new RegExp(`^\\s*--- ${word}: `, 'gm'))?.length ?? 0;
  return { passed: number('PASS'), failed: number('FAIL'), skipped: number('SKIP') };
}

function countPytest(/** @type {string} */ output) {
  const last = output.trimEnd().split('\n').pop() ?? '';
  const number = (/** @type {string} */ word) => Number(new RegExp(`(\\d+) ${word}`).exec(last)?.[1] ?? 0);
  return { passed: number('passed'), failed: number('failed') + number('errors?'), skipped: number('skipped') };
}

/** The slowest first. */
const LANGUAGES = [java, typescript, go, python, csharp];

module.exports = { LANGUAGES };
