// The site of the guides: where it is built, a server for it, and its pages.
const fs = require('fs');
const http = require('http');
const path = require('path');
const { ROOT, tool } = require('./lib');

const SITE = path.join(ROOT, 'docs', '.vitepress', 'dist');

/** @type {Record<string, string>} */
const TYPES = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

function buildSite(/** @type {string[]} */ ...options) {
  return tool('vitepress', ['build', 'docs', ...options]);
}

/** The names of its pages: `run.html`. */
function pagesOfSite() {
  return fs.readdirSync(SITE).filter((name) => name.endsWith('.html') && name !== '404.html');
}

/**
 * Serve the site as any server of files does, on a port of this machine.
 *
 * @returns {Promise<{ url: string, close: () => void }>}
 */
function serveSite() {
  const server = http.createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const file = path.join(SITE, decodeURIComponent(pathname.endsWith('/') ? `${pathname}index.html` : pathname));
    if (!file.startsWith(SITE) || !fs.existsSync(file)) {
      response.writeHead(404).end();
      return;
    }
    response.setHeader('content-type', TYPES[path.extname(file)] ?? 'application/octet-stream');
    fs.createReadStream(file).pipe(response);
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const { port } = /** @type {import('net').AddressInfo} */ (server.address());
      resolve({ url: `http://127.0.0.1:${port}/`, close: () => server.close() });
    });
  });
}

module.exports = { SITE, buildSite, pagesOfSite, serveSite };
