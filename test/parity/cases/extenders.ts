import * as cdk from 'aws-cdk-lib';
import * as cb from 'aws-cdk-lib/aws-codebuild';
import type { CodePipeline, Step } from 'aws-cdk-lib/pipelines';
import type { Lib } from '../harness';
import { type CaseTable, connection, setUp, shellSteps, stageWith, synthStep } from '../kit';

/** A pipeline of a subclass, in a stack of its own. */
function extended(lib: Lib, app: cdk.App, Class: Lib['CodePipeline']): CodePipeline {
  const stack = new cdk.Stack(app, 'PipelineStack', { env: { account: '111111111111', region: 'us-east-1' } });
  return new Class(stack, 'Pipeline', { synth: synthStep(lib) });
}

const gate = (lib: Lib, id: string) => new lib.ManualApprovalStep(id);

/** Subclasses of the pipeline. */
export const pipelineClasses: CaseTable = {
  'a self-update that is undefined': (lib, app) => {
    class Own extends lib.CodePipeline {
      protected doBuildPipeline() {
        Object.assign(this, { selfMutationEnabled: undefined, usePipelineRoleForActions: undefined });
        super.doBuildPipeline();
      }
    }
    extended(lib, app, Own).addStage(stageWith(app, 'Prod').stage);
  },
  'doBuildPipeline() that adds waves and Stages': (lib, app) => {
    class Own extends lib.CodePipeline {
      protected doBuildPipeline() {
        const wave = this.addWave('W', { pre: [gate(lib, 'Go')] });
        wave.addStage(stageWith(this, 'Eu').stage);
        wave.addStage(stageWith(this, 'Us').stage);
        this.addStage(stageWith(this, 'Last').stage);
        super.doBuildPipeline();
      }
    }
    extended(lib, app, Own).addStage(stageWith(app, 'First').stage);
  },
  'doBuildPipeline() that adds steps around everything': (lib, app) => {
    class Own extends lib.CodePipeline {
      protected doBuildPipeline() {
        for (const stage of this.waves.flatMap((w) => w.stages)) {
          stage.addPre(gate(lib, `Go-${stage.stageName}`));
          stage.post.push(...shellSteps(lib, 'After', 1));
          stage.stacks.forEach((d) => d.addStackSteps([], [gate(lib, 'Review')], []));
          stage.stacks.forEach((d) => d.post.push(...shellSteps(lib, 'Smoke', 1)));
        }
        this.waves[0].pre.push(gate(lib, 'Release'));
        super.doBuildPipeline();
      }
    }
    const pipeline = extended(lib, app, Own);
    pipeline.addStage(stageWith(app, 'Beta', { stacks: ['B', 'A'] }).stage);
    pipeline.addStage(stageWith(app, 'Prod').stage);
  },
  'doBuildPipeline() that turns the waves round': (lib, app) => {
    class Own extends lib.CodePipeline {
      protected doBuildPipeline() {
        this.waves.reverse();
        super.doBuildPipeline();
      }
    }
    const pipeline = extended(lib, app, Own);
    ['A', 'B'].forEach((id) => pipeline.addStage(stageWith(app, id).stage));
  },
  'doBuildPipeline() that goes on with the CodePipeline': (lib, app) => {
    class Own extends lib.CodePipeline {
      protected doBuildPipeline() {
        super.doBuildPipeline();
        const action = new cdk.aws_codepipeline_actions.ManualApprovalAction({ actionName: 'Extra' });
        this.pipeline.addStage({ stageName: 'Extra', actions: [action] });
      }
    }
    extended(lib, app, Own).addStage(stageWith(app, 'Prod').stage);
  },
  'buildPipeline() that adds a Stage, called or not': (lib, app) => {
    class Own extends lib.CodePipeline {
      public buildPipeline() {
        this.addStage(stageWith(this, 'In').stage);
        super.buildPipeline();
      }
    }
    extended(lib, app, Own);
  },
  'addStage() and addWave() that add steps': (lib, app) => {
    class Own extends lib.CodePipeline {
      public addStage(...args: Parameters<CodePipeline['addStage']>) {
        const deployment = super.addStage(...args);
        deployment.addPre(gate(lib, 'Ok'));
        return deployment;
      }

      public addWave(...[id, options]: Parameters<CodePipeline['addWave']>) {
        const wave = super.addWave(`Own${id}`, options);
        wave.addPost(...shellSteps(lib, 'Done', 1));
        return wave;
      }
    }
    const pipeline = extended(lib, app, Own);
    pipeline.addStage(stageWith(app, 'Beta').stage);
    pipeline.addWave('W').addStage(stageWith(app, 'Prod').stage);
  },
  'get pipeline() that adds options to each stage': (lib, app) => {
    class Own extends lib.CodePipeline {
      public get pipeline() {
        const real = super.pipeline;
        const addStage = (options: cdk.aws_codepipeline.StageOptions) =>
          real.addStage({ ...options, transitionToEnabled: false, transitionDisabledReason: 'freeze' });
        return new Proxy(real, {
          get: (t, key) => (key === 'addStage' ? addStage : (Reflect.get(t, key, real) as unknown)),
        });
      }
    }
    const pipeline = extended(lib, app, Own);
    pipeline.addStage(stageWith(app, 'Prod').stage, { post: [new lib.CodeBuildStep('Test', { commands: ['x'] })] });
  },
  'get pipeline() that builds it': (lib, app) => {
    class Own extends lib.CodePipeline {
      private isBuilt = false;

      public get pipeline() {
        if (!this.isBuilt) {
          this.isBuilt = true;
          this.buildPipeline();
        }
        return super.pipeline;
      }
    }
    const pipeline = extended(lib, app, Own);
    pipeline.addStage(stageWith(app, 'Prod').stage);
    new cdk.CfnOutput(cdk.Stack.of(pipeline), 'Name', { value: pipeline.pipeline.pipelineName });
  },
  'a wave of a subclass': (lib, app) => {
    class Own extends lib.Wave {
      public addStage(...[stage, options]: Parameters<InstanceType<Lib['Wave']>['addStage']>) {
        return super.addStage(stage, { ...options, pre: [gate(lib, `Go-${stage.stageName}`)] });
      }
    }
    const wave = new Own('W');
    setUp(lib, app).pipeline.waves.push(wave);
    ['A', 'B'].forEach((id) => wave.addStage(stageWith(app, id).stage));
  },
  'an engine that adds a wave when it has read all others': (lib, app) => {
    class Engine extends lib.PipelineBase {
      protected doBuildPipeline() {
        const names = this.waves.flatMap((w) => w.stages.flatMap((s) => s.stacks.map((d) => d.stackName)));
        new cdk.CfnOutput(this, 'Names', { value: names.join() });
        this.addWave('Late');
      }
    }
    const { stack } = setUp(lib, app);
    const engine = new Engine(new cdk.Stack(app, 'EngineStack'), 'Engine', { synth: synthStep(lib) });
    engine.addStage(stageWith(stack, 'Prod', { stacks: ['X', 'Y'] }).stage);
  },
};

