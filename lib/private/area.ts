/** Lines at the end of what a terminal shows, drawn again and again in place. What is written meanwhile goes above them. */
export interface Area {
  /** Windows change while a program runs. */
  readonly size: () => { readonly columns: number; readonly rows: number };
  readonly draw: (lines: readonly string[]) => void;
  /** Draw, and leave the line below to somebody who asks a person there: until `release()`, as many lines are drawn. */
  readonly hold: (lines: readonly string[]) => void;
  /** `isBelow`: whether what was typed ended its line. */
  readonly release: (isBelow: boolean) => void;
  /** Take the lines away, and give the cursor back. */
  readonly clear: () => void;
}

/** What terminals obey. */
const ESC = '\u001b[';
const HIDE_CURSOR = `${ESC}?25l`;
const SHOW_CURSOR = `${ESC}?25h`;
const CLEAR_LINE_RIGHT = `${ESC}K`;
const CLEAR_BELOW = `${ESC}J`;
const SAVE_PLACE = '\u001b7';
const BACK_TO_PLACE = '\u001b8';
const up = (rows: number) => (rows > 0 ? `${ESC}${rows}A\r` : '\r');

/** What an area writes to. */
export interface Screen {
  readonly write: (text: string) => void;
  /** A line as it may be shown, and how many columns it takes. */
  readonly printable: (line: string) => string;
  readonly columnsOf: (line: string) => number;
  readonly size: Area['size'];
}

/** An area on a terminal. Each change is one write: half a picture is never seen. */
export class LiveArea implements Area {
  public readonly size: Area['size'];
  private drawn: readonly string[] = [];
  private isHidden = false;
  private isHeld = false;
  /** Lines below the picture that somebody else has written. */
  private below = 0;
  private forget?: () => void;
  private later: (() => void)[] = [];

  constructor(private readonly screen: Screen) {
    this.size = screen.size;
  }

  public readonly draw = (lines: readonly string[]): void => {
    if (this.isHeld) {
      const same = this.drawn.map((_, i) => lines[i] ?? '');
      this.drawn = same;
      this.screen.write(`${SAVE_PLACE}${up(this.rows())}${this.textOf(same)}${BACK_TO_PLACE}`);
      return;
    }
    const start = up(this.rows() + this.below);
    this.below = 0;
    this.drawn = lines;
    this.screen.write(`${this.hideCursor()}${start}${this.textOf(lines)}${CLEAR_BELOW}`);
  };

  public readonly hold = (lines: readonly string[]): void => {
    this.draw(lines);
    this.screen.write(this.showCursor());
    this.isHeld = true;
  };

  public readonly release = (isBelow: boolean): void => {
    if (this.isHeld) {
      this.screen.write(isBelow ? '' : '\n');
      this.below++;
      this.isHeld = false;
      this.later.splice(0).forEach((write) => this.above(write));
    }
  };

  public readonly clear = (): void => {
    this.release(true);
    const lines = this.rows() + this.below;
    const end = lines > 0 ? `${up(lines)}${CLEAR_BELOW}` : '';
    [this.drawn, this.below] = [[], 0];
    this.screen.write(`${end}${this.showCursor()}`);
  };

  /** Write above the lines; once the question is answered, if there is one. */
  public readonly above = (write: () => void): void => {
    const { drawn } = this;
    if (drawn.length === 0) {
      write();
    } else if (this.isHeld) {
      this.later.push(write);
    } else {
      this.screen.write(`${up(this.rows() + this.below)}${CLEAR_BELOW}`);
      [this.drawn, this.below] = [[], 0];
      write();
      this.draw(drawn);
    }
  };

  /** A line is longer than a row if the window has become narrower since. */
  private rows(): number {
    const { columns } = this.size();
    return this.drawn.reduce((sum, line) => sum + Math.max(Math.ceil(this.screen.columnsOf(line) / columns), 1), 0);
  }

  private textOf(lines: readonly string[]): string {
    return lines.map((line) => `${this.screen.printable(line)}${CLEAR_LINE_RIGHT}\n`).join('');
  }

  private hideCursor(): string {
    if (this.isHidden) {
      return '';
    }
    this.isHidden = true;
    this.forget ??= whenTheProcessEnds(() => this.screen.write(this.showCursor()));
    return HIDE_CURSOR;
  }

  private showCursor(): string {
    const text = this.isHidden ? SHOW_CURSOR : '';
    this.isHidden = false;
    this.forget?.();
    this.forget = undefined;
    return text;
  }
}

/** Whatever ends it: only what draws needs to know. */
function whenTheProcessEnds(callback: () => void): () => void {
  const { onExit } = require('signal-exit') as typeof import('signal-exit');
  return onExit(callback);
}
