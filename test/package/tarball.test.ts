import { npm } from '../../scripts/lib';

// What `npm publish` would send.

let files: string[];
beforeAll(async () => {
  const { stdout } = await npm(['pack', '--dry-run', '--json', '--ignore-scripts', '--loglevel=silent']);
  const [tarball] = Object.values(JSON.parse(stdout) as Record<string, { files: { path: string }[] }>);
  files = tarball.files.map((file) => file.path);
}, 60_000);

test.each([
  '.jsii',
  '.jsiirc.json',
  'README.md',
  'CHANGELOG.md',
  'CONTRIBUTING.md',
  'ORIGINAL_API.md',
  'index.d.ts',
  'index.js',
  'lib/index.d.ts',
  'lib/index.js',
  'lib/engines/codepipeline/private/approve-lambda/index.js',
  'schema/plan.schema.json',
])('has %s', (file) => {
  expect(files).toContain(file);
});

test('has no sources, tests or tools', () => {
  const strangers = files.filter((file) => file.includes('/') && !/^(lib|schema)\//.test(file));
  const sources = files.filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'));
  expect([...strangers, ...sources]).toEqual([]);
});
