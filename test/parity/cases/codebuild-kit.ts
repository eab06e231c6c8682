import * as cb from 'aws-cdk-lib/aws-codebuild';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import type * as cdk from 'aws-cdk-lib';
import type { CodeBuildStepProps } from 'aws-cdk-lib/pipelines';

export type Props = Partial<CodeBuildStepProps>;

export const vpcOf = (stack: cdk.Stack) => new ec2.Vpc(stack, 'Vpc', { maxAzs: 2, natGateways: 1 });
export const spec = (content: Record<string, unknown>) => cb.BuildSpec.fromObject({ version: '0.2', ...content });

export function fileSystem() {
  return cb.FileSystemLocation.efs({
    identifier: 'cache',
    location: 'fs-1.efs.us-east-1.amazonaws.com:/',
    mountPoint: '/mnt',
    mountOptions: 'nfsvers=4.1',
  });
}
