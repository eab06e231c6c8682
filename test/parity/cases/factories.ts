import * as cdk from 'aws-cdk-lib';
import * as cp from 'aws-cdk-lib/aws-codepipeline';
import * as actions from 'aws-cdk-lib/aws-codepipeline-actions';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import type { CfnOutput } from 'aws-cdk-lib';
import type { FileSet, ProduceActionOptions, StackOutputReference } from 'aws-cdk-lib/pipelines';
import type { Lib } from '../harness';
import { connection, setUp, shellSteps, stageWith, type CaseTable } from '../kit';

/** A step that adds `count` approvals, one after another or side by side. */
function approvals(lib: Lib, id: string, count: number, orders = count) {
  class Approvals extends lib.Step {
    produceAction(stage: cp.IStage, options: ProduceActionOptions) {
      for (let i = 0; i < count; i++) {
        const actionName = i === 0 ? options.actionName : `${options.actionName}.${i}`;
        stage.addAction(
          new actions.ManualApprovalAction({ actionName, runOrder: options.runOrder + (i % Math.max(orders, 1)) }),
        );
      }
      return { runOrdersConsumed: orders };
    }
  }
  return new Approvals(id);
}

/** A step that invokes a Lambda with files and stack outputs. */
function invoke(lib: Lib, id: string, files: FileSet, output?: CfnOutput) {
  class Invoke extends lib.Step {
    private readonly reference?: StackOutputReference = output && lib.StackOutputReference.fromCfnOutput(output);

    constructor() {
      super(id);
      this.addDependencyFileSet(files);
      this.configurePrimaryOutput(new lib.FileSet(`${id}Out`, this));
    }
    get consumedStackOutputs() {
      return this.reference ? [this.reference] : [];
    }
    produceAction(stage: cp.IStage, options: ProduceActionOptions) {
      stage.addAction(
        new actions.LambdaInvokeAction({
          actionName: options.actionName,
          runOrder: options.runOrder,
          variablesNamespace: options.variablesNamespace,
          inputs: [options.artifacts.toCodePipeline(files)],
          outputs: [options.artifacts.toCodePipeline(this.primaryOutput!)],
          userParameters: { url: this.reference ? options.stackOutputsMap.toCodePipeline(this.reference) : 'none' },
          lambda: lambda.Function.fromFunctionName(options.scope, `${options.actionName}Fn`, 'fn'),
        }),
      );
      return { runOrdersConsumed: 1 };
    }
  }
  return new Invoke();
}

/** Writes down what the engine tells a factory. */
function witness(lib: Lib, id: string) {
  class Witness extends lib.Step {
    produceAction(stage: cp.IStage, o: ProduceActionOptions) {
      const additionalInformation = [
        o.scope.node.path,
        o.actionName,
        o.runOrder,
        o.variablesNamespace,
        o.fallbackArtifact?.artifactName,
        o.pipeline.node.path,
        o.beforeSelfMutation,
        Object.keys(o.codeBuildDefaults ?? {}).join(),
        o.codeBuildDefaults?.timeout?.toString(),
        stage.stageName,
      ].join(' | ');
      stage.addAction(
        new actions.ManualApprovalAction({ actionName: o.actionName, runOrder: o.runOrder, additionalInformation }),
      );
      return { runOrdersConsumed: 1 };
    }
  }
  return new Witness(id);
}

