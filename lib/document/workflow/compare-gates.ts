import type { WorkflowPair } from './workflow-pair';
import type { Change } from '../change';
import { quoted } from '../../private/text';

/**
 * Gates that do not stop any more what they stopped. A gate is its environment: that has the reviewers, whatever the job is called
 * that asks them.
 */
export function compareGates(pair: WorkflowPair): Change[] {
  const { was, is, jobs } = pair;
  const stopped = new Set(jobs.flatMap(([job]) => (job.isGate ? [] : [...was.gatesBefore(job.id)])));
  const fates = fatesOf(pair);
  const heirs = new Set([...fates.values()].flatMap((fate) => [...fate.heirs]));
  return [
    ...[...was.gates].flatMap((gate) => reportGate(gate, fates.get(gate), !is.gates.has(gate), stopped.has(gate))),
    ...[...is.gates]
      .filter((gate) => !was.gates.has(gate) && !heirs.has(gate))
      .map((gate): Change => ({
        severity: 'notice',
        text: `Gate '${gate}' is new: it stops`,
        details: jobs.flatMap(([, job]) => (is.gatesBefore(job.id).has(gate) ? [`'${job.id}'`] : [])),
      })),
  ];
}

/** What has become of a gate: jobs that it does not stop any more, and new gates that do so in its place. */
interface Fate {
  readonly lost: string[];
  readonly heirs: Set<string>;
}

function fatesOf({ was, is, jobs }: WorkflowPair): Map<string, Fate> {
  const fates = new Map<string, Fate>();
  for (const [before, after] of jobs.filter(([job]) => !job.isGate)) {
    const now = is.gatesBefore(after.id);
    const free = [...now].filter((gate) => !was.gates.has(gate));
    // An environment that the job itself is in has the same reviewers.
    const missing = [...was.gatesBefore(before.id)].filter((gate) => !now.has(gate) && after.environment !== gate);
    for (const gate of missing) {
      const fate = fates.get(gate) ?? { lost: [], heirs: new Set() };
      fates.set(gate, fate);
      const heir = free.shift();
      if (heir === undefined) {
        fate.lost.push(`'${after.id}'`);
      } else {
        fate.heirs.add(heir);
      }
    }
  }
  return fates;
}

function reportGate(gate: string, fate: Fate | undefined, isGone: boolean, stopped: boolean): Change[] {
  if (fate && fate.lost.length > 0) {
    return [
      {
        severity: 'lost',
        text: isGone ? `Gate '${gate}' is gone: it stopped` : `Gate '${gate}' no longer stops`,
        details: fate.lost,
      },
    ];
  }
  if (fate) {
    const text = `Gate '${gate}' is now ${quoted([...fate.heirs])}: it stops the same; who approves is set in GitHub`;
    return [{ severity: 'notice', text }];
  }
  return isGone && !stopped
    ? [{ severity: 'notice', text: `Gate '${gate}' is gone, and so is all that it stopped` }]
    : [];
}
