import type * as codecommit from 'aws-cdk-lib/aws-codecommit';
import type { Artifact, IStage } from 'aws-cdk-lib/aws-codepipeline';
import type { Action } from 'aws-cdk-lib/aws-codepipeline-actions';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { aws_ecr } from 'aws-cdk-lib/interfaces';
import type {
  CodePipelineActionFactoryResult,
  ICodePipelineActionFactory,
  ProduceActionOptions,
} from './action-factory';
import { addTrigger } from './private/emit/add-trigger';
import { withNamespace } from './private/emit/with-namespace';
import * as kinds from './private/emit/source-actions';
import type {
  CodeCommitSourceOptions,
  ConnectionSourceOptions,
  ECRSourceOptions,
  GitHubSourceOptions,
  S3SourceOptions,
} from './source-options';
import { FileSet, Step } from '../../blueprint';
import { STEP } from '../../blueprint/traits';
import { STARTS } from '../../blueprint/start-trait';
import { StepOutput } from '../../blueprint/step-output';

/**
 * Fetches files, and starts the pipeline when they change.
 *
 * All sources run together in the first stage. Extend this class for a provider that is not here.
 *
 * @example
 * const sources = pipelines.CodePipelineSource.connection('my-org/my-app', 'main', { connectionArn });
 * const script = new pipelines.ShellStep('Script', {
 *   input: sources,
 *   env: { COMMIT: sources.sourceAttribute('CommitId') },
 *   commands: ['echo "$COMMIT"'],
 * });
 */
export abstract class CodePipelineSource extends Step implements ICodePipelineActionFactory {
  /**
   * A GitHub repository, by OAuth token. Prefer `connection()`, which needs no token.
   *
   * CloudFormation reads the token when the pipeline is deployed: after you rotate it, change some property of
   * the pipeline too.
   *
   * @param repoString `owner/repository`; anything else is an error
   * @param branch the branch
   * @param props token and trigger
   */
  public static gitHub(repoString: string, branch: string, props?: GitHubSourceOptions): CodePipelineSource {
    return new KindOfSource(kinds.gitHub(repoString, branch, props));
  }

  /**
   * A ZIP file in a versioned S3 bucket.
   *
   * @param bucket the bucket
   * @param objectKey key of the ZIP file
   * @param props trigger and role
   */
  public static s3(bucket: IBucket, objectKey: string, props?: S3SourceOptions): CodePipelineSource {
    return new KindOfSource(kinds.s3(bucket, objectKey, props));
  }

  /**
   * An image in an ECR repository. The files are a description of the image, not its layers.
   *
   * @param repository the repository
   * @param props the tag to watch
   */
  public static ecr(repository: aws_ecr.IRepositoryRef, props?: ECRSourceOptions): CodePipelineSource {
    return new KindOfSource(kinds.ecr(repository, props));
  }

  /**
   * A repository at GitHub, GitLab, Bitbucket or the like, by a connection that was made in the AWS console.
   *
   * @see https://docs.aws.amazon.com/dtconsole/latest/userguide/welcome-connections.html
   * @param repoString `owner/repository`, or `owner/group/…/repository`; anything else is an error
   * @param branch the branch
   * @param props the connection, and how to fetch
   */
  public static connection(repoString: string, branch: string, props: ConnectionSourceOptions): CodePipelineSource {
    return new KindOfSource(kinds.connection(repoString, branch, props));
  }

  /**
   * A CodeCommit repository.
   *
   * @param repository the repository
   * @param branch the branch
   * @param props trigger, and how to fetch
   */
  public static codeCommit(
    repository: codecommit.IRepository,
    branch: string,
    props?: CodeCommitSourceOptions,
  ): CodePipelineSource {
    return new KindOfSource(kinds.codeCommit(repository, branch, props));
  }

  /** Always true: this step fetches something. */
  public readonly isSource = true;

  /**
   * Make the action and add it to the stage.
   *
   * @param stage the CodePipeline stage
   * @param options names and numbers to use
   */
  public produceAction(stage: IStage, options: ProduceActionOptions): CodePipelineActionFactoryResult {
    const output = options.artifacts.toCodePipeline(this.primaryOutput!);
    const { actionName, runOrder, variablesNamespace } = options;
    const action = this.getAction(output, actionName, runOrder, variablesNamespace);
    stage.addAction(withNamespace(action, variablesNamespace));
    return { runOrdersConsumed: 1 };
  }

  /**
   * Something that is known of the revision that was fetched, for use in `env` of a step.
   *
   * GitHub, CodeCommit and connections know `AuthorDate`, `BranchName`, `CommitId` and `CommitMessage`; GitHub,
   * CodeCommit and ECR `RepositoryName`; GitHub and CodeCommit `CommitterDate`; GitHub `CommitUrl`; connections
   * `FullRepositoryName`; S3 `ETag` and `VersionId`; ECR `ImageDigest`, `ImageTag`, `ImageURI` and `RegistryId`.
   *
   * @see https://docs.aws.amazon.com/codepipeline/latest/userguide/reference-variables.html#reference-variables-list
   * @param name name of the attribute; an unknown one is a warning, and fails when the pipeline runs.
   * `CommitMessage` is one, too: with quotes or several lines in it the action that reads it fails
   */
  public sourceAttribute(name: string): string {
    return new StepOutput(this, name).toString();
  }

  /**
   * Make the action: implemented for each provider.
   *
   * @param output artifact for the files
   * @param actionName name for the action
   * @param runOrder run order for the action
   * @param variablesNamespace namespace for its variables, if anybody reads them
   */
  protected abstract getAction(
    output: Artifact,
    actionName: string,
    runOrder: number,
    variablesNamespace?: string,
  ): Action;
}

class KindOfSource extends CodePipelineSource {
  /** @internal */
  public readonly _source: kinds.SourceKind;

  constructor(source: kinds.SourceKind) {
    super(source.id);
    this._source = source;
    STEP.implement(this, { kind: 'custom', gate: false, actions: 1, origin: source.origin });
    STARTS.implement(this, () => source.triggers?.given ?? []);
    this.configurePrimaryOutput(new FileSet('Source', this));
  }

  public toString(): string {
    return `${this._source.kind}(${this.id})`;
  }

  public produceAction(stage: IStage, options: ProduceActionOptions): CodePipelineActionFactoryResult {
    const result = super.produceAction(stage, options);
    addTrigger(options.pipeline.pipeline, stage.actions[stage.actions.length - 1], this._source.triggers);
    return result;
  }

  /**
   * Tells two sources of one repository apart.
   *
   * @internal
   */
  public get _distinction(): string | undefined {
    return this._source.actionName;
  }

  protected getAction(output: Artifact, actionName: string, runOrder: number, variablesNamespace?: string): Action {
    return this._source.action({ output, actionName, runOrder, variablesNamespace });
  }
}
