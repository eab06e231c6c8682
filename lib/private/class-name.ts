const RTTI = Symbol.for('jsii.rtti');

/**
 * Name of the class of an object, as its users know it. Decorated classes of CDK have another name inside; what jsii
 * knows of a class is right.
 */
export function className(x: object): string {
  const { constructor } = x as { constructor?: { name?: string; [RTTI]?: { fqn?: string } } };
  const fqn = constructor && Object.hasOwn(constructor, RTTI) ? constructor[RTTI]?.fqn : undefined;
  return fqn?.split('.').pop() ?? (constructor?.name || 'Object');
}
