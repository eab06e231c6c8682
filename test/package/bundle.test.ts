import { execFileSync } from 'node:child_process';
import * as path from 'node:path';
import * as lib from '../../lib';

const ROOT = path.resolve(__dirname, '../..');

/** What a program prints that runs beside the built package, as JSON. */
function run(program: string, ...flags: string[]): any {
  return JSON.parse(execFileSync(process.execPath, [...flags, '-e', program], { cwd: ROOT, encoding: 'utf8' }));
}

test('to load the package loads next to nothing, and nothing of the CDK', () => {
  const loaded: string[] = run(`
    require('./index.js');
    console.log(JSON.stringify(Object.keys(require.cache)));
  `);
  const files = loaded.map((file) => path.relative(ROOT, file).split(path.sep).join('/'));
  expect(files.filter((file) => file.includes('node_modules'))).toEqual([]);
  expect(files.length).toBeLessThan(10);
});

test('every name of the library is there, and is the same each time', () => {
  const names = run(`
    const built = require('./index.js');
    console.log(JSON.stringify(Object.keys(built).filter((name) => built[name] !== undefined && built[name] === built[name])));
  `);
  expect(names.sort()).toEqual(Object.keys(lib).sort());
});

test('what is in a namespace is loaded when it is asked for, too', () => {
  const { names, before, after } = run(`
    const built = require('./index.js');
    const count = () => Object.keys(require.cache).length;
    const before = [count(), Object.keys(built.github).length > 0, count()];
    const names = Object.keys(built.github).filter((name) => built.github[name] === built.github[name]);
    console.log(JSON.stringify({ names, before, after: count() }));
  `);
  expect(names.sort()).toEqual(Object.keys(lib.github).sort());
  expect(before).toEqual([before[0], true, before[0]]);
  expect(after).toBeGreaterThan(before[0]);
});

test('an ES module imports names', () => {
  const index = JSON.stringify(path.join(ROOT, 'index.js'));
  const program = `import { CodePipeline, ShellStep } from ${index}; console.log(JSON.stringify([CodePipeline.name, ShellStep.name]));`;
  expect(run(program, '--input-type=module')).toEqual(['CodePipeline', 'ShellStep']);
});

test('another package is looked for once, however many modules load it', () => {
  const found: string[] = run(`
    const Module = require('module');
    const find = Module._findPath;
    const names = [];
    require('aws-cdk-lib'); // as a program does that has a stack
    Module._findPath = (name, ...rest) => (names.push(name), find.call(Module, name, ...rest));
    const built = require('./index.js');
    Object.keys(built).forEach((name) => built[name]);
    console.log(JSON.stringify(names.filter((name) => name === 'aws-cdk-lib')));
  `);
  expect(found.length).toBeLessThanOrEqual(2);
});
