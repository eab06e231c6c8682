// The package, and the form of a jsii submodule: with .jsiirc.json beside it, another library can take in this folder
// by `export * as pipelines from './pipelines'`. See test/package/submodule.test.ts.
export * from './lib';
