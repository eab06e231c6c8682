import { fusedStageName } from '../naming';
import { actionCount, type HeldGroup, isGate, type WorkNode } from './tranches';

/** What becomes a CodePipeline stage, alone or together with its neighbours. */
export interface Part {
  readonly name: string;
  readonly kind: 'source' | 'prepare' | 'deploy';
  readonly holds: readonly HeldGroup[];
  /** What is attached to the CodePipeline stage, such as conditions: only stages with the same become one. @default - nothing */
  readonly attached?: string;
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
    const fits = (a: Fused, b: Fused) => a.attached === b.attached && a.actions + b.actions <= maxActions;
    fused = fuseBy(fused, (a, b) => mayFuse(a, b) && fits(a, b), fused.length - maxStages);
  }
  return fused.map(({ first, last, actions: _, asks: __, ...part }) => ({
    ...part,
    name: first === last ? first : fusedStageName(first, last),
  }));
}

interface Fused extends Omit<Part, 'name'> {
  readonly first: string;
  readonly last: string;
  readonly holds: HeldGroup[];
  readonly tranches: (readonly WorkNode[])[];
  readonly actions: number;
  readonly asks: boolean;
}

function open({ name, ...part }: Part): Fused {
  const nodes = part.tranches.flat();
  const actions = nodes.reduce((sum, n) => sum + actionCount(n.content), 0);
  const [holds, tranches] = [[...part.holds], [...part.tranches]];
  return { ...part, first: name, last: name, holds, tranches, actions, asks: nodes.some(isGate) };
}

function fuseBy(parts: readonly Fused[], mayFuse: (a: Fused, b: Fused) => boolean, surplus: number): Fused[] {
  const result: Fused[] = [];
  for (const part of parts) {
    const before = result[result.length - 1];
    if (before && surplus > 0 && mayFuse(before, part)) {
      before.tranches.push(...part.tranches);
      before.holds.push(...part.holds);
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
