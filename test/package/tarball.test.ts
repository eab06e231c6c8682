import { npm } from '../../scripts/lib';

// What `npm publish` would send.

interface Tarball {
  readonly files: readonly { readonly path: string; readonly mode: number }[];
  readonly bundled: readonly string[];
}

const manifest = jest.requireActual<Record<'dependencies' | 'bin', Record<string, string>>>('../../package.json');

let tarball: Tarball;
let files: string[];
beforeAll(async () => {
  const { stdout } = await npm(['pack', '--dry-run', '--json', '--ignore-scripts', '--loglevel=silent']);
  [tarball] = Object.values(JSON.parse(stdout) as Record<string, Tarball>);
  files = tarball.files.map((file) => file.path);
}, 60_000);

test.each([
  '.jsii',
  '.jsiirc.json',
  'README.md',
  'CHANGELOG.md',
  'CONTRIBUTING.md',
  'ORIGINAL_API.md',
  'SKILL.md',
  'index.d.ts',
  'index.js',
  'lib/index.d.ts',
  'lib/index.js',
  'lib/engines/github/.jsiirc.json',
  'lib/engines/codepipeline/private/approve-lambda/index.js',
  'schema/plan.schema.json',
  'schema/run-events.schema.json',
  'schema/validate-plan.js',
  'lib/bundle.js',
  manifest.bin['cdk-pipelines'],
  'lib/cli/page/main.js',
  'lib/cli/page/page.css',
])('has %s', (file) => {
  expect(files).toContain(file);
});

test('has no sources, tests or tools', () => {
  const strangers = files.filter((file) => file.includes('/') && !/^(lib|schema|node_modules)\//.test(file));
  const sources = files.filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'));
  // What others publish is theirs.
  const maps = files.filter((file) => file.endsWith('.map') && !file.startsWith('node_modules/'));
  expect([...strangers, ...sources, ...maps]).toEqual([]);
});

test('brings along what the command needs: in other languages nobody would install it', () => {
  const needed = Object.keys(manifest.dependencies).sort();
  expect(needed).toEqual(['@jest/diff-sequences', 'commander', 'picocolors', 'picomatch', 'signal-exit', 'yaml']);
  expect([...tarball.bundled].sort()).toEqual(needed);
  const packages = files.flatMap((file) => /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? []);
  expect([...new Set(packages)].sort()).toEqual(needed);
  for (const name of needed) {
    expect(files).toContainEqual(expect.stringMatching(new RegExp(`^node_modules/${name}/LICENSE(\\.txt)?$`)));
  }
});

test('the command is a program', () => {
  const { mode } = tarball.files.find(({ path }) => path === manifest.bin['cdk-pipelines'])!;
  expect(mode & 0o111).toBe(0o111);
});
