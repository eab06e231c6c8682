import type { ResourcePolicyInfo, RoleInfo } from '../../../../document/plan-document';
import { asArray, groupBy, lazyMap } from '../../../../private/lang';
import { attachments } from '../../../../report/attached-policies';
import { type RenderedStack, userPath } from '../../../../cdk/rendered';

/** The roles of a stack with what they may do, in a form that two pipelines can be compared by. */
export function describeRoles(stack: Pick<RenderedStack, 'template' | 'constructs'>): Iterable<RoleInfo> {
  const { template, constructs } = stack;
  const resources = Object.entries(template.Resources ?? {});
  const attached = groupBy(
    resources.flatMap(([, resource]) => attachments(resource)),
    (a) => a.role,
  );
  const roles = resources.filter(([, r]) => r.Type === 'AWS::IAM::Role').sort(([a], [b]) => (a < b ? -1 : 1));
  return lazyMap(roles, ([logicalId, { Properties = {} }]) => ({
    logicalId,
    path: pathOf(logicalId, constructs),
    trust: statementsOf(Properties.AssumeRolePolicyDocument),
    statements: [
      ...inlineDocuments(Properties).flatMap(statementsOf),
      ...(attached.get(logicalId) ?? []).flatMap((a) => statementsOf(a.document)),
      ...asArray(Properties.ManagedPolicyArns).map((arn) => JSON.stringify({ ManagedPolicyArn: arn })),
    ].sort(),
  }));
}

/** Where resources have policies, or are one. */
const POLICIES = ['PolicyDocument', 'KeyPolicy', 'ResourcePolicy', 'RepositoryPolicyText', 'Policy'];

/** Who may do what with the resources of a stack, by logical id. */
export function describeResourcePolicies(stack: Pick<RenderedStack, 'template' | 'constructs'>): ResourcePolicyInfo[] {
  const resources = Object.entries(stack.template.Resources ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  return resources.flatMap(([logicalId, { Type: type, Properties = {} }]) => {
    const documents = type.startsWith('AWS::IAM::') ? [] : POLICIES.map((name) => Properties[name]);
    const statements = documents.flatMap(statementsOf);
    if (type === 'AWS::Lambda::Permission') {
      statements.push(JSON.stringify(sorted({ Effect: 'Allow', ...Properties })));
    }
    return statements.length > 0
      ? [{ path: pathOf(logicalId, stack.constructs), type, statements: statements.sort() }]
      : [];
  });
}

function pathOf(logicalId: string, constructs: RenderedStack['constructs']): string {
  const construct = constructs().get(logicalId);
  return construct ? userPath(construct) : logicalId;
}

function inlineDocuments({ Policies }: Readonly<Record<string, unknown>>): unknown[] {
  return asArray(Policies).map((p) => (p as { PolicyDocument?: unknown }).PolicyDocument);
}

function statementsOf(document: unknown): string[] {
  return asArray((document as { Statement?: unknown } | undefined)?.Statement).map((s) => JSON.stringify(sorted(s)));
}

function sortedBy<A>(items: readonly A[], keyOf: (item: A) => string): A[] {
  const keyed = items.map((item) => ({ item, key: keyOf(item) }));
  return keyed.sort((a, b) => (a.key < b.key ? -1 : 1)).map(({ item }) => item);
}

/** In a statement, lists are sets; in an intrinsic function they are arguments. */
function sorted(value: unknown, isSet = true): unknown {
  if (Array.isArray(value)) {
    const items = value.map((v) => sorted(v, isSet));
    return isSet && items.length > 1 ? sortedBy(items, (item) => JSON.stringify(item)) : items;
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([k, v]) => [k, sorted(v, isSet && !k.startsWith('Fn::'))]));
}
