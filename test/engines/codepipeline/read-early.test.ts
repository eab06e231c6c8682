import * as cdk from 'aws-cdk-lib';
import { actionNamed, buildSpecOf, ENV, outputOf, setUp, stageOf, type Setup } from '../../kit/app';
import { CodePipeline, ManualApprovalStep, ShellStep } from '../../../lib';

/** An Aspect that counts its visits. */
class Counting implements cdk.IAspect {
  public readonly visits: string[] = [];

  public visit(node: cdk.CfnResource) {
    this.visits.push(node.node.path);
  }
}

describe.each(['buildPipeline', 'synth'] as const)(
  'stacks that are read early, when the pipeline is built by %s()',
  (by) => {
    const finish = ({ pipeline, app }: Setup) => {
      if (by === 'buildPipeline') {
        pipeline.buildPipeline();
      }
      return app.synth();
    };

    test('an Aspect visits each construct once', () => {
      const setup = setUp();
      const stage = stageOf(setup.app, 'Prod');
      const counting = new Counting();
      cdk.Aspects.of(stage).add(counting);
      expect(setup.pipeline.addStage(stage).stacks).toHaveLength(1);
      new cdk.CfnResource(stage.node.findChild('App'), 'Late', { type: 'Test::Late::Thing' });
      finish(setup);
      expect(counting.visits.filter((path) => path === 'Prod/App/Thing')).toHaveLength(1);
      expect(counting.visits.filter((path) => path === 'Prod/App/Late')).toHaveLength(1);
      expect(Object.hasOwn(counting, 'visit')).toBe(false);
    });

    test('one that only reads looks again', () => {
      const setup = setUp();
      const stage = stageOf(setup.app, 'Prod');
      const counting = new Counting();
      cdk.Aspects.of(stage).add(counting, { priority: cdk.AspectPriority.READONLY });
      expect(setup.pipeline.addStage(stage).stacks).toHaveLength(1);
      finish(setup);
      expect(counting.visits.filter((path) => path === 'Prod/App/Thing')).toHaveLength(2);
    });

    test('an Aspect that another Aspect adds, with stabilization', () => {
      const app = new cdk.App({ context: { '@aws-cdk/core:aspectStabilization': true } });
      const stage = stageOf(app, 'Prod');
      const counting = new Counting();
      let isAdded = false;
      cdk.Aspects.of(stage).add({
        visit: (node) => {
          if (!isAdded && cdk.Stack.isStack(node)) {
            isAdded = true;
            cdk.Aspects.of(node).add(counting);
          }
        },
      });
      const synth = new ShellStep('Synth', { commands: ['x'], input: setUp().source });
      const pipeline = new CodePipeline(new cdk.Stack(app, 'PipelineStack', { env: ENV }), 'Pipeline', { synth });
      expect(pipeline.addStage(stage).stacks).toHaveLength(1);
      finish({ ...setUp(), pipeline, app });
      expect(counting.visits.filter((path) => path === 'Prod/App/Thing')).toHaveLength(1);
    });

    test('what is added to the Stage, and tagged, afterwards is there; the objects and their steps stay', () => {
      const setup = setUp();
      const stage = stageOf(setup.app, 'Prod');
      const { stacks } = setup.pipeline.addStage(stage);
      const [first] = stacks;
      first.addStackSteps([new ManualApprovalStep('Ok')], [], []);
      new cdk.CfnResource(new cdk.Stack(stage, 'Second'), 'Thing', { type: 'Test::Thing::Thing' });
      cdk.Tags.of(stage).add('team', 'x');
      finish(setup);
      expect(stacks.map((d) => d.stackName)).toEqual(['Prod-App', 'Prod-Second']);
      expect(stacks[0]).toBe(first);
      expect(first.tags).toEqual({ team: 'x' });
      expect(actionNamed(setup.stack, 'App.Ok').RunOrder).toBe(1);
    });
  },
);

describe('names of outputs are those in the template', () => {
  const rename: Record<string, (output: cdk.CfnOutput) => void> = {
    'overrideLogicalId()': (output) => output.overrideLogicalId('Renamed'),
    'renameLogicalId()': (output) => cdk.Stack.of(output).renameLogicalId('Url', 'Renamed'),
  };
  test.each(Object.entries(rename))('%s after the step was made and the Stage was added', (_, act) => {
    const { app, pipeline, stack } = setUp();
    const stage = stageOf(app, 'Prod');
    const step = new ShellStep('Test', { commands: ['x'], envFromCfnOutputs: { URL: outputOf(stage) } });
    pipeline.addStage(stage, { post: [step] });
    act(outputOf(stage));
    const template = app.synth().getNestedAssembly('assembly-Prod').stacks[0].template;
    expect(Object.keys(template.Outputs)).toEqual(['Renamed']);
    expect(actionNamed(stack, 'Test').Configuration.EnvironmentVariables).toContain('.Renamed}');
    expect(buildSpecOf(stack, 'Test')).toBeDefined();
  });
});

test('Aspects and Tags that are added to a Stage after addStage() act', () => {
  const { app, pipeline } = setUp();
  const stage = stageOf(app, 'Prod');
  pipeline.addStage(stage);
  cdk.Tags.of(stage).add('team', 'x');
  const [stack] = app.synth().getNestedAssembly('assembly-Prod').stacks;
  expect(stack.tags).toEqual({ team: 'x' });
});
