import * as fs from 'node:fs';
import * as path from 'node:path';
import * as cdk from 'aws-cdk-lib';
import { actionsIn, stageOf, synthCompact } from '../../../kit/app';
import { limitsFor } from '../../../../lib/engines/codepipeline/private/limits/limit-table';
import * as pipelines from '../../../../lib';
import { setUp, warningsOf } from '../../../kit/app';

test('twelve variables of a step fit where the default layout has room for them', () => {
  const result = synthCompact((pipeline, app) => {
    const first = new pipelines.CodeBuildStep('First', { commands: ['x'] });
    const env = Object.fromEntries(
      Array.from({ length: 12 }, (_, i) => [`VARIABLE_${i}`, first.exportedVariable(`VAR_${i}`)]),
    );
    const second = new pipelines.ShellStep('Second', { commands: ['x'], env });
    pipeline.addStage(stageOf(app, 'Production', { id: 'App' }), { post: [first, second] });
  });
  const second = actionsIn(result.template).find((a) => a.Name === 'Production.Second')!;
  expect(second.Configuration.EnvironmentVariables.length).toBeLessThan(1000);
});

test('the template beside what is published is a template', () => {
  const { assembly } = synthCompact((pipeline, app) => {
    pipeline.addStage(stageOf(app, 'Prod', { id: 'App', files: ['one'] }));
  });
  const directory = fs.readdirSync(assembly).find((name) => name.endsWith('.publish'))!;
  const file = path.join(assembly, directory, fs.readdirSync(path.join(assembly, directory))[0], 'none.template.json');
  expect(JSON.parse(fs.readFileSync(file, 'utf8'))).toEqual({ Resources: {} });
});

test('stages that the compact layout has filled up itself are no reason to warn', () => {
  const { DEFAULT, COMPACT } = pipelines.PipelineLayout;
  expect(limitsFor(DEFAULT).stages.nearAbove).toBe(40);
  expect(limitsFor(COMPACT).stages.nearAbove).toBeUndefined();
});

describe('without self-mutation', () => {
  const twoAssets = (pipeline: pipelines.CodePipeline, app: cdk.App, files = ['one', 'two']) =>
    pipeline.addStage(stageOf(app, 'Prod', { id: 'App', files }));
  const publishers = (files: string[]) =>
    actionsIn(
      synthCompact(
        (pipeline, app) => twoAssets(pipeline, app, files),
        () => ({ selfMutation: false }),
      ).template,
    ).filter((a) => a.Name.startsWith('Files'));

  test('one publisher of a type takes all assets, so that one more or less is nothing to the pipeline', () => {
    expect(publishers(['one', 'two', 'three'])).toEqual(publishers(['one']));
  });

  const warned = (props: Partial<pipelines.CodePipelineProps>) => {
    const { app, pipeline } = setUp(() => props);
    twoAssets(pipeline, app);
    return warningsOf(app).filter((w) => w.includes('selfMutation'));
  };

  test.each([
    [{ selfMutation: false }, /'selfMutation' is false: .*asset that is changed .*publishAssetsInParallel: false/],
    [
      { selfMutation: false, layout: pipelines.PipelineLayout.COMPACT, maxPublishers: 2 },
      /'selfMutation' is false: .*asset that is added or removed .*remove maxPublishers/,
    ],
  ])('%p: a warning', (props, expected) => {
    expect(warned(props)).toEqual([expect.stringMatching(expected)]);
  });

  test.each([
    {},
    { selfMutation: false, publishAssetsInParallel: false },
    { selfMutation: false, layout: pipelines.PipelineLayout.COMPACT },
  ])('%p: none', (props) => {
    expect(warned(props)).toEqual([]);
  });
});
