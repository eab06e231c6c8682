import * as path from 'path';
import type { Construct, IConstruct, MetadataEntry } from 'constructs';
import type { WhereOf } from './nodes';
import { toPosix } from '../paths';

/** `at new Shop (/home/me/shop/app.js:12:5)`, or without the parentheses. */
const FRAME = /(?:^|\(|\s)((?:file:\/\/)?(?:\/|[A-Za-z]:[\\/])[^()]*?):(\d+)(?::\d+)?\)?$/;

/** Lines where stacks are declared, of those in the same tree of constructs, as far as CDK kept stack traces. */
export function declarationsIn(root: IConstruct, cwd: string): WhereOf {
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

/**
 * The first frame outside packages, as `file:line` with the path below `cwd`. What lies elsewhere has no name that
 * another machine would know it by.
 */
export function firstOwnFrame(frames: readonly string[], cwd: string): string | undefined {
  for (const frame of frames) {
    const [, file, line] = FRAME.exec(frame.trim()) ?? [];
    if (file && !/[\\/]node_modules[\\/]/.test(file)) {
      const relative = path.relative(cwd, file.replace(/^file:\/\//, ''));
      return relative.startsWith('..') || path.isAbsolute(relative) ? undefined : `${toPosix(relative)}:${line}`;
    }
  }
  return undefined;
}
