// What jsii-rosetta writes for Go and Java does not always compile. What can be put right without knowing more is put right here.
const fs = require('fs');
const path = require('path');
const { ROOT } = require('./lib');

/** @type {Record<string, string>} The names that rosetta/default.ts-fixture has for modules. */
const GIVEN = {
  'cdk-pipelines': 'pipelines',
  'cdk-pipelines/github': 'github',
  'aws-cdk-lib': 'cdk',
  'aws-cdk-lib/aws-codebuild': 'codebuild',
  'aws-cdk-lib/aws-codepipeline': 'codepipeline',
  'aws-cdk-lib/aws-codepipeline-actions': 'cpactions',
  'aws-cdk-lib/aws-iam': 'iam',
  constructs: 'constructs',
};

/** @type {Record<string, string>} */
const MODULES = {
  'cdk-pipelines': 'github.com/cdkpipelines/cdk-pipelines-go/cdkpipelines',
  'aws-cdk-lib': 'github.com/aws/aws-cdk-go/awscdk/v2',
  constructs: 'github.com/aws/constructs-go/constructs/v10',
};

/**
 * Packages are missing before structs and elements of slices, of imports it knows no submodules, `{ synth }` becomes `Synth: Synth`,
 * and in maps static methods are not in upper case.
 * Names that are imported by themselves have wrong packages.
 *
 * @param {string} code the TypeScript
 * @param {string} go
 * @param {string[]} types that the TypeScript uses, as jsii names them
 * @returns {string | undefined} nothing where it stays wrong
 */
function goOf(code, go, types) {
  if (/^import (type )?\{/m.test(code)) return undefined;
  const own = Object.fromEntries([...code.matchAll(/^import \* as (\w+) from '([^']+)';$/gm)].map((m) => [m[2], m[1]]));
  const imports = Object.entries(own).map(([module, name]) => `import ${name} "${goModule(module)}"\n`);
  const short = /\b([A-Z])(\w*): (jsii\.\w+\()?\1\2(?![.\w])/g;
  const written = go
    .replace(/^import .*\n+/gm, '')
    .replace(/(\b[a-z]\w*\.[A-Z]\w*_)\*?([a-zA-Z])(?=\w*\()/g, (_, type, first) => type + first.toUpperCase())
    .replace(short, (_, first, rest, call = '') => `${first}${rest}: ${call}${first.toLowerCase()}${rest}`);
  const body = qualified(written, [...types, ...ownTypes()], { ...GIVEN, ...own });
  return imports.length > 0 ? `${imports.join('')}\n${body}` : body;
}

/**
 * @param {string} go
 * @param {string[]} types
 * @param {Record<string, string>} names of modules
 */
function qualified(go, types, names) {
  const packages = new Map(types.map((type) => [lastOf(type), names[moduleOf(type)]]));
  return go.replace(/(&|\[\]|\bmap\[string\])([A-Z]\w*)(?=\{)/g, (all, before, type) =>
    packages.get(type) ? `${before}${packages.get(type)}.${type}` : all,
  );
}

/** `aws-cdk-lib.aws_s3.BucketProps` is in `aws-cdk-lib/aws-s3`. */
function moduleOf(/** @type {string} */ type) {
  return type.split('.').slice(0, -1).join('/').replaceAll('_', '-');
}

function lastOf(/** @type {string} */ type) {
  return type.slice(type.lastIndexOf('.') + 1);
}

/** `aws-cdk-lib/aws-s3` is `…/awscdk/v2/awss3`. */
function goModule(/** @type {string} */ module) {
  const [name, submodule] = module.split('/');
  return submodule ? `${MODULES[name]}/${submodule.replaceAll('-', '')}` : MODULES[name];
}

/** Not all types that Go has to name are in the TypeScript. */
function ownTypes() {
  return Object.keys(JSON.parse(fs.readFileSync(path.join(ROOT, '.jsii'), 'utf8')).types ?? {});
}

/** A call, as deep as examples have it. */
const ARGUMENTS = String.raw`\((?:[^()]|\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\))*\)`;
const BUILT = new RegExp(
  String.raw`\bShopStage\.Builder\.create(${ARGUMENTS})((?:\s*\.\w+${ARGUMENTS})*?)\s*\.build\(\)`,
  'g',
);

/** Of the Stage that examples take for granted, it takes the properties for those of a class that jsii knows. */
function javaOf(/** @type {string} */ java) {
  return java.replace(
    BUILT,
    (_, given, properties) => `new ShopStage${given.slice(0, -1)}, StageProps.builder()${properties}.build())`,
  );
}

/** Inside a text with values, names of methods and properties stay those of TypeScript. */
function pythonOf(/** @type {string} */ python) {
  return python.replace(/\bf"[^"\n]*"/g, (text) =>
    text.replace(/\{[^{}]*\}/g, (value) =>
      value.replace(/(?<=\.)[a-z]+(?:[A-Z][a-z0-9]*)+(?=[(.}])/g, (name) =>
        name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      ),
    ),
  );
}

module.exports = { goOf, javaOf, pythonOf, qualified };
