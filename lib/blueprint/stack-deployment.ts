import type * as cxapi from 'aws-cdk-lib/cx-api';
import { AssetType } from './asset-type';
import { catchUp, checkOpen } from './seal';
import type { StackAsset } from './stack-deployment-props';
import type { Step } from './step';
import { fail } from '../private/errors';
import { demand, demandSteps, describeInput, inputsOf, isObject, refuse } from '../private/inputs';
import { readStack } from '../assembly/read-stage';
import { type AssetData, selectorOf, type StackData } from '../assembly/stack-data';

/**
 * The deployment of one stack.
 *
 * The pipeline makes these from the Stages you add; there is no need to make one yourself.
 */
export class StackDeployment {
  /**
   * Make a deployment from a stack in a cloud assembly.
   *
   * @param stackArtifact the stack, as in `stacks` of a cloud assembly; anything else is an error
   */
  public static fromArtifact(stackArtifact: cxapi.CloudFormationStackArtifact): StackDeployment {
    const inputs = inputsOf('StackDeployment.fromArtifact()');
    const isArtifact = isObject(stackArtifact) && 'environment' in stackArtifact && 'assembly' in stackArtifact;
    demand(
      inputs,
      isArtifact,
      'stackArtifact',
      stackArtifact,
      'a stack in a cloud assembly',
      'pass one of stage.synth().stacks',
    );
    refuse(inputs);
    return StackDeployment._fromData(readStack(stackArtifact));
  }

  /** @internal */
  public static _fromData(data: StackData): StackDeployment {
    return new StackDeployment(data);
  }

  /** Id of the stack's artifact in the cloud assembly. */
  public readonly stackArtifactId: string;

  /** Construct path of the stack. */
  public readonly constructPath!: string;

  /** Name that CloudFormation knows the stack by. */
  public readonly stackName!: string;

  /**
   * Region to deploy to.
   *
   * @default - the region of the pipeline
   */
  public readonly region?: string;

  /**
   * Account to deploy to.
   *
   * @default - the account of the pipeline
   */
  public readonly account?: string;

  /**
   * ARN of the role with which the pipeline talks to CloudFormation; may hold placeholders.
   *
   * @default - no role is assumed
   */
  public readonly assumeRoleArn?: string;

  /**
   * ARN of the role that CloudFormation itself uses; may hold placeholders.
   *
   * @default - CloudFormation acts with the caller's permissions
   */
  public readonly executionRoleArn?: string;

  /** Tags of the stack, by key. */
  public readonly tags: Record<string, string> = {};

  /** Assets that must be published before the stack is deployed; its own template is not among them. */
  public readonly assets: StackAsset[] = [];

  /** The asset that is the stack's own template, if the stack's synthesizer publishes it. */
  public readonly templateAsset?: StackAsset;

  /**
   * Address of the published template, as `https://bucket.s3.region.amazonaws.com/key`; may hold placeholders.
   *
   * `undefined` when the stack's synthesizer does not publish templates.
   */
  public readonly templateUrl?: string;

  /** Absolute path of the template in the cloud assembly. */
  public readonly absoluteTemplatePath!: string;

  /** Steps that must succeed before the change set is created (before the deployment, without change sets). */
  public readonly pre: Step[] = [];

  /** Steps between the creation of the change set and its execution. */
  public readonly changeSet: Step[] = [];

  /** Steps that run when the stack has been deployed. */
  public readonly post: Step[] = [];

  /** Stacks of the same Stage that must be deployed earlier. */
  public readonly stackDependencies: StackDeployment[] = [];

  private lastRead: Facts = { fields: {}, tags: {}, assets: [] };
  private connected: readonly StackDeployment[] = [];

  private constructor(private data: StackData) {
    this.stackArtifactId = data.id;
    this._refresh(data);
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
    checkOpen(this, `addStackDependency('${stackDeployment.stackName}') on stack '${this.stackName}'`);
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
    checkOpen(this, `addStackSteps() on stack '${this.stackName}'`);
    const inputs = inputsOf(`${this.constructPath}, addStackSteps()`);
    demandSteps(inputs, { pre, changeSet, post });
    refuse(inputs);
    this.pre.push(...(pre ?? []));
    this.changeSet.push(...(changeSet ?? []));
    this.post.push(...(post ?? []));
  }

  /**
   * Take over what is known by now, but for what somebody has set otherwise meanwhile.
   *
   * @internal
   */
  public _refresh(data: StackData): void {
    const [before, now] = [this.lastRead, factsOf(data)];
    takeOver(this, before.fields, now.fields);
    takeOver(this.tags, before.tags, now.tags);
    const assets = sameObjects(now.assets, before.assets);
    catchUp(this.assets, before.assets, assets);
    this.lastRead = { ...now, assets };
    this.data = data;
  }

  /**
   * Wait for these, as the stacks in the cloud assembly do.
   *
   * @internal
   */
  public _connect(dependencies: readonly StackDeployment[]): void {
    catchUp(this.stackDependencies, this.connected, dependencies);
    this.connected = dependencies;
  }

  /**
   * As it was read.
   *
   * @internal
   */
  public get _data(): StackData {
    return this.data;
  }
}

/** What a cloud assembly says of a stack, to see later what somebody has changed. */
interface Facts {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly tags: Readonly<Record<string, string>>;
  readonly assets: readonly StackAsset[];
}

function factsOf(data: StackData): Facts {
  const fields = {
    constructPath: data.path,
    stackName: data.name,
    region: data.region,
    account: data.account,
    assumeRoleArn: data.assumeRoleArn,
    executionRoleArn: data.executionRoleArn,
    absoluteTemplatePath: data.templatePath,
    templateUrl: data.templateUrl,
    templateAsset: data.templateAsset && assetFrom(data.templateAsset, true),
  };
  return { fields, tags: data.tags, assets: data.assets.map((asset) => assetFrom(asset, false)) };
}

function takeOver<T>(target: object, before: Readonly<Record<string, T>>, now: Readonly<Record<string, T>>): void {
  const fields = target as Record<string, T>;
  for (const key of new Set([...Object.keys(before), ...Object.keys(now)])) {
    if (fields[key] !== before[key]) {
      continue;
    }
    if (key in now) {
      fields[key] = now[key];
    } else {
      delete fields[key];
    }
  }
}

/** An asset that is the same is the same object, so that lists can be compared. */
function sameObjects(assets: readonly StackAsset[], known: readonly StackAsset[]): StackAsset[] {
  const byText = new Map(known.map((a) => [JSON.stringify(a), a]));
  return assets.map((a) => byText.get(JSON.stringify(a)) ?? a);
}

function assetFrom(asset: AssetData, isTemplate: boolean): StackAsset {
  return {
    assetManifestPath: asset.manifestPath,
    assetId: asset.id,
    assetSelector: selectorOf(asset),
    assetType: asset.isImage ? AssetType.DOCKER_IMAGE : AssetType.FILE,
    assetPublishingRoleArn: asset.publishingRoleArn,
    isTemplate,
    displayName: asset.displayName,
  };
}
