import * as path from 'path';
import { FeatureFlags, Names, type Stage } from 'aws-cdk-lib';
import type * as cb from 'aws-cdk-lib/aws-codebuild';
import * as cp from 'aws-cdk-lib/aws-codepipeline';
import * as cxapi from 'aws-cdk-lib/cx-api';
import type { Construct } from 'constructs';
import { explainImportedRole, explaining } from './private/check/cdk-refusals';
import { findProblems } from './private/check/problems';
import { checkProps } from './private/check/properties';
import { explainForeignValues } from './private/check/check-values';
import type { Receipt } from './private/context';
import { codeBuildDefaultsOutputs } from './private/codebuild/defaults-outputs';
import { type Built, gatesOfOtherStages } from './private/report/describe';
import { emit, namespacesOf } from './private/emit/emit';
import { type ActionFactory, makesOwnAction } from './private/host';
import { checkPipelineInputs } from './private/check/property-types';
import { layoutFor } from './private/layouts/choose';
import type { Layout } from './private/layouts/layout';
import { lateProps, settingsOf, type Settings } from './private/settings';
import { ids } from './private/naming';
import { reportAtSynthesis } from './private/report/report';
import { CodeBuildRoles } from './private/access/roles';
import { findWarnings, foreignGateWarnings, IMPLICIT_V1 } from './private/check/warnings';
import { readableTokens, withReadableTokens } from './private/report/readable-tokens';
import { warn } from '../../cdk/warn';
import { writeInParts } from '../../private/write-in-parts';
import type { CodePipelineProps } from './props';
import { PipelineBase } from '../../blueprint';
import { Jobs } from '../../jobs/make-jobs';
import { buildPlan } from '../../plan/build-plan';
import { renderDot } from '../../plan/dot';
import { type Snapshot, takeSnapshot } from '../../plan/snapshot';
import { type StackSnapshot, stacksOf } from '../../plan/snapshot-data';
import { textOf } from '../../private/diagnostics';
import { alongside, fail, failIfAny } from '../../private/errors';

/**
 * A pipeline that deploys CDK applications with AWS CodePipeline, and keeps itself up to date.
 *
 * Declare Stages and steps, then deploy the stack that holds it once: from then on each push updates the
 * pipeline first and the applications after.
 *
 * @example
 * const delivery = new pipelines.CodePipeline(stack, 'Pipeline', {
 *   synth: new pipelines.ShellStep('Synth', {
 *     input: pipelines.CodePipelineSource.connection('my-org/my-app', 'main', { connectionArn }),
 *     commands: ['npm ci', 'npx cdk synth'],
 *   }),
 * });
 * delivery.addStage(prod);
 */
export class CodePipeline extends PipelineBase {
  /** Whether the pipeline updates itself. */
  public readonly selfMutationEnabled: boolean;

  /** Whether actions without a role of their own run with the role of the CodePipeline. */
  public readonly usePipelineRoleForActions: boolean;

  private readonly props: () => CodePipelineProps;
  private readonly layout: Layout;
  private receipt?: Receipt;

  /**
   * @param scope the stack that holds the pipeline, or a construct in it
   * @param id id of the construct
   * @param props what makes the cloud assembly, and settings; settings of a new CodePipeline together with
   * `codePipeline` are an error
   */
  constructor(scope: Construct, id: string, props: CodePipelineProps) {
    super(scope, id, props);
    checkPipelineInputs(this, props);
    this.props = lateProps(props);
    const { layout, selfMutation, usePipelineRoleForActions } = settingsOf(props);
    this.layout = layoutFor(layout);
    this.selfMutationEnabled = selfMutation;
    this.usePipelineRoleForActions = usePipelineRoleForActions;
  }

  /** The CodeBuild project that runs `synth`. Reading it before the pipeline is built is an error. */
  public get synthProject(): cb.IProject {
    return (
      this.receiptFor('synthProject').synthProject ??
      this.absent(
        'synthProject',
        'synth is not a step that runs in CodeBuild',
        'make synth a ShellStep or a CodeBuildStep, or do not read this property',
      )
    );
  }

  /**
   * The CodeBuild project with which the pipeline updates itself. Reading it before the pipeline is built, or
   * with `selfMutation: false`, is an error.
   */
  public get selfMutationProject(): cb.IProject {
    return (
      this.receiptFor('selfMutationProject').selfMutationProject ??
      this.absent(
        'selfMutationProject',
        'selfMutation is false',
        'remove selfMutation: false, or read this property only if selfMutationEnabled is true',
      )
    );
  }

  /** The CodePipeline. Reading it before the pipeline is built is an error. */
  public get pipeline(): cp.Pipeline {
    return this.receiptFor('pipeline').codePipeline;
  }

  /**
   * The version of the CDK CLI that all of the pipeline uses; none if it takes what is the latest.
   *
   * @internal
   */
  public get _pinnedCliVersion(): string | undefined {
    return this.settings.cliVersionForAll;
  }

