import type { Duration } from 'aws-cdk-lib';
import * as codebuild from 'aws-cdk-lib/aws-codebuild';
import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type { CodeBuildStepProps } from './codebuild-step-props';
import { mergeSpecs } from './private/codebuild/buildspec';
import { checkCodeBuildStep } from './private/check/property-types';
import { ShellStep } from '../../blueprint';
import { MACHINE } from '../../blueprint/machine-trait';
import { ownList } from '../../blueprint/seal';
import { StepOutput } from '../../blueprint/step-output';
import { CODEBUILD_STEP } from './private/codebuild/codebuild-step-trait';
import { wishesOf } from './private/codebuild/machine-wishes';
import { fail } from '../../private/errors';
import { quoted } from '../../private/text';

/**
 * Runs shell commands in CodeBuild, with all settings that CodeBuild has.
 *
 * The buildspec is made from the properties; where your build lives in a `buildspec.yml`, move its commands into
 * a script and call that.
 *
 * @example
 * const publish = new pipelines.CodeBuildStep('Publish', {
 *   input: source,
 *   commands: ['./publish.sh'],
 *   buildEnvironment: { computeType: codebuild.ComputeType.LARGE },
 *   rolePolicyStatements: [new iam.PolicyStatement({ actions: ['sns:Publish'], resources: ['*'] })],
 * });
 */
export class CodeBuildStep extends ShellStep {
  /**
   * Name of the CodeBuild project.
   *
   * @default - a generated name
   */
  public readonly projectName?: string;

  /**
   * Network to run the build in.
   *
   * @default - what the pipeline says
   */
  public readonly vpc?: ec2.IVpc;

  /**
   * Subnets of the `vpc` to use.
   *
   * @default - what the pipeline says
   */
  public readonly subnetSelection?: ec2.SubnetSelection;

  /**
   * What CodeBuild keeps from one build to the next.
   *
   * @default - what the pipeline says
   */
  public readonly cache?: codebuild.Cache;

  /**
   * What the build may do, besides what the pipeline itself needs.
   *
   * @default - what the pipeline says
   */
  public readonly rolePolicyStatements?: iam.PolicyStatement[];

  /**
   * Role of the CodeBuild project.
   *
   * @default - a role is made
   */
  public readonly role?: iam.IRole;

  /**
   * Role with which CodePipeline starts the build.
   *
   * @default - one role that all CodeBuild actions of the pipeline share
   */
  public readonly actionRole?: iam.IRole;

  /**
   * Image, size and environment variables of the build.
   *
   * @default - what the pipeline says
   */
  public readonly buildEnvironment?: codebuild.BuildEnvironment;

  /**
   * Security groups of the build's network interfaces.
   *
   * @default - what the pipeline says
   */
  public readonly securityGroups?: ec2.ISecurityGroup[];

  /**
   * Time after which the build is stopped.
   *
   * @default - what the pipeline says, or one hour
   */
  public readonly timeout?: Duration;

  /**
   * Elastic File Systems to mount.
   *
   * @default - what the pipeline says
   */
  public readonly fileSystemLocations?: codebuild.IFileSystemLocation[];

  /**
   * Where build logs go.
   *
   * @default - what the pipeline says
   */
  public readonly logging?: codebuild.LoggingOptions;

  private readonly userBuildSpec?: codebuild.BuildSpec;
  private readonly exportedVariables = new Set<string>();
  private readonly projects: { readonly pipeline: string; readonly project: codebuild.IProject }[] = [];
  private exportsRead = false;

  /**
   * @param id name of the step, unique beside its siblings
   * @param props the script, and the project that runs it
   */
  constructor(id: string, props: CodeBuildStepProps) {
    super(id, props);
    CODEBUILD_STEP.implement(this, true);
    MACHINE.implement(this, () => wishesOf(this, this.userBuildSpec !== undefined));
    checkCodeBuildStep(id, props);
    this.projectName = props.projectName;
    this.vpc = props.vpc;
    this.subnetSelection = props.subnetSelection;
    this.cache = props.cache;
    this.rolePolicyStatements = props.rolePolicyStatements && ownList(props.rolePolicyStatements);
    this.role = props.role;
    this.actionRole = props.actionRole;
    this.buildEnvironment = props.buildEnvironment;
    this.securityGroups = props.securityGroups;
    this.timeout = props.timeout;
    this.fileSystemLocations = props.fileSystemLocations;
    this.logging = props.logging;
    this.userBuildSpec = props.partialBuildSpec;
    const variables = Object.values(props.buildEnvironment?.environmentVariables ?? {});
    this.discoverReferencedOutputs(variables.map((v) => v.value));
  }

  /**
   * The CodeBuild project of this step. Reading it before the pipeline is built is an error, and so is reading that of
   * a step that is in several pipelines: it has a project in each.
   */
  public get project(): codebuild.IProject {
    const [built, ...others] = this.projects;
    if (!built) {
      fail({
        where: `Step '${this.id}'`,
        given: 'its CodeBuild project was asked for before there is one',
        expected: 'a pipeline that has been built, with this step in it',
        fix: 'call pipeline.buildPipeline() first',
      });
    }
    if (others.length > 0) {
      fail({
        where: `Step '${this.id}'`,
        given: `its CodeBuild project was asked for, and it has one in each of ${quoted(this.projects.map((p) => p.pipeline))}`,
        expected: 'a step that is in one pipeline',
        fix: 'make a step for each pipeline',
      });
    }
    return built.project;
  }

  /**
   * Who the build acts as, to grant permissions to. Reading it before the pipeline is built is an error.
   */
  public get grantPrincipal(): iam.IPrincipal {
    return this.project.grantPrincipal;
  }

  /**
   * The piece of buildspec that was given, with the variables that are exported.
   *
   * @default - no piece was given and nothing is exported
   */
  public get partialBuildSpec(): codebuild.BuildSpec | undefined {
    this.exportsRead = true;
    const exported =
      this.exportedVariables.size > 0
        ? codebuild.BuildSpec.fromObject({
            version: '0.2',
            env: { 'exported-variables': [...this.exportedVariables] },
          })
        : undefined;
    return mergeSpecs(exported, this.userBuildSpec);
  }

  /**
   * The value that a shell variable has when the `post_build` phase of this step ends, for use in `env` of a
   * later step.
   *
   * @param variableName name of the shell variable; the script must `export` it. Asking for a new name after the
   * pipeline has been built is an error.
   */
  public exportedVariable(variableName: string): string {
    if (this.exportsRead && !this.exportedVariables.has(variableName)) {
      fail({
        where: `Step '${this.id}'`,
        given: `exportedVariable('${variableName}') after the pipeline was built`,
        expected: 'exported variables to be named before buildPipeline() or app.synth()',
        fix: 'move the call before buildPipeline()',
      });
    }
    this.exportedVariables.add(variableName);
    return new StepOutput(this, variableName).toString();
  }

  /** @internal */
  public _reopen(): void {
    this.exportsRead = false;
  }

  /** @internal */
  public _addProject(pipeline: string, project: codebuild.IProject): void {
    this.projects.push({ pipeline, project });
  }
}
