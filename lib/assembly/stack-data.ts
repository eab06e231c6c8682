/** One destination of one asset, as written in an asset manifest. */
export interface AssetData {
  readonly manifestPath: string;
  readonly id: string;
  readonly destination: string;
  readonly isImage: boolean;
  readonly displayName?: string;
  readonly publishingRoleArn?: string;
  /** Whether that role is assumed with session tags. */
  readonly sessionTags: boolean;
}

/** One stack, as a cloud assembly describes it. */
export interface StackData {
  /** Artifact id. */
  readonly id: string;
  /** Construct path. */
  readonly path: string;
  /** Name that CloudFormation knows it by. */
  readonly name: string;
  readonly account?: string;
  readonly region?: string;
  readonly assumeRoleArn?: string;
  /** Names of further parameters with which the role is to be assumed, as STS has them: `Tags`, `ExternalId`, … */
  readonly assumeRoleOptions: readonly string[];
  readonly executionRoleArn?: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly terminationProtection: boolean;
  /** Topics that CloudFormation notifies. */
  readonly notificationArns: readonly string[];
  readonly templatePath: string;
  /** The asset that is the template itself, if the synthesizer publishes templates. */
  readonly templateAsset?: AssetData;
  /** `https://` address of the published template; may hold placeholders. */
  readonly templateUrl?: string;
  /** Without the template. */
  readonly assets: readonly AssetData[];
  /** Artifact ids of the stacks that must be deployed earlier. */
  readonly dependsOn: readonly string[];
}

/** An asset and its destination as `cdk-assets` takes them. */
export function selectorOf({ id, destination }: Pick<AssetData, 'id' | 'destination'>): string {
  return `${id}:${destination}`;
}

/** The destination in a selector of the asset. */
export function destinationIn(selector: string, id: string): string {
  return selector.slice(id.length + 1);
}
