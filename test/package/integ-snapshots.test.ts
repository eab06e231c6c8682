import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { rehearsalOf } from '../../scripts/demo';
import { INTEG, ROOT, compileApps, run, synth } from '../../scripts/lib';
import type { PlanDocument } from '../../lib/document/plan-document';
import { unknownNames } from '../cli/printed-names';
import { schemaErrors } from '../plan-schema';
import { compare, findApps, readAssembly, readSnapshot } from '../../scripts/snapshots';

// The example applications, synthesized by the real CDK CLI, are what their snapshots say. They see the compiled
// library, as users do. `npm run integ:update` writes the snapshots; nothing in here does.

const outdir = fs.mkdtempSync(path.join(os.tmpdir(), 'integ-'));
afterAll(() => fs.rmSync(outdir, { recursive: true, force: true }));

beforeAll(async () => {
  expect(await compileApps()).toMatchObject({ ok: true, output: '' });
}, 120_000);

test.each(findApps(INTEG))(
  '%s',
  async (app) => {
    const assembly = path.join(outdir, app);
    const { ok, output } = await synth(app, assembly);
    expect(ok ? 'synthesized' : output).toBe('synthesized');

    const actual = readAssembly(assembly);
    expect([...actual.keys()].filter((name) => name.endsWith('.template.json'))).not.toEqual([]);
    expect(compare(readSnapshot(path.join(INTEG, `${app}.ts.snapshot`)), actual)).toEqual([]);

    // No snapshot of these: they tell line numbers and sizes, which move with every version of the CDK.
    const plans = fs.readdirSync(assembly).filter((name) => name.endsWith('.plan.json'));
    expect(plans).toHaveLength(1);
    const plan = JSON.parse(fs.readFileSync(path.join(assembly, plans[0]), 'utf8')) as PlanDocument;
    expect(schemaErrors(plan)).toEqual([]);
    expect(unknownNames(plan)).toEqual([]);
  },
  120_000,
);

test('the pipeline of the demo is rehearsed without an account, Docker or a network, and succeeds', async () => {
  const cwd = path.join(outdir, 'demo');
  fs.mkdirSync(cwd);
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