export const factories: CaseTable = {
  'an own action': (lib, app) => {
    setUp(lib, app).pipeline.addStage(stageWith(app, 'Prod').stage, {
      pre: [approvals(lib, 'Own', 1)],
      post: [approvals(lib, 'Other one', 1)],
    });
  },
  'several actions on several run orders': (lib, app) => {
    setUp(lib, app).pipeline.addStage(stageWith(app, 'Prod').stage, {
      pre: [approvals(lib, 'Three', 3), ...shellSteps(lib, 'S', 2)],
      post: [approvals(lib, 'Two', 2)],
    });
  },
  'several actions on one run order': (lib, app) => {
    setUp(lib, app).pipeline.addStage(stageWith(app, 'Prod').stage, {
      pre: [approvals(lib, 'Three', 3, 1), approvals(lib, 'Zwei', 2)],
    });
  },
  'no action and no run order': (lib, app) => {
    setUp(lib, app).pipeline.addStage(stageWith(app, 'Prod').stage, {
      pre: [approvals(lib, 'None', 0), ...shellSteps(lib, 'S', 1)],
    });
  },
  'consumed run orders beyond those used': (lib, app) => {
    const wave = setUp(lib, app).pipeline.addWave('W');
    wave.addStage(stageWith(app, 'A').stage, { pre: [approvals(lib, 'One', 1, 5)] });
    wave.addStage(stageWith(app, 'B').stage, { pre: [approvals(lib, 'Two', 2, 2)] });
  },
  'what a factory is told': (lib, app) => {
    const synth = new lib.ShellStep('Synth', { input: connection(lib), commands: ['x'] });
    const before = witness(lib, 'Before synth');
    synth.addStepDependency(before);
    const { pipeline } = setUp(lib, app, { synth, codeBuildDefaults: { timeout: cdk.Duration.minutes(5) } });
    const { stage, stacks } = stageWith(app, 'Prod');
    const wave = pipeline.addWave('A.wave', { pre: [witness(lib, 'w/pre')], post: [witness(lib, 'w post')] });
    wave.addStage(stage, {
      pre: [witness(lib, 'pre')],
      post: [witness(lib, 'post')],
      stackSteps: [
        {
          stack: stacks[0],
          pre: [witness(lib, 'spre')],
          changeSet: [witness(lib, 'set')],
          post: [witness(lib, 'spost')],
        },
      ],
    });
    wave.addStage(stageWith(app, 'Dr').stage, { post: [witness(lib, 'post')] });
  },
  'file sets and stack outputs': (lib, app) => {
    const { pipeline } = setUp(lib, app);
    const { stage, outputs } = stageWith(app, 'Prod');
    const first = invoke(lib, 'First', pipeline.cloudAssemblyFileSet, outputs[0]);
    const source = connection(lib, 'org/other');
    pipeline.addStage(stage, {
      post: [
        first,
        invoke(lib, 'Second', first.primaryOutput!),
        new lib.ShellStep('Use', { input: first, commands: ['x'] }),
        invoke(lib, 'Third', source.primaryOutput!),
      ],
    });
  },
  "a factory that delegates to CodeBuildStep's project": (lib, app) => {
    class Reporting extends lib.Step {
      produceAction(stage: cp.IStage, options: ProduceActionOptions) {
        const project = new cdk.aws_codebuild.PipelineProject(options.scope, 'Own');
        stage.addAction(
          new actions.CodeBuildAction({
            actionName: options.actionName,
            runOrder: options.runOrder,
            project,
            input: options.fallbackArtifact!,
          }),
        );
        return { runOrdersConsumed: 1, project };
      }
    }
    setUp(lib, app).pipeline.addStage(stageWith(app, 'Prod').stage, { post: [new Reporting('Report')] });
  },
  'a factory as synth': (lib, app) => {
    class Fetch extends lib.Step {
      constructor() {
        super('Fetch');
        this.configurePrimaryOutput(new lib.FileSet('Fetched', this));
      }
      produceAction(stage: cp.IStage, options: ProduceActionOptions) {
        const project = new cdk.aws_codebuild.PipelineProject(options.scope, 'Project');
        const outputs = [options.artifacts.toCodePipeline(this.primaryOutput!)];
        const input = options.artifacts.toCodePipeline(source.primaryOutput!);
        stage.addAction(
          new actions.CodeBuildAction({
            actionName: options.actionName,
            runOrder: options.runOrder,
            project,
            input,
            outputs,
          }),
        );
        return { runOrdersConsumed: 1, project };
      }
    }
    const source = connection(lib);
    const synth = new Fetch();
    synth.addStepDependency(source);
    const { stack, pipeline } = setUp(lib, app, { synth });
    pipeline.addStage(stageWith(app, 'Prod').stage);
    pipeline.buildPipeline();
    new cdk.CfnOutput(stack, 'Synth', { value: pipeline.synthProject.projectName });
  },
  'subclasses of the step classes': (lib, app) => {
    class Tests extends lib.ShellStep {
      constructor(id: string) {
        super(id, { commands: ['npm test'], primaryOutputDirectory: 'reports' });
      }
    }
    class Build extends lib.CodeBuildStep {}
    class Gate extends lib.ManualApprovalStep {
      constructor() {
        super('Gate', { comment: 'from a subclass' });
      }
    }
    const tests = new Tests('Tests');
    setUp(lib, app, {
      synth: new Build('Build', { input: connection(lib), commands: ['x'], projectName: 'p' }),
    }).pipeline.addStage(stageWith(app, 'Prod').stage, {
      pre: [new Gate()],
      post: [tests, new Build('Next', { input: tests, commands: ['x'] })],
    });
  },
  'a factory that asks for the projects of the pipeline': (lib, app) => {
    class Asking extends lib.Step {
      produceAction(stage: cp.IStage, { pipeline, actionName, runOrder }: ProduceActionOptions) {
        const additionalInformation = [pipeline.synthProject, pipeline.selfMutationProject].map((p) => p.projectName);
        stage.addAction(
          new actions.ManualApprovalAction({
            actionName,
            runOrder,
            additionalInformation: additionalInformation.join(),
          }),
        );
        return { runOrdersConsumed: 1 };
      }
    }
    setUp(lib, app).pipeline.addStage(stageWith(app, 'Prod').stage, { pre: [new Asking('Ask')] });
  },
  'a factory that changes what a later approval asks': (lib, app) => {
    class Changing extends lib.Step {
      produceAction(stage: cp.IStage, { actionName, runOrder }: ProduceActionOptions) {
        Object.assign(later, { comment: `After ${actionName}`, reviewUrl: 'https://example.com' });
        stage.addAction(new actions.ManualApprovalAction({ actionName, runOrder }));
        return { runOrdersConsumed: 1 };
      }
    }
    const later = new lib.ManualApprovalStep('Later', { comment: 'Well?' });
    const pre = lib.Step.sequence([new Changing('Change'), later]);
    setUp(lib, app).pipeline.addStage(stageWith(app, 'Prod').stage, { pre });
  },
};
