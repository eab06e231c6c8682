import type { PipelineInfo } from '../document/plan-document';

// What only CloudFormation fills in stands in plans as `Fn::Sub` would have it: `${AWS::Region}`, `${BucketA1B2C3D4.Arn}`.

/** Logical ids of the CDK end in eight of these: what else is in braces is a variable of the shell. */
const TOKEN = /\$\{(AWS::\w+|[A-Za-z0-9]*[A-Za-z][0-9A-F]{8}(?:\.[\w.]+)?)\}/g;

/** What CloudFormation would fill in, each once. */
export function tokensIn(text: string): string[] {
  return [...new Set([...text.matchAll(TOKEN)].map(([, name]) => name))];
}

/** Expressions that GitHub would fill in, each once. */
export function expressionsIn(text: string): string[] {
  return [...new Set([...text.matchAll(/\$\{\{([\s\S]*?)\}\}/g)].map(([, inner]) => inner.trim()))];
}

/** A text with all that is known here of where the pipeline is. */
export function fillPseudoParameters(text: string, { account, region, stack }: PipelineInfo): string {
  const suffix = region === undefined ? undefined : region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com';
  const known: Readonly<Record<string, string | undefined>> = {
    'AWS::AccountId': account,
    'AWS::Region': region,
    'AWS::Partition': region === undefined ? undefined : partitionOf(region),
    'AWS::StackName': stack?.split('/').join('-'),
    'AWS::URLSuffix': suffix,
  };
  return text.replace(TOKEN, (whole, name: string) => known[name] ?? whole);
}

function partitionOf(region: string): string {
  return region.startsWith('cn-') ? 'aws-cn' : region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}
