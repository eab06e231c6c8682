import * as fs from 'fs';
import * as path from 'path';
import { Stack } from 'aws-cdk-lib';
import * as cb from 'aws-cdk-lib/aws-codebuild';
import type * as cp from 'aws-cdk-lib/aws-codepipeline';
import * as cpa from 'aws-cdk-lib/aws-codepipeline-actions';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { combineWithUserSpec, renderSpec } from './buildspec';
import { mergeCodeBuildOptions, mergeEnvironments } from './codebuild-settings';
import { scopeFor } from '../scopes';
import type { Os } from './docker-commands';
import { environmentForHash, forProject, splitVariables } from './environment';
import type { FileSetLocation, StackOutputReference } from '../../../../blueprint';
import { fail } from '../../../../private/errors';
import { hashOf } from '../../../../private/hash';
import { mapValues, nonEmpty } from '../../../../private/lang';
import type { ActionRequest, ActionResult } from '../host';
import type { CodeBuildOptions } from '../../codebuild-options';

/** A script to run in CodeBuild, and all that is special about its project. */
export interface CodeBuildJob {
  readonly stepId: string;
  /** Construct id of the project. */
  readonly projectId: string;
  /** Where to make the project. @default - in a scope named after the action */
  readonly scope?: Construct;
  readonly projectName?: string;
  /** Of the project. @default - the place of the action in the pipeline */
  readonly description?: string;
  readonly commands: readonly string[];
  readonly installCommands: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Variables for this action alone: another one may run the same project with others. */
  readonly actionEnv?: Readonly<Record<string, string>>;
  readonly envFromCfnOutputs: Readonly<Record<string, StackOutputReference>>;
  readonly inputs: readonly FileSetLocation[];
  readonly outputs: readonly OutputLocation[];
  readonly settings: CodeBuildOptions;
  readonly role?: iam.IRole;
  /** Whether the role is to be granted to write test reports of this project. @default true */
  readonly grantReports?: boolean;
  readonly actionRole?: iam.IRole;
  /** Write the buildspec into this cloud assembly directory instead of into the project. */
  readonly buildSpecDir?: string;
}

/** An output, or only some of its files. */
export interface OutputLocation extends FileSetLocation {
  readonly files?: readonly string[];
}

/** What the pipeline gives to CodeBuild projects of a kind. */
export interface ProjectSupport {
  /** Construct path of the pipeline, for messages. */
  readonly pipelinePath: string;
  /** Name of the pipeline in descriptions of what belongs to it. */
  readonly pipelineLabel: string;
  readonly defaults: (os: Os) => CodeBuildOptions;
  /** With which the build is started; none: with the role of the pipeline. */
  readonly actionRole: () => iam.IRole | undefined;
}

/** Make the project, and the action that runs it. */
export function addCodeBuildAction(
  stage: cp.IStage,
  job: CodeBuildJob,
  options: ActionRequest,
  support: ProjectSupport,
): ActionResult {
  const where = `${support.pipelinePath}/${stage.stageName}/${options.actionName}`;
  const settings = settingsOf(job, support);
  const [input, ...extraInputs] = inputArtifacts(job, options, where);
  const outputs = job.outputs.map((o) => options.artifacts.toCodePipeline(o.fileSet));

  const { onAction, onProject } = splitVariables(job.env, settings.buildEnvironment?.environmentVariables);
  const environment = mergeEnvironments(
    { ...settings.buildEnvironment, environmentVariables: undefined },
    { environmentVariables: onProject },
  )!;
  const buildSpec = makeBuildSpec(job, input, options, settings, where);
  const scope = job.scope ?? options.scope;
  const project = new cb.PipelineProject(job.scope ?? scopeFor(scope, options.actionName), job.projectId, {
    projectName: job.projectName,
    description: (job.description ?? describe(stage, options, support)).substring(0, 255),
    environment: forProject(environment),
    vpc: settings.vpc,
    subnetSelection: settings.subnetSelection,
    securityGroups: settings.securityGroups,
    cache: settings.cache,
    buildSpec: job.buildSpecDir ? writeBuildSpec(buildSpec, scope, job) : buildSpec,
    role: job.role,
    grantReportGroupPermissions: job.grantReports,
    timeout: settings.timeout,
    fileSystemLocations: settings.fileSystemLocations,
    logging: settings.logging,
  });
  settings.rolePolicy?.forEach((statement) => project.addToRolePolicy(statement));

  stage.addAction(
    new cpa.CodeBuildAction({
      actionName: options.actionName,
      input,
      extraInputs,
      outputs,
      project,
      runOrder: options.runOrder,
      variablesNamespace: options.variablesNamespace,
      role: job.actionRole ?? support.actionRole(),
      environmentVariables: nonEmpty({
        ...onAction,
        ...mapValues(job.actionEnv ?? {}, (value) => ({ value })),
        ...(options.beforeSelfMutation ? configHash(scope, environment, buildSpec) : {}),
        ...mapValues(job.envFromCfnOutputs, (o) => ({ value: options.stackOutputsMap.toCodePipeline(o) })),
      }),
    }),
  );
  return { runOrdersConsumed: 1, project };
}

