import { Aws, Fn, Stack, Token } from 'aws-cdk-lib';
import type * as cp from 'aws-cdk-lib/aws-codepipeline';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as s3 from 'aws-cdk-lib/aws-s3';
import { RegionInfo } from 'aws-cdk-lib/region-info';
import { GroupingRole } from './grouping-role';
import { groupRoles, type TargetRole } from './role-groups';
import type { StackSnapshot } from '../../../../plan/snapshot-data';
import { groupBy } from '../../../../private/lang';
import { importBootstrapRole, type RoleTarget } from './bootstrap-roles';
import { withoutGrants } from '../../../../cdk/fixed-roles';

/**
 * What deployments need beside their action: the pipeline may assume the deploy roles, and these may read the
 * artifacts. CDK grants it for each role alone, which outgrows role, bucket and key policies.
 */
export class DeployAccess {
  private readonly foreign: TargetRole[] = [];
  private readonly known = new Map<string, iam.IRole>();

  /** Of the pipeline, if its region tells: by name it takes a third less of the template than by reference. */
  public readonly partition: string | undefined;

  constructor(private readonly codePipeline: cp.Pipeline) {
    const { region } = Stack.of(codePipeline);
    this.partition = Token.isUnresolved(region) ? undefined : RegionInfo.get(region).partition;
  }

  /** The role with which CloudFormation is asked to deploy the stack. */
  public deployRole(stack: StackSnapshot, target: RoleTarget): iam.IRole | undefined {
    const { assumeRoleArn: arn } = stack;
    if (!arn) {
      return undefined;
    }
    const key = `${arn} ${target.account} ${target.region}`;
    const known = this.known.get(key) ?? this.import({ arn, account: stack.account, region: stack.region }, target);
    this.known.set(key, known);
    return known;
  }

  private import(targetRole: TargetRole, target: RoleTarget): iam.IRole {
    const isForeign = this.isForeign(target.account);
    const imported = importBootstrapRole(this.codePipeline, targetRole.arn, target, !isForeign)!;
    if (isForeign) {
      this.foreign.push(targetRole);
    }
    const pipelineRole = this.codePipeline.role;
    if (pipelineRole instanceof GroupingRole) {
      pipelineRole.mayAssume(targetRole, imported.roleArn);
    }
    return isForeign ? withoutGrants(imported, Stack.of(this.codePipeline).account) : imported;
  }

  /** Certainly in another account: a role of the own one is not reached by a policy that names its account. */
  private isForeign(account: string | undefined): boolean {
    const here = Stack.of(this.codePipeline).account;
    return account !== undefined && !Token.isUnresolved(account) && !Token.isUnresolved(here) && account !== here;
  }

  /** All deployments are known: let the roles of other accounts read the artifacts. */
  public finish(): void {
    const here = Stack.of(this.codePipeline).region;
    for (const [region, roles] of groupBy(this.foreign, (r) => r.region ?? here)) {
      const bucket =
        region === here
          ? this.codePipeline.artifactBucket
          : this.codePipeline.crossRegionSupport[region]?.replicationBucket;
      groupRoles(roles, 'aws:PrincipalAccount').forEach((group) => bucket && letRead(bucket, group));
    }
    if (this.codePipeline.role instanceof GroupingRole) {
      this.codePipeline.role.finish();
    }
  }
}

/** Accounts as principals, narrowed to the roles: IAM refuses a policy that names a role which is not there yet. */
function letRead(bucket: s3.IBucket, { patterns, accounts }: ReturnType<typeof groupRoles>[number]): void {
  const who = {
    // By number and not by ARN: the templates of support stacks have room for 51,200 bytes.
    principals: accounts.map((account) => new iam.ArnPrincipal(account ?? Aws.ACCOUNT_ID)),
    conditions: { ArnLike: { 'aws:PrincipalArn': patterns.map((pattern) => Fn.sub(pattern)) } },
  };
  bucket.addToResourcePolicy(
    new iam.PolicyStatement({
      actions: ['s3:GetObject*', 's3:GetBucket*', 's3:List*'],
      resources: [bucket.bucketArn, bucket.arnForObjects('*')],
      ...who,
    }),
  );
  bucket.encryptionKey?.addToResourcePolicy(
    new iam.PolicyStatement({ actions: ['kms:Decrypt', 'kms:DescribeKey'], resources: ['*'], ...who }),
  );
}
