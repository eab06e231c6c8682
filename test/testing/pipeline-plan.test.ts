import { DocumentBuilder } from '../cli/builder';
import { large, shop } from '../cli/fixtures';
import { assemblyOf } from '../cli/run';
import { PipelinePlan } from '../../lib/testing';
import type { PlanDocument } from '../../lib/document/plan-document';

const read = (document: PlanDocument) => PipelinePlan.fromAssembly(assemblyOf({ 'a.plan.json': document }));
const plan = read(shop());

test('stages, actions, warnings', () => {
  expect(plan.pipelinePath).toBe('Delivery/Pipeline');
  expect(plan.stageNames).toEqual(['Source', 'Build', 'UpdatePipeline', 'Assets', 'Test', 'Prod']);
  expect(plan.actionsOfStage('Test')).toEqual([
    'Beta.Data.Prepare',
    'Beta.Data.Deploy',
    'Beta.Service.Prepare',
    'Beta.Service.Deploy',
    'Beta.Smoke',
  ]);
  expect(plan.warnings).toEqual(["Approval 'Review' does not stop America."]);
});

test.each<[string, string, boolean]>([
  ['Test-Beta-Data', 'Test-Beta-Service', true],
  ['Test-Beta-Service', 'Test-Beta-Data', false],
  ['App/Test/Beta/Data', 'Prod/Europe/Data/Deploy', true],
  ['Beta', 'Europe', true],
  ['App/Beta', 'App/America', true],
  ['Europe', 'America', false],
  ['Test', 'Prod', true],
  ['Prod', 'Test', false],
  ['Smoke', 'Prod', true],
  ['Synth', 'Test', true],
  // The second one has a stack that does not wait.
  ['Prod-America-Data', 'America', false],
])('%s deploys before %s: %p', (first, second, expected) => {
  expect(plan.deploysBefore(first, second)).toBe(expected);
});

test.each<[string, string | undefined, boolean]>([
  ['Prod', undefined, true],
  ['Prod', 'Promote', true],
  ['Europe', 'Review', false],
  ['Prod-Europe-Service', 'Review', true],
  ['Prod-Europe-Service', 'Prod/Europe/Review', true],
  // Run orders alone are no promise.
  ['Prod-America-Service', 'Review', false],
  ['Beta', undefined, false],
])('%s is gated by %s: %p', (deployment, gate, expected) => {
  expect(plan.isGatedBy(deployment, gate)).toBe(expected);
});

test('what a deployment waits for, the nearest first', () => {
  expect(plan.waitsFor('Prod-Europe-Data')).toEqual([
    "Prod/Europe.Data.Prepare: the change set of stack 'Prod/Europe/Data' is executed (app.ts:7)",
    "Prod/Promote: after Prod/joint; pre of wave 'Prod' (app.ts:12)",
    'Test/Beta.Smoke: after Test',
    'Test/Beta.Data.Prepare: after Test',
    'Test/Beta.Data.Deploy: after Test',
    'Test/Beta.Service.Prepare: after Test',
    'Test/Beta.Service.Deploy: after Test',
    'UpdatePipeline/SelfMutate: after UpdatePipeline/SelfMutate',
    'Assets/FileAsset1: after Assets/FileAsset1',
    'Build/Synth: after Build/Synth',
    'Source/shop: after Source/shop',
  ]);
  expect(plan.waitsFor('shop')).toEqual([]);
  expect(read(large(125)).waitsFor('Wave4/Cell124/Alarms/Deploy')).toHaveLength(814);
});

test('a snapshot: what is done last before each action, without hashes and reasons', () => {
  const hash = 'f'.repeat(64);
  const assets = [
    { id: hash, name: hash, image: false, destinations: ['d'] },
    { id: hash, name: 'Code', image: false, destinations: ['d'] },
  ];
  const document = new DocumentBuilder()
    .action('Source/repo', { kind: 'source' })
    .action('Assets/One', { kind: 'publish', assets, waits: [{ node: 'Source/repo', reason: `of ${hash}` }] })
    .action('Prod/Ok', { kind: 'approval' })
    .joint('Prod/joint', ['Prod/Ok'])
    .stack('Prod/App', 2, { waits: ['Prod/joint', 'Assets/One', 'Source'] })
    .done();
  expect(read(document).snapshot()).toBe(`Delivery/Pipeline

Source
  1 repo: source
Assets
  1 One: publish, <hash>, Code
      after Source/repo
Prod
  1 Ok: approval, a gate
  2 App.Prepare: prepare, Prod-App in 111111111111 eu-west-1
      after Assets/One
      after Prod/Ok
  3 App.Deploy: deploy, Prod-App in 111111111111 eu-west-1
      after Prod/App.Prepare
`);
});

