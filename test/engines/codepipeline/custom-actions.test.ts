import type { IStage } from 'aws-cdk-lib/aws-codepipeline';
import { ManualApprovalAction } from 'aws-cdk-lib/aws-codepipeline-actions';
import * as pipelines from '../../../lib';
import { setUp, stageOf, warningsOf } from '../../kit/app';

/** Two approvals, one after the other. */
class Row extends pipelines.Step implements pipelines.ICodePipelineActionFactory {
  constructor(
    id: string,
    private readonly result: unknown,
  ) {
    super(id);
  }

  public produceAction(stage: IStage, { actionName, runOrder }: pipelines.ProduceActionOptions) {
    ['One', 'Two'].forEach((name, i) =>
      stage.addAction(new ManualApprovalAction({ actionName: `${actionName}.${name}`, runOrder: runOrder + i })),
    );
    return this.result as pipelines.CodePipelineActionFactoryResult;
  }
}

const withRow = (result: unknown) => {
  const { app, pipeline } = setUp();
  pipeline.addStage(stageOf(app, 'Prod'), { pre: [new Row('Ask', result)] });
  return app;
};

test.each([
  [undefined, 'nothing as what'],
  [{}, 'an object as what'],
  [{ runOrdersConsumed: '2' }, 'an object as what'],
])('a step that returns %p is an error', (result, given) => {
  expect(() => withRow(result).synth()).toThrow(
    new RegExp(`Pipeline/Prod/Ask\\] ${given} produceAction\\(\\) of Row\\(Ask\\) returns\\..*runOrdersConsumed: 1`),
  );
});

test('run orders that a step takes, and does not report, are a warning', () => {
  expect(warningsOf(withRow({ runOrdersConsumed: 1 }))).toEqual([
    expect.stringMatching(/produceAction\(\) of Row\(Ask\) has made 'Ask.Two' with later run orders than it reports/),
  ]);
  expect(warningsOf(withRow({ runOrdersConsumed: 2 }))).toEqual([]);
});

test('a step of GitHub Actions is an error that says so', () => {
  const { app, pipeline } = setUp();
  const lint = new pipelines.github.GitHubActionStep('Lint', { jobSteps: [{ run: 'lint' }] });
  pipeline.addStage(stageOf(app, 'Prod'), { pre: [lint] });
  expect(() => app.synth()).toThrow(
    /\[PipelineStack\/Pipeline\/Prod\/Lint\] GitHubActionStep\(Lint\), which only GitHub Actions can run\./,
  );
});
