// Puts all modules of the library into one file, and rewrites the compiled index.js so that a name loads its module from there
// when somebody asks for it. To read 160 small files takes longer than to run what is in them, and most programs use a few
// classes. The command (lib/cli) stays as it is.
const fs = require('fs');
const path = require('path');

const BUNDLE = 'lib/bundle.js';

/** Modules that a file hands on whole, as TypeScript compiles `export * from`. */
const HANDED_ON = /__exportStar\(require\("([^"]+)"\), exports\)/g;

/** Modules that a file hands on under one name, as TypeScript compiles `export * as name from`. */
const NAMED = /\bexports\.(\w+) = __importStar\(require\("([^"]+)"\)\)/g;

/** Modules of our own that a file loads, now or later. */
const LOADED = /\brequire\((["'])(\.{1,2}\/[^"']+)\1\)/g;

/** Modules of other packages that a file loads. */
const OTHERS = /\brequire\((["'])([^."'][^"']*)\1\)/g;

/** What TypeScript puts before a module for `import * as`; the bundle has it once. */
const HELPERS = /^var __createBinding = [\s\S]*?^var __importStar = [\s\S]*?^\}\)\(\);\n/m;

/** @typedef {{ name: string, file: string } | { name: string, members: Exported[] }} Exported a name: of a file, or of a namespace */

/** @returns {Exported[]} what a module exports, and which file has it */
function exportsOf(/** @type {string} */ file) {
  const text = fs.readFileSync(file, 'utf8');
  const find = (/** @type {string} */ part) => require.resolve(path.resolve(path.dirname(file), part));
  const parts = [...text.matchAll(HANDED_ON)].map(([, part]) => part);
  if (parts.length === 0) return Object.keys(require(file)).map((name) => ({ name, file }));
  const named = [...text.matchAll(NAMED)].map(([, name, part]) => ({ name, members: exportsOf(find(part)) }));
  return [...parts.flatMap((part) => exportsOf(find(part))), ...named];
}

/** @returns {string[]} */
function filesOf(/** @type {Exported} */ exported) {
  return 'file' in exported ? [exported.file] : exported.members.flatMap(filesOf);
}

/** @returns {string[]} lines that put a name on an object, and load its module when it is asked for */
function lazyLines(/** @type {string} */ root, /** @type {Exported[]} */ exported, target = 'exports') {
  return exported.flatMap((/** @type {Exported} */ e) =>
    'file' in e
      ? [`lazy(${target}, "${e.name}", "${idOf(root, e.file)}");`]
      : [`${target}.${e.name} = {};`, ...lazyLines(root, e.members, `${target}.${e.name}`)],
  );
}

/**
 * Text of every module that is needed for these, by its file; each loads others by their ids in the bundle.
 *
 * Other packages are found once for all: to find `aws-cdk-lib`, Node.js reads all the names in its `exports` each time.
 */
function modulesFor(/** @type {string} */ root, /** @type {string[]} */ files) {
  /** @type {Map<string, string>} */
  const modules = new Map();
  /** @type {Set<string>} */
  const others = new Set();
  const pending = [...files];
  for (let file = pending.pop(); file !== undefined; file = pending.pop()) {
    if (modules.has(file)) continue;
    const text = fs
      .readFileSync(file, 'utf8')
      .replace(LOADED, (_, _quote, wanted) => {
        const found = require.resolve(path.resolve(path.dirname(/** @type {string} */ (file)), wanted));
        pending.push(found);
        return `load("${idOf(root, found)}")`;
      })
      .replace(HELPERS, '')
      .replace(/\b__importStar\(/g, 'star(')
      .replace(OTHERS, (_, _quote, wanted) => {
        others.add(wanted);
        return `other("${wanted}")`;
      });
    modules.set(file, text.replace(/^\/\/# sourceMappingURL=.*$/m, ''));
  }
  return { modules, others };
}

function idOf(/** @type {string} */ root, /** @type {string} */ file) {
  return path.relative(root, file).split(path.sep).join('/');
}

/** What is in other packages is required as before, so that tools which bundle an application find it. */
function bundleOf(
  /** @type {string} */ root,
  /** @type {{ modules: Map<string, string>, others: Set<string> }} */ { modules, others },
) {
  const entries = [...modules].map(([file, text]) => [idOf(root, file), text]);
  const functions = entries
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, text]) => `"${id}": function (exports, module, __filename, __dirname) {\n${text}\n},`);
  const lines = [
    '"use strict";',
    '// Made from the other files of lib/ by scripts/bundle.js.',
    'const path = require("path");',
    'const loaded = new Map();',
    'function load(id) {',
    '  const known = loaded.get(id);',
    '  if (known) return known.exports;',
    '  const module = { exports: {} };',
    '  loaded.set(id, module);',
    '  const file = path.join(__dirname, "..", id);',
    '  modules[id].call(module.exports, module.exports, module, file, path.dirname(file));',
    '  return module.exports;',
    '}',
    'const others = {',
    ...[...others].sort().map((id) => `"${id}": () => require("${id}"),`),
    '};',
    'const found = new Map();',
    'function other(id) {',
    '  if (!found.has(id)) found.set(id, others[id]());',
    '  return found.get(id);',
    '}',
    '// A namespace as `import * as` makes it. What replaces a function of a module is seen.',
    'const stars = new Map();',
    'function star(exported) {',
    '  if (exported.__esModule) return exported;',
    '  if (!stars.has(exported)) {',
    '    const names = Object.getOwnPropertyNames(exported).filter((name) => name !== "default");',
    '    const properties = names.map((name) => [name, { enumerable: true, get: () => exported[name] }]);',
    '    const all = Object.fromEntries([...properties, ["default", { enumerable: true, value: exported }]]);',
    '    stars.set(exported, Object.defineProperties({}, all));',
    '  }',
    '  return stars.get(exported);',
    '}',
    'const modules = {',
    ...functions,
    '};',
    'module.exports = load;',
  ];
  // With one character beyond Latin-1, Node.js would keep all of it with two bytes for each.
  return `${lines.join('\n')}\n`.replace(/[^\0-\xff]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function makeBundle(/** @type {string} */ root) {
  const index = path.join(root, 'index.js');
  const found = exportsOf(index);
  const texts = modulesFor(root, found.flatMap(filesOf));
  fs.writeFileSync(path.join(root, BUNDLE), bundleOf(root, texts));
  const lines = [
    '"use strict";',
    '// A name loads its module when it is asked for.',
    'Object.defineProperty(exports, "__esModule", { value: true });',
    'require("./lib/private/node-version").checkNode();',
    // What a bundler or an ES module looks for.
    `${found.map(({ name }) => `exports.${name}`).join(' = ')} = void 0;`,
    'function lazy(target, name, id) {',
    `  const get = () => require("./${BUNDLE}")(id)[name];`,
    '  Object.defineProperty(target, name, { enumerable: true, configurable: true, get });',
    '}',
    ...lazyLines(root, found),
  ];
  fs.writeFileSync(index, `${lines.join('\n')}\n`);
}

module.exports = { makeBundle };
