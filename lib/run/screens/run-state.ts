import { stripVTControlCharacters } from 'util';
import type { WorkKind } from '../../document/plan-document';
import type {
  ActionFinished,
  ActionOfRun,
  ActionQueued,
  ActionStarted,
  ActionVariable,
  GateAsked,
  Result,
  RunEvent,
  RunFinished,
  RunStarted,
} from '../events';

export type ActionState = 'waiting' | 'queued' | 'running' | 'asked' | Result | 'never-started';

/** What is known of an action so far. */
export interface ActionRecord {
  readonly action: string;
  /** Of a CodePipeline, the stage: the part of its name before the first `/`, unless the run says something else. */
  readonly stage: string;
  /** The rest of it; or all, if the run says the stage. */
  readonly name: string;
  readonly kind: WorkKind;
  readonly gate: boolean;
  readonly state: ActionState;
  readonly queued?: ActionQueued;
  readonly started?: ActionStarted;
  readonly asked?: GateAsked;
  readonly finished?: ActionFinished;
  /** Of one that never starts: the action that it is the fault of. */
  readonly because?: string;
  /** The last lines that it has written. */
  readonly lines: readonly string[];
}

/** Lines that are kept of an action: all of them are in its log. */
const LINES = 30;

/** What the events of a run have said so far. Screens show it, and have no other memory. O(1) for each event. */
export class RunState {
  public started?: RunStarted;
  public finished?: RunFinished;
  public readonly warnings: string[] = [];
  /** Seconds: of the last event. */
  public now = 0;
  private readonly byName = new Map<string, ActionRecord>();

  /** In the order of the pipeline. */
  public get actions(): readonly ActionRecord[] {
    return [...this.byName.values()];
  }

  public actionOf(name: string): ActionRecord | undefined {
    return this.byName.get(name);
  }

  public add(event: RunEvent): void {
    this.now = 'at' in event ? event.at : this.now;
    switch (event.type) {
      case 'run.started':
        this.started = event;
        event.actions.forEach((one) => this.byName.set(one.action, { ...one, ...placeOf(one), ...NEW }));
        return;
      case 'action.queued':
        return this.change(event.action, { state: 'queued', queued: event });
      case 'action.started':
        return this.change(event.action, { state: 'running', started: event });
      case 'gate.asked':
        return this.change(event.action, { state: 'asked', asked: event });
      case 'action.logged':
        return this.log(event.action, shownLine(event.line));
      case 'action.variable':
        return this.log(event.action, variableText(event));
      case 'action.finished':
        return this.change(event.action, { state: event.result, finished: event });
      case 'action.never-started':
        return this.change(event.action, { state: 'never-started', because: event.because });
      case 'warning':
        this.warnings.push(event.message);
        return;
      case 'run.finished':
        this.finished = event;
        return;
    }
  }

  private change(name: string, changed: Partial<ActionRecord>): void {
    const known = this.byName.get(name);
    if (known) {
      this.byName.set(name, { ...known, ...changed });
    }
  }

  private log(action: string, line: string): void {
    if (line.trim() === '') {
      return;
    }
    const lines = this.byName.get(action)?.lines ?? [];
    this.change(action, { lines: [...lines.slice(1 - LINES), line] });
  }
}

/** What a terminal would show in the end of a line that somebody has written for one, without its colours. */
export function shownLine(line: string): string {
  const last = line.replace(/\r+$/, '').split('\r').pop()!;
  return stripVTControlCharacters(last).replace(/\t/g, '  ').trimEnd();
}

export function variableText({ direction, name, value, source }: ActionVariable): string {
  return `${direction === 'in' ? '' : 'exports '}${name}=${value}  (${source})`;
}

const NEW = { state: 'waiting', lines: [] } as const;

function placeOf({ action, stage }: ActionOfRun): Pick<ActionRecord, 'stage' | 'name'> {
  if (stage !== undefined) {
    return { stage, name: action };
  }
  const slash = action.indexOf('/');
  return slash < 0 ? { stage: action, name: action } : { stage: action.slice(0, slash), name: action.slice(slash + 1) };
}
