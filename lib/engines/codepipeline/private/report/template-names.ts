import { CfnResource } from 'aws-cdk-lib';
import { type RenderedStack, userPath } from '../../../../cdk/rendered';

/** What references in a template stand for. */
export class Names {
  constructor(private readonly stack: Pick<RenderedStack, 'constructs'>) {}

  /** Construct path of the resource that a value refers to, by `Ref` or by an attribute; nothing if it is none in this stack. */
  public pathOf(value: unknown): string | undefined {
    const { Ref, 'Fn::GetAtt': attribute } = (value ?? {}) as { readonly Ref?: string; 'Fn::GetAtt'?: string[] };
    const construct = this.stack.constructs().get(Ref ?? attribute?.[0] ?? '');
    return construct && userPath(construct);
  }

  /** The same, or the value as text. */
  public nameOf(value: unknown): string {
    return this.pathOf(value) ?? textOf(value);
  }

  /** The same of a role. An attribute of something else, such as of a custom resource, may be a role of any account. */
  public roleOf(value: unknown): string {
    const { 'Fn::GetAtt': attribute } = (value ?? {}) as { readonly 'Fn::GetAtt'?: string[] };
    const construct = this.stack.constructs().get(attribute?.[0] ?? '');
    const isOther = CfnResource.isCfnResource(construct) && construct.cfnResourceType !== 'AWS::IAM::Role';
    return isOther ? `\${${attribute!.join('.')}}` : this.nameOf(value);
  }

  /** The configuration of an action, whose role is called so if it is none of this stack. */
  public withKnownRole<A extends Readonly<Record<string, unknown>>>(configuration: A | undefined): A | undefined {
    const role = configuration?.RoleArn === undefined ? '' : this.roleOf(configuration.RoleArn);
    return role.startsWith('${') ? { ...configuration!, RoleArn: role } : configuration;
  }
}

/** Text is mostly text; joined with references it is what `Fn::Sub` takes; else it is what CloudFormation makes text of. */
export function textOf(value: unknown): string {
  return partOf(value) ?? joined(value) ?? JSON.stringify(value);
}

function partOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function joined(value: unknown): string | undefined {
  const [separator, parts] = ((value as { 'Fn::Join'?: unknown } | null)?.['Fn::Join'] ?? []) as [unknown, unknown];
  if (separator !== '' || !Array.isArray(parts)) {
    return undefined;
  }
  const texts = parts.map((part) => partOf(part) ?? reference(part));
  return texts.includes(undefined) ? undefined : texts.join('');
}

function reference(value: unknown): string | undefined {
  const { Ref, 'Fn::GetAtt': attribute } = (value ?? {}) as { readonly Ref?: string; 'Fn::GetAtt'?: string[] };
  const name = Ref ?? (Array.isArray(attribute) ? attribute.join('.') : undefined);
  return name === undefined ? undefined : `\${${name}}`;
}

/** Properties as text, but for those that others speak of, and those that are as they always are. Nothing if none is left. */
export function settingsOf(
  properties: Readonly<Record<string, unknown>>,
  usual: Readonly<Record<string, unknown>>,
): Record<string, string> | undefined {
  const isUsual = (name: string, value: unknown) =>
    name in usual && (usual[name] === ANY || textOf(usual[name]) === textOf(value));
  const left = Object.entries(properties).filter(([name, value]) => value !== undefined && !isUsual(name, value));
  return left.length === 0 ? undefined : Object.fromEntries(left.map(([name, value]) => [name, textOf(value)]));
}

/** Whatever a property is, it is not among the settings. */
export const ANY = Symbol('any');
