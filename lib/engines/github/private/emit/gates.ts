import type { EmitContext } from './context';
import type { NeededEnvironment } from './preflight';
import { isOwn, ownVariable } from './sources';
import { workflowText } from './values';
import type { LaidOutJob } from '../layout/lay-out';
import type { StepOutput } from '../../../../blueprint/step-output';
import { nodeIds } from '../../../../report/node-ids';

/** Whether a job stops for the decision of a person. */
export function isGate({ unit }: LaidOutJob, { plan }: Pick<EmitContext, 'plan'>): boolean {
  if (unit.kind === 'confirm') {
    return true;
  }
  const content = unit.kind === 'node' ? plan.nodes[unit.node].content : undefined;
  return content?.kind === 'step' && content.step.kind === 'approval';
}

/** All environments that jobs are in, once each: those of gates must have somebody who approves. */
export function environmentsOf(context: EmitContext): NeededEnvironment[] {
  const all = new Map<string, boolean>();
  for (const job of context.graph.jobs) {
    const reviewed = isGate(job, context);
    const name = reviewed
      ? context.gateOf(job).name
      : 'node' in job.unit
        ? context.environmentOf(job.unit.node)?.name
        : undefined;
    if (name !== undefined) {
      all.set(name, reviewed || (all.get(name) ?? false));
    }
  }
  return [...all].map(([name, reviewed]) => ({ name, reviewed }));
}

/** What people will be asked in this run, as lines of a list. */
export function questionsOf(context: EmitContext): string[] {
  const ids = nodeIds(context.plan.nodes);
  return context.graph.jobs.flatMap((job) => {
    if (!isGate(job, context) || !('node' in job.unit)) {
      return [];
    }
    const asked = context.jobOf(job.unit.node);
    const { comment, url } =
      asked.kind === 'ask' ? asked : { comment: 'asked if permissions are broadened', url: undefined };
    const text = [comment, url].flatMap((part) => (part === undefined ? [] : preview(part, context))).join(' ');
    return [`- **${ids[job.unit.node]}**${text === '' ? '' : `: ${text}`}`];
  });
}

/** What steps will have made known nobody knows yet. What else is wrong with the text is reported where it is asked. */
function preview(text: string, { snapshots, settings, keyOf }: EmitContext): string {
  const outputOf = ({ step, variable }: StepOutput) => {
    const key = keyOf(step);
    const isKnown = key !== undefined && snapshots[key].isSource && isOwn(snapshots[key], settings);
    return (isKnown ? ownVariable(variable, false, settings) : undefined) ?? `<${variable} of ${step.id}>`;
  };
  return workflowText(text, outputOf, { where: '', what: '', declared: [], problems: [] });
}
