import { recordOf, SOME, started, begins, logs, ends, ALL } from './events';
import { columnsOf } from '../../../lib/private/columns';
import { stylesOf } from '../../../lib/private/terminal';
import { finalTree, frameOf } from '../../../lib/run/screens/frame';

const styles = stylesOf(false);
const frame = (record = recordOf(SOME), columns = 80, rows = 40) =>
  frameOf(record, { columns, rows, styles, now: 6.5, turn: 1 });

test('a frame is a tree: what runs has its last lines, and a question stands out', () => {
  expect(`\n${frame().join('\n')}\n`).toMatchInlineSnapshot(`
   "
   Delivery/Pipeline  rehearsal · 6s · 2 of 6 actions done
   ├─ Source
   │  └─ ✔ shop                          0.1s
   ├─ Build
   │  └─ ✔ Synth                         4s
   ├─ Beta
   │  ├─ ⠙ Test                          2s
   │  │    │ second
   │  │    │ third  with a tab
   │  │    │ hundred percent
   │  └─ · Lint                          waits for a place
   └─ Prod
      ├─ ◆ Ask                           waits for your decision
      │    Has Beta been well?
      │    For a day?
      │    https://beta
      └─ · Deploy
   "
  `);
});

test('the less room there is, the less is shown of what does not happen now', () => {
  expect(frame(undefined, 60, 12)).toMatchInlineSnapshot(`
   [
     "Delivery/Pipeline  rehearsal · 6s · 2 of 6 actions done",
     "├─ ✔ Source  1 done",
     "├─ ✔ Build  1 done",
     "├─ Beta  1 waits",
     "│  └─ ⠙ Test                          2s",
     "│       │ hundred percent",
     "└─ Prod  1 waits",
     "   └─ ◆ Ask                           waits for your decisi…",
     "        Has Beta been well?",
     "        For a day?",
     "        https://beta",
   ]
  `);
  expect(frame(undefined, 60, 9)).toMatchInlineSnapshot(`
   [
     "Delivery/Pipeline  rehearsal · 6s · 2 of 6 actions done",
     "├─ Beta  1 waits",
     "└─ Prod  1 waits",
     "   └─ ◆ Ask                           waits for your decisi…",
     "        Has Beta been well?",
     "        For a day?",
     "        https://beta",
     "… and 3 more lines",
   ]
  `);
});

test.each([4, 5, 7, 9, 12, 30])('a frame has less than %d lines', (rows) => {
  expect(frame(undefined, 80, rows).length).toBeLessThan(Math.max(rows, 4));
});

test.each([20, 40, 60, 100])('a frame has no more than %d columns, whatever is logged', (columns) => {
  const record = recordOf(SOME, logs('Beta/Test', 6, 'x'.repeat(300), '日本語'.repeat(50), 'y'.repeat(80)));
  expect(frame(record, columns).filter((line) => columnsOf(line) > columns)).toEqual([]);
});

test('of thousands of actions those that run are seen', () => {
  const names = Array.from({ length: 5000 }, (_, i) => `Stage${Math.floor(i / 50)}/Action${i}`);
  const events = [
    ...names.slice(0, 200).flatMap((name) => [begins(name, 1), ends(name, 2, 1)]),
    ...names.slice(200, 210).map((name) => begins(name, 2)),
  ];
  const lines = frame(recordOf(started(...names), events), 80, 24);
  expect(lines.length).toBeLessThan(24);
  expect(lines.filter((line) => /Action20\d/.test(line))).toHaveLength(10);
  expect(lines.at(-1)).toMatch(/^… and \d+ more lines$/);
  expect(lines[0]).toContain('200 of 5000 actions done');
});

test('a question is seen, however much runs before it', () => {
  const names = Array.from({ length: 100 }, (_, i) => `Stage/Action${i}`);
  const asked = { type: 'gate.asked', action: 'Prod/Ask', at: 1, text: 'Is it well?' } as const;
  const record = recordOf(
    started(...names, 'Prod/Ask'),
    [...names, 'Prod/Ask'].map((name) => begins(name, 1)),
    asked,
  );
  expect(frame(record, 80, 10).join('\n')).toContain('Is it well?');
});

test('what turns is turned', () => {
  const at = (turn: number) => frameOf(recordOf(SOME), { columns: 80, rows: 40, styles, now: 0, turn }).join('\n');
  expect(at(0)).toContain('⠋ Test');
  expect(at(11)).toContain('⠙ Test');
});

test('in the end there is a tree of all', () => {
  expect(`\n${finalTree(recordOf(ALL), { width: 80, styles }).join('\n')}\n`).toMatchInlineSnapshot(`
   "
   Delivery/Pipeline  rehearsal · 9s · 4 of 6 actions done · 1 failed
   ├─ Source
   │  └─ ✔ shop                          0.1s
   ├─ Build
   │  └─ ✔ Synth                         4s
   ├─ Beta  1 never started
   │  └─ ✘ Test                          exit status 1
   └─ Prod  1 never started
      └─ ✘ Ask                           nobody is there
   "
  `);
});
