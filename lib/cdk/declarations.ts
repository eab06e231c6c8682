import type { Construct, IConstruct, MetadataEntry } from 'constructs';
import { firstOwnFrame } from '../private/user-lines';

/** Lines where stacks are declared, of those in the same tree of constructs, as far as CDK kept stack traces. */
export function declarationsIn(root: IConstruct, cwd: string): (stackPath: string) => string | undefined {
  const known = new Map<string, string | undefined>();
  return (stackPath) => {
    if (!known.has(stackPath)) {
      const stack = find(root, stackPath);
      known.set(stackPath, stack && firstOwnFrame(stack.node.metadata.flatMap(framesOf), cwd));
    }
    return known.get(stackPath);
  };
}

function find(root: IConstruct, constructPath: string): IConstruct | undefined {
  return constructPath
    .split('/')
    .reduce<IConstruct | undefined>((scope, id) => scope?.node.tryFindChild(id) as Construct | undefined, root);
}

/** CDK keeps the trace beside an entry, or as the entry. */
function framesOf({ type, data, trace }: MetadataEntry): string[] {
  return type === 'aws:cdk:creationStack' && Array.isArray(data) ? data.map(String) : (trace ?? []);
}
