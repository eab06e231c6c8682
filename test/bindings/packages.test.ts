import * as crypto from 'crypto';
import * as fs from 'fs';
import * as path from 'path';
import { DIST, ROOT, hasTool } from '../../scripts/lib';
import { ourApi } from '../api/assembly';
import type { Archive } from './archives';
import { readTarball, readZip } from './archives';

// What is in the packages of dist/, which `npm run package` has made: we open each and look. dotnet.test.ts looks at
// the project for .NET.

const { version, description, homepage, author } = JSON.parse(read(path.join(ROOT, 'package.json')));
const readme = read(path.join(ROOT, 'README.md'));
/** `ShellStep`, or `github/GitHubWorkflow`, where each namespace is a folder. */
const typeFiles = [...ourApi().keys()].map((name) => name.replaceAll('.', '/'));

const inPython = hasTool('python3') ? describe : describe.skip;
const inJava = hasTool('mvn') ? describe : describe.skip;

describe('npm', () => {
  const files = readTarball(path.join(DIST, 'js', `cdk-pipelines@${version}.jsii.tgz`));
  const names = [...files.keys()];

  test.each(['.jsii', 'LICENSE', 'README.md', 'index.js', 'index.d.ts', 'package.json', 'lib/index.js'])(
    'has %s',
    (name) => expect(names).toContain(`package/${name}`),
  );

  test('has what runs and what declares its types, and prose: nothing else', () => {
    const known =
      /^package\/((index|lib\/.+)\.(js|d\.ts)|\.jsii(\.gz)?|(lib\/engines\/github\/)?\.jsiirc\.json|package\.json|LICENSE|[A-Z_]+\.md)$/;
    const more =
      /^package\/(lib\/cli\/page\/[\w-]+\.css|schema\/((plan|run-events)\.schema\.json|validate-plan\.js)|node_modules\/.+)$/;
    expect(names.filter((name) => !known.test(name) && !more.test(name))).toEqual([]);
    const bundled = names.flatMap((name) => /\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(name)?.[1] ?? []);
    expect([...new Set(bundled)].sort()).toEqual([
      '@jest/diff-sequences',
      'commander',
      'picocolors',
      'picomatch',
      'signal-exit',
      'yaml',
    ]);
  });

  test('has a declaration for each module, and no more', () => {
    const modules = (extension: string) =>
      names
        .filter((name) => name.endsWith(extension))
        .map((name) => name.slice(0, -extension.length))
        .filter(
          (name) =>
            !/^package\/(node_modules|schema)\/|\/cli\/page\/|\/approve-lambda\/index$|\/lib\/bundle$/.test(name),
        )
        .sort();
    expect(modules('.js')).toEqual(modules('.d.ts'));
    expect(modules('.js').length).toBeGreaterThan(50);
  });

  test('is small', () => {
    const { size } = fs.statSync(path.join(DIST, 'js', `cdk-pipelines@${version}.jsii.tgz`));
    expect(size).toBeLessThan(1_600_000);
  });
});

