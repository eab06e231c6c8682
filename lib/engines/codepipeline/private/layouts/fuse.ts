import { fusedStageName } from '../naming';
import { actionCount, isGate, type WorkNode } from './tranches';

/** What becomes a CodePipeline stage, alone or together with its neighbours. */
export interface Part {
  readonly name: string;
  readonly kind: 'source' | 'prepare' | 'deploy';
  readonly tranches: readonly (readonly WorkNode[])[];
}

/**
 * Put neighbours into one CodePipeline stage, as many as must be for the pipeline not to have too many stages, and
 * no more: an execution that waits in a stage keeps the next one out of all of it. First what prepares, then
 * deployments that ask nobody, then others. Sources stay alone: CodePipeline wants it so.
 */
export function fuse(parts: readonly Part[], maxActions: number, maxStages: number): Part[] {
  const rules: ((a: Fused, b: Fused) => boolean)[] = [
    (a, b) => a.kind === 'prepare' && b.kind === 'prepare',
    (a, b) => a.kind === 'deploy' && b.kind === 'deploy' && !a.asks && !b.asks,
    (a, b) => a.kind !== 'source' && b.kind !== 'source',
  ];
  let fused = parts.map(open);
  for (const mayFuse of rules) {
    fused = fuseBy(fused, (a, b) => mayFuse(a, b) && a.actions + b.actions <= maxActions, fused.length - maxStages);
  }
  return fused.map(({ first, last, kind, tranches }) => ({
    name: first === last ? first : fusedStageName(first, last),
    kind,
    tranches,
  }));
}

interface Fused {
  readonly first: string;
  readonly last: string;
  readonly kind: Part['kind'];
  readonly tranches: (readonly WorkNode[])[];
  readonly actions: number;
  readonly asks: boolean;
}

function open({ name, kind, tranches }: Part): Fused {
  const nodes = tranches.flat();
  const actions = nodes.reduce((sum, n) => sum + actionCount(n.content), 0);
  return { first: name, last: name, kind, tranches: [...tranches], actions, asks: nodes.some(isGate) };
}

function fuseBy(parts: readonly Fused[], mayFuse: (a: Fused, b: Fused) => boolean, surplus: number): Fused[] {
  const result: Fused[] = [];
  for (const part of parts) {
    const before = result[result.length - 1];
    if (before && surplus > 0 && mayFuse(before, part)) {
      before.tranches.push(...part.tranches);
      result[result.length - 1] = {
        ...before,
        last: part.last,
        actions: before.actions + part.actions,
        asks: before.asks || part.asks,
      };
      surplus -= 1;
    } else {
      result.push(part);
    }
  }
  return result;
}
