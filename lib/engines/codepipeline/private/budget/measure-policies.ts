import { deployedBytes, deployedLength, type Facts } from './deployed';
import { asArray, asObject, nameUses, type Use } from './use';
import type { RenderedResource } from '../rendered';

/** What IAM, KMS and S3 count of roles and policies. */
export function measurePolicies(facts: Facts): Use[] {
  const resources = Object.entries(facts.resources);
  const attached = resources.flatMap(([id, resource]) => attachments(id, resource));
  return [
    ...measureRoles(resources, attached, facts),
    ...resources.flatMap(([id, resource]) => measurePolicy(id, resource, facts)),
  ];
}

interface Attachment {
  /** Logical id of the role. */
  readonly role: string;
  readonly isManaged: boolean;
  readonly document: unknown;
}

function attachments(_: string, { Type, Properties = {} }: RenderedResource): Attachment[] {
  const isManaged = Type === 'AWS::IAM::ManagedPolicy';
  const roles = isManaged || Type === 'AWS::IAM::Policy' ? asArray(Properties.Roles) : [];
  return roles
    .map((role) => asObject(role).Ref)
    .filter((role) => typeof role === 'string')
    .map((role) => ({ role, isManaged, document: Properties.PolicyDocument }));
}

/** Each document is rendered once, however many roles share it. */
function measureRoles(
  resources: readonly (readonly [string, RenderedResource])[],
  attached: readonly Attachment[],
  facts: Facts,
): Use[] {
  const inline = new Map<string, number>();
  const managed = new Map<string, number>();
  const lengths = new Map<unknown, number>();
  const add = (to: Map<string, number>, role: string, n: number) => to.set(role, (to.get(role) ?? 0) + n);
  for (const { role, isManaged, document } of attached) {
    if (isManaged) {
      add(managed, role, 1);
    } else {
      const length = lengths.get(document) ?? deployedLength(document, facts);
      lengths.set(document, length);
      add(inline, role, length);
    }
  }
  return resources
    .filter(([, r]) => r.Type === 'AWS::IAM::Role')
    .flatMap(([element, { Properties = {} }]): Use[] => {
      const own = asArray(Properties.Policies).map((p) => deployedLength(asObject(p).PolicyDocument ?? '', facts));
      const arns = asArray(Properties.ManagedPolicyArns).length;
      return [
        { limit: 'role-policies', used: own.reduce((a, b) => a + b, inline.get(element) ?? 0), element },
        { limit: 'managed-policies', used: arns + (managed.get(element) ?? 0), element },
        { limit: 'trust-policy', used: deployedLength(Properties.AssumeRolePolicyDocument ?? '', facts), element },
        ...nameUses(Properties.RoleName, 'role-name', undefined, /x/, { element }),
      ];
    });
}

function measurePolicy(element: string, { Type, Properties = {} }: RenderedResource, facts: Facts): Use[] {
  switch (Type) {
    case 'AWS::IAM::Policy':
      return nameUses(Properties.PolicyName, 'policy-name', undefined, /x/, { element });
    case 'AWS::IAM::ManagedPolicy':
      return [
        { limit: 'managed-policy', used: deployedLength(Properties.PolicyDocument ?? '', facts), element },
        ...nameUses(Properties.ManagedPolicyName, 'policy-name', undefined, /x/, { element }),
      ];
    case 'AWS::KMS::Key':
      return [{ limit: 'key-policy', used: deployedBytes(Properties.KeyPolicy ?? '', facts), element }];
    case 'AWS::S3::BucketPolicy':
      return [{ limit: 'bucket-policy', used: deployedBytes(Properties.PolicyDocument ?? '', facts), element }];
    default:
      return [];
  }
}
