import { GATE } from '../../document/words';
import { cut, fit } from '../../private/columns';
import { count, type Style, type Styles } from '../../private/terminal';
import type { ActionRecord, ActionState, RunState } from './run-state';
import { durationOf } from './times';

/** How much is shown, from all to what must be seen. */
export interface Detail {
  /** Lines that an action has written, below it. */
  readonly logs: number;
  /** Stages in which nothing happens are one line. */
  readonly foldStages: boolean;
  /** So are, in others, actions that are done, and those that wait. */
  readonly foldActions: boolean;
  /** And what never starts. */
  readonly foldNeverStarted?: boolean;
}

export interface FrameOptions {
  readonly columns: number;
  readonly rows: number;
  readonly styles: Styles;
  /** Seconds since the run began, now. */
  readonly now: number;
  /** Counts up: what turns is turned. */
  readonly turn: number;
}

const SPINNER = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];

const SIGNS: Readonly<Record<ActionState, { readonly sign: string; readonly style?: keyof Styles }>> = {
  waiting: { sign: '·', style: 'dim' },
  queued: { sign: '·', style: 'dim' },
  running: { sign: SPINNER[0], style: 'accent' },
  asked: { sign: GATE, style: 'warning' },
  succeeded: { sign: '✔', style: 'good' },
  failed: { sign: '✘', style: 'danger' },
  rejected: { sign: '✘', style: 'danger' },
  stopped: { sign: '✘', style: 'warning' },
  skipped: { sign: '↷', style: 'warning' },
  canceled: { sign: '✘', style: 'warning' },
  'never-started': { sign: '–', style: 'dim' },
};

export function signOf(state: ActionState, styles: Styles): string {
  const { sign, style } = SIGNS[state];
  return style === undefined ? sign : styles[style](sign);
}

/** A line of the frame, and whether it must be seen: of a question, before all else. */
export interface Line {
  readonly text: string;
  readonly active: boolean;
  readonly asked?: boolean;
}

/** Lines of a tree of stages and actions, as detailed as is asked for. */
export class Painter {
  constructor(private readonly options: FrameOptions) {}

  public linesOf(
    record: RunState,
    stages: readonly (readonly [string, readonly ActionRecord[]])[],
    detail: Detail,
  ): Line[] {
    return [
      { text: this.head(record), active: true },
      ...stages.flatMap(([stage, actions], i) => this.stage(stage, actions, i === stages.length - 1, detail)),
    ];
  }

  private head({ started, actions, finished }: RunState): string {
    const { styles, columns, now } = this.options;
    const name = started?.pipeline ?? '';
    const done = actions.filter((one) => one.finished).length;
    const bad = (['failed', 'rejected'] as const).map((state) => [
      actions.filter((one) => one.state === state).length,
      state,
    ]);
    const parts = [
      DEPTHS[started?.depth ?? 'rehearse'],
      durationOf(Math.floor(finished?.at ?? now)),
      `${done} of ${count(actions.length, 'action')} done`,
      ...bad.filter(([n]) => n !== 0).map(([n, state]) => `${n} ${state}`),
    ];
    const title = cut(name, columns);
    return `${styles.bold(title)}${styles.dim(cut(`  ${parts.join(' · ')}`, Math.max(columns - title.length, 0)))}`;
  }

  private stage(stage: string, actions: readonly ActionRecord[], isLast: boolean, detail: Detail): Line[] {
    const { styles, columns } = this.options;
    const states = new Set(actions.map(({ state }) => state));
    const isQuiet = actions.every((one) => !isActive(one));
    const branch = isLast ? '└─' : '├─';
    const isNever = (one: ActionRecord) => one.state === 'never-started';
    const isFolded = (one: ActionRecord) =>
      (detail.foldActions && !isActive(one)) || (detail.foldNeverStarted === true && isNever(one));
    if ((detail.foldStages && isQuiet) || (detail.foldNeverStarted && actions.every(isNever))) {
      const state = WORST.find((one) => states.has(one)) ?? 'waiting';
      const text = cut(`${stage}  ${this.countOf(actions)}`, columns - 5);
      return [{ text: `${branch} ${signOf(state, styles)} ${this.styleOf(state)(text)}`, active: false }];
    }
    const trunk = isLast ? ' ' : '│';
    const alone = actions.filter((one) => !isFolded(one));
    const folded = actions.filter(isFolded);
    const title = folded.length > 0 ? `${stage}  ${this.countOf(folded)}` : stage;
    return [
      { text: `${branch} ${styles.bold(cut(title, columns - 3))}`, active: !isQuiet, asked: states.has('asked') },
      ...alone.flatMap((one, i) => this.action(one, `${trunk}  `, i === alone.length - 1, detail)),
    ];
  }

