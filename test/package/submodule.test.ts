import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { tool } from '../../scripts/lib';

// The root of this repository has the form of a jsii submodule: an index.ts, and beside it a .jsiirc.json with the
// names that its types get in other languages. So another jsii library can take in the whole folder and say
// `export * as pipelines from './pipelines'`, and users of either find the same names.

const root = path.resolve(__dirname, '../..');
const umbrella = fs.mkdtempSync(path.join(os.tmpdir(), 'umbrella-'));
afterAll(() => fs.rmSync(umbrella, { recursive: true, force: true }));

const GITHUB = 'lib/engines/github/.jsiirc.json';

const read = (...names: string[]) => JSON.parse(fs.readFileSync(path.join(...names), 'utf8'));

function writeUmbrella() {
  const { author, license, repository, peerDependencies, devDependencies } = read(root, 'package.json');
  const targets = { python: { distName: 'umbrella', module: 'umbrella' } };
  const manifest = {
    ...{ name: 'umbrella', version: '1.0.0', description: 'Takes in another library', author, license, repository },
    ...{ main: 'index.js', types: 'index.d.ts', peerDependencies, devDependencies, jsii: { outdir: 'dist', targets } },
  };
  fs.writeFileSync(path.join(umbrella, 'package.json'), JSON.stringify(manifest));
  fs.writeFileSync(path.join(umbrella, 'README.md'), '# Umbrella\n');
  fs.writeFileSync(path.join(umbrella, 'index.ts'), "export * as pipelines from './pipelines';\n");
  fs.symlinkSync(path.join(root, 'node_modules'), path.join(umbrella, 'node_modules'), 'junction');

  const isSource = (file: string) => fs.statSync(file).isDirectory() || !/\.(d\.ts|js)$/.test(file);
  for (const name of ['index.ts', '.jsiirc.json', 'lib']) {
    fs.cpSync(path.join(root, name), path.join(umbrella, 'pipelines', name), { recursive: true, filter: isSource });
  }
}

test('a library that takes in this folder gets our names from .jsiirc.json', async () => {
  writeUmbrella();
  const { ok, output } = await tool('jsii', ['--fail-on-warnings'], { cwd: umbrella });
  expect(ok ? 'compiled' : output).toBe('compiled');

  const { submodules, types } = read(umbrella, '.jsii');
  expect(submodules['umbrella.pipelines'].targets).toEqual(read(root, '.jsiirc.json').targets);
  expect(types['umbrella.pipelines.CodePipeline'].kind).toBe('class');
  expect(submodules['umbrella.pipelines.github'].targets).toEqual(read(root, GITHUB).targets);
  expect(types['umbrella.pipelines.github.AwsCredentials'].kind).toBe('class');
}, 120_000);

test('a namespace of ours is below the names of the package', () => {
  const { python, java, dotnet, go } = read(root, GITHUB).targets;
  const { targets } = read(root, 'package.json').jsii;
  expect(python).toEqual({ module: `${targets.python.module}.github` });
  expect(java).toEqual({ package: `${targets.java.package}.github` });
  expect(dotnet).toEqual({ namespace: `${targets.dotnet.namespace}.GitHub` });
  // Go joins it to the name of the module.
  expect(go).toEqual({ packageName: 'github' });
});

test('the names are those of the package', () => {
  const { python, java, dotnet, go } = read(root, 'package.json').jsii.targets;
  expect(read(root, '.jsiirc.json').targets).toEqual({
    python: { module: python.module },
    java: { package: java.package },
    dotnet: { namespace: dotnet.namespace },
    go: { packageName: go.packageName },
  });
});
