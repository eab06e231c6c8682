/**
 * Where the examples live. The accounts and the connection are made up, so that snapshots are the same on every
 * machine; to deploy an example, put your own in the environment (see README.md beside this file).
 */
const { CDK_INTEG_ACCOUNT, CDK_INTEG_CONNECTION_ARN } = process.env;

/** The account of the example, or yours instead of every one of them. */
export function account(example: string): string {
  return CDK_INTEG_ACCOUNT ?? example;
}

/** The connection through which CodePipeline reads the repositories. */
export const connectionArn =
  CDK_INTEG_CONNECTION_ARN ??
  'arn:aws:codeconnections:us-east-1:111111111111:connection/11111111-2222-3333-4444-555555555555';
