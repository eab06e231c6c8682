import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { rehearsalOf } from '../../scripts/demo';
import { ROOT, run, synth } from '../../scripts/lib';

test('the pipeline of the demo is rehearsed without an account, Docker or a network, and succeeds', async () => {
  const cwd = fs.mkdtempSync(path.join(os.tmpdir(), 'demo-'));
  const assembly = path.join(cwd, 'cdk.out');
  const made = await synth('integ.demo', assembly);
  expect(made.ok ? '' : made.output).toBe('');
  const { args, env } = rehearsalOf(assembly);
  const offline = { npm_config_offline: 'true', https_proxy: 'http://127.0.0.1:9', http_proxy: 'http://127.0.0.1:9' };
  const command = path.join(ROOT, 'lib', 'cli', 'main.js');
  const { ok, output } = await run(process.execPath, [command, ...args], { cwd, env: { ...env, ...offline } });
  expect(output).toContain('Build/Synth               │ ✔ succeeded');
  expect(output).toContain('The shop is at beta.shop.example.');
  expect(output).toContain('Version 1.0.0 of the shop is released.');
  expect(output).toMatch(/✔ Succeeded after .*: 7 succeeded, 12 skipped/);
  expect(output).not.toContain('failed');
  expect(ok).toBe(true);
  expect(fs.readdirSync(cwd).sort()).toEqual(['.cdk-pipelines', 'cdk.out']);
}, 300_000);
