import type { ActionFinished, Result, RunEvent, RunFinished, RunStarted } from '../../../lib/run/events';
import { EVENTS_SCHEMA_VERSION } from '../../../lib/run/events';
import { RunState } from '../../../lib/run/screens/run-state';

/** The first event of a rehearsal of these actions; what is called `Ask…` is a gate. */
export function started(...actions: readonly string[]): RunStarted {
  return {
    ...{ type: 'run.started', schemaVersion: EVENTS_SCHEMA_VERSION, pipeline: 'Delivery/Pipeline' },
    ...{ depth: 'rehearse', order: 'plan', directory: '/app/.cdk-pipelines/run/Delivery' },
    actions: actions.map((action) => {
      const gate = action.includes('/Ask');
      return { action, kind: gate ? 'approval' : 'script', gate };
    }),
  };
}

export function begins(action: string, at: number, log?: string): RunEvent {
  return { type: 'action.started', action, at, log };
}

export function logs(action: string, at: number, ...lines: readonly string[]): RunEvent[] {
  return lines.map((line) => ({ type: 'action.logged', action, at, line }));
}

export function ends(action: string, at: number, seconds: number, more: Partial<ActionFinished> = {}): ActionFinished {
  return { type: 'action.finished', action, at, seconds, result: 'succeeded', ...more };
}

export function over(at: number, more: Partial<RunFinished> = {}): RunFinished {
  const none = { succeeded: 0, failed: 0, rejected: 0, stopped: 0, skipped: 0, canceled: 0, 'never-started': 0 };
  return {
    ...{ type: 'run.finished', at, result: 'succeeded', criticalPath: [], differences: [], exitCode: 0 },
    ...more,
    counts: { ...none, ...more.counts } as Record<Result | 'never-started', number>,
  };
}

export function recordOf(...events: readonly (RunEvent | readonly RunEvent[])[]): RunState {
  const record = new RunState();
  (events.flat() as RunEvent[]).forEach((event) => record.add(event));
  return record;
}

/** A run in which something of each kind has happened, up to a question. */
export const SOME: readonly RunEvent[] = [
  started('Source/shop', 'Build/Synth', 'Beta/Test', 'Beta/Lint', 'Prod/Ask', 'Prod/Deploy'),
  begins('Source/shop', 0),
  ends('Source/shop', 0.1, 0.1),
  begins('Build/Synth', 0.1, '/logs/Build.Synth.log'),
  ...logs('Build/Synth', 0.2, '> synth', 'Successfully synthesized'),
  ends('Build/Synth', 4.1, 4),
  begins('Beta/Test', 4.1, '/logs/Beta.Test.log'),
  begins('Prod/Ask', 4.1),
  { type: 'action.queued', action: 'Beta/Lint', at: 4.1 },
  { type: 'action.variable', action: 'Beta/Test', at: 4.1, direction: 'in', name: 'V', value: '1', source: 'literal' },
  ...logs('Beta/Test', 5, 'first', 'second', '\u001b[32mthird\u001b[0m\twith a tab', 'ten percent\rhundred percent\r'),
  { type: 'gate.asked', action: 'Prod/Ask', at: 4.1, text: 'Has Beta been well?\nFor a day?', url: 'https://beta' },
];

/** The same, to its end. */
export const ALL: readonly RunEvent[] = [
  ...SOME,
  { type: 'warning', message: 'Stack outputs are made up' },
  ends('Prod/Ask', 8, 3.9, { result: 'stopped', reason: 'nobody is there', fix: 'add --approve Prod/Ask' }),
  ends('Beta/Test', 9, 4.9, {
    ...{ result: 'failed', reason: 'exit status 1', workspace: '/tmp/w', envFile: '/tmp/w/env.sh', command: 'run it' },
  }),
  { type: 'action.never-started', action: 'Prod/Deploy', at: 9, because: 'Prod/Ask' },
  { type: 'action.never-started', action: 'Beta/Lint', at: 9, because: 'Beta/Test' },
  over(9, {
    ...{ result: 'failed', exitCode: 1, criticalPath: ['Source/shop', 'Build/Synth', 'Beta/Test'] },
    counts: { succeeded: 2, failed: 1, stopped: 1, 'never-started': 2, rejected: 0, skipped: 0, canceled: 0 },
    differences: [{ what: 'image standard:7.0: you have another', actions: ['Build/Synth', 'Beta/Test'] }],
  }),
];
