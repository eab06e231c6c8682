import { deployedBytes, deployedLength, type Facts } from './deployed';
import type { PolicyLimit } from './limits-of-stacks';
import { nameUses, type Usage } from './usage';
import { asArray, asObject } from '../../private/lang';
import { type Attachment, attachments } from '../attached-policies';
import type { RenderedResource } from '../../private/template';

/** What IAM, KMS and S3 count of roles and policies. */
export function* measurePolicies(facts: Facts): Iterable<Usage<PolicyLimit>> {
  const resources = Object.entries(facts.resources);
  const attached = resources.flatMap(([, resource]) => attachments(resource));
  yield* measureRoles(resources, attached, facts);
  for (const [id, resource] of resources) {
    yield* measurePolicy(id, resource, facts);
  }
}

function* measureRoles(
  resources: readonly (readonly [string, RenderedResource])[],
  attached: readonly Attachment[],
  facts: Facts,
): Iterable<Usage<PolicyLimit>> {
  const { inline, managed } = measureAttached(attached, facts);
  for (const [element, { Type, Properties = {} }] of resources) {
    if (Type === 'AWS::IAM::Role') {
      const own = asArray(Properties.Policies).map((p) => deployedLength(asObject(p).PolicyDocument ?? '', facts));
      const arns = asArray(Properties.ManagedPolicyArns).length;
      const trust = deployedLength(Properties.AssumeRolePolicyDocument ?? '', facts);
      yield { limit: 'role-policies', used: own.reduce((a, b) => a + b, inline.get(element) ?? 0), element };
      yield { limit: 'managed-policies', used: arns + (managed.get(element) ?? 0), element };
      yield { limit: 'trust-policy', used: trust, element };
      yield* nameUses(Properties.RoleName, 'role-name', { element });
    }
  }
}

/**
 * For each role, characters of its inline policies and the number of managed ones. Each document is rendered once,
 * however many roles share it.
 */
function measureAttached(attached: readonly Attachment[], facts: Facts) {
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
  return { inline, managed };
}

function* measurePolicy(
  element: string,
  { Type, Properties = {} }: RenderedResource,
  facts: Facts,
): Iterable<Usage<PolicyLimit>> {
  switch (Type) {
    case 'AWS::IAM::Policy':
      yield* nameUses(Properties.PolicyName, 'policy-name', { element });
      break;
    case 'AWS::IAM::ManagedPolicy':
      yield { limit: 'managed-policy', used: deployedLength(Properties.PolicyDocument ?? '', facts), element };
      yield* nameUses(Properties.ManagedPolicyName, 'policy-name', { element });
      break;
    case 'AWS::KMS::Key':
      yield { limit: 'key-policy', used: deployedBytes(Properties.KeyPolicy ?? '', facts), element };
      break;
    case 'AWS::S3::BucketPolicy':
      yield { limit: 'bucket-policy', used: deployedBytes(Properties.PolicyDocument ?? '', facts), element };
      break;
  }
}
