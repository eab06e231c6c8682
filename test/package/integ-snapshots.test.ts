import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { INTEG, compileApps, synth } from '../../scripts/lib';
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
