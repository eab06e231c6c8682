// Where a browser is: for tests of pages, and for pictures of them.
const fs = require('fs');
const path = require('path');
const { hasTool, run, step } = require('./lib');

const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];

/** CHROMIUM, or the first one on the PATH. */
function browser() {
  const directories = (process.env.PATH ?? '').split(path.delimiter);
  const files = NAMES.flatMap((name) => directories.map((directory) => path.join(directory, name)));
  return process.env.CHROMIUM ?? files.find((file) => fs.existsSync(file));
}

/** Where there is none, and apt-get may install it, it does. */
async function findBrowser() {
  if (!browser() && canInstall()) await step('install', 'apt-get install chromium', installBrowser);
  return browser();
}

function canInstall() {
  return hasTool('apt-get') && process.getuid?.() === 0;
}

async function installBrowser() {
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  const update = await run('apt-get', ['update', '-qq'], { env });
  return update.ok ? run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], { env }) : update;
}

module.exports = { findBrowser };
