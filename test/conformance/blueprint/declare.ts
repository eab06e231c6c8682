import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import * as cdk from 'aws-cdk-lib';
import { BuildSpec } from 'aws-cdk-lib/aws-codebuild';
import { DockerImageAsset } from 'aws-cdk-lib/aws-ecr-assets';
import { Asset } from 'aws-cdk-lib/aws-s3-assets';
import * as pipelines from '../../../lib';
import { scriptCommands } from './commands';
import { type LayoutName, newPipeline, repositoryOf } from './pipelines';
import type { BlueprintSpec, FileRef, ScriptSpec, StackSpec, StageSpec, StepSpec, ValueSpec, WaveSpec } from './spec';
import { attributeOf, ENVIRONMENTS, textOfFile, textOfImage, urlOf } from './spec';

process.env.CDK_VALIDATION = 'false';

/** Synthesize the application of a blueprint. */
export function synthesize(spec: BlueprintSpec, layout: LayoutName, outdir: string): void {
  const app = new cdk.App({ outdir, treeMetadata: false, analyticsReporting: false, stackTraces: false });
  new Declared(spec, layout, app);
  app.synth();
}

class Declared {
  private readonly sources = new Map<string, pipelines.CodePipelineSource>();
  private readonly steps = new Map<string, pipelines.Step>();
  private readonly outputs = new Map<string, cdk.CfnOutput>();
  private readonly pipeline: pipelines.PipelineBase;

  constructor(
    private readonly spec: BlueprintSpec,
    private readonly layout: LayoutName,
    private readonly app: cdk.App,
  ) {
    const connectionArn = 'arn:aws:codestar-connections:us-east-1:111111111111:connection/1';
    for (const { name } of spec.sources) {
      this.sources.set(name, pipelines.CodePipelineSource.connection(name, 'main', { connectionArn }));
    }
    const synth = this.script(spec.synth);
    this.list(spec.hidden);
    this.pipeline = newPipeline(app, spec, layout, synth);
    spec.waves.forEach((wave) => this.wave(wave));
  }

  private wave(wave: WaveSpec): void {
    const stages = new Map(wave.stages.map((stage) => [stage.id, this.stage(stage)]));
    if (wave.single) {
      const [stage] = wave.stages;
      this.pipeline.addStage(stages.get(stage.id)!, this.around(stage, stages.get(stage.id)!));
      return;
    }
    const pre = this.list(wave.pre);
    const added = wave.stages.map(
      (stage) => [stages.get(stage.id)!, this.around(stage, stages.get(stage.id)!)] as const,
    );
    const made = this.pipeline.addWave(wave.id, {
      pre,
      post: this.list(wave.post),
      ...(this.layout === 'compact' && { stagePerApplication: wave.apart }),
    });
    added.forEach(([stage, around]) => made.addStage(stage, around));
  }

  private stage({ id, env, stacks }: StageSpec): cdk.Stage {
    const stage = new cdk.Stage(this.app, id, { env: ENVIRONMENTS[env ?? 'home'] });
    const made = new Map(stacks.map((s) => [s.id, this.stack(stage, s)]));
    for (const { id: name, dependsOn = [] } of stacks) {
      dependsOn.forEach((other) => made.get(name)!.addStackDependency(made.get(other)!));
    }
    return stage;
  }

  private stack(stage: cdk.Stage, { id, env, tags, files = [], images = [] }: StackSpec): cdk.Stack {
    const name = `${stage.node.id}/${id}`;
    const stack = new cdk.Stack(stage, id, { env: env && ENVIRONMENTS[env], description: `stack ${name}`, tags });
    const keys = files.map((n) => new Asset(stack, `File${n}`, { path: fileOf(n) }).s3ObjectKey);
    const uris = images.map((n) => new DockerImageAsset(stack, `Image${n}`, { directory: imageOf(n) }).imageUri);
    new cdk.CfnResource(stack, 'Thing', { type: 'Test::Thing::Thing', properties: { Uses: [...keys, ...uris] } });
    this.outputs.set(name, new cdk.CfnOutput(stack, 'Url', { value: urlOf(name) }));
    return stack;
  }

  private around(spec: StageSpec, stage: cdk.Stage): pipelines.AddStageOpts {
    const pre = this.list(spec.pre, stage);
    const stackSteps = spec.stacks.map((s) => ({
      stack: stage.node.findChild(s.id) as cdk.Stack,
      pre: this.list(s.pre, stage),
      changeSet: this.list(s.changeSet, stage),
      post: this.list(s.post, stage),
    }));
    return { pre, stackSteps, post: this.list(spec.post, stage) };
  }