function inputArtifacts(job: CodeBuildJob, options: ActionRequest, where: string): cp.Artifact[] {
  const [primary] = job.inputs.filter(isPrimary).map((i) => options.artifacts.toCodePipeline(i.fileSet));
  const first = primary ?? options.fallbackArtifact;
  if (!first) {
    fail({
      where,
      given: `step '${job.stepId}' without an input, in a pipeline without a source that could stand in for it`,
      expected: 'an input for every CodeBuild action: CodeBuild cannot start without one',
      fix: 'set input on the step (for a synth: a CodePipelineSource), or give the pipeline a source',
    });
  }
  const extra = job.inputs.filter((i) => !isPrimary(i)).map((i) => options.artifacts.toCodePipeline(i.fileSet));
  // Files may be wanted in several directories; as an artifact they are passed once.
  return [...new Set([first, ...extra])];
}

function isPrimary(input: FileSetLocation): boolean {
  return input.directory === '.';
}

function makeBuildSpec(
  job: CodeBuildJob,
  primary: cp.Artifact,
  options: ActionRequest,
  settings: CodeBuildOptions,
  where: string,
): cb.BuildSpec {
  const artifactOf = (l: FileSetLocation) => options.artifacts.toCodePipeline(l.fileSet);
  // CodeBuild names the variable of each input after its artifact, but for the first.
  const variableOf = (x: cp.Artifact) => `CODEBUILD_SRC_DIR${x === primary ? '' : `_${x.artifactName}`}`;
  const spec = renderSpec({
    commands: job.commands,
    installCommands: job.installCommands,
    extraInputs: job.inputs
      .filter((i) => !isPrimary(i))
      .map((i) => ({ variable: variableOf(artifactOf(i)), directory: i.directory })),
    outputs: job.outputs.map((o) => ({
      artifact: artifactOf(o).artifactName!,
      directory: o.directory,
      files: o.files,
    })),
  });
  return combineWithUserSpec(settings.partialBuildSpec, spec, where);
}

/** Some defaults depend on the operating system, which the step may choose. */
function settingsOf(job: CodeBuildJob, support: ProjectSupport): CodeBuildOptions {
  const settings = mergeCodeBuildOptions(support.defaults('linux'), job.settings);
  const isWindows = settings.buildEnvironment?.buildImage?.type.startsWith('WINDOWS');
  return isWindows ? mergeCodeBuildOptions(support.defaults('windows'), job.settings) : settings;
}

/** A change of the project must change the pipeline, or an execution would go on with the old project. */
function configHash(
  scope: Construct,
  environment: cb.BuildEnvironment,
  buildSpec: cb.BuildSpec,
): Record<string, cb.BuildEnvironmentVariable> {
  const config = { environment: environmentForHash(environment), buildSpecString: buildSpec.toBuildSpec() };
  return { _PROJECT_CONFIG_HASH: { value: hashOf(Stack.of(scope).resolve(config)) } };
}

function writeBuildSpec(buildSpec: cb.BuildSpec, scope: Construct, job: CodeBuildJob): cb.BuildSpec {
  const file = `buildspec-${scope.node.addr}-${job.projectId}.yaml`;
  const content = Stack.of(scope).resolve(buildSpec.toBuildSpec());
  if (typeof content !== 'string') {
    fail({
      where: scope.node.path,
      given: `a buildspec for '${job.stepId}' with values that are only known at deploy time`,
      expected: 'literal values only: this buildspec is a file in the cloud assembly',
      fix: 'remove the tokens from the CodeBuild settings of asset publishing, or set publishAssetsInParallel: true',
    });
  }
  fs.writeFileSync(path.join(job.buildSpecDir!, file), content, { encoding: 'utf-8' });
  return cb.BuildSpec.fromSourceFilename(file);
}

function describe(stage: cp.IStage, { actionName }: ActionRequest, { pipelineLabel }: ProjectSupport): string {
  return `Pipeline step ${pipelineLabel}/${stage.stageName}/${actionName}`;
}
