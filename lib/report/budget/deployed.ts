import type { RenderedResource } from '../../private/template';

/** What is known of a stack, to tell what a value in its template will be once it is deployed. */
export interface Facts {
  readonly stack: string;
  readonly account?: string;
  readonly region?: string;
  readonly resources: Readonly<Record<string, RenderedResource>>;
}

/** What CloudFormation adds to names that it makes up. */
const RANDOM = 'X'.repeat(12);

/** As long as most values are that come from elsewhere: the ARN of a role of a bootstrap stack has 80 to 90 characters. */
const UNKNOWN = 'x'.repeat(64);

interface Naming {
  /** The property that sets the name. */
  readonly property: string;
  readonly max: number;
  /** The ARN up to the name. */
  readonly arn: (account: string, region: string) => string;
  /** What `Ref` gives. @default - the name */
  readonly ref?: 'arn';
  /** Whether made up names begin with that of the stack. @default true */
  readonly withStack?: boolean;
}

const NAMINGS: Readonly<Record<string, Naming>> = {
  'AWS::IAM::Role': { property: 'RoleName', max: 64, arn: (a) => `arn:aws:iam::${a}:role/` },
  'AWS::IAM::ManagedPolicy': {
    property: 'ManagedPolicyName',
    max: 128,
    arn: (a) => `arn:aws:iam::${a}:policy/`,
    ref: 'arn',
  },
  'AWS::S3::Bucket': { property: 'BucketName', max: 63, arn: () => 'arn:aws:s3:::' },
  'AWS::CodeBuild::Project': {
    property: 'Name',
    max: 150,
    arn: (a, r) => `arn:aws:codebuild:${r}:${a}:project/`,
    withStack: false,
  },
  'AWS::CodePipeline::Pipeline': { property: 'Name', max: 100, arn: (a, r) => `arn:aws:codepipeline:${r}:${a}:` },
  'AWS::Lambda::Function': { property: 'FunctionName', max: 64, arn: (a, r) => `arn:aws:lambda:${r}:${a}:function:` },
  'AWS::SNS::Topic': { property: 'TopicName', max: 256, arn: (a, r) => `arn:aws:sns:${r}:${a}:`, ref: 'arn' },
};

/** Keys are named by CloudFormation alone. */
const KEY_ID = 'x'.repeat(36);

/**
 * Characters that a value will have once it is deployed, as JSON without white space: as IAM counts a policy.
 *
 * Literals count as they are. Names that CloudFormation makes up are taken to have the form it gives them, of stack,
 * logical id and 12 random characters, cut to what the service takes; accounts have 12 digits, regions 14 characters if
 * they are not known, and the partition is `aws`. What comes from other stacks, or out of functions whose result is not
 * known before, is taken to have 64 characters.
 */
export function deployedLength(value: unknown, facts: Facts): number {
  return JSON.stringify(deployed(value, facts)).length;
}

/** The same in bytes. */
export function deployedBytes(value: unknown, facts: Facts): number {
  return Buffer.byteLength(JSON.stringify(deployed(value, facts)));
}

/** A value with something of about the right length in place of every intrinsic function. */
export function deployed(value: unknown, facts: Facts): unknown {
  if (Array.isArray(value)) {
    return value.filter((v) => !isNoValue(v)).map((v) => deployed(v, facts));
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const entries = Object.entries(value);
  if (entries.length === 1 && (entries[0][0] === 'Ref' || entries[0][0].startsWith('Fn::'))) {
    return evaluate(entries[0][0], entries[0][1], facts);
  }
  const result: Record<string, unknown> = {};
  for (const [key, v] of entries) {
    if (!isNoValue(v)) {
      result[key] = deployed(v, facts);
    }
  }
  return result;
}

function isNoValue(value: unknown): boolean {
  return (value as { Ref?: unknown } | null | undefined)?.Ref === 'AWS::NoValue';
}

function evaluate(name: string, argument: unknown, facts: Facts): unknown {
  switch (name) {
    case 'Ref':
      return reference(String(argument), facts);
    case 'Fn::GetAtt': {
      const [id, attribute] = typeof argument === 'string' ? argument.split('.') : (argument as string[]);
      return attributeOf(id, attribute, facts);
    }
    case 'Fn::Join': {
      const [separator, parts] = deployed(argument, facts) as [string, unknown];
      return Array.isArray(parts) ? parts.map(String).join(separator) : UNKNOWN;
    }
    case 'Fn::Sub': {
      const [text, variables] = (Array.isArray(argument) ? argument : [argument, {}]) as [
        string,
        Record<string, unknown>,
      ];
      return text.replace(/\$\{(!?)([^}]+)\}/g, (_, literal, variable) =>
        literal
          ? `\${${variable}}`
          : String(variable in variables ? deployed(variables[variable], facts) : placeholder(variable, facts)),
      );
    }
    case 'Fn::If':
      return deployed((argument as unknown[])[1], facts);
    default:
      return UNKNOWN;
  }
}

function placeholder(variable: string, facts: Facts): unknown {
  const [id, attribute] = variable.split('.');
  return attribute === undefined ? reference(id, facts) : attributeOf(id, attribute, facts);
}

function reference(id: string, facts: Facts): unknown {
  switch (id) {
    case 'AWS::Partition':
      return 'aws';
    case 'AWS::AccountId':
      return account(facts);
    case 'AWS::Region':
      return region(facts);
    case 'AWS::URLSuffix':
      return 'amazonaws.com';
    case 'AWS::StackName':
      return facts.stack;
    default:
      return resourceOf(id, facts).ref;
  }
}

function attributeOf(id: string, attribute: string, facts: Facts): string {
  return attribute === 'Arn' ? resourceOf(id, facts).arn : UNKNOWN;
}

function resourceOf(id: string, facts: Facts): { readonly ref: string; readonly arn: string } {
  const resource = facts.resources[id] as RenderedResource | undefined;
  if (resource?.Type === 'AWS::KMS::Key') {
    return { ref: KEY_ID, arn: `arn:aws:kms:${region(facts)}:${account(facts)}:key/${KEY_ID}` };
  }
  const naming = resource && NAMINGS[resource.Type];
  if (!naming) {
    return { ref: UNKNOWN, arn: UNKNOWN };
  }
  const set = resource.Properties?.[naming.property];
  const name = typeof set === 'string' ? set : madeUp(id, naming, facts);
  const arn = `${naming.arn(account(facts), region(facts))}${name}`;
  return { ref: naming.ref === 'arn' ? arn : name, arn };
}

function madeUp(id: string, { max, withStack = true }: Naming, facts: Facts): string {
  return `${withStack ? `${facts.stack}-` : ''}${id}-${RANDOM}`.slice(0, max);
}

function account(facts: Facts): string {
  return facts.account ?? '0'.repeat(12);
}

function region(facts: Facts): string {
  return facts.region ?? 'x'.repeat(14);
}