  private list(steps: readonly StepSpec[] = [], stage?: cdk.Stage): pipelines.Step[] {
    return steps.map((s) => this.step(s, stage));
  }

  private step(spec: StepSpec, stage?: cdk.Stage): pipelines.Step {
    const step = this.newStep(spec, stage);
    this.steps.set(spec.id, step);
    spec.after?.forEach((id) => step.addStepDependency(this.steps.get(id)!));
    return step;
  }

  private newStep(spec: StepSpec, stage?: cdk.Stage): pipelines.Step {
    switch (spec.kind) {
      case 'gate':
        return new pipelines.ManualApprovalStep(spec.id, { comment: spec.comment });
      case 'check':
        return new pipelines.ConfirmPermissionsBroadening(spec.id, { stage: stage! });
      default:
        return this.script(spec);
    }
  }

  private script(spec: ScriptSpec): pipelines.ShellStep {
    const isSynth = spec === this.spec.synth;
    const [first, ...more] = isSynth ? [{ directory: 'cdk.out' }, ...(spec.outputs ?? [])] : (spec.outputs ?? []);
    const env = Object.entries(spec.env ?? {});
    const props: pipelines.CodeBuildStepProps = {
      input: spec.input && this.files(spec.input),
      additionalInputs: mapped(spec.additional ?? {}, (ref) => this.files(ref)),
      env: Object.fromEntries(env.filter(([, v]) => !isStackOutput(v)).map(([k, v]) => [k, this.value(v)])),
      envFromCfnOutputs: Object.fromEntries(
        env.flatMap(([k, v]) => (isStackOutput(v) ? [[k, this.outputs.get(v.stack)!]] : [])),
      ),
      installCommands: spec.installCommands && [...spec.installCommands],
      commands: scriptCommands(this.spec, spec),
      primaryOutputDirectory: first?.directory,
    };
    const step = this.isCodeBuild(spec)
      ? new pipelines.CodeBuildStep(spec.id, {
          ...props,
          partialBuildSpec: spec.partialBuildSpec && BuildSpec.fromObject(spec.partialBuildSpec),
          buildEnvironment: spec.variables && {
            environmentVariables: mapped(spec.variables, (value) => ({ value })),
          },
        })
      : new pipelines.ShellStep(spec.id, props);
    more.forEach(({ directory }) => step.addOutputDirectory(directory));
    this.steps.set(spec.id, step);
    return step;
  }

  /** What only these can do, or a wish. */
  private isCodeBuild({ codeBuild, partialBuildSpec, variables, exports }: ScriptSpec): boolean {
    return Boolean(codeBuild ?? partialBuildSpec ?? variables ?? exports);
  }

  private files(ref: FileRef): pipelines.IFileSetProducer {
    if (ref === 'assembly') {
      return this.steps.get(this.spec.synth.id)!;
    }
    if ('source' in ref) {
      return this.sources.get(ref.source)!;
    }
    const step = this.steps.get(ref.step) as pipelines.ShellStep;
    return ref.directory === undefined ? step : step.addOutputDirectory(ref.directory);
  }

  private value(value: ValueSpec): string {
    if (typeof value === 'string') {
      return value;
    }
    if ('attribute' in value) {
      // A workflow knows no commit of another repository.
      if (this.layout === 'workflow' && value.source !== repositoryOf(this.spec)) return attributeOf(value);
      return this.sources.get(value.source)!.sourceAttribute(value.attribute);
    }
    if ('step' in value) {
      return (this.steps.get(value.step) as pipelines.CodeBuildStep).exportedVariable(value.variable);
    }
    throw new Error(`an output of stack '${value.stack}' is no text at synthesis`);
  }
}

const isStackOutput = (value: ValueSpec): value is { stack: string } => typeof value === 'object' && 'stack' in value;

function mapped<T, U>(given: Readonly<Record<string, T>>, map: (value: T) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(given).map(([key, value]) => [key, map(value)]));
}

let store: string | undefined;

function inStore(name: string, text: string): string {
  store ??= fs.mkdtempSync(path.join(os.tmpdir(), 'assets-'));
  const file = path.join(store, name);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, text);
  return file;
}

const fileOf = (n: number) => inStore(`${n}.txt`, textOfFile(n));
const imageOf = (n: number) => path.dirname(inStore(`${n}/Dockerfile`, textOfImage(n)));
