import { jsonBytes } from './json-bytes';
import { nameUses, type Usage } from './usage';
import type { RenderedStack, RenderedTemplate } from '../../../../cdk/rendered';

/** What CloudFormation counts of a template, and of the stack that it is for. */
export function* measureTemplate(stack: Omit<RenderedStack, 'construct' | 'constructs'>): Iterable<Usage> {
  const { template } = stack;
  const count = (section?: object) => Object.keys(section ?? {}).length;
  // As CDK writes it; a setting of the stack writes it without indentation.
  const bytes = jsonBytes(template, stack.indentation);
  yield { limit: 'template-resources', used: count(template.Resources) };
  yield { limit: 'template-outputs', used: count(template.Outputs) };
  yield { limit: 'template-parameters', used: count(template.Parameters) };
  yield { limit: 'template-size', used: bytes };
  if (stack.isInline) {
    yield { limit: 'inline-template-size', used: bytes };
  }
  for (const id of idsOf(template)) {
    yield { limit: 'logical-id', used: id.length, element: id };
  }
  yield* nameUses(stack.name, 'stack-name', undefined, /x/, {});
  yield { limit: 'stack-description', used: Buffer.byteLength(String(template.Description ?? '')) };
  yield { limit: 'stack-tags', used: stack.tags };
}

function idsOf({ Resources, Outputs, Parameters }: RenderedTemplate): string[] {
  return [Resources, Outputs, Parameters].flatMap((section) => Object.keys(section ?? {}));
}
