import * as fs from 'fs';
import * as path from 'path';
import { Stack } from 'aws-cdk-lib';
import * as cb from 'aws-cdk-lib/aws-codebuild';
import type * as cp from 'aws-cdk-lib/aws-codepipeline';
import * as cpa from 'aws-cdk-lib/aws-codepipeline-actions';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { missingInput } from '../check/step-actions';
import { combineWithUserSpec, renderSpec } from './buildspec';
import { mergeCodeBuildOptions, mergeEnvironments } from './codebuild-settings';
import { environmentForHash, forProject, splitVariables } from './environment';
import { labelOf, projectDefaults, type ProjectKind } from './project-defaults';
import type { Commands } from '../../../../jobs/job';
import type { Placed } from '../../../../plan/snapshot-data';
import { fail } from '../../../../private/errors';
import { hashOf } from '../../../../private/hash';
import { mapValues, nonEmpty } from '../../../../private/lang';
import type { CodeBuildOptions } from '../../codebuild-options';
import type { ActionSite } from '../context';
import type { ActionResult } from '../host';
import { scopeFor } from '../scopes';

/** Commands to run in CodeBuild, and all that is special about their project. */
export interface CodeBuildJob {
  readonly job: Commands;
  /** Of the step or publisher, for messages. */
  readonly name: string;
  readonly kind: ProjectKind;
  readonly project: ProjectNames;
  readonly settings: CodeBuildOptions;
  readonly role?: iam.IRole;
  readonly actionRole?: iam.IRole;
  /** Whether the variables are those of this action: others run the same project with theirs. @default false */
  readonly sharesProject?: boolean;
  /** Whether the role is to be granted to write test reports of this project. @default true */
  readonly grantReports?: boolean;
  /** Write the buildspec into this cloud assembly directory instead of into the project. */
  readonly buildSpecDir?: string;
}

export interface ProjectNames {
  /** Construct id. */
  readonly id: string;
  /** Where to make the project. @default - in a scope named after the action */
  readonly scope?: Construct;
  /** @default - CloudFormation names it */
  readonly name?: string;
  /** @default - the place of the action in the pipeline */
  readonly description?: string;
}

/** Make the project, and the action that runs it. */
export function addCodeBuildAction(codeBuildJob: CodeBuildJob, site: ActionSite): ActionResult {
  const { job, project: names, sharesProject, role, grantReports, actionRole } = codeBuildJob;
  const { stage, request, context } = site;
  const settings = settingsOf(codeBuildJob, site);
  const [input, ...extraInputs] = inputArtifacts(codeBuildJob, site);
  const outputs = job.outputs.map((o) => artifactOf(o, site));
  const variables = textsOf(job, site);
  const { onAction, onProject } = splitVariables(
    sharesProject ? {} : variables.own,
    settings.buildEnvironment?.environmentVariables,
  );
  const environment = mergeEnvironments(
    { ...settings.buildEnvironment, environmentVariables: undefined },
    { environmentVariables: onProject },
  )!;
  const buildSpec = makeBuildSpec(job, input, settings, site);
  const scope = names.scope ?? request.scope;
  const project = new cb.PipelineProject(names.scope ?? scopeFor(scope, request.actionName), names.id, {
    projectName: names.name,
    description: (names.description ?? describePlace(site)).substring(0, 255),
    environment: forProject(environment),
    ...hostOf(settings),
    buildSpec: codeBuildJob.buildSpecDir ? writeBuildSpec(buildSpec, scope, codeBuildJob) : buildSpec,
    role,
    grantReportGroupPermissions: grantReports,
  });
  settings.rolePolicy?.forEach((statement) => project.addToRolePolicy(statement));
  stage.addAction(
    new cpa.CodeBuildAction({
      actionName: request.actionName,
      input,
      extraInputs,
      outputs,
      project,
      runOrder: request.runOrder,
      variablesNamespace: request.variablesNamespace,
      role: actionRole ?? actionRoleOf(context),
      environmentVariables: nonEmpty({
        ...onAction,
        ...(sharesProject ? valuesOf(variables.own) : {}),
        ...(request.beforeSelfMutation ? configHash(scope, environment, buildSpec) : {}),
        ...valuesOf(variables.ofStacks),
      }),
    }),
  );
  return { runOrdersConsumed: 1, project };
}

/** With which a build is started; none: with the role of the pipeline. */
export function actionRoleOf({ settings, roles }: ActionSite['context']): iam.IRole | undefined {
  return settings.usePipelineRoleForActions ? undefined : roles.codeBuildActionRole();
}

