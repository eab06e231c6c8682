// Rewrites the compiled index.js so that a name loads its module when somebody asks for it. Loading all of the library
// takes longer than loading aws-cdk-lib, and most programs use a few classes of it.
const fs = require('fs');
const path = require('path');

/** Modules that a file hands on whole, as TypeScript compiles `export * from`. */
const HANDED_ON = /__exportStar\(require\("([^"]+)"\), exports\)/g;

/** @returns {[name: string, file: string][]} what a module exports, and which file has it */
function exportsOf(/** @type {string} */ file) {
  const parts = [...fs.readFileSync(file, 'utf8').matchAll(HANDED_ON)].map(([, part]) => part);
  if (parts.length === 0) return Object.keys(require(file)).map((name) => [name, file]);
  return parts.flatMap((part) => exportsOf(require.resolve(path.resolve(path.dirname(file), part))));
}

function makeLazy(/** @type {string} */ index) {
  const found = exportsOf(index);
  const from = (/** @type {string} */ file) =>
    `./${path.relative(path.dirname(index), file).split(path.sep).join('/')}`;
  const lines = [
    '"use strict";',
    '// A name loads its module when it is asked for.',
    'Object.defineProperty(exports, "__esModule", { value: true });',
    'require("./lib/private/node-version").checkNode();',
    // What a bundler or an ES module looks for.
    `${found.map(([name]) => `exports.${name}`).join(' = ')} = void 0;`,
    'function lazy(name, load) {',
    '  Object.defineProperty(exports, name, { enumerable: true, configurable: true, get: () => load()[name] });',
    '}',
    ...found.map(([name, file]) => `lazy("${name}", () => require("${from(file)}"));`),
  ];
  fs.writeFileSync(index, `${lines.join('\n')}\n`);
}

module.exports = { makeLazy };