  /** `3 done, 5 wait`. */
  private countOf(actions: readonly ActionRecord[]): string {
    const done = actions.filter(({ finished }) => finished).length;
    const never = actions.filter(({ state }) => state === 'never-started').length;
    const wait = actions.length - done - never;
    return [
      ...(done > 0 ? [`${done} done`] : []),
      ...(wait > 0 ? [`${wait} ${wait === 1 ? 'waits' : 'wait'}`] : []),
      ...(never > 0 ? [`${never} never started`] : []),
    ].join(', ');
  }

  private action(one: ActionRecord, trunk: string, isLast: boolean, { logs }: Detail): Line[] {
    const { styles, columns, turn } = this.options;
    const room = columns - trunk.length - 5;
    const { sign, style = 'dim' } = SIGNS[one.state];
    const turned = one.state === 'running' ? SPINNER[turn % SPINNER.length] : sign;
    const left = room - NAME_COLUMNS - 2;
    const note = left > 0 ? cut(this.noteOf(one), left) : '';
    const name = note === '' ? cut(one.name, room) : fit(one.name, Math.min(NAME_COLUMNS, room));
    const active = isActive(one);
    const text = `${trunk}${isLast ? '└─' : '├─'} ${styles[style](turned)} ${this.styleOf(one.state)(name)}  ${styles.dim(note)}`;
    const below = this.below(one, logs).map((line) => ({
      text: `${trunk}${isLast ? ' ' : '│'}    ${line.style(cut(line.text, columns - trunk.length - 5))}`,
      active,
      asked: one.state === 'asked',
    }));
    return [{ text: text.trimEnd(), active, asked: one.state === 'asked' }, ...below];
  }

  private noteOf({ state, started, finished, gate }: ActionRecord): string {
    switch (state) {
      case 'running':
        return durationOf(Math.floor(Math.max(this.options.now - started!.at, 0)));
      case 'asked':
        return 'waits for your decision';
      case 'queued':
        return 'waits for a place';
      case 'succeeded':
        return gate ? 'approved' : durationOf(finished!.seconds);
      case 'failed':
      case 'rejected':
      case 'stopped':
      case 'skipped':
      case 'canceled':
        return finished!.reason ?? state;
      default:
        return '';
    }
  }

  private below(
    { state, asked, lines }: ActionRecord,
    logs: number,
  ): { readonly text: string; readonly style: Style }[] {
    const { styles } = this.options;
    if (state === 'asked') {
      const texts = [...(asked?.text ? asked.text.split('\n') : []), ...(asked?.url ? [asked.url] : [])];
      return texts.slice(0, QUESTION_LINES).map((text) => ({ text, style: styles.warning }));
    }
    return state === 'running' && logs > 0
      ? lines.slice(-logs).map((text) => ({ text: `│ ${text}`, style: styles.dim }))
      : [];
  }

  private styleOf(state: ActionState): Style {
    const { styles } = this.options;
    return state === 'waiting' || state === 'queued' || state === 'never-started'
      ? styles.dim
      : state === 'asked'
        ? styles.warning
        : String;
  }
}

/** What something that is done, and only one line, is called after. */
const WORST: readonly ActionState[] = [
  ...(['failed', 'rejected', 'stopped', 'canceled'] as const),
  ...(['waiting', 'never-started', 'skipped', 'succeeded'] as const),
];

const NAME_COLUMNS = 28;
/** Of what an approver reads. */
const QUESTION_LINES = 8;

const DEPTHS = { simulate: 'simulation', rehearse: 'rehearsal', deploy: 'deployment' } as const;

/** What must be seen: what runs, what waits for a person, what went wrong. */
function isActive({ state }: ActionRecord): boolean {
  return state === 'running' || state === 'asked' || state === 'failed' || state === 'rejected' || state === 'stopped';
}
