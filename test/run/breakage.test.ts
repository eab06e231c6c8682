import { spawnSync } from 'child_process';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';

// What only shows with processes: who reads nothing any more, and what runs on.

const COMMAND = path.resolve(__dirname, '../../lib/cli/main.js');

/** Runs one step, as a process of its own. */
function stepRun(commands: readonly string[], pipe = '') {
  const cwd = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'app-')));
  const node = (id: string, waits: readonly string[]) => ({
    ...{ id, kind: 'action', name: id, waitsFor: waits.map((one) => ({ node: one, reason: 'because' })) },
  });
  const job = { kind: 'script', installCommands: [], commands, env: {}, inputs: [], outputs: [] };
  const action = { node: 'Step', name: 'Step', label: 'Step', gate: false, kind: 'script', job };
  const plan = {
    ...{ schemaVersion: '2.0', applications: [], nodes: [node('Step', [])], actions: [action] },
    pipeline: { path: 'Delivery/Pipeline', name: 'DeliveryPipeline', selfMutation: false, changeSets: false },
    ...{ budgets: [], warnings: [], roles: [] },
  };
  fs.writeFileSync(path.join(cwd, 'p.plan.json'), JSON.stringify(plan));
  const script = `set -o pipefail; "$0" "$1" run -a p.plan.json ${pipe}`;
  return {
    cwd,
    ...spawnSync('bash', ['-c', script, process.execPath, COMMAND], { cwd, encoding: 'utf8', timeout: 20_000 }),
  };
}

test('who closes the pipe ends the run: it is no success, and nothing runs on', () => {
  const { status, cwd } = stepRun(['echo a', 'sleep 1', 'echo b; sleep 300'], '| head -1');
  expect(status).toBe(130);
  expect(fs.readdirSync(path.join(cwd, '.cdk-pipelines/run/DeliveryPipeline'))).not.toContain('lock');
});

test('nobody waits for what a step leaves in a session of its own', () => {
  const { status, signal, stdout } = stepRun(['setsid sleep 30 & echo on']);
  expect({ status, signal }).toEqual({ status: 0, signal: null });
  expect(stdout).toContain('on');
});
