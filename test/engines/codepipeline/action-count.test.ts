import * as fs from 'fs';
import * as path from 'path';
import * as cp from 'aws-cdk-lib/aws-codepipeline';
import * as cpa from 'aws-cdk-lib/aws-codepipeline-actions';
import { Template } from 'aws-cdk-lib/assertions';
import { countActions } from '../../../lib/cli/words';
import type { PlanDocument } from '../../../lib/document/plan-document';
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
  const { actions }: PlanDocument = JSON.parse(fs.readFileSync(file, 'utf8'));

  const [{ Properties }] = Object.values(Template.fromStack(stack).findResources('AWS::CodePipeline::Pipeline'));
  const made = Properties.Stages.flatMap((s: { Actions: unknown[] }) => s.Actions).length;
  expect(countActions(actions)).toBe(made);
  expect(actions.length).toBe(made - 2);
  const several = actions
    .filter((a) => a.codePipelineActions !== undefined)
    .map((a) => [a.label, a.codePipelineActions]);
  expect(several.sort()).toEqual([
    ['ConfirmPermissionsBroadening(Check)', 2],
    ['TwoGates(Gates)', 2],
  ]);
});