test('a snapshot: groups that are waited for as a whole, the outermost only', () => {
  const document = new DocumentBuilder()
    .stack('Beta/Data', 1)
    .stack('Beta/Web', 3, { waits: ['Beta/Data'] })
    .stack('Prod/Data', 1, { waits: ['Beta', 'Beta/Web', 'Beta/Data'] })
    .stack('Prod/Web', 3, { waits: ['Prod/Data'] })
    .done();
  const lines = read(document).snapshot().split('\n');
  expect(lines.filter((line) => line.includes('after '))).toEqual([
    '      after Beta/Data.Prepare',
    '      after all of Beta/Data',
    '      after Beta/Web.Prepare',
    '      after all of Beta',
    '      after Prod/Data.Prepare',
    '      after all of Prod/Data',
    '      after Prod/Web.Prepare',
  ]);
});

describe('errors', () => {
  test.each<[string, () => unknown, string]>([
    [
      'no stage',
      () => plan.actionsOfStage('Prd'),
      "there is no CodePipeline stage 'Prd'. Expected: the name of one. To fix it: take one of 'Prod'.",
    ],
    ['a strange stage', () => plan.actionsOfStage('?'), "To fix it: take one of 'Source', 'Build', 'UpdatePipeline'"],
    ['no deployment', () => plan.deploysBefore('Bta', 'Prod'), "take one of 'Beta'."],
    ['no wave', () => plan.isGatedBy('Prd'), "take one of 'Prod'"],
    ['nothing to deploy', () => plan.isGatedBy('Prod/Nothing'), "nothing is called 'Prod/Nothing'"],
    ['several things', () => plan.isGatedBy('Deploy'), "'Deploy' may be 6 things"],
    [
      'no gate',
      () => plan.isGatedBy('Prod', 'Smoke'),
      "'Smoke' is no gate. Expected: a step that may stop the pipeline until somebody decides. To fix it: take one of 'Prod/Promote', 'Prod/Europe/Review'.",
    ],
    ['no directory', () => PipelinePlan.fromAssembly('nowhere'), '[nowhere] there is no such file or directory'],
  ])('%s', (_, act, message) => {
    expect(act).toThrow(message);
    expect(act).toThrow(expect.objectContaining({ name: 'PipelineError' }));
  });

  test('a group with steps only has no deployment', () => {
    const document = new DocumentBuilder().action('W/A').action('W/B').done();
    expect(() => read(document).deploysBefore('W', 'A')).toThrow("there is no deployment in 'W'");
    expect(() => read(document).isGatedBy('A', 'B')).toThrow('it has no gate at all');
  });

  test('two Stages with one name', () => {
    const b = new DocumentBuilder().application('App/One/Beta', 'A').application('App/Two/Beta', 'B').action('X/Y');
    expect(() => read(b.done()).isGatedBy('Beta')).toThrow(
      "there are 2 Stages 'Beta'. Expected: the name of one. To fix it: take one of 'App/One/Beta', 'App/Two/Beta'.",
    );
  });

  test('several pipelines', () => {
    const other = { ...shop(), pipeline: { ...shop().pipeline, path: 'Other', name: 'O' } };
    const directory = assemblyOf({ 'a.plan.json': shop(), 'b.plan.json': other });
    expect(PipelinePlan.fromAssembly(directory, 'Other').pipelinePath).toBe('Other');
    expect(() => PipelinePlan.fromAssembly(directory)).toThrow(
      "there are 2 pipelines. Expected: one of 'Delivery/Pipeline', 'Other'. To fix it: say which one as the second argument.",
    );
  });
});

test('what CodePipeline does around stages, what starts it, and both in a snapshot', () => {
  const document = new DocumentBuilder().stack('Prod/Data', 1).done();
  const codePipeline = {
    ...document.codePipeline!,
    settings: { Variables: '[{"Name":"A","DefaultValue":"x"}]' },
    stages: document.codePipeline!.stages.map((stage) => ({
      ...stage,
      settings: { OnFailure: '{"Result":"ROLLBACK"}' },
    })),
  };
  const release = read({ ...document, codePipeline });
  expect(release.conditionsOfStage('Prod')).toEqual(['after a failure it is rolled back']);
  expect(release.triggersAndVariables).toEqual(['variables: A=x']);
  expect(release.snapshot()).toContain('\nProd\n  after a failure it is rolled back\n  1 ');
  expect(release.snapshot().split('\n')[1]).toBe('variables: A=x');
  expect(plan.conditionsOfStage('Prod')).toEqual([]);
  expect(() => plan.conditionsOfStage('Prd')).toThrow(/no CodePipeline stage 'Prd'/);
});
