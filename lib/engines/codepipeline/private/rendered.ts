import { BootstraplessSynthesizer, CfnElement, Stack, Stage, Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** A resource as it is in a template. */
export interface RenderedResource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
}

export interface RenderedTemplate {
  readonly Description?: unknown;
  readonly Resources?: Readonly<Record<string, RenderedResource>>;
  readonly Outputs?: Readonly<Record<string, unknown>>;
  readonly Parameters?: Readonly<Record<string, unknown>>;
}

/** A stack as it will be written: plain data, without tokens. */
export interface RenderedStack {
  readonly path: string;
  /** Name that CloudFormation will know it by. */
  readonly name: string;
  readonly account?: string;
  readonly region?: string;
  readonly tags: number;
  /** Whether its template goes to CloudFormation with the request, and not through a bucket. */
  readonly isInline: boolean;
  readonly template: RenderedTemplate;
  /** What made the resources, outputs and parameters, by logical id. */
  readonly constructs: ReadonlyMap<string, IConstruct>;
}

/**
 * Render a stack, as CDK will when it writes the template; only after CDK has prepared the application.
 *
 * `_toCloudFormation` is internal to CDK, and has been there since its first version. Should it go one day, there are
 * no resources to look at, and nothing else breaks.
 */
export function renderStack(stack: Stack): RenderedStack {
  const renderer = stack as unknown as { readonly _toCloudFormation?: () => unknown };
  const template = typeof renderer._toCloudFormation === 'function' ? renderer._toCloudFormation() : {};
  return {
    path: stack.node.path,
    name: stack.stackName,
    account: literal(stack.account),
    region: literal(stack.region),
    tags: Object.keys(stack.tags.tagValues()).length,
    isInline: stack.synthesizer instanceof BootstraplessSynthesizer,
    template: template as RenderedTemplate,
    constructs: new Map(elementsOf(stack).map((e) => [stack.resolve(e.logicalId) as string, e])),
  };
}

/** What has a place in the template of this very stack. */
function elementsOf(stack: Stack): CfnElement[] {
  const found: CfnElement[] = [];
  const pending: IConstruct[] = [...stack.node.children];
  for (let c = pending.pop(); c !== undefined; c = pending.pop()) {
    if (!Stack.isStack(c) && !Stage.isStage(c)) {
      pending.push(...c.node.children);
      if (CfnElement.isCfnElement(c)) {
        found.push(c);
      }
    }
  }
  return found;
}

/** Path of what a user knows: a role, and not the resource in it. */
export function userPath(element: IConstruct): string {
  const { id, scope, path } = element.node;
  return scope && (id === 'Resource' || id === 'Default') ? scope.node.path : path;
}

export function literal(value: string): string | undefined {
  return Token.isUnresolved(value) ? undefined : value;
}
