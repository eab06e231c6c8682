import { DocumentBuilder } from '../cli/builder';
import { shop } from '../cli/fixtures';
import type { PlanDocument, ProjectInfo } from '../../lib/document/plan-document';
import { PlanGraph } from '../../lib/document/plan-graph';
import { differencesOf, type Ran } from '../../lib/run/differences';
import type { Result } from '../../lib/run/events';
import { worksOf } from '../../lib/run/read-works';

function project(path: string, more: Partial<ProjectInfo> = {}): ProjectInfo {
  return {
    ...{ path, type: 'LINUX_CONTAINER', image: 'standard:7.0', computeType: 'SMALL', privileged: false },
    ...{ role: 'R', env: {}, ...more },
  };
}

/** A line each: what, and whom it is about. */
function linesOf(document: PlanDocument, results: Record<string, Result>, more: Partial<Ran> = {}): string[] {
  const works = worksOf(new PlanGraph(document));
  const ran = { document, works, results: new Map(Object.entries(results)), machine: [], arch: 'x64', ...more };
  return differencesOf(ran).map(({ what, actions }) => [what, actions.join(', ')].filter(Boolean).join(': '));
}

test('what did not run says why; what is not deployed and not asked has lines of its own', () => {
  const lines = linesOf(
    shop({ codePipeline: { projects: [] } }),
    {
      ...{ 'Build/Synth': 'skipped', 'UpdatePipeline/SelfMutate': 'skipped' },
      ...{
        'Assets/FileAsset1': 'skipped',
        'Test/Beta.Data.Prepare': 'succeeded',
        'Test/Beta.Data.Deploy': 'succeeded',
      },
      ...{ 'Test/Beta.Service.Deploy': 'skipped', 'Test/Beta.Smoke': 'skipped', 'Prod/Promote': 'succeeded' },
    },
    {
      reasons: new Map([['Build/Synth', 'it needs Windows (w)']]),
      decided: ['Prod/Promote'],
      placeholders: [{ output: 'Url of stack Beta-Service', actions: ['Test/Beta.Smoke'] }],
    },
  );
  expect(lines).toEqual([
    'did not run: it needs Windows (w): Build/Synth',
    'did not run: it cannot run here: Test/Beta.Smoke',
    'nobody was asked: gates were decided beforehand: Prod/Promote',
    'the pipeline did not update itself: UpdatePipeline/SelfMutate',
    'assets were not published: Assets/FileAsset1',
    'stacks were not deployed: Test/Beta.Data.Deploy, Test/Beta.Service.Deploy',
    'a placeholder for Url of stack Beta-Service: Test/Beta.Smoke',
  ]);
});

test('machines: what is there, and what is here in its place', () => {
  const document = new DocumentBuilder()
    .action('S/One', { project: 'P/One' })
    .action('S/Two', { project: 'P/Two' })
    .action('S/Three', { project: 'P/One' })
    .done({
      codePipeline: {
        projects: [
          project('P/One'),
          project('P/Two', {
            ...{ type: 'ARM_CONTAINER', privileged: true, timeoutMinutes: 30, computeType: 'LARGE' },
            settings: { VpcConfig: '{}', Cache: '{"Type":"LOCAL"}', FileSystemLocations: '[]' },
          }),
        ],
      },
    });
  const lines = linesOf(
    document,
    { 'S/One': 'succeeded', 'S/Two': 'failed', 'S/Three': 'skipped' },
    { machine: ['Linux x64', 'Node.js 22.1.0'], runtimes: new Map([['S/One', ['nodejs: 20']]]) },
  );
  expect(lines).toEqual([
    'did not run: it cannot run here: S/Three',
    'image standard:7.0 (here: Linux x64, Node.js 22.1.0): S/One, S/Two',
    'versions that the image would set up: nodejs: 20: S/One',
    'processor arm64 (here: x64): S/Two',
    'roles and permissions: steps had no AWS credentials: S/One, S/Two',
    'machine size SMALL: S/One',
    'machine size LARGE: S/Two',
    'privileged mode: S/Two',
    'network: they run in a VPC: S/Two',
    'file systems that are mounted: S/Two',
    'cache of CodeBuild: S/Two',
  ]);
});

test('what CodePipeline does around actions, only of stages that are in the run', () => {
  const document = new DocumentBuilder()
    .action('S/Ask', { kind: 'approval', settings: { TimeoutInMinutes: '2880' } })
    .action('T/Other')
    .done();
  const stages = document.codePipeline!.stages.map((stage) => ({
    ...stage,
    settings: { OnFailure: '{"Result":"ROLLBACK"}' },
  }));
  const settings = {
    Triggers: '[{"GitConfiguration":{"Push":[{"Branches":{"Includes":["main"]}}],"SourceActionName":"s"}}]',
  };
  const lines = linesOf(
    { ...document, codePipeline: { ...document.codePipeline!, stages, settings } },
    { 'S/Ask': 'succeeded' },
    { defaulted: ['Depth'], untracked: new Map([['Source/shop', ['a', 'b']]]), tokens: new Map([['S/Ask', ['X']]]) },
  );
  expect(lines).toEqual([
    'what only CloudFormation fills in was left as it is: X: S/Ask',
    'around the stage: after a failure it is rolled back: S',
    'timeout of 2880 minutes: S/Ask',
    'trigger: starts on a push of s (branches main)',
    'pipeline variables had their default values: Depth',
    'files that a push would not bring, as git does not know them: a, b: Source/shop',
  ]);
});

test('what was really deployed is no difference', () => {
  const lines = linesOf(shop(), { 'Test/Beta.Data.Deploy': 'succeeded' }, { deployed: true });
  expect(lines).toEqual([]);
});
