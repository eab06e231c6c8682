import * as fs from 'fs';
import * as path from 'path';
import * as cp from 'aws-cdk-lib/aws-codepipeline';
import * as cpa from 'aws-cdk-lib/aws-codepipeline-actions';
import { Template } from 'aws-cdk-lib/assertions';
import { PlanGraph } from '../../../lib/document/plan-graph';
import * as pipelines from '../../../lib';
import { setUp, stageOf } from '../../kit/app';

/** Two approvals that stand side by side. */
class TwoGates extends pipelines.Step implements pipelines.ICodePipelineActionFactory {
  public produceAction(stage: cp.IStage, { actionName, runOrder }: pipelines.ProduceActionOptions) {
    for (const name of ['One', 'Two']) {
      stage.addAction(new cpa.ManualApprovalAction({ actionName: `${actionName}.${name}`, runOrder }));
    }
    return { runOrdersConsumed: 1 };
  }
}

test('actions are counted as they are in the template, whatever number a step makes', () => {
  const { app, stack, pipeline } = setUp();
  const stage = stageOf(app, 'Prod');
  const check = new pipelines.ConfirmPermissionsBroadening('Check', { stage });
  pipeline.addStage(stage, { pre: [check, new TwoGates('Gates')] });
  const { directory } = app.synth();
  const file = path.join(directory, 'PipelineStackPipeline9DB740AF.plan.json');
  const plan = new PlanGraph(JSON.parse(fs.readFileSync(file, 'utf8')));

  const [{ Properties }] = Object.values(Template.fromStack(stack).findResources('AWS::CodePipeline::Pipeline'));
  const made = Properties.Stages.flatMap((s: { Actions: unknown[] }) => s.Actions).length;
  expect(plan.actions.length).toBe(made);
  const several = plan.actions.filter(({ node }) => ['Prod/Check', 'Prod/Gates'].includes(node));
  expect(several.map(({ id, gate }) => [id, gate])).toEqual([
    ['Prod/Check.Check', false],
    ['Prod/Gates.One', true],
    ['Prod/Gates.Two', true],
    ['Prod/Check.Confirm', true],
  ]);
});
