import type * as cxapi from 'aws-cdk-lib/cx-api';
import { AssetType } from './asset-type';
import { Seal } from './seal';
import type { StackAsset, StackDeploymentProps } from './stack-deployment-props';
import type { Step } from './step';
import { fail } from '../private/errors';
import { demandSteps, describeInput, inputsOf, isObject, refuse } from '../private/inputs';
import { readStack, type AssetData, type StackData } from '../assembly/read-stage';

/**
 * The deployment of one stack.
 *
 * The pipeline makes these from the Stages you add; there is no need to make one yourself.
 */
export class StackDeployment {
  /**
   * Make a deployment from a stack in a cloud assembly.
   *
   * @param stackArtifact the stack
   */
  public static fromArtifact(stackArtifact: cxapi.CloudFormationStackArtifact): StackDeployment {
    return StackDeployment._fromData(readStack(stackArtifact));
  }

  /** @internal */
  public static _fromData(data: StackData): StackDeployment {
    return new StackDeployment(data);
  }

  /** Id of the stack's artifact in the cloud assembly. */
  public readonly stackArtifactId: string;

  /** Steps that must succeed before the change set is created (before the deployment, without change sets). */
  public readonly pre: Step[] = [];

  /** Steps between the creation of the change set and its execution. */
  public readonly changeSet: Step[] = [];

  /** Steps that run when the stack has been deployed. */
  public readonly post: Step[] = [];

  /** Stacks of the same Stage that must be deployed earlier. */
  public readonly stackDependencies: StackDeployment[] = [];

  private props: StackDeploymentProps;
  private readonly seal = new Seal();

  private constructor(private data: StackData) {
    this.props = propsFrom(data);
    this.stackArtifactId = data.artifactId;
  }

  /** Construct path of the stack. */
  public get constructPath(): string {
    return this.props.constructPath;
  }

  /** Name that CloudFormation knows the stack by. */
  public get stackName(): string {
    return this.props.stackName;
  }

  /**
   * Region to deploy to.
   *
   * @default - the region of the pipeline
   */
  public get region(): string | undefined {
    return this.props.region;
  }

  /**
   * Account to deploy to.
   *
   * @default - the account of the pipeline
   */
  public get account(): string | undefined {
    return this.props.account;
  }

  /**
   * ARN of the role with which the pipeline talks to CloudFormation; may hold placeholders.
   *
   * @default - no role is assumed
   */
  public get assumeRoleArn(): string | undefined {
    return this.props.assumeRoleArn;
  }

  /**
   * ARN of the role that CloudFormation itself uses; may hold placeholders.
   *
   * @default - CloudFormation acts with the caller's permissions
   */
  public get executionRoleArn(): string | undefined {
    return this.props.executionRoleArn;
  }

  /** Tags of the stack, by key. */
  public get tags(): Record<string, string> {
    return this.props.tags ?? {};
  }

  /** Assets that must be published before the stack is deployed; its own template is not among them. */
  public get assets(): StackAsset[] {
    return (this.props.assets ?? []).filter((a) => !a.isTemplate);
  }

  /** The asset that is the stack's own template, if the stack's synthesizer publishes it. */
  public get templateAsset(): StackAsset | undefined {
    return this.props.assets?.find((a) => a.isTemplate);
  }

  /**
   * Address of the published template, as `https://bucket.s3.region.amazonaws.com/key`; may hold placeholders.
   *
   * `undefined` when the stack's synthesizer does not publish templates.
   */
  public get templateUrl(): string | undefined {
    return this.props.templateS3Uri && httpsUrl(this.props.templateS3Uri, this.props.region);
  }

  /** Absolute path of the template in the cloud assembly. */
  public get absoluteTemplatePath(): string {
    return this.props.absoluteTemplatePath;
  }

  /**
   * Deploy this stack after another one.
   *
   * @param stackDeployment a stack of the same Stage. After the pipeline has been built this is an error.
   */
  public addStackDependency(stackDeployment: StackDeployment): void {
    if (!isObject(stackDeployment) || !('stackArtifactId' in stackDeployment)) {
      fail({
        where: `${this.constructPath}, addStackDependency()`,
        given: `${describeInput(stackDeployment)} as the stack`,
        expected: 'a StackDeployment, as in the stacks of what addStage() returns',
        fix: 'pass one of these, or call addStackDependency() on the stacks themselves, in the Stage',
      });
    }
    this.seal.check(`addStackDependency('${stackDeployment.stackName}') on stack '${this.stackName}'`);
    this.stackDependencies.push(stackDeployment);
  }

  /**
   * Add steps around the deployment of this stack. After the pipeline has been built this is an error.
   *
   * @param pre run before the change set is created
   * @param changeSet run between the creation of the change set and its execution
   * @param post run when the stack has been deployed
   */
  public addStackSteps(pre: Step[], changeSet: Step[], post: Step[]): void {
    this.seal.check(`addStackSteps() on stack '${this.stackName}'`);
    const inputs = inputsOf(`${this.constructPath}, addStackSteps()`);
    demandSteps(inputs, { pre, changeSet, post });
    refuse(inputs);
    this.pre.push(...(pre ?? []));
    this.changeSet.push(...(changeSet ?? []));
    this.post.push(...(post ?? []));
  }

  /** @internal */
  public _refresh(data: StackData): void {
    this.data = data;
    this.props = propsFrom(data);
  }

  /**
   * As it was read.
   *
   * @internal
   */
  public get _data(): StackData {
    return this.data;
  }

  /** @internal */
  public _seal(pipelinePath: string): void {
    this.seal.close(pipelinePath, this.pre, this.changeSet, this.post, this.stackDependencies);
  }
}

function propsFrom(data: StackData): StackDeploymentProps {
  return {
    stackArtifactId: data.artifactId,
    constructPath: data.constructPath,
    stackName: data.stackName,
    region: data.region,
    account: data.account,
    assumeRoleArn: data.assumeRoleArn,
    executionRoleArn: data.executionRoleArn,
    tags: data.tags,
    absoluteTemplatePath: data.templatePath,
    templateS3Uri: data.templateS3Uri,
    assets: data.assets.map(assetFrom),
  };
}

function assetFrom(asset: AssetData): StackAsset {
  return {
    assetManifestPath: asset.manifestPath,
    assetId: asset.id,
    assetSelector: asset.selector,
    assetType: asset.isImage ? AssetType.DOCKER_IMAGE : AssetType.FILE,
    assetPublishingRoleArn: asset.publishingRoleArn,
    isTemplate: asset.isTemplate,
    displayName: asset.displayName,
  };
}

function httpsUrl(s3Uri: string, region: string | undefined): string {
  const [, bucket, key] = s3Uri.match(/^s3:\/\/([^/]+)\/(.*)$/) ?? [];
  return bucket ? `https://${bucket}.s3.${region ? `${region}.` : ''}amazonaws.com/${key}` : s3Uri;
}
