import type { EmittedAction } from '../context';
import type { Plan } from '../../../../plan/plan';
import { type Diagnostic, warning } from '../../../../private/diagnostics';
import { quoted } from '../../../../private/text';

/** Actions of custom steps that come later than their step says: what waits for the step does not wait for them. */
export function runOrderWarnings(where: string, { nodes }: Plan, actions: readonly EmittedAction[]): Diagnostic[] {
  return actions.flatMap(({ node, made, end }) => {
    const { content } = nodes[node];
    const late = made.filter(({ runOrder }) => runOrder >= end);
    if (late.length === 0 || content.kind !== 'step') return [];
    const { id, label } = content.step;
    return warning({
      where,
      id: `cdk-pipelines:runOrdersNotReported:${id}`,
      given:
        `produceAction() of ${label} has made ${quoted(late.map(({ name }) => name))} with later run orders than it reports: ` +
        'what waits for the step runs at the same time',
      fix: 'return how many run orders its actions take: { runOrdersConsumed: 2 } for two actions, one after the other',
    });
  });
}
