import { Construct } from 'constructs';

/** The construct at the end of a path of ids; what is missing on the way is made. */
export function scopeAt(parent: Construct, path: readonly string[]): Construct {
  return path.reduce(scopeFor, parent);
}

/** The child of that id, made when it is first asked for. */
export function scopeFor(parent: Construct, id: string): Construct {
  return (parent.node.tryFindChild(id) as Construct | undefined) ?? new Construct(parent, id);
}