/** Subclasses of steps. */
export const stepClasses: CaseTable = {
  'hooks that need fields of the subclass': (lib, app) => {
    class Own extends lib.ShellStep {
      private readonly log: string[] = [];

      public addStepDependency(step: Step) {
        this.log.push(step.id);
        super.addStepDependency(step);
      }

      public primaryOutputDirectory(directory: string) {
        this.log.push(directory);
        return super.primaryOutputDirectory(`${directory}/sub`);
      }
    }
    const input = connection(lib, 'org/tests');
    const env = { COMMIT: input.sourceAttribute('CommitId') };
    const own = new Own('Own', { commands: ['x'], input, env, primaryOutputDirectory: 'out' });
    own.addStepDependency(shellSteps(lib, 'Before', 1)[0]);
    setUp(lib, app).pipeline.addWave('W', { post: [own] });
  },
  'dependencies that are looked up late': (lib, app) => {
    const late: Step[] = [];
    class Own extends lib.ShellStep {
      public get dependencies() {
        return [...super.dependencies, ...late];
      }
    }
    setUp(lib, app).pipeline.addWave('W', { post: [new Own('Own', { commands: ['x'] })] });
    late.push(...shellSteps(lib, 'Late', 2));
  },
  'dependencies that are dropped': (lib, app) => {
    class Own extends lib.ShellStep {
      public get dependencies() {
        return [];
      }
    }
    const [before] = shellSteps(lib, 'Before', 1);
    const own = new Own('Own', { commands: ['x'] });
    own.addStepDependency(before);
    setUp(lib, app).pipeline.addWave('W', { post: [own, before] });
  },
  'inputs that are made anew whenever they are asked for': (lib, app) => {
    const { pipeline } = setUp(lib, app);
    const own = new lib.ShellStep('Own', { commands: ['x'] });
    const get = () => [{ directory: '.', fileSet: pipeline.cloudAssemblyFileSet }];
    Object.defineProperty(own, 'inputs', { get });
    pipeline.addWave('W', { post: [own] });
  },
  'stack outputs that a step asks for itself': (lib, app) => {
    const { stage, outputs } = stageWith(app, 'Prod');
    class Own extends lib.ManualApprovalStep {
      public get consumedStackOutputs() {
        return [lib.StackOutputReference.fromCfnOutput(outputs[0])];
      }
    }
    const wave = setUp(lib, app).pipeline.addWave('W', { post: [new Own('Own')] });
    wave.addStage(stage);
    wave.addStage(stageWith(app, 'Other').stage);
  },
  'a partial buildspec that builds on that of the base class': (lib, app) => {
    class Own extends lib.CodeBuildStep {
      public get partialBuildSpec() {
        const given = super.partialBuildSpec ?? cb.BuildSpec.fromObject({});
        return cb.mergeBuildSpecs(cb.BuildSpec.fromObject({ version: '0.2', env: { shell: 'bash' } }), given);
      }
    }
    const own = new Own('Own', { commands: ['x'] });
    const env = { ID: own.exportedVariable('ID') };
    setUp(lib, app).pipeline.addWave('W', { post: [own, new lib.ShellStep('Use', { commands: ['x'], env })] });
  },
  'a primary output that is looked up': (lib, app) => {
    class Own extends lib.ShellStep {
      public get primaryOutput() {
        return this.outputs[0]?.fileSet;
      }
    }
    const own = new Own('Own', { commands: ['x'] });
    own.addOutputDirectory('dist');
    setUp(lib, app).pipeline.addWave('W', { post: [own, new lib.ShellStep('Use', { commands: ['x'], input: own })] });
  },
  'an action that is made otherwise': (lib, app) => {
    const step = new lib.ShellStep('Own', { commands: ['x'] });
    Object.assign(step, {
      produceAction: (
        stage: cdk.aws_codepipeline.IStage,
        { actionName, runOrder }: { actionName: string; runOrder: number },
      ) => {
        stage.addAction(new cdk.aws_codepipeline_actions.ManualApprovalAction({ actionName, runOrder }));
        return { runOrdersConsumed: 1 };
      },
    });
    setUp(lib, app).pipeline.addWave('W', { post: [step] });
  },
};
