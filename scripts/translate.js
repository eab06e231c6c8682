// TypeScript of the guides in the other languages, for the tabs of the site. jsii-rosetta translates; what it cannot, stays TypeScript.
const crypto = require('crypto');
const fs = require('fs');
const path = require('path');
const rosetta = require('jsii-rosetta');
const { flattenDiagnosticMessageText } = require('typescript');
const { ROOT } = require('./lib');
const { goOf, javaOf, pythonOf } = require('./translate-fixes');

/** Beside what VitePress keeps from one build to the next. */
const TRANSLATIONS = path.join(ROOT, 'docs', '.vitepress', 'cache', 'translations.json');

const ASSEMBLY = path.join(ROOT, '.jsii');
const FIXTURE = path.join(ROOT, 'rosetta', 'default.ts-fixture');

const VISITORS = {
  python: () => new rosetta.PythonVisitor(),
  java: () => new rosetta.JavaVisitor(),
  csharp: () => new rosetta.CSharpVisitor(),
  go: () => new rosetta.GoVisitor(),
};

/** @typedef {{ code: string, isProgram: boolean, where: string }} Block */
/** @typedef {{ python?: string, java?: string, csharp?: string, go?: string, reason?: string }} Translation */
/** @typedef {{ from: string, of: Record<string, Translation> }} Translations of: by the TypeScript */

/** Pages with examples that are not in docs/. */
const AT_THE_ROOT = ['ORIGINAL_API.md', 'SKILL.md'];

/** Translate what is not translated yet. What is said of it: what stays TypeScript, and why. */
async function translate() {
  const blocks = pages().flatMap(blocksOf);
  const from = fingerprint();
  const known = readTranslations();
  const kept = known?.from === from ? known.of : {};
  const added = translateAll(blocks.filter(({ code }) => !kept[code]));
  const of = Object.fromEntries(blocks.map(({ code }) => [code, kept[code] ?? added[code]]));
  fs.mkdirSync(path.dirname(TRANSLATIONS), { recursive: true });
  fs.writeFileSync(TRANSLATIONS, JSON.stringify({ from, of }));
  const left = blocks.filter(({ code }) => of[code].reason);
  const reasons = left.map(({ where, code }) => `    ${where} stays TypeScript: ${of[code].reason}`);
  return { ok: true, output: reasons.join('\n') };
}

function pages() {
  const guides = fs.readdirSync(path.join(ROOT, 'docs')).filter((name) => name.endsWith('.md'));
  return [...guides.map((name) => `docs/${name}`), ...AT_THE_ROOT].filter((file) =>
    fs.existsSync(path.join(ROOT, file)),
  );
}

/** @returns {Translations | undefined} */
function readTranslations() {
  return fs.existsSync(TRANSLATIONS) ? JSON.parse(fs.readFileSync(TRANSLATIONS, 'utf8')) : undefined;
}

/** What a translation depends on, besides the block. */
function fingerprint() {
  const files = [
    __filename,
    require.resolve('./translate-fixes'),
    ASSEMBLY,
    FIXTURE,
    require.resolve('jsii-rosetta/package.json'),
  ];
  const hash = crypto.createHash('sha256');
  for (const file of files) hash.update(fs.readFileSync(file));
  return hash.digest('hex');
}

/** Stands above what people have written in each language. */
const SNIPPET = /<!-- snippet: .*-->\n+$/;

/** Of these, jsii-rosetta writes what does not compile: methods of classes. And a file of an app is nothing without the others. */
const NOT_TRANSLATED = /^ *(export )?(abstract )?class /m;

/**
 * The blocks of a page that work, and can be translated.
 *
 * @param {string} file
 * @returns {Block[]}
 */
function blocksOf(file) {
  const text = fs.readFileSync(path.join(ROOT, file), 'utf8');
  return [...text.matchAll(/^( *)```ts([^\n]*)\n(.*?)^\1```$/gms)]
    .filter(([, , info, code]) => !/ (fails\b|file=)/.test(info) && !NOT_TRANSLATED.test(code))
    .filter(({ index }) => !SNIPPET.test(text.slice(0, index)))
    .map((match) => ({
      code: match[3].replace(new RegExp(`^${match[1]}`, 'gm'), '').trimEnd(),
      isProgram: /\b(app=|nofixture\b)/.test(match[2]),
      where: `${file}:${text.slice(0, match.index).split('\n').length}`,
    }));
}

/**
 * All blocks in one program: the CDK is read once.
 *
 * @param {Block[]} blocks
 */
function translateAll(blocks) {
  /** @type {Record<string, Translation>} */
  const found = {};
  if (blocks.length === 0) return found;
  const snippets = blocks.map((block, i) => ({
    visibleSource: block.code,
    completeSource: completed(block),
    location: { api: /** @type {const} */ ({ api: 'file', fileName: `block-${i}` }) },
  }));
  const options = { includeCompilerDiagnostics: true, compilationDirectory: ROOT };
  for (const [{ visibleSource }, translator] of new rosetta.BatchSnippetTranslator(snippets, options)) {
    found[visibleSource] = translationOf(visibleSource, translator);
  }
  return found;
}

const SHORT_NAME = /^const \{ github \} = pipelines;\n+/m;

/** Destructuring is beyond jsii-rosetta; examples have it for one module. */
function withLongNames(/** @type {string} */ code) {
  return SHORT_NAME.test(code)
    ? code.replace(SHORT_NAME, '').replace(/(?<![.\w])github\.(?=[A-Z])/g, 'pipelines.$&')
    : code;
}

/** With the names that examples take for granted; what is between `show` and `hide` is translated. */
function completed(/** @type {Block} */ block) {
  const code = withLongNames(block.code);
  if (block.isProgram) return code;
  const imports = /^import [^;]*;$/gm;
  const shown = (/** @type {string} */ text) => `/// !show\n${text}\n/// !hide`;
  const own = (code.match(imports) ?? []).join('\n');
  const body = fs.readFileSync(FIXTURE, 'utf8').replace('/// here', () => shown(code.replace(imports, '').trim()));
  return own ? `${shown(own)}\n${body}` : body;
}

/**
 * @param {string} code
 * @param {rosetta.ISnippetTranslator} translator
 * @returns {Translation}
 */
function translationOf(code, translator) {
  const entries = Object.entries(VISITORS).map(([language, visitor]) => [language, translator.renderUsing(visitor())]);
  const [error] = translator.diagnostics;
  if (error) return { reason: shortened(flattenDiagnosticMessageText(error.messageText, ' ')) };
  const texts = Object.fromEntries(entries);
  return {
    ...texts,
    python: pythonOf(texts.python),
    java: javaOf(texts.java),
    go: goOf(code, texts.go, translator.fqnsReferenced()),
  };
}

function shortened(/** @type {string} */ reason) {
  return /This TypeScript feature \((\w+)\)/.exec(reason)?.[1] ?? reason;
}

module.exports = { translate };
