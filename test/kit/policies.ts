import { ofType, type WrittenTemplate } from './app';

/** What a statement allows, and to whom. */
export interface Allowed {
  readonly Resource: unknown;
  readonly Principal?: unknown;
  readonly Condition?: unknown;
}

/** What IAM would read, with names of resources in place of their ARNs. */
export function plain(value: any): any {
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  if (Array.isArray(value)) {
    return value.map(plain);
  }
  const [[name, given] = []] = Object.entries<any>(value);
  const forms: Record<string, () => string> = {
    Ref: () => (given === 'AWS::Partition' ? 'aws' : given),
    'Fn::GetAtt': () => given[0],
    'Fn::Join': () => given[1].map(plain).join(given[0]),
    'Fn::Sub': () => given.replace('${AWS::Partition}', 'aws').replaceAll('${!', '${'),
  };
  return forms[name!]?.() ?? Object.fromEntries(Object.entries(value).map(([k, v]) => [k, plain(v)]));
}

/** All policies of roles, those inside of roles included, and whose they are. */
export function policyDocuments(template: WrittenTemplate): { document: any; roles: string[] }[] {
  const attached = [...ofType(template, 'AWS::IAM::Policy'), ...ofType(template, 'AWS::IAM::ManagedPolicy')];
  const inside = Object.entries(template.Resources).flatMap(([id, { Type, Properties }]) =>
    Type === 'AWS::IAM::Role'
      ? (Properties.Policies ?? []).map((p: any) => ({ document: p.PolicyDocument, roles: [id] }))
      : [],
  );
  return [
    ...attached.map((p) => ({ document: p.Properties.PolicyDocument, roles: plain(p.Properties.Roles ?? []) })),
    ...inside,
  ];
}

/** What the policies of a role say of an action. */
export function allowed(template: WrittenTemplate, role: string, action: string): Allowed[] {
  const own = policyDocuments(template).filter(({ roles }) => roles.includes(role));
  return statements(
    own.map(({ document }) => document),
    action,
  );
}

/** Statements that allow an action, by name or by a pattern. */
export function statements(documents: any[], action: string): Allowed[] {
  const matches = (pattern: string) =>
    pattern.endsWith('*') ? action.startsWith(pattern.slice(0, -1)) : pattern === action;
  return plain(documents.flatMap((document) => document.Statement))
    .filter((s: any) => s.Effect === 'Allow' && [s.Action].flat().some(matches))
    .map(({ Resource, Principal, Condition }: Allowed) => ({
      Resource,
      ...(Principal !== undefined && { Principal }),
      ...(Condition !== undefined && { Condition }),
    }));
}
