/** A variable of CodePipeline in a text: `#{namespace.NAME}`. */
export interface Reference {
  readonly namespace: string;
  readonly name: string;
}

const REFERENCE = /#\{([^.{}]+)\.([^{}]+)\}/g;

/** What the pipeline itself says: its execution, and the values that it was started with. */
export const OWN_NAMESPACES = { execution: 'codepipeline', variables: 'variables' } as const;

/** The variables in a text, each once. */
export function referencesIn(text: string): Reference[] {
  const found = new Map([...text.matchAll(REFERENCE)].map(([whole, namespace, name]) => [whole, { namespace, name }]));
  return [...found.values()];
}

/** A text with the values of its variables. What `valueOf` does not know stays as it is. */
export function fillReferences(text: string, valueOf: (reference: Reference) => string | undefined): string {
  return text.replace(REFERENCE, (whole, namespace: string, name: string) => valueOf({ namespace, name }) ?? whole);
}
