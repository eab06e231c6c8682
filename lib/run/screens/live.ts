import type { Area } from '../../private/area';
import type { Terminal } from '../../private/terminal';
import type { Listener } from '../events';
import type { Person } from '../rehearse/ask';
import { endOf } from './end';
import { frameOf, finalTree } from './frame';
import { RunState } from './run-state';
import type { Page } from './summary';

/** Frames in a second are enough to see that something goes on. */
const FRAME_MILLISECONDS = 100;

/** A screen that is drawn again and again, and makes room for questions. */
export interface LiveScreen {
  readonly listen: Listener;
  /** Asks below the picture, which goes on meanwhile. */
  readonly withQuestions: (person: Person) => Person;
  /** Whatever has happened: the lines are gone, and the cursor is back. */
  readonly close: () => void;
}

/** A tree of what happens now, on a terminal. `clock` is that of the run: seconds since it began. */
export function liveScreen(
  terminal: Terminal & Pick<Page, 'cwd'> & { readonly area: Area },
  clock: () => number,
): LiveScreen {
  const { area, styles } = terminal;
  const record = new RunState();
  let turn = 0;
  let timer: NodeJS.Timeout | undefined;
  const frame = (rows: number) => {
    const { columns } = area.size();
    return frameOf(record, { columns: columns - 1, rows, styles, now: clock(), turn });
  };
  const close = () => {
    clearInterval(timer);
    timer = undefined;
    area.clear();
  };
  const listen: Listener = (event) => {
    record.add(event);
    if (event.type === 'run.started') {
      timer = setInterval(() => {
        turn++;
        area.draw(frame(area.size().rows));
      }, FRAME_MILLISECONDS).unref();
    } else if (event.type === 'run.finished') {
      close();
      terminal.out([...finalTree(record, terminal), '', ...endOf(record, { ...terminal, isSeen: false })]);
    }
  };
  const withQuestions = (person: Person): Person => ({
    answer: async (question, signal) => {
      area.hold(frame(area.size().rows - 1));
      const answer = await person.answer(question, signal);
      area.release(answer !== undefined);
      return answer;
    },
  });
  return { listen, withQuestions, close };
}
