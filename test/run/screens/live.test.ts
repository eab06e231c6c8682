import { ALL, SOME } from './events';
import { type Area, LiveArea } from '../../../lib/private/area';
import { terminal } from '../../../lib/private/terminal';
import { liveScreen } from '../../../lib/run/screens/live';

/** A terminal of so many columns: what it shows after all that was written. */
class Vt {
  public readonly lines: string[] = [''];
  public isCursorShown = true;
  private row = 0;
  private column = 0;
  private saved = [0, 0];

  public readonly write = (text: string): boolean => {
    for (const [part] of text.matchAll(/\u001b(?:\[[?0-9;]*[A-Za-z]|[78])|[^\u001b]/gu)) {
      this.obey(part);
    }
    return true;
  };

  private obey(part: string): void {
    const [, count = '1'] = /^\u001b\[(\d+)A$/.exec(part) ?? [];
    switch (part) {
      case '\n':
        this.row++;
        this.column = 0;
        this.lines[this.row] ??= '';
        return;
      case '\r':
        this.column = 0;
        return;
      case '\u001b7':
        this.saved = [this.row, this.column];
        return;
      case '\u001b8':
        [this.row, this.column] = this.saved;
        return;
      case '\u001b[K':
        this.lines[this.row] = this.lines[this.row].slice(0, this.column);
        return;
      case '\u001b[J':
        this.lines[this.row] = this.lines[this.row].slice(0, this.column);
        this.lines.length = this.row + 1;
        return;
      case '\u001b[?25l':
      case '\u001b[?25h':
        this.isCursorShown = part.endsWith('h');
        return;
    }
    if (part.endsWith('A') && part.startsWith('\u001b')) {
      this.row -= Number(count);
      expect(this.row).toBeGreaterThanOrEqual(0);
    } else if (!part.startsWith('\u001b')) {
      const line = this.lines[this.row].padEnd(this.column);
      this.lines[this.row] = line.slice(0, this.column) + part + line.slice(this.column + part.length);
      this.column += part.length;
    }
  }
}

function areaOn(vt: Vt, columns = 80): LiveArea {
  return new LiveArea({
    write: vt.write,
    printable: (line) => line,
    columnsOf: (line) => line.length,
    size: () => ({ columns, rows: 24 }),
  });
}

test('an area is drawn in place, and what is written goes above it', () => {
  const vt = new Vt();
  const area = areaOn(vt);
  vt.write('before\n');
  area.draw(['one', 'two', 'three']);
  expect(vt.isCursorShown).toBe(false);
  area.draw(['four']);
  area.above(() => vt.write('log\n'));
  expect(vt.lines).toEqual(['before', 'log', 'four', '']);
  area.clear();
  expect(vt.lines).toEqual(['before', 'log', '']);
  expect(vt.isCursorShown).toBe(true);
});

test('a window that has become narrower is cleared whole', () => {
  const vt = new Vt();
  let columns = 10;
  const area = new LiveArea({
    ...{ write: vt.write, printable: (line) => line, columnsOf: (line) => line.length },
    size: () => ({ columns, rows: 24 }),
  });
  vt.write('before\n');
  area.draw(['0123456789', 'abc']);
  // The terminal has broken the first line in two.
  vt.lines.splice(1, 1, '01234', '56789');
  vt.write('\n');
  columns = 5;
  area.draw(['new']);
  expect(vt.lines).toEqual(['before', 'new', '']);
});

test('while a question is open, the picture above goes on, and what is typed stays', () => {
  const vt = new Vt();
  const area = areaOn(vt);
  area.hold(['tree 1', 'gate']);
  expect(vt.isCursorShown).toBe(true);
  vt.write('Approve? ye');
  area.draw(['tree 2']);
  area.above(() => vt.write('log\n'));
  expect(vt.lines).toEqual(['tree 2', '', 'Approve? ye']);
  vt.write('s\n');
  area.release(true);
  expect(vt.lines).toEqual(['log', 'tree 2', '', '']);
  area.draw(['tree 3']);
  expect(vt.lines).toEqual(['log', 'tree 3', '']);
});

test('a question that nobody answers leaves nothing', () => {
  const vt = new Vt();
  const area = areaOn(vt);
  vt.write('before\n');
  area.hold(['tree']);
  vt.write('Approve? ');
  area.release(false);
  area.clear();
  expect(vt.lines).toEqual(['before', '']);
});

describe('the live screen', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  function screenOn(vt: Vt) {
    const host = { stdout: { write: vt.write, isTTY: true, columns: 80, rows: 30 }, stderr: { write: vt.write } };
    const made = terminal({ ...host, env: { NO_COLOR: '1' } });
    return { made, screen: liveScreen(made as typeof made & { readonly area: Area }, () => 6) };
  }

  test('shows what happens, then what has happened, and gives the cursor back', () => {
    const vt = new Vt();
    const { screen } = screenOn(vt);
    SOME.forEach(screen.listen);
    jest.advanceTimersByTime(1000);
    expect(vt.lines.join('\n')).toContain('│ hundred percent');
    expect(vt.isCursorShown).toBe(false);
    ALL.slice(SOME.length).forEach(screen.listen);
    expect(vt.isCursorShown).toBe(true);
    expect(vt.lines[0]).toMatch(/^Delivery\/Pipeline {2}rehearsal/);
    expect(vt.lines.filter((line) => line.includes('Delivery/Pipeline'))).toHaveLength(1);
    expect(vt.lines.join('\n')).toContain('✘ Failed after 9s: 1 failed, 1 stopped, 2 succeeded, 2 never started');
    expect(jest.getTimerCount()).toBe(0);
  });

  test('a question is asked below it, and asked again', async () => {
    const vt = new Vt();
    const { screen } = screenOn(vt);
    SOME.forEach(screen.listen);
    const answers = ['perhaps', 'yes'];
    const person = screen.withQuestions({
      answer: async (question) => {
        vt.write(question);
        jest.advanceTimersByTime(500);
        const answer = answers.shift()!;
        vt.write(`${answer}\n`);
        return answer;
      },
    });
    const { signal } = new AbortController();
    expect(await person.answer('Approve? ', signal)).toBe('perhaps');
    expect(await person.answer('Approve? ', signal)).toBe('yes');
    screen.close();
    expect(vt.lines).toEqual(['']);
    expect(vt.isCursorShown).toBe(true);
  });
});