  /**
   * Plan, lay out and make the CodePipeline.
   */
  protected doBuildPipeline(): void {
    const { layout, settings } = this;
    const wrong = checkProps(this.node.path, this.props(), layout);
    const impliedProducers = codeBuildDefaultsOutputs(settings, this.synth);
    const snapshot = alongside(wrong, () => takeSnapshot(this, { impliedProducers, makesOwnAction }));
    const plan = buildPlan(snapshot.data, layout.planOptions(settings));
    const stages = layout.lay(plan, settings);
    failIfAny([...wrong, ...findProblems({ pipeline: this, settings, layout, snapshot, plan, stages })]);
    const stacks = stacksOf(snapshot.data);
    const codePipeline = settings.codePipeline ?? this.newCodePipeline(settings, stacks);
    const cloudAssembly = this.synth.primaryOutput ?? this.cloudAssemblyFileSet;
    // Custom steps ask for `pipeline` while they make their actions.
    this.receipt = { codePipeline, actions: [] };
    const { steps, scripts } = snapshot;
    const emission = layout.emission({
      host: this,
      settings,
      codePipeline,
      stages,
      steps,
      cloudAssembly,
      assemblyDir: this.assemblyDir,
      fileSetKey: (fileSet) => scripts.keyOf(fileSet),
    });
    const jobs = new Jobs(plan, (step) => scripts.read(step), emission.jobs);
    this.receipt = emit(stages, {
      pipeline: this,
      produce: (step: ActionFactory<this>, at, request) => step.produceAction(at, { ...request, pipeline: this }),
      settings,
      codePipeline,
      steps,
      stacks,
      jobs,
      fileSets: scripts.fileSets,
      namespaces: namespacesOf(stages),
      assemblyDir: this.assemblyDir,
      emission,
      roles: new CodeBuildRoles(this, codePipeline, settings.dockerCredentials),
    });
    explainForeignValues(this);
    explainImportedRole(this, settings.role?.node.path);
    this._closeScripts(steps);
    const fileSet = (key: number) => scripts.originOf(key);
    const built = { plan, blueprint: snapshot.data, actions: this.receipt.actions, jobs, fileSet };
    this.report(snapshot, built, settings);
  }

  /** The properties as they are now: subclasses may have changed what is public of them. */
  private get settings(): Settings {
    const { selfMutationEnabled: selfMutation, usePipelineRoleForActions } = this;
    return settingsOf({ ...this.props(), selfMutation, usePipelineRoleForActions });
  }

  /** Tell what has come out: as warnings now, and as documents beside the templates. */
  private report(snapshot: Snapshot, built: Built, settings: Settings): void {
    const { plan } = built;
    const warnings = [
      ...findWarnings(this, settings, this.layout, plan, snapshot),
      ...foreignGateWarnings(this.node.path, gatesOfOtherStages(built)),
    ].map((w) => ({ id: readableTokens(w.id!, this), message: readableTokens(textOf(w), this) }));
    // CDK looks for acknowledgements above a construct, and not on itself: one on this pipeline must count.
    const place = this.node.tryFindChild(ids.pipeline) ?? this.node.children.at(0) ?? this;
    // What CDK's own pipelines say is where they say it.
    warnings.forEach((w) => warn(w.id.startsWith('@aws-cdk/') ? this : place, w.id, w.message));
    writeInParts(path.join(this.assemblyDir, `${Names.uniqueId(this)}.dot`), withReadableTokens(renderDot(plan), this));
    const { layout } = this;
    reportAtSynthesis({ pipeline: this, settings, layout, built, warnings, directory: this.assemblyDir });
  }

  /** Directory of the outermost cloud assembly: what the synth hands on. */
  private get assemblyDir(): string {
    return (this.node.root as Stage).outdir;
  }

  private newCodePipeline(settings: Settings, stacks: readonly StackSnapshot[]): cp.Pipeline {
    const v2 = FeatureFlags.of(this).isEnabled(cxapi.CODEPIPELINE_DEFAULT_PIPELINE_TYPE_TO_V2);
    if (!v2 && settings.pipelineType === undefined) {
      warn(this, IMPLICIT_V1.id, IMPLICIT_V1.given);
    }
    const newPipeline = () =>
      new cp.Pipeline(this, ids.pipeline, {
        pipelineName: settings.pipelineName,
        pipelineType: settings.pipelineType ?? (v2 ? cp.PipelineType.V2 : cp.PipelineType.V1),
        executionMode: settings.executionMode,
        crossAccountKeys: settings.crossAccountKeys,
        crossRegionReplicationBuckets: settings.crossRegionReplicationBuckets,
        reuseCrossRegionSupportStacks: settings.reuseCrossRegionSupportStacks,
        // Deployments must follow the definition that the self-update has just put in place.
        restartExecutionOnUpdate: true,
        role: settings.role ?? this.layout.newRole(this),
        enableKeyRotation: settings.enableKeyRotation,
        artifactBucket: settings.artifactBucket,
        usePipelineRoleForActions: settings.usePipelineRoleForActions,
      });
    const asked = { pipeline: this, stacks, where: this.node.path, what: 'to make the CodePipeline' };
    return explaining(asked, newPipeline);
  }

  private receiptFor(property: string): Receipt {
    return (
      this.receipt ??
      this.absent(property, 'the pipeline has not been built yet', 'call buildPipeline() before you read it')
    );
  }

  private absent(property: string, why: string, fix: string): never {
    return fail({
      where: this.node.path,
      given: `'${property}' was asked for, but ${why}`,
      expected: 'a pipeline that has been built and has this',
      fix,
    });
  }
}
