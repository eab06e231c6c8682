// `npm run demo -- --deploy`: the pipeline of the demo deploys for real, on an AWS emulator on this machine; then something is edited,
// and it deploys again.
const { spawn } = require('child_process');
const fs = require('fs');
const net = require('net');
const os = require('os');
const path = require('path');
const { findPython, installEmulator } = require('./test-emulator');
const { INTEG, ROOT, styles, synth } = require('./lib');

/** A copy of the application that may be edited. In the repository, so that it finds the library and the CDK. */
const COPY = path.join(ROOT, '.demo');

/** How often the emulator is asked whether it is there, and how long. */
const [POLL_MILLISECONDS, PATIENCE] = [200, 300];

/**
 * @param {(assembly: string, more: string[], env: Record<string, string>) => Promise<boolean>} deploy
 * @returns {Promise<boolean>} whether all went well; also if there is no Python, and nothing was done
 */
async function demoDeploy(deploy) {
  const style = styles();
  const python = await findPython();
  if (!python) {
    console.log('  - skipped: an emulator needs Python 3.10 or later, with venv, and that is not on this machine');
    return true;
  }
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'demo-'));
  /** @type {import('child_process').ChildProcess | undefined} */
  let emulator;
  // Ctrl-C ends what runs, and then comes the end of this function, which cleans up.
  const stay = () => undefined;
  process.on('SIGINT', stay);
  try {
    const file = await installEmulator(python, path.join(directory, 'python'));
    if (!file) return false;
    const port = await freePort();
    emulator = start(file, port, directory);
    await answers(port, emulator);
    copyApplication();
    const assembly = path.join(directory, 'cdk.out');
    if (!(await synth('integ.demo', assembly)).ok) return false;
    const given = ['--deploy', '--endpoint', `http://127.0.0.1:${port}`, '--env', 'DEMO_APP'];
    const again = async (/** @type {string} */ title) => {
      console.log(`\n${style.bold(title)}\n`);
      return deploy(assembly, given, { DEMO_APP: path.join(COPY, 'integ') });
    };
    if (!(await again('The first execution: bootstraps, publishes and deploys, on an emulator.'))) return false;
    const edited = path.join(COPY, 'integ', 'demo', 'report', 'index.js');
    fs.appendFileSync(edited, '\n// Edited by the demo.\n');
    return await again(`The second one: ${path.relative(ROOT, edited)} was edited.`);
  } finally {
    process.removeListener('SIGINT', stay);
    emulator?.kill();
    fs.rmSync(directory, { recursive: true, force: true });
    fs.rmSync(COPY, { recursive: true, force: true });
  }
}

function copyApplication() {
  fs.rmSync(COPY, { recursive: true, force: true });
  for (const name of ['cdk.json', 'environments.js', 'integ.demo.js', 'demo']) {
    fs.cpSync(path.join(INTEG, name), path.join(COPY, 'integ', name), { recursive: true });
  }
}

/** It listens on this machine only, and forgets everything when it is stopped. */
function start(/** @type {string} */ python, /** @type {number} */ port, /** @type {string} */ directory) {
  const env = {
    PATH: process.env.PATH,
    HOME: directory,
    TMPDIR: directory,
    BIND_HOST: '127.0.0.1',
    GATEWAY_PORT: `${port}`,
  };
  return spawn(python, ['-m', 'ministack'], { cwd: directory, env, stdio: 'ignore' });
}

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = /** @type {import('net').AddressInfo} */ (server.address());
      server.close(() => resolve(port));
    });
  });
}

async function answers(/** @type {number} */ port, /** @type {import('child_process').ChildProcess} */ emulator) {
  for (let i = 0; i < PATIENCE && emulator.exitCode === null; i++) {
    const isThere = await new Promise((resolve) => {
      const socket = net.connect(port, '127.0.0.1', () => {
        socket.destroy();
        resolve(true);
      });
      socket.once('error', () => resolve(false));
    });
    if (isThere) return;
    await new Promise((resolve) => setTimeout(resolve, POLL_MILLISECONDS));
  }
  throw new Error('the emulator has not started');
}

module.exports = { demoDeploy };
