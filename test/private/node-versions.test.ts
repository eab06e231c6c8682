import { spawnSync } from 'child_process';
import fs = require('fs');
import * as os from 'os';
import * as path from 'path';
import { measureDeployArtifact } from '../../lib/engines/codepipeline/private/limits/measure-deployments';
import type { BlueprintSnapshot } from '../../lib/plan/snapshot-data';
import { checkNode } from '../../lib/private/node-version';
import { tooOld } from '../../scripts/check-node';
import { ROOT } from '../../scripts/lib';

/** As Node 20.0 to 20.11: entries of a directory do not say where they are. */
function withoutParentPath(): void {
  const real = fs.readdirSync as (...args: unknown[]) => unknown[];
  jest.spyOn(fs, 'readdirSync').mockImplementation(((...args: unknown[]) => {
    const entries = real(...args);
    entries.filter((e) => typeof e === 'object').forEach((e) => delete (e as Record<string, unknown>).parentPath);
    return entries;
  }) as typeof fs.readdirSync);
}

describe('the oldest Node.js that is claimed', () => {
  afterEach(() => jest.restoreAllMocks());

  test('measures assets without Dirent.parentPath', () => {
    const assembly = fs.mkdtempSync(path.join(os.tmpdir(), 'assembly-'));
    fs.mkdirSync(path.join(assembly, 'asset.one', 'deep'), { recursive: true });
    fs.writeFileSync(path.join(assembly, 'asset.one', 'deep', 'file'), '12345');
    fs.symlinkSync('nowhere', path.join(assembly, 'asset.one', 'broken'));
    const stack = { assets: [{ id: 'one' }] };
    const snapshot = { waves: [{ stages: [{ stacks: [stack] }] }] } as unknown as BlueprintSnapshot;
    withoutParentPath();
    expect(measureDeployArtifact(snapshot, assembly)).toMatchObject({ used: 5 });
  });
});

describe('a Node.js that is too old', () => {
  test.each(['16.20.2', '18.20.4', '19.9.0', '8.17.0'])('%s is refused', (version) => {
    expect(() => checkNode(version)).toThrow(
      `[cdk-pipelines] Node.js ${version}. Expected: Node.js 20 or later; 22 and 24 are supported. To fix it: install a newer Node.js`,
    );
    expect(tooOld(version)).toContain(`Node.js ${version} is too old`);
  });

  test.each(['20.0.0', '22.0.0', '22.23.3', '24.0.0', '26.10.0', '100.0.0'])('%s is not', (version) => {
    expect(() => checkNode(version)).not.toThrow();
    expect(tooOld(version)).toBeUndefined();
  });

  test.each(['lib/cli/command.ts', 'lib/index.ts'])('%s checks first', (file) => {
    const old = "Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '16.20.2' } });";
    const load = `${old} const { run } = require('./${file}'); process.exitCode = run(['show'], { out() {}, err: console.error });`;
    const child = spawnSync(process.execPath, ['-r', './test/parity/register.js', '-e', load], { cwd: ROOT });
    expect(child.status).toBe(file.includes('cli') ? 2 : 1);
    expect(`${child.stderr}`).toContain('[cdk-pipelines] Node.js 16.20.2. Expected: Node.js 20 or later');
  });
});
