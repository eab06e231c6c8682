import { FeatureFlags, Fn, PhysicalName, Stack } from 'aws-cdk-lib';
import type * as cp from 'aws-cdk-lib/aws-codepipeline';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as cxapi from 'aws-cdk-lib/cx-api';
import type { Construct } from 'constructs';
import { AssetPublishingRole } from './asset-publishing-role';
import { grantAssumeRoleOnce } from '../../../../cdk/fixed-roles';
import { scopeFor } from '../scopes';
import { ids } from '../naming';
import { type DockerCredential, DockerCredentialUsage } from '../../docker-credentials';

/** Roles that several actions share. Each is made when it is first needed. */
export class CodeBuildRoles {
  private action?: iam.IRole;
  private readonly assets = new Map<boolean, AssetPublishingRole>();
  private readonly substituted = new Map<string, string>();

  constructor(
    private readonly pipeline: Construct,
    private readonly codePipeline: cp.Pipeline,
    private readonly credentials: readonly DockerCredential[],
  ) {}

  /** With which CodePipeline starts builds. */
  public codeBuildActionRole(): iam.IRole {
    return (this.action ??= this.newActionRole());
  }

  /** With which assets of a type are published; may assume the given roles of the target environments. */
  public assetRole(isImage: boolean, publishingRoleArns: readonly string[]): iam.IRole {
    const role = this.assets.get(isImage) ?? this.newAssetRole(isImage);
    for (const arn of publishingRoleArns) {
      role.mayAssume(this.substitute(arn));
    }
    return role;
  }

  private newActionRole(): iam.IRole {
    const role = new iam.Role(this.pipeline, ids.codeBuildActionRole, {
      assumedBy: new iam.ArnPrincipal(this.codePipeline.role.roleArn),
    });
    grantAssumeRoleOnce(role);
    return role;
  }

  private newAssetRole(isImage: boolean): AssetPublishingRole {
    const role = new AssetPublishingRole(
      scopeFor(this.pipeline, ids.assetsScope),
      isImage ? ids.imageAssetRole : ids.fileAssetRole,
      { roleName: PhysicalName.GENERATE_IF_NEEDED, assumedBy: this.assetPrincipal() },
    );
    this.assets.set(isImage, role);
    if (isImage) {
      this.credentials.forEach((c) => c.grantRead(role, DockerCredentialUsage.ASSET_PUBLISHING));
    }
    return role;
  }

  private assetPrincipal(): iam.IPrincipal {
    const codeBuild = new iam.ServicePrincipal('codebuild.amazonaws.com');
    return FeatureFlags.of(this.pipeline).isEnabled(cxapi.PIPELINE_REDUCE_ASSET_ROLE_TRUST_SCOPE)
      ? codeBuild
      : new iam.CompositePrincipal(codeBuild, new iam.AccountPrincipal(Stack.of(this.pipeline).account));
  }

  // One token for one ARN, so that statements about it are recognised as equal.
  private substitute(arn: string): string {
    const known = this.substituted.get(arn) ?? Fn.sub(arn);
    this.substituted.set(arn, known);
    return known;
  }
}
