import type { RenderedResource } from '../private/template';
import { asArray } from '../private/lang';

/** A policy that is a resource of its own, on a role of the same stack. */
export interface Attachment {
  /** Logical id of the role. */
  readonly role: string;
  readonly isManaged: boolean;
  readonly document: unknown;
}

/** Once for each role that the policy is attached to; none if the resource is no policy. */
export function attachments({ Type, Properties = {} }: RenderedResource): Attachment[] {
  const isManaged = Type === 'AWS::IAM::ManagedPolicy';
  const roles = isManaged || Type === 'AWS::IAM::Policy' ? asArray(Properties.Roles) : [];
  return roles
    .map((role) => (role as { readonly Ref?: unknown }).Ref)
    .filter((role) => typeof role === 'string')
    .map((role) => ({ role, isManaged, document: Properties.PolicyDocument }));
}
