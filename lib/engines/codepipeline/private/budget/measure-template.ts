import { nameUses, type Use } from './use';
import type { RenderedStack, RenderedTemplate } from '../rendered';

/** What CloudFormation counts of a template, and of the stack that it is for. */
export function measureTemplate(stack: Omit<RenderedStack, 'construct' | 'constructs'>): Use[] {
  const { template } = stack;
  const count = (section?: object) => Object.keys(section ?? {}).length;
  // As CDK writes it; a setting of the stack writes it without indentation.
  const bytes = Buffer.byteLength(JSON.stringify(template, undefined, stack.indentation));
  return [
    { limit: 'template-resources', used: count(template.Resources) },
    { limit: 'template-outputs', used: count(template.Outputs) },
    { limit: 'template-parameters', used: count(template.Parameters) },
    { limit: 'template-size', used: bytes },
    ...(stack.isInline ? [{ limit: 'inline-template-size', used: bytes } as const] : []),
    ...idsOf(template).map((id): Use => ({ limit: 'logical-id', used: id.length, element: id })),
    ...nameUses(stack.name, 'stack-name', undefined, /x/, {}),
    { limit: 'stack-description', used: Buffer.byteLength(String(template.Description ?? '')) },
    { limit: 'stack-tags', used: stack.tags },
  ];
}

function idsOf({ Resources, Outputs, Parameters }: RenderedTemplate): string[] {
  return [Resources, Outputs, Parameters].flatMap((section) => Object.keys(section ?? {}));
}
