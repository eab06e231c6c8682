import * as fs from 'fs';
import * as path from 'path';
import { BINDINGS, DIST, ROOT, run } from '../../scripts/lib';

// `npm run compat` must find what it is there to find.

const [tarball] = fs.readdirSync(path.join(DIST, 'js')).map((name) => path.join(DIST, 'js', name));

test('nothing has changed since the package that was made just now', async () => {
  const { ok, output } = await compat(tarball);
  expect(ok ? '' : output).toBe('');
}, 60_000);

test('a method that is gone is told, and fails', async () => {
  const directory = path.join(BINDINGS, 'compat-broken');
  fs.rmSync(directory, { recursive: true, force: true });
  fs.mkdirSync(directory, { recursive: true });
  await run('tar', ['-xzf', tarball], { cwd: directory });
  addMethod(path.join(directory, 'package'));
  const older = path.join(directory, 'older.tgz');
  await run('tar', ['-czf', older, 'package'], { cwd: directory });

  const { ok, output } = await compat(older);
  expect(output).toContain('addSurprise');
  expect(ok).toBe(false);
}, 60_000);

test('says so when there is nothing to compare with', async () => {
  if (fs.existsSync(path.join(ROOT, 'released'))) return;
  const { ok, output } = await compat();
  expect(output).toContain('nothing to compare');
  expect(ok).toBe(true);
});

function compat(...args: string[]) {
  return run(process.execPath, [path.join(ROOT, 'scripts', 'compat.js'), '--no-build', ...args]);
}

/** Something that the older version had. */
function addMethod(directory: string) {
  const file = path.join(directory, '.jsii');
  const assembly = JSON.parse(fs.readFileSync(file, 'utf8'));
  assembly.types['cdk-pipelines.Wave'].methods.push({ name: 'addSurprise', docs: {} });
  fs.writeFileSync(file, JSON.stringify(assembly));
}
