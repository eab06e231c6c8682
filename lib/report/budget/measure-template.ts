import { jsonBytes } from './json-bytes';
import { nameUses, type Usage } from './usage';
import type { TemplateLimit } from './limits-of-stacks';
import type { RenderedTemplate } from '../../private/template';

/** A stack as it is written. */
export interface WrittenStack {
  readonly name: string;
  readonly tags: number;
  /** Whether its template goes to CloudFormation with the request, and not through a bucket. */
  readonly isInline: boolean;
  /** With how many spaces it is written. @default - on one line */
  readonly indentation?: number;
  readonly template: RenderedTemplate;
}

/** What CloudFormation counts of a template, and of the stack that it is for. */
export function* measureTemplate(stack: WrittenStack): Iterable<Usage<TemplateLimit>> {
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
  yield* nameUses(stack.name, 'stack-name', {});
  yield { limit: 'stack-description', used: Buffer.byteLength(String(template.Description ?? '')) };
  yield { limit: 'stack-tags', used: stack.tags };
}

function idsOf({ Resources, Outputs, Parameters }: RenderedTemplate): string[] {
  return [Resources, Outputs, Parameters].flatMap((section) => Object.keys(section ?? {}));
}
