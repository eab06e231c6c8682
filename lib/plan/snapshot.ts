import { attachedBy } from './attached';
import type { Stage } from 'aws-cdk-lib';
import type { BlueprintSnapshot, StackSnapshot, StageSnapshot, StepSnapshot } from './snapshot-data';
import { ScriptReader } from './read-script';
import { type AssetData, destinationIn, selectorOf, type StackData } from '../assembly/stack-data';
import type {
  IFileSetProducer,
  PipelineBase,
  StackAsset,
  StackDeployment,
  StackOutputReference,
  StageDeployment,
  Step,
} from '../blueprint';
import { STEP } from '../blueprint/traits';
import { type Diagnostic, problem } from '../private/diagnostics';
import { describeInput, isStep } from '../private/inputs';
import { groupBy } from '../private/lang';

/** A snapshot, and what its numbers stand for. */
export interface Snapshot {
  readonly data: BlueprintSnapshot;
  /** By step key. */
  readonly steps: readonly Step[];
  /** In the order of declaration. */
  readonly stages: readonly Stage[];
  /** What the steps run, and the file sets. */
  readonly scripts: ScriptReader;
  /** What could not be read, and is not in the data. */
  readonly problems: readonly Diagnostic[];
}

/** What an engine knows of steps. */
export interface EngineView {
  /** Steps that a step waits for without saying so: what the engine gives it uses their outputs. */
  readonly impliedProducers?: (step: Step) => Step[];
  /** Whether the step makes its action itself, whatever it is. */
  readonly makesOwnAction?: (step: Step) => boolean;
}

/**
 * Read the blueprint of a pipeline, once, and close it.
 *
 * `engine`: what only the engine knows of steps.
 */
export function takeSnapshot(pipeline: PipelineBase, engine: EngineView = {}): Snapshot {
  const path = pipeline.node.path;
  const unread = pipeline._close();
  const reader = new StepReader(pipeline, engine);
  const synth = producingStep(pipeline.synth);
  const data = {
    path,
    synth: synth && reader.keys([synth]).at(0),
    waves: pipeline.waves.map((wave) => ({
      id: wave.id,
      attached: attachedBy(wave._options),
      stages: wave.stages.map((stage) => snapshotOfStage(stage, reader)),
      pre: reader.keys(wave.pre),
      post: reader.keys(wave.post),
      apart: wave.stagePerApplication,
    })),
  };
  const steps = distinguished(reader.readAll(), reader.steps);
  // A deployment of another library has none.
  const stages = pipeline.waves.flatMap((wave) => wave.stages.flatMap((s): Stage[] => (s._stage ? [s._stage] : [])));
  const scripts = new ScriptReader(steps, reader.steps);
  const problems = [...unread, ...reader.strangers()];
  return { data: { ...data, steps }, steps: reader.steps, stages, scripts, problems };
}

function producingStep(assembly: IFileSetProducer): Step | undefined {
  const fileSet = assembly.primaryOutput;
  return fileSet && !fileSet._isExternal ? fileSet.producer : undefined;
}

function snapshotOfStage(stage: StageDeployment, reader: StepReader): StageSnapshot {
  return {
    name: stage.stageName,
    attached: attachedBy(stage._options),
    path: stage._stage?.node.path ?? stage.stageName,
    stacks: stage.stacks.map((stack) => snapshotOfStack(stack, reader)),
    pre: reader.keys(stage.pre),
    post: reader.keys(stage.post),
  };
}

function snapshotOfStack(stack: StackDeployment, reader: StepReader): StackSnapshot {
  const { account, region } = stack;
  // A deployment of another library has none.
  const read: StackData | undefined = stack._data;
  const assets = assetReader(read);
  return Object.freeze({
    id: stack.stackArtifactId,
    path: stack.constructPath,
    name: stack.stackName,
    account,
    region,
    assumeRoleArn: stack.assumeRoleArn,
    assumeRoleOptions: read?.assumeRoleOptions ?? [],
    executionRoleArn: stack.executionRoleArn,
    tags: stack.tags,
    terminationProtection: read?.terminationProtection ?? false,
    notificationArns: read?.notificationArns ?? [],
    templatePath: stack.absoluteTemplatePath,
    templateAsset: stack.templateAsset && assets(stack.templateAsset),
    templateUrl: stack.templateUrl,
    assets: stack.assets.map((asset) => ({ ...assets(asset), account, region })),
    dependsOn: stack.stackDependencies.map((d) => d.stackArtifactId),
    pre: reader.keys(stack.pre),
    changeSet: reader.keys(stack.changeSet),
    post: reader.keys(stack.post),
  });
}

