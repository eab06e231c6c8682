import type * as cb from 'aws-cdk-lib/aws-codebuild';
import type { DeployAccess } from './deploy-access';
import { allowAssume } from './grouping-role';
import { AssetManifests } from './publish-data';
import type { TargetRole } from './role-groups';
import type { FileSet } from '../../../../blueprint';
import type { AssetSnapshot } from '../../../../plan/snapshot-data';

/** What the renderers of a compact pipeline share. */
export class CompactContext {
  public readonly manifests = new AssetManifests();
  /** Projects that publish files (`false`) and images. */
  public readonly publishers = new Map<boolean, cb.IProject>();
  private readonly targets = new Map<boolean, TargetRole[]>();

  constructor(
    /** Of the CDK CLI. */
    public readonly cliVersion: string,
    /** Name of the directory in the cloud assembly that says what is published. */
    public readonly publishDir: string,
    public readonly access: DeployAccess,
    /** The templates without the assets, if the synth can hand them on. */
    public readonly templates?: FileSet,
  ) {}

  /** Publishers of a type need the roles of all these. */
  public mayAssume(isImage: boolean, assets: readonly AssetSnapshot[]): void {
    const targets = this.targets.get(isImage) ?? [];
    this.targets.set(isImage, targets);
    for (const { publishingRoleArn: arn, account, region } of assets) {
      if (arn) {
        targets.push({ arn, account, region });
      }
    }
  }

  /** All actions are made: write the statements that stand for all of them. */
  public finish(): void {
    this.targets.forEach((targets, isImage) => allowAssume(this.publishers.get(isImage)!, targets));
    this.access.finish();
  }
}