/** Where and how long it runs, apart from its environment. */
function hostOf({
  vpc,
  subnetSelection,
  securityGroups,
  cache,
  timeout,
  fileSystemLocations,
  logging,
}: CodeBuildOptions) {
  return { vpc, subnetSelection, securityGroups, cache, timeout, fileSystemLocations, logging };
}

/** What is in the variables of a job: those of its own, and those that hold outputs of stacks. */
export function textsOf({ env }: Commands, { request, context }: ActionSite) {
  const own: Record<string, string> = {};
  const ofStacks: Record<string, string> = {};
  for (const { name, value } of env) {
    if ('stackOutput' in value) {
      ofStacks[name] = request.stackOutputsMap._variable(value.stackOutput);
    } else {
      own[name] = 'literal' in value ? value.literal : variableOf(value.output, context.namespaces);
    }
  }
  return { own, ofStacks };
}

function variableOf(
  { step, variable }: { readonly step: number; readonly variable: string },
  namespaces: ReadonlyMap<number, string>,
): string {
  return `#{${namespaces.get(step)}.${variable}}`;
}

export function valuesOf(texts: Readonly<Record<string, string>>): Record<string, cb.BuildEnvironmentVariable> {
  return mapValues(texts, (value) => ({ value }));
}

export function artifactOf({ fileSet }: Placed, { request, context }: ActionSite): cp.Artifact {
  return request.artifacts.toCodePipeline(context.fileSets[fileSet]);
}

function inputArtifacts({ job, name }: CodeBuildJob, site: ActionSite): cp.Artifact[] {
  const [primary] = job.inputs.filter(isPrimary).map((i) => artifactOf(i, site));
  const first = primary ?? site.request.fallbackArtifact;
  if (!first) {
    // Only after custom steps that could have handed on something: others are checked before.
    fail(missingInput(placeOf(site), name));
  }
  const extra = job.inputs.filter((i) => !isPrimary(i)).map((i) => artifactOf(i, site));
  // Files may be wanted in several directories; as an artifact they are passed once.
  return [...new Set([first, ...extra])];
}

function isPrimary(input: Placed): boolean {
  return input.directory === '.';
}

function makeBuildSpec(
  job: Commands,
  primary: cp.Artifact,
  settings: CodeBuildOptions,
  site: ActionSite,
): cb.BuildSpec {
  // CodeBuild names the variable of each input after its artifact, but for the first.
  const directoryOf = (x: cp.Artifact) => `CODEBUILD_SRC_DIR${x === primary ? '' : `_${x.artifactName}`}`;
  const spec = renderSpec({
    commands: job.commands,
    installCommands: job.installCommands,
    extraInputs: job.inputs
      .filter((i) => !isPrimary(i))
      .map((i) => ({ variable: directoryOf(artifactOf(i, site)), directory: i.directory })),
    outputs: job.outputs.map((o) => ({
      artifact: artifactOf(o, site).artifactName!,
      directory: o.directory,
      files: o.files,
    })),
  });
  return combineWithUserSpec(settings.partialBuildSpec, spec, placeOf(site));
}

/** Some defaults depend on the operating system, which the step may choose. */
function settingsOf({ kind, settings: own }: CodeBuildJob, { context }: ActionSite): CodeBuildOptions {
  const settings = mergeCodeBuildOptions(projectDefaults(kind, context, 'linux'), own);
  const isWindows = settings.buildEnvironment?.buildImage?.type.startsWith('WINDOWS');
  return isWindows ? mergeCodeBuildOptions(projectDefaults(kind, context, 'windows'), own) : settings;
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

function writeBuildSpec(
  buildSpec: cb.BuildSpec,
  scope: Construct,
  { name, project, buildSpecDir }: CodeBuildJob,
): cb.BuildSpec {
  const file = `buildspec-${scope.node.addr}-${project.id}.yaml`;
  const content = Stack.of(scope).resolve(buildSpec.toBuildSpec());
  if (typeof content !== 'string') {
    fail({
      where: scope.node.path,
      given: `a buildspec for '${name}' with values that are only known at deploy time`,
      expected: 'literal values only: this buildspec is a file in the cloud assembly',
      fix: 'remove the tokens from the CodeBuild settings of asset publishing, or set publishAssetsInParallel: true',
    });
  }
  fs.writeFileSync(path.join(buildSpecDir!, file), content, { encoding: 'utf-8' });
  return cb.BuildSpec.fromSourceFilename(file);
}

/** For messages. */
function placeOf({ stage, request, context }: ActionSite): string {
  return `${context.pipeline.node.path}/${stage.stageName}/${request.actionName}`;
}

function describePlace({ stage, request, context }: ActionSite): string {
  return `Pipeline step ${labelOf(context.codePipeline)}/${stage.stageName}/${request.actionName}`;
}
