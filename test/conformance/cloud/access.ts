import { bootstrapRole } from './bootstrap';
import { type Principal, refusal, type Statement, type Target } from './iam';
import { type DeployedStack, type Found, resourcesOf } from './stacks';

export class AccessDenied extends Error {}

interface Bucket {
  readonly arn: string;
  readonly account: string;
  readonly region: string;
  readonly policy: readonly Statement[];
  /** Of its default encryption. */
  readonly key?: string;
}

/** Everything that has a policy, and every question whether somebody may do something. */
export class Access {
  private readonly roles = new Map<string, Principal & { readonly trust: readonly Statement[] }>();
  private readonly buckets = new Map<string, Bucket>();
  private readonly keys = new Map<string, Found>();
  private readonly aliases = new Map<string, string>();

  /** @param home account of the pipeline */
  constructor(
    stacks: readonly DeployedStack[],
    private readonly home: string,
  ) {
    const attached = policiesOfRoles(stacks);
    for (const { arn, name, stack, Properties } of resourcesOf(stacks, 'AWS::IAM::Role')) {
      const inside = (Properties.Policies ?? []).flatMap((p: any) => p.PolicyDocument.Statement);
      const statements = [...inside, ...(attached.get(name) ?? [])];
      const trust = Properties.AssumeRolePolicyDocument.Statement;
      this.roles.set(arn, { arn, account: stack.account, statements, trust });
    }
    this.readKeys(stacks);
    this.readBuckets(stacks);
  }

  private readKeys(stacks: readonly DeployedStack[]): void {
    resourcesOf(stacks, 'AWS::KMS::Key').forEach((key) => this.keys.set(key.arn, key));
    for (const { Properties, stack } of resourcesOf(stacks, 'AWS::KMS::Alias')) {
      const arn = `arn:aws:kms:${stack.region}:${stack.account}:${Properties.AliasName}`;
      this.aliases.set(arn, Properties.TargetKeyId);
    }
  }

  private readBuckets(stacks: readonly DeployedStack[]): void {
    const policies = resourcesOf(stacks, 'AWS::S3::BucketPolicy');
    for (const { name, arn, stack, Properties } of resourcesOf(stacks, 'AWS::S3::Bucket')) {
      const policy = policies
        .filter((p) => p.Properties.Bucket === name)
        .flatMap((p) => p.Properties.PolicyDocument.Statement);
      const [encryption] = Properties.BucketEncryption?.ServerSideEncryptionConfiguration ?? [];
      const key = encryption?.ServerSideEncryptionByDefault?.KMSMasterKeyID;
      this.buckets.set(name, { arn, account: stack.account, region: stack.region, policy, key });
    }
  }

  /** The role, for who may assume it. */
  public assume(who: Principal, arn: string): Principal {
    const known = this.roles.get(arn) ?? this.bootstrapRole(arn) ?? this.ownRole(arn);
    if (!known) {
      throw new AccessDenied(`AccessDenied: ${who.arn} may not sts:AssumeRole on ${arn}: there is no such role`);
    }
    const { trust, account } = known;
    const tag = bootstrapRole(arn, this.home)?.kind;
    const context = tag === undefined ? undefined : { 'iam:ResourceTag/aws-cdk:bootstrap-role': tag };
    this.check(who, 'sts:AssumeRole', { arn, account, policy: trust, closed: true, context });
    return known;
  }

  /** The role of a service, which the trust policy must name. */
  public assumeAs(service: string, arn: string): Principal {
    return this.assume({ arn: service, account: 'aws', statements: [ANYTHING] }, arn);
  }

  public read(who: Principal, bucket: string, key: string, encryptionKey?: string): void {
    this.object(who, bucket, key, ['s3:GetObject'], 'kms:Decrypt', encryptionKey);
  }

  public write(who: Principal, bucket: string, key: string, encryptionKey?: string): void {
    this.object(who, bucket, key, ['s3:PutObject'], 'kms:GenerateDataKey', encryptionKey);
  }

  /** Any other call, on what has no policy of its own here. */
  public call(who: Principal, action: string, arn: string, context?: Record<string, string>): void {
    const account = /^arn:[^:]*:[^:]*:[^:]*:(\d{12}):/.exec(arn)?.[1] ?? who.account;
    this.check(who, action, { arn, account, context });
  }

  private object(
    who: Principal,
    name: string,
    objectKey: string,
    actions: string[],
    keyAction: string,
    encryptionKey?: string,
  ): void {
    // Buckets outside of the stacks are the user's: who may use them is not in these policies but for ours.
    const bucket = this.buckets.get(name) ?? {
      arn: `arn:aws:s3:::${name}`,
      account: who.account,
      policy: [],
      region: '',
    };
    const arn = `${bucket.arn}/${objectKey}`;
    actions.forEach((action) => this.check(who, action, { arn, account: bucket.account, policy: bucket.policy }));
    const key = this.keyOf(encryptionKey ?? bucket.key);
    if (key) {
      const context = { 'kms:ViaService': `s3.${bucket.region}.amazonaws.com` };
      const policy = key.Properties.KeyPolicy.Statement;
      this.check(who, keyAction, { arn: key.arn, account: key.stack.account, policy, closed: true, context });
    }
  }

  private keyOf(id: string | undefined): Found | undefined {
    const key = id === undefined ? undefined : this.keys.get(this.aliases.get(id) ?? id);
    if (id !== undefined && !key) {
      throw new Error(`there is no key '${id}'`);
    }
    return key;
  }

  /** A role that somebody has made elsewhere trusts the account of the pipeline, and may do all that its account may. */
  private ownRole(arn: string) {
    const [, account] = /^arn:aws:iam::(\d{12}):role\//.exec(arn) ?? [];
    const trust: Statement = { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { AWS: this.home } };
    return account === undefined ? undefined : { arn, account, trust: [trust], statements: [ANYTHING] };
  }

  private bootstrapRole(arn: string) {
    const role = bootstrapRole(arn, this.home);
    return role && { ...role, arn };
  }

  private check(who: Principal, action: string, target: Target): void {
    const why = refusal(who, action, target);
    if (why) {
      throw new AccessDenied(why);
    }
  }
}

const ANYTHING: Statement = { Effect: 'Allow', Action: '*', Resource: '*' };

function policiesOfRoles(stacks: readonly DeployedStack[]): Map<string, Statement[]> {
  const byRole = new Map<string, Statement[]>();
  const policies = ['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy'].flatMap((type) => resourcesOf(stacks, type));
  for (const { Properties } of policies) {
    for (const role of Properties.Roles ?? []) {
      byRole.set(role, [...(byRole.get(role) ?? []), ...Properties.PolicyDocument.Statement]);
    }
  }
  return byRole;
}
