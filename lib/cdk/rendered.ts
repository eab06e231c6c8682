import { BootstraplessSynthesizer, CfnElement, CfnResource, Stack, Stage, Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { RenderedTemplate } from '../private/template';

/** A stack as it is written: plain data, without tokens. */
export interface RenderedStack {
  readonly path: string;
  /** Name that CloudFormation will know it by. */
  readonly name: string;
  readonly account?: string;
  readonly region?: string;
  readonly tags: number;
  /** Whether its template goes to CloudFormation with the request, and not through a bucket. */
  readonly isInline: boolean;
  /** With how many spaces it is written. @default - on one line */
  readonly indentation?: number;
  readonly template: RenderedTemplate;
  readonly construct: IConstruct;
  /** What made the resources, outputs and parameters, by logical id. */
  readonly constructs: () => ReadonlyMap<string, IConstruct>;
}

/**
 * What CDK calls to render a stack. Internal to CDK, and there since its first version. Should it go one day, nothing is
 * rendered for us: there is no budget then, and nothing else breaks.
 */
interface Renderer {
  _toCloudFormation?: () => RenderedTemplate;
  readonly _suppressTemplateIndentation?: boolean;
}

/** What CDK writes of one element; not before it has a stack. */
export function renderElement(element: CfnElement): unknown {
  return (element as unknown as { _toCloudFormation(): unknown })._toCloudFormation();
}

/** A stack of which only one element is rendered. */
export function renderOnly(element: CfnElement): RenderedStack {
  const stack = Stack.of(element);
  return describeStack(stack, stack.resolve(renderElement(element)) as RenderedTemplate);
}

/** How many resources CDK lets a stack have, and how many it has. @default - it may have any number */
export function resourcesOf(stack: Stack): { readonly used: number; readonly allowed: number } | undefined {
  const { maxResources = 0 } = stack as unknown as { readonly maxResources?: number };
  const used = () => elementsOf(stack).filter((e) => CfnResource.isCfnResource(e)).length;
  return maxResources > 0 ? { used: used(), allowed: maxResources } : undefined;
}

/** Render a stack; only after CDK has prepared the application. */
export function renderStack(stack: Stack): RenderedStack {
  return describeStack(stack, (stack as unknown as Renderer)._toCloudFormation?.() ?? {});
}

/**
 * Look at a stack when CDK renders it for the next time, which is when it writes the template. Rendering takes too long
 * for large pipelines to do it twice, and only now everything is in the template.
 */
export function whenRendered(stack: Stack, look: (stack: RenderedStack) => void): void {
  const renderer = stack as unknown as Renderer;
  const original = renderer._toCloudFormation;
  if (!original) {
    look(describeStack(stack, {}));
    return;
  }
  const isOwn = Object.hasOwn(renderer, '_toCloudFormation');
  renderer._toCloudFormation = () => {
    if (isOwn) {
      renderer._toCloudFormation = original;
    } else {
      delete renderer._toCloudFormation;
    }
    const template = original.call(stack);
    look(describeStack(stack, template));
    return template;
  };
}

function describeStack(stack: Stack, template: RenderedTemplate): RenderedStack {
  let constructs: ReadonlyMap<string, IConstruct> | undefined;
  return {
    path: stack.node.path,
    name: stack.stackName,
    account: literal(stack.account),
    region: literal(stack.region),
    tags: Object.keys(stack.tags.tagValues()).length,
    isInline: stack.synthesizer instanceof BootstraplessSynthesizer,
    indentation: (stack as unknown as Renderer)._suppressTemplateIndentation ? undefined : 1,
    template,
    construct: stack,
    constructs: () => (constructs ??= new Map(elementsOf(stack).map((e) => [stack.resolve(e.logicalId) as string, e]))),
  };
}

/** What has a place in the template of this very stack. */
export function elementsOf(stack: Stack): CfnElement[] {
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
