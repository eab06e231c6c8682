import type { Stage } from 'aws-cdk-lib';
import type * as cb from 'aws-cdk-lib/aws-codebuild';
import type * as cp from 'aws-cdk-lib/aws-codepipeline';
import type { INotificationRule, INotificationRuleTarget } from 'aws-cdk-lib/aws-codestarnotifications';
import type { Construct } from 'constructs';
import { explainImportedRole } from './private/check/cdk-refusals';
import { explainForeignValues } from './private/check/check-values';
import type { Prepared } from './private/check/problems';
import type { OwnProjects, Receipt } from './private/context';
import { prepare } from './private/prepare';
import { reportBuilt } from './private/report/after-build';
import type { Built } from './private/report/describe';
import { emit, namespacesOf } from './private/emit/emit';
import { newCodePipeline } from './private/emit/new-code-pipeline';
import type { ActionFactory } from './private/host';
import { checkPipelineInputs } from './private/check/property-types';
import type { NotifyOnOptions } from './notify-on-options';
import { newNotificationRule, type Notified } from './private/notifications';
import { layoutFor } from './private/layouts/choose';
import type { Layout } from './private/layouts/layout';
import { lateProps, settingsOf, type Settings } from './private/settings';
import { CodeBuildRoles } from './private/access/roles';
import type { CodePipelineProps } from './props';
import { revisionText, showsRevision } from './private/revision';
import { newVariable } from './private/variables';
import type { VariableOptions } from './variable-options';
import { PipelineBase } from '../../blueprint';
import { checkOpen } from '../../blueprint/seal';
import { Jobs } from '../../jobs/make-jobs';
import { planHash } from '../../report/plan-hash';
import { stacksOf } from '../../plan/snapshot-data';
import { fail } from '../../private/errors';

