import type { Statement } from './iam';

/* The roles that `cdk bootstrap` makes, with what they may do: see the bootstrap template of the CDK CLI. */

export interface BootstrapRole {
  readonly kind: string;
  readonly account: string;
  readonly region: string;
  readonly trust: readonly Statement[];
  readonly statements: readonly Statement[];
}

const NAME = /:role\/cdk-[a-z0-9]+-(deploy|file-publishing|image-publishing|lookup|cfn-exec)-role-(\d+)-([a-z0-9-]+)$/;

/** @param trusted accounts that `--trust` names, as every account of a pipeline trusts that of the pipeline */
export function bootstrapRole(arn: string, trusted: string): BootstrapRole | undefined {
  const [, kind, account, region] = NAME.exec(arn) ?? [];
  if (!kind) {
    return undefined;
  }
  const service = kind === 'cfn-exec';
  const Principal: Statement['Principal'] = service
    ? { Service: 'cloudformation.amazonaws.com' }
    : { AWS: [account, trusted] };
  return {
    kind,
    account,
    region,
    trust: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal }],
    statements: kind === 'deploy' ? deployStatements(account, region) : [],
  };
}

function deployStatements(account: string, region: string): Statement[] {
  return [
    {
      Effect: 'Allow',
      Action: ['cloudformation:*ChangeSet', 'cloudformation:*Stack', 'cloudformation:Describe*', 'cloudformation:Get*'],
      Resource: '*',
    },
    {
      Effect: 'Allow',
      Action: ['s3:GetObject*', 's3:GetBucket*', 's3:List*', 's3:Abort*', 's3:DeleteObject*', 's3:PutObject*'],
      Resource: '*',
      Condition: { StringNotEquals: { 's3:ResourceAccount': account } },
    },
    {
      Effect: 'Allow',
      Action: ['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*'],
      Resource: '*',
      Condition: { StringEquals: { 'kms:ViaService': `s3.${region}.amazonaws.com` } },
    },
    {
      Effect: 'Allow',
      Action: 'iam:PassRole',
      Resource: `arn:aws:iam::${account}:role/cdk-*-cfn-exec-role-${account}-${region}`,
    },
  ];
}
