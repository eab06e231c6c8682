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
}

/** Text is mostly text; else it is what CloudFormation will make text of. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