const NOT_BUILT = ['the pipeline has not been built yet', 'call buildPipeline() before you read it'] as const;

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
  private readonly notified: Notified[] = [];
  private readonly declaredVariables: cp.Variable[] = [];
  /** There before the receipt is, and so are projects: custom steps ask for them while they make their actions. */
  private codePipeline?: cp.Pipeline;
  private readonly projects: OwnProjects = {};
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

  /**
   * Declare a variable that whoever starts the pipeline may set. Needs a pipeline of type V2; on V1 it is an error.
   *
   * Use what `reference()` gives in `env` of a step, where the shell reads it as any other variable, or in the text of an
   * approval. Whether an execution that the self-update starts again keeps what was set is not documented.
   *
   * @param name 1 to 128 of `A-Z a-z 0-9 @ _ -`, unique in the pipeline; another one, or a 51st variable, is an error, and so
   * is a call after the pipeline has been built
   * @param options default and description
   * @returns the variable
   *
   * @example
   * const tag = pipeline.addVariable('ImageTag', { defaultValue: 'latest' });
   * const test = new pipelines.ShellStep('Test', { env: { TAG: tag.reference() }, commands: ['./test.sh "$TAG"'] });
   */
  public addVariable(name: string, options?: VariableOptions): cp.Variable {
    checkOpen(this, `addVariable('${name}')`);
    const variable = newVariable(this.node.path, name, options, this.declaredVariables);
    this.declaredVariables.push(variable);
    return variable;
  }

  /**
   * Send messages about what happens to executions. May also be called when the pipeline has been built.
   *
   * The topic and its key get the permissions that this takes, if they are made in this app; imported ones must have them, and
   * synthesis warns.
   *
   * @param id id of the rule, unique among those of the pipeline; another one of the same id is an error
   * @param target topic or chat channel that gets the messages
   * @param options what there is to be a message for
   * @returns the rule, to which further targets may be added
   *
   * @example
   * const topic = new cdk.aws_sns.Topic(stack, 'Releases');
   * pipeline.notifyOn('Releases', topic, {
   *   events: [pipelines.PipelineEvent.FAILED, pipelines.PipelineEvent.APPROVAL_NEEDED],
   * });
   */
  public notifyOn(id: string, target: INotificationRuleTarget, options: NotifyOnOptions): INotificationRule {
    const rule = newNotificationRule(this, this.props().codePipeline, { id, target }, options);
    this.notified.push({ id, target });
    return rule;
  }

  /** The CodeBuild project that runs `synth`. Reading it before the pipeline is built is an error. */
  public get synthProject(): cb.IProject {
    return (
      this.projects.synthProject ??
      this.absentOrEarly(
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
      this.projects.selfMutationProject ??
      this.absentOrEarly(
        'selfMutationProject',
        'selfMutation is false',
        'remove selfMutation: false, or read this property only if selfMutationEnabled is true',
      )
    );
  }

  /** The CodePipeline. Reading it before the pipeline is built is an error. */
  public get pipeline(): cp.Pipeline {
    return this.codePipeline ?? this.absent('pipeline', ...NOT_BUILT);
  }

  /**
   * How the commands of a permissions check are to be.
   *
   * @internal
   */
  public get _commands(): Pick<Settings, 'strictCommands' | 'cliVersionForAll'> {
    return this.settings;
  }

  /**
   * Plan, lay out and make the CodePipeline.
   */
  protected doBuildPipeline(): void {
    const { layout, settings, declaredVariables: variables, notified, assemblyDir } = this;
    const prepared = prepare({ pipeline: this, props: this.props(), settings, layout, variables });
    const built = this.make(prepared);
    reportBuilt(prepared, built, { notified, directory: assemblyDir });
  }

  private make({ settings, layout, snapshot, plan, stages, attachments }: Prepared): Built {
    const { steps, scripts } = snapshot;
    const { assemblyDir } = this;
    const stacks = stacksOf(snapshot.data);
    const hash = steps.some(showsRevision) ? planHash(plan) : undefined;
    const codePipeline = settings.codePipeline ?? newCodePipeline(this, settings, layout, stacks);
    this.codePipeline = codePipeline;
    this.declaredVariables.forEach((variable) => codePipeline.addVariable(variable));
    const emission = layout.emission({
      host: this,
      settings,
      codePipeline,
      stages,
      steps,
      cloudAssembly: this.synth.primaryOutput ?? this.cloudAssemblyFileSet,
      assemblyDir,
      fileSetKey: (fileSet) => scripts.keyOf(fileSet),
    });
    const jobs = new Jobs(plan, scripts, emission.jobs);
    this.receipt = emit(stages, {
      pipeline: this,
      produce: (step: ActionFactory<this>, at, request) => step.produceAction(at, { ...request, pipeline: this }),
      announce: (projects) => Object.assign(this.projects, projects),
      settings,
      codePipeline,
      steps,
      stacks,
      jobs,
      fileSets: scripts.fileSets,
      namespaces: namespacesOf(stages),
      assemblyDir,
      emission,
      attachments: attachments.of,
      revision: hash && revisionText(this.synth, hash),
      roles: new CodeBuildRoles(this, codePipeline, settings.dockerCredentials),
    });
    explainForeignValues(this);
    explainImportedRole(this, settings.role?.node.path);
    this._closeScripts(steps);
    const { actions } = this.receipt;
    return { plan, planHash: hash, blueprint: snapshot.data, actions, jobs, fileSet: (key) => scripts.originOf(key) };
  }

  /** The properties as they are now: subclasses may have changed what is public of them (and `undefined` means no). */
  private get settings(): Settings {
    const selfMutation = Boolean(this.selfMutationEnabled);
    const usePipelineRoleForActions = Boolean(this.usePipelineRoleForActions);
    return settingsOf({ ...this.props(), selfMutation, usePipelineRoleForActions });
  }

  /** Directory of the outermost cloud assembly: what the synth hands on. */
  private get assemblyDir(): string {
    return (this.node.root as Stage).outdir;
  }

  private absentOrEarly(property: string, why: string, fix: string): never {
    return this.receipt ? this.absent(property, why, fix) : this.absent(property, ...NOT_BUILT);
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