/** Of session tags the API does not speak: they stay as they were read. */
function assetReader(read: StackData | undefined): (asset: StackAsset) => AssetData {
  const known = read ? [...read.assets, ...(read.templateAsset ? [read.templateAsset] : [])] : [];
  const tagged = new Set(known.filter((a) => a.sessionTags).map(selectorOf));
  return (asset) => ({
    id: asset.assetId,
    destination: destinationIn(asset.assetSelector, asset.assetId),
    isImage: asset.assetType === 'docker-image',
    manifestPath: asset.assetManifestPath,
    displayName: asset.displayName,
    publishingRoleArn: asset.assetPublishingRoleArn,
    sessionTags: tagged.has(asset.assetSelector),
  });
}

/**
 * Sources are named after what they fetch. Where several fetch from one repository, the names that the user gave to their
 * actions tell them apart.
 */
function distinguished(snapshots: StepSnapshot[], steps: readonly Step[]): StepSnapshot[] {
  const ids = groupBy(
    snapshots.filter((s) => s.isSource),
    (s) => s.id,
  );
  return snapshots.map((s) => {
    const distinction = s.isSource && ids.get(s.id)!.length > 1 ? steps[s.key]._distinction : undefined;
    return distinction === undefined ? s : { ...s, id: `${s.id}.${distinction}` };
  });
}

/** Gives every step a number when it is met, and reads it, and the steps it waits for, in the end. */
class StepReader {
  public readonly steps: Step[] = [];
  private readonly known = new Map<Step, number>();
  private readonly foreign = new Set<unknown>();
  /** Stages of which it is not known what they have: that they could not be read is reported already. */
  private readonly unread: readonly string[];

  constructor(
    private readonly pipeline: PipelineBase,
    private readonly engine: EngineView,
  ) {
    const stages = pipeline.waves.flatMap((wave) => wave.stages);
    this.unread = stages.filter((stage) => stage._isUnread).map((stage) => stage._stage.node.path);
  }

  /** Numbers of these steps; what is no step of ours has none. */
  public keys(steps: readonly Step[]): number[] {
    return steps.filter((step) => this.isOurs(step)).map((step) => this.key(step));
  }

  /** Half a move from another library leaves its steps behind, which look like ours and are not. */
  public strangers(): Diagnostic[] {
    return [...this.foreign].map((x) =>
      problem({
        where: this.pipeline.node.path,
        given: `${isStep(x) ? x : describeInput(x)}, which is not a Step of this library`,
        expected: `steps of 'cdk-pipelines' only: steps of 'aws-cdk-lib/pipelines' do not mix with them`,
        fix: `import pipelines from 'cdk-pipelines' in every file, also where this step is made`,
      }),
    );
  }

  private isOurs(step: Step): boolean {
    const isOurs = STEP.isOn(step);
    if (!isOurs) {
      this.foreign.add(step);
    }
    return isOurs;
  }

  private key(step: Step): number {
    const key = this.known.get(step) ?? this.steps.push(step) - 1;
    this.known.set(step, key);
    return key;
  }

  public readAll(): StepSnapshot[] {
    const result: Omit<StepSnapshot, 'outputs'>[] = [];
    // Reading a step may bring steps that nobody named: the list grows while it is read.
    for (let i = 0; i < this.steps.length; i++) {
      result.push(this.read(this.steps[i], i));
      this.pipeline._closeStep(this.steps[i]);
    }
    // Whoever was read last may be the one who reads a variable of the first.
    return result.map((snapshot) => ({ ...snapshot, outputs: this.steps[snapshot.key]._readOutputs }));
  }

  private read(step: Step, key: number): Omit<StepSnapshot, 'outputs'> {
    const { kind, gate, actions, checks, origin } = STEP.of(step)!;
    const implied = this.engine.impliedProducers?.(step) ?? [];
    const isOwn = kind !== 'permissions-check' && this.engine.makesOwnAction?.(step);
    const producers = new Set(step.dependencyFileSets.filter((f) => !f._isExternal).map((f) => f.producer));
    return {
      key,
      id: step.id,
      label: `${step}`,
      kind: isOwn ? 'custom' : kind,
      isSource: step.isSource,
      isGate: gate,
      actions,
      checks: checks?.(),
      origin,
      dependsOn: [...new Set([...step.dependencies, ...implied])]
        .filter((d) => this.isOurs(d))
        .map((d) => {
          const readsOutput = step._findsOutputOf(d) || implied.includes(d);
          const why = producers.has(d) ? 'file-set' : readsOutput ? 'output' : 'declared';
          return { step: this.key(d), why, readsOutput };
        }),
      consumes: step.consumedStackOutputs
        .filter((o) => !this.isOfUnread(o))
        .map((o) => ({
          stackId: o._artifactId,
          stackPath: o.stackDescription,
          outputName: o.outputName,
          remedy: o._remedyFor?.(this.pipeline),
        })),
    };
  }

  private isOfUnread({ stackDescription }: StackOutputReference): boolean {
    return this.unread.some((path) => stackDescription.startsWith(`${path}/`));
  }
}
