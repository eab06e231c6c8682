import type { AssetType } from './asset-type';

/**
 * What is known of a stack that the pipeline deploys.
 */
export interface StackDeploymentProps {
  /** Id of the stack's artifact in the cloud assembly. */
  readonly stackArtifactId: string;

  /** Construct path of the stack. */
  readonly constructPath: string;

  /** Name that CloudFormation knows the stack by. */
  readonly stackName: string;

  /**
   * Region to deploy to.
   *
   * @default - the region of the pipeline
   */
  readonly region?: string;

  /**
   * Account to deploy to.
   *
   * @default - the account of the pipeline
   */
  readonly account?: string;

  /**
   * ARN of the role with which the pipeline talks to CloudFormation; may hold placeholders.
   *
   * @default - no role is assumed
   */
  readonly assumeRoleArn?: string;

  /**
   * ARN of the role that CloudFormation itself uses; may hold placeholders.
   *
   * @default - CloudFormation acts with the caller's permissions
   */
  readonly executionRoleArn?: string;

  /**
   * Tags of the stack.
   *
   * @default - no tags
   */
  readonly tags?: Record<string, string>;

  /** Absolute path of the template in the cloud assembly. */
  readonly absoluteTemplatePath: string;

  /**
   * Assets that must be published before the stack is deployed.
   *
   * @default - no assets
   */
  readonly assets?: StackAsset[];

  /**
   * Where the template is published, as `s3://bucket/key`.
   *
   * @default - the template is not published
   */
  readonly templateS3Uri?: string;
}

/**
 * One destination of an asset that a stack needs.
 */
export interface StackAsset {
  /** Absolute path of the asset manifest that describes the asset. */
  readonly assetManifestPath: string;

  /** Id of the asset: the hash of its content. */
  readonly assetId: string;

  /** Names the asset and its destination for `cdk-assets`: `<asset>:<destination>`. */
  readonly assetSelector: string;

  /** What the asset is. */
  readonly assetType: AssetType;

  /**
   * Name for people.
   *
   * @default - a numbered name
   */
  readonly displayName?: string;

  /**
   * ARN of the role to publish with; may hold placeholders.
   *
   * @default - no role is assumed
   */
  readonly assetPublishingRoleArn?: string;

  /** Whether the asset is the template of the stack itself. */
  readonly isTemplate: boolean;
}
