import type { PlanGraph } from '../../document/plan-graph';
import { type Diagnostic, problem } from '../../private/diagnostics';
import { Problems } from '../../private/errors';
import { ALL, gatesNamed } from '../select';
import type { Work } from '../works';

/** What was decided of gates before the run. */
export interface GateFlags {
  readonly approve?: readonly string[];
  readonly reject?: readonly string[];
}

export type Decision = 'approve' | 'reject';

/**
 * Decisions by the names of actions. `all` are those that are not named otherwise. What contradicts itself, and what is no gate,
 * is one error.
 */
export function decisionsOf(plan: PlanGraph, works: readonly Work[], flags: GateFlags): ReadonlyMap<string, Decision> {
  const problems = new Problems();
  const [approved, rejected] = (['approve', 'reject'] as const).map((flag) => {
    const named = new Set<number>();
    for (const name of flags[flag] ?? []) {
      if (name !== ALL) {
        problems.try(() => gatesNamed(plan, works, name).forEach((gate) => named.add(gate)));
      }
    }
    return { named, all: flags[flag]?.includes(ALL) === true };
  });
  problems.add(...contradictions(works, approved.named, rejected.named));
  if (approved.all && rejected.all) {
    problems.add(contradiction(`every gate is approved and rejected`, `leave out --approve ${ALL} or --reject ${ALL}`));
  }
  problems.report();
  const gates = [...works.keys()].filter((i) => works[i].gate);
  return new Map(
    gates.flatMap((gate): [string, Decision][] => {
      const { id } = works[gate];
      if (approved.named.has(gate) || rejected.named.has(gate)) {
        return [[id, approved.named.has(gate) ? 'approve' : 'reject']];
      }
      return approved.all || rejected.all ? [[id, approved.all ? 'approve' : 'reject']] : [];
    }),
  );
}

function contradictions(
  works: readonly Work[],
  approved: ReadonlySet<number>,
  rejected: ReadonlySet<number>,
): Diagnostic[] {
  return [...approved]
    .filter((gate) => rejected.has(gate))
    .map((gate) =>
      contradiction(`gate '${works[gate].id}' is approved and rejected`, `leave out --approve or --reject of it`),
    );
}

function contradiction(given: string, fix: string): Diagnostic {
  return problem({ where: 'run', given, expected: 'one decision for each gate', fix });
}
