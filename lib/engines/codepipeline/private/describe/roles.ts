import type { RoleInfo } from '../../../../document/plan-document';
import { groupBy } from '../../../../private/lang';
import { type RenderedResource, type RenderedStack, userPath } from '../rendered';

/** The roles of a stack with what they may do, in a form that two pipelines can be compared by. */
export function describeRoles({ template, constructs }: Pick<RenderedStack, 'template' | 'constructs'>): RoleInfo[] {
  const resources = Object.entries(template.Resources ?? {});
  const attached = groupBy(resources.flatMap(attachments), (a) => a.role);
  return resources
    .filter(([, r]) => r.Type === 'AWS::IAM::Role')
    .map(([logicalId, { Properties = {} }]) => ({
      logicalId,
      path: pathOf(logicalId, constructs),
      trust: statementsOf(Properties.AssumeRolePolicyDocument),
      statements: [
        ...inlineDocuments(Properties).flatMap(statementsOf),
        ...(attached.get(logicalId) ?? []).flatMap((a) => statementsOf(a.document)),
        ...asArray(Properties.ManagedPolicyArns).map((arn) => JSON.stringify({ ManagedPolicyArn: arn })),
      ].sort(),
    }))
    .sort((a, b) => (a.logicalId < b.logicalId ? -1 : 1));
}

function pathOf(logicalId: string, constructs: RenderedStack['constructs']): string {
  const construct = constructs().get(logicalId);
  return construct ? userPath(construct) : logicalId;
}

function inlineDocuments({ Policies }: Readonly<Record<string, unknown>>): unknown[] {
  return asArray(Policies).map((p) => (p as { PolicyDocument?: unknown }).PolicyDocument);
}

/** Policies that are resources of their own, once for each role that they are attached to. */
function attachments([, { Type, Properties = {} }]: readonly [string, RenderedResource]) {
  const isPolicy = Type === 'AWS::IAM::Policy' || Type === 'AWS::IAM::ManagedPolicy';
  return (isPolicy ? asArray(Properties.Roles) : []).flatMap((role) => {
    const logicalId = (role as { Ref?: string }).Ref;
    return logicalId === undefined ? [] : [{ role: logicalId, document: Properties.PolicyDocument }];
  });
}

function statementsOf(document: unknown): string[] {
  return asArray((document as { Statement?: unknown } | undefined)?.Statement).map((s) => JSON.stringify(sorted(s)));
}

function asArray(value: unknown): unknown[] {
  return Array.isArray(value) ? value : value === undefined ? [] : [value];
}

/** In a statement, lists are sets; in an intrinsic function they are arguments. */
function sorted(value: unknown, isSet = true): unknown {
  if (Array.isArray(value)) {
    const items = value.map((v) => sorted(v, isSet));
    return isSet ? items.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)) : items;
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([k, v]) => [k, sorted(v, isSet && !k.startsWith('Fn::'))]));
}
