import { expectationOf } from './blueprint/oracle';
import type { BlueprintSpec } from './blueprint/spec';
import type { Execution } from './cloud/model';
import { canonicalText, compare } from './compare';
import { applicationOf, observeAll, type Way } from './ways';

export interface Observed {
  readonly executions: readonly Execution[];
  /** What is wrong, each with the way that shows it. */
  readonly findings: readonly string[];
}

/** Execute a blueprint in several ways: all must be what it says, and the same. */
export async function observeSpec(spec: BlueprintSpec, ways: readonly Way[]): Promise<Observed> {
  const expected = expectationOf(spec);
  const executions = await observeAll(ways, applicationOf(spec));
  const findings = executions.flatMap((execution, i) =>
    compare(expected, execution, ways[i]).map((finding) => `${ways[i].name}: ${finding}`),
  );
  const texts = new Set(executions.map((execution) => canonicalText(execution, ways)));
  return { executions, findings: [...findings, ...(texts.size > 1 ? ['the ways differ'] : [])] };
}
