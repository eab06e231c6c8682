import * as fs from 'fs';
import * as path from 'path';
import { CodePipeline } from './code-pipeline';
import { Emulator } from './emulator';
import { Repository } from './repository';
import { bootstrapAll } from './shop';
import { readTemplate } from './stand-in';

// A git repository that holds the pipeline that delivers it: each execution synthesizes a clean checkout, and updates the pipeline.

let emulator: Emulator;
let repository: Repository;
let pipeline: CodePipeline;

beforeAll(async () => {
  emulator = await Emulator.start();
  await bootstrapAll(emulator);
  repository = await Repository.create();
  pipeline = new CodePipeline(emulator, repository);
  await pipeline.deploy();
});

afterAll(() => emulator?.stop());

const REPORT = ['Beta-Service/ReportC847FC22', 'Prod-Service/ReportC847FC22'];

/** Templates of a cloud assembly, by their paths in it. */
function templatesOf(assembly: string): Record<string, string> {
  const names = fs.readdirSync(assembly, { recursive: true }) as string[];
  const templates = names.filter((name) => name.endsWith('.template.json')).sort();
  return Object.fromEntries(templates.map((name) => [name, fs.readFileSync(path.join(assembly, name), 'utf-8')]));
}

/** The templates of the stacks of the application. */
function ofStages(templates: Record<string, string>): Record<string, string> {
  const entries = Object.entries(templates).filter(([name]) => name.startsWith('assembly-'));
  expect(entries).toHaveLength(4);
  return Object.fromEntries(entries);
}

const PIPELINE = 'Delivery.template.json';

/** What the first execution has made, and the latest. */
let original: Record<string, string>;
let latest: Record<string, string>;

async function push() {
  const execution = await pipeline.execute();
  latest = templatesOf(execution.assembly);
  return execution;
}

test('default layout: a changed pipeline restarts the execution once', async () => {
  expect(await push()).toMatchObject({ restarts: 0, failure: undefined });
  original = latest;
  await repository.edit('app.js', "[INSTALL, 'npx cdk", "[INSTALL, 'echo once', 'npx cdk");

  expect(await push()).toMatchObject({ restarts: 1, changed: [], failure: undefined });
  await repository.edit('app.js', "'echo once', ", '');
});

test('from the default layout to the compact one: one restart, and no stack of the application changes', async () => {
  await repository.edit('app.js', 'PipelineLayout.DEFAULT', 'PipelineLayout.COMPACT');

  expect(await push()).toMatchObject({ restarts: 1, changed: [], failure: undefined });
  expect(ofStages(latest)).toEqual(ofStages(original));
  expect(keptResources(original[PIPELINE], latest[PIPELINE])).toMatchInlineSnapshot(`
   [
     "CodeBuild::Project PipelineBuildSynthCdkBuildProject6BEFA8E6",
     "CodeBuild::Project PipelineUpdatePipelineSelfMutationDAA41400",
     "CodePipeline::Pipeline Pipeline9850B417",
     "IAM::Policy PipelineBuildSynthCdkBuildProjectRoleDefaultPolicyFB6C941C",
     "IAM::Policy PipelineUpdatePipelineSelfMutationRoleDefaultPolicyA225DA4E",
     "IAM::Role PipelineBuildSynthCdkBuildProjectRole231EEA2A",
     "IAM::Role PipelineUpdatePipelineSelfMutationRole57E559E8",
     "KMS::Alias PipelineArtifactsBucketEncryptionKeyAlias94A07392",
     "KMS::Key PipelineArtifactsBucketEncryptionKeyF5BF0670",
     "S3::Bucket PipelineArtifactsBucketAEA9A052",
     "S3::BucketPolicy PipelineArtifactsBucketPolicyF53CCC52",
   ]
  `);
});

test('compact layout: a changed asset changes nothing about the pipeline, and restarts nothing', async () => {
  const before = latest[PIPELINE];
  await repository.edit('report/index.js', 'today: 3', 'today: 4');

  expect(await push()).toMatchObject({ restarts: 0, changed: REPORT, failure: undefined });
  expect(latest[PIPELINE]).toBe(before);
});

test('compact layout: a changed pipeline restarts the execution once', async () => {
  await repository.edit('app.js', "[INSTALL, 'npx cdk", "[INSTALL, 'echo once', 'npx cdk");
  expect(await push()).toMatchObject({ restarts: 1, changed: [], failure: undefined });
});

test('back to the default layout: one restart, and all templates are what they were', async () => {
  await repository.edit('app.js', "'echo once', ", '');
  await repository.edit('report/index.js', 'today: 4', 'today: 3');
  await repository.edit('app.js', 'PipelineLayout.COMPACT', 'PipelineLayout.DEFAULT');

  expect(await push()).toMatchObject({ restarts: 1, changed: REPORT, failure: undefined });
  expect(latest).toEqual(original);
});

/** Resources that both templates have, under one logical id and with one type: CloudFormation keeps these. */
function keptResources(one: string, other: string): string[] {
  const [a, b] = [one, other].map((text) => (JSON.parse(text) as ReturnType<typeof readTemplate>).Resources);
  const kept = Object.keys(a).filter((id) => b[id]?.Type === a[id].Type);
  return kept.map((id) => `${a[id].Type.replace('AWS::', '')} ${id}`).sort();
}
