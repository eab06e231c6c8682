import { execFileSync } from 'child_process';
import * as fs from 'fs';
import * as path from 'path';
import { namesOfPackage, namesOfProject, pascalCase, readAssembly, unknownNames } from './csharp-names';

// The .NET project, as far as it can be judged where there is no .NET SDK: it is complete, and the example in C# uses
// only names that exist.

const ROOT = path.resolve(__dirname, '../..');
const PROJECT = path.join(ROOT, 'dist/dotnet/CdkPipelines');
const CODE = path.join(PROJECT, 'CdkPipelines');
const CSHARP = path.join(ROOT, 'integ/csharp');

const read = (...file: string[]) => fs.readFileSync(path.join(...file), 'utf8');
const json = (...file: string[]) => JSON.parse(read(...file));

const manifest = json(ROOT, 'package.json');
const tarball = `cdk-pipelines-${manifest.version}.tgz`;
const types = Object.values(readAssembly(ROOT).types);
const isStruct = (type: { datatype?: boolean }) => type.datatype === true;

describe('the project', () => {
  const csproj = read(PROJECT, 'CdkPipelines.csproj');
  const value = (tag: string) => new RegExp(`<${tag}>(.*)</${tag}>`).exec(csproj)?.[1];

  test.each(types)('has $name', (type) => {
    const names = namesOfProject(CODE);
    for (const name of isStruct(type) ? [type.name, `I${type.name}`] : [type.name]) {
      const [found] = names.get(name) ?? [];
      expect(found?.namespace).toBe(type.namespace === 'github' ? 'CdkPipelines.GitHub' : 'CdkPipelines');
      const members = [...(type.properties ?? []), ...(type.methods ?? [])].map((member) => pascalCase(member.name));
      expect([...found.members]).toEqual(
        expect.arrayContaining([...members, ...(type.members ?? []).map((member) => member.name)]),
      );
    }
  });

  test('has no names that were changed so that they do not clash', () => {
    const names = [...namesOfProject(CODE)].flatMap(([name, found]) => [name, ...found.flatMap((t) => [...t.members])]);

    expect(names.length).toBeGreaterThan(types.length);
    expect(names.filter((name) => /^_|_$/.test(name))).toEqual([]);
  });

  test('embeds the library', () => {
    expect(csproj).toContain(`<EmbeddedResource Include="${tarball}" />`);
    expect(read(PROJECT, 'AssemblyInfo.cs')).toContain(
      `JsiiAssembly("cdk-pipelines", "${manifest.version}", "${tarball}")`,
    );
    const files = execFileSync('tar', ['-tzf', tarball], { cwd: PROJECT, encoding: 'utf8' }).split('\n');
    expect(files).toEqual(expect.arrayContaining(['package/package.json', 'package/.jsii', 'package/index.js']));
  });

  test('depends on the CDK, from the oldest version that we support', () => {
    const references = [...csproj.matchAll(/<PackageReference Include="(.*)" Version="(.*)" \/>/g)];

    expect(Object.fromEntries(references.map(([, name, range]) => [name, range]))).toEqual({
      'Amazon.CDK.Lib': rangeOf('aws-cdk-lib'),
      Constructs: rangeOf('constructs'),
      'Amazon.JSII.Runtime': expect.stringMatching(/^\[1\.\d+\.\d+,2\.0\.0\)$/),
    });
  });

  test('says what it is, and whose', () => {
    expect(value('PackageId')).toBe('CdkPipelines');
    expect(value('PackageVersion')).toBe(manifest.version);
    expect(value('Description')).toContain(manifest.description);
    expect(value('PackageLicenseExpression')).toBe(manifest.license);
    expect(value('Authors')).toBe(manifest.author.name);
    expect(value('ProjectUrl')).toBe(manifest.homepage);
    expect(value('RepositoryUrl')).toBe(manifest.repository.url);
  });
});

/** `^2.3.4` as NuGet writes it. */
function rangeOf(dependency: string): string {
  const oldest = (manifest.peerDependencies[dependency] as string).replace('^', '');
  return `[${oldest},${Number(oldest.split('.')[0]) + 1}.0.0)`;
}

describe('the example', () => {
  const csproj = read(CSHARP, 'Shop.csproj');
  const sources = fs.readdirSync(CSHARP).filter((file) => file.endsWith('.cs'));
  const texts = sources.map((file) => read(CSHARP, file));

  test('uses the package of this version, from dist/', () => {
    expect(csproj).toContain(`>${manifest.version}</CdkPipelinesVersion>`);
    expect(csproj).toContain('<PackageReference Include="CdkPipelines" Version="$(CdkPipelinesVersion)" />');
    expect(csproj).toContain(`Include="Amazon.CDK.Lib" Version="${manifest.devDependencies['aws-cdk-lib']}"`);
    expect(read(CSHARP, 'NuGet.config')).toContain('value="../../dist/dotnet"');
  });

  test('has the settings of the example in TypeScript', () => {
    expect(json(CSHARP, 'cdk.json').context).toEqual(json(ROOT, 'integ/typescript/cdk.json').context);
  });

  test('uses only names that exist', () => {
    const libraries = [
      namesOfProject(CODE),
      ...['aws-cdk-lib', 'constructs'].map((name) => namesOfPackage(path.join(ROOT, 'node_modules', name))),
    ];

    expect(unknownNames(texts, libraries)).toEqual([]);
    // And would say so:
    const wrong = (from: string, to: string) =>
      unknownNames(
        texts.map((text) => text.replaceAll(from, to)),
        libraries,
      );
    expect(wrong('CodePipelineSource', 'PipelineSource')).toContain('there is no PipelineSource');
    expect(wrong('.Connection(', '.Connect(')).toContain('CodePipelineSource has no Connect');
    expect(wrong('AddDependencyFileSet', 'AddFileSet')).toContain('there is no AddFileSet');
    expect(wrong('CrossAccountKeys', 'CrossAccount')).toContain('CodePipelineProps has no CrossAccount');
    expect(wrong('using CdkPipelines;\n', '')).toContain('there is no ShellStep');
    expect(wrong('using Amazon.CDK.AWS.Events;', 'using Amazon.CDK.AWS.Scheduler.Alpha;')).toContain(
      'there is no Rule',
    );
    expect(wrong('using CdkPipelines;', 'using CdkPipelines;\nusing Amazon.CDK.Pipelines;')).toContain(
      'CodePipeline is in CdkPipelines and Amazon.CDK.Pipelines',
    );
  });
});
