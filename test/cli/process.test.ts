import * as path from 'path';
import { shop } from './fixtures';
import { assemblyOf } from './run';
import { ROOT, run } from '../../scripts/lib';

// The command as people start it: what jsii compiled, in a process of its own.

const { bin } = jest.requireActual<{ bin: Record<string, string> }>('../../package.json');
const start = (...args: string[]) => run(process.execPath, [path.join(ROOT, bin['cdk-pipelines']), ...args]);
const assembly = assemblyOf({ 'Delivery.plan.json': shop() });

test('shows a pipeline', async () => {
  const { ok, stdout } = await start('show', assembly);
  expect(stdout).toContain('Delivery/Pipeline  V2');
  expect(stdout).not.toContain('\u001b');
  expect(ok).toBe(true);
});

test('bad input is on standard error', async () => {
  const { ok, stdout, output } = await start('show', assembly, '--pipeline', 'Other');
  expect({ ok, stdout }).toEqual({ ok: false, stdout: '' });
  expect(output).toMatch(/^cdk-pipelines: .*no pipeline is called 'Other'.*\n$/);
});

test.each([
  [['--help'], 'Usage: cdk-pipelines [options] [command]'],
  [['show', '--help'], 'Usage: cdk-pipelines show [options] [assembly]'],
  [['diff', '--help'], 'Usage: cdk-pipelines diff [options] <old> <new>'],
  [['explain', '--help'], 'Usage: cdk-pipelines explain [options] <name> [assembly]'],
])('%p', async (args, usage) => {
  const { ok, stdout } = await start(...args);
  expect(stdout).toContain(usage);
  expect(stdout).toContain('Exit codes: 0');
  expect(ok).toBe(true);
});

test.each([
  [[], 'Usage: cdk-pipelines'],
  [['shw'], "cdk-pipelines: unknown command 'shw'"],
  [['show', '--jsn'], "cdk-pipelines: unknown option '--jsn'"],
  [['explain'], "cdk-pipelines: missing required argument 'name'"],
])('%p is bad input', async (args, message) => {
  const { ok, stdout, output } = await start(...args);
  expect({ ok, stdout }).toEqual({ ok: false, stdout: '' });
  expect(output).toContain(message);
});

test('what is only needed to run is loaded by run', async () => {
  const command = path.join(ROOT, 'lib', 'cli', 'command');
  const script = `require(${JSON.stringify(command)}); console.log(Object.keys(require.cache).join('\\n'))`;
  const { stdout } = await run(process.execPath, ['-e', script]);
  expect(stdout).toContain(path.join('lib', 'cli', 'run.js'));
  expect(stdout).not.toMatch(/node_modules.(yaml|picomatch|aws-cdk-lib)|lib.run.(run|rehearse|clouds|screens)/);
});