inPython('Python', () => {
  const wheel = readZip(path.join(DIST, 'python', `cdk_pipelines-${version}-py3-none-any.whl`));
  const metadata = text(wheel, `cdk_pipelines-${version}.dist-info/METADATA`);

  test.each([
    'Name: cdk-pipelines',
    `Version: ${version}`,
    `Summary: ${description}`,
    `Author: ${author.name}`,
    `Home-page: ${homepage}`,
    'License: Apache-2.0',
    'Description-Content-Type: text/markdown',
    'Requires-Dist: aws-cdk-lib <3.0.0,>=2.263.0',
    'Requires-Dist: constructs <11.0.0,>=10.5.0',
  ])('the wheel says "%s"', (line) => expect(metadata.split('\n')).toContain(line));

  test('the wheel has the README, the licence, types, the command and the tarball', () => {
    expect(metadata).toContain(readme.split('\n')[0]);
    expect([...wheel.keys()].sort()).toEqual(
      [
        'cdk_pipelines/__init__.py',
        'cdk_pipelines/_jsii/__init__.py',
        'cdk_pipelines/github/__init__.py',
        `cdk_pipelines/_jsii/cdk-pipelines@${version}.jsii.tgz`,
        'cdk_pipelines/py.typed',
        `cdk_pipelines-${version}.data/scripts/cdk-pipelines`,
        ...['LICENSE', 'METADATA', 'RECORD', 'WHEEL', 'top_level.txt'].map(
          (name) => `cdk_pipelines-${version}.dist-info/${name}`,
        ),
      ].sort(),
    );
    expect(text(wheel, `cdk_pipelines-${version}.dist-info/LICENSE`)).toContain('Apache License');
  });

  test('every public type has its class', () => {
    const sourceOf = (file: string) => text(wheel, path.posix.join('cdk_pipelines', path.dirname(file), '__init__.py'));
    const missing = typeFiles.filter(
      (file) => !new RegExp(`^class ${path.basename(file)}[:(]`, 'm').test(sourceOf(file)),
    );
    expect(missing).toEqual([]);
  });

  test('examples are in Python', () => {
    for (const told of [metadata, text(wheel, 'cdk_pipelines/__init__.py')]) {
      expect(told).toMatch(/ = pipelines\.CodePipeline\(.*"Pipeline",$/m);
      expect(told).not.toContain('new pipelines.');
    }
  });

  test('there is an sdist', () => {
    const names = [...readTarball(path.join(DIST, 'python', `cdk_pipelines-${version}.tar.gz`)).keys()];
    expect(names).toContain(`cdk_pipelines-${version}/PKG-INFO`);
    expect(names).toContain(`cdk_pipelines-${version}/README.md`);
  });
});

inJava('Java', () => {
  const directory = path.join(DIST, 'java', 'io', 'github', 'cdkpipelines', 'cdk-pipelines', version);
  const file = (suffix: string) => path.join(directory, `cdk-pipelines-${version}${suffix}`);

  test.each([
    '<groupId>io.github.cdkpipelines</groupId>',
    '<artifactId>cdk-pipelines</artifactId>',
    `<version>${version}</version>`,
    `<description>${description}</description>`,
    `<url>${homepage}</url>`,
    '<name>Apache License 2.0</name>',
    `<organization>${author.name}</organization>`,
    `<organizationUrl>${author.url}</organizationUrl>`,
  ])('the pom says "%s"', (element) => expect(read(file('.pom'))).toContain(element));

  test.each([
    ['aws-cdk-lib', '2.263.0'],
    ['constructs', '10.5.0'],
  ])('the pom wants %s %s', (name, lowest) =>
    expect(read(file('.pom')).replace(/\s/g, '')).toContain(
      `<artifactId>${name}</artifactId><version>${lowest}</version>`,
    ),
  );

  test('the checksums of the pom are right', () => {
    const md5 = crypto
      .createHash('md5')
      .update(read(file('.pom')))
      .digest('hex');
    expect(read(file('.pom.md5'))).toBe(md5);
  });

  test('every public type has its class, its source and its documentation', () => {
    const missing = (suffix: string, extension: string) => {
      const names = new Set(readZip(file(suffix)).keys());
      const wanted = typeFiles.map((file) => `io/github/cdkpipelines/${file}${extension}`);
      return wanted.filter((name) => !names.has(name));
    };
    expect(missing('.jar', '.class')).toEqual([]);
    expect(missing('-sources.jar', '.java')).toEqual([]);
    expect(missing('-javadoc.jar', '.html')).toEqual([]);
  });

  test('the jar has the tarball', () => {
    expect([...readZip(file('.jar')).keys()]).toContain(`io/github/cdkpipelines/cdk-pipelines@${version}.jsii.tgz`);
  });
});

describe('Go', () => {
  const directory = path.join(DIST, 'go', 'cdkpipelines');
  const module = read(path.join(directory, 'go.mod'));

  test('the module is called as package.json says, and has the version', () => {
    expect(module).toMatch(/^module github\.com\/cdkpipelines\/cdk-pipelines-go\/cdkpipelines\n/);
    expect(read(path.join(directory, 'version')).trim()).toBe(version);
  });

  test('the module wants no more than the library does', () => {
    expect(module).toContain('github.com/aws/aws-cdk-go/awscdk/v2 v2.263.0\n');
    expect(module).toMatch(/github\.com\/aws\/constructs-go\/constructs\/v10 v10\.[56]\.0\n/);
  });

  test('the module has the licence, the README and the tarball', () => {
    expect(read(path.join(directory, 'LICENSE'))).toContain('Apache License');
    expect(read(path.join(directory, 'README.md'))).toContain(readme.split('\n')[0]);
    expect(fs.existsSync(path.join(directory, 'jsii', `cdk-pipelines-${version}.tgz`))).toBe(true);
  });

  test('every public type has its file', () => {
    const missing = typeFiles.filter((file) => !fs.existsSync(path.join(directory, `${file}.go`)));
    expect(missing).toEqual([]);
  });
});

test('the packages that documents install are there', () => {
  const documents = ['docs/languages.md', 'docs/get-started.md'].map((name) => read(path.join(ROOT, name)));
  const paths = documents.flatMap((text) =>
    [...text.matchAll(/\/cdk-pipelines\/dist\/([\w./-]+)/g)].map(([, name]) => name),
  );
  expect(paths.length).toBeGreaterThanOrEqual(4);
  expect(paths.filter((name) => !fs.existsSync(path.join(DIST, name)))).toEqual([]);
});

function read(file: string): string {
  return fs.readFileSync(file, 'utf8');
}

function text(archive: Archive, name: string): string {
  const file = archive.get(name);
  if (!file) throw new Error(`There is no ${name}: only ${[...archive.keys()].join(', ')}.`);
  return file();
}
