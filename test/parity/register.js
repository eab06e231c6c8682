// Lets Node.js load the TypeScript of lib/ and test/ as it is, so that long runs need no test framework.
const fs = require('node:fs');
const Module = require('node:module');
const path = require('node:path');
const ts = require('typescript');

const root = path.resolve(__dirname, '../..');
const { config } = ts.readConfigFile(path.join(root, 'tsconfig.json'), ts.sys.readFile);
const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, root);

const { '.js': js, '.json': json, '.node': node } = Module._extensions;
for (const extension of Object.keys(Module._extensions)) {
  delete Module._extensions[extension];
}
// First, because the order here is the order of resolution: a compiled lib/*.js must never shadow its source.
Module._extensions['.ts'] = (module, fileName) => {
  const { outputText } = ts.transpileModule(fs.readFileSync(fileName, 'utf8'), {
    fileName,
    compilerOptions: { ...options, noEmitOnError: false },
  });
  module._compile(outputText, fileName);
};
Object.assign(Module._extensions, { '.js': js, '.json': json, '.node': node });
