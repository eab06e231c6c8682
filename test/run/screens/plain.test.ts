import { ALL, over, recordOf, started } from './events';
import { columnsOf } from '../../../lib/private/columns';
import { stylesOf, type Terminal } from '../../../lib/private/terminal';
import { boxOf, endOf } from '../../../lib/run/screens/end';
import { plainScreen } from '../../../lib/run/screens/plain';

function shown(width = Infinity): string[] {
  const lines: string[] = [];
  const out = (more: readonly string[]) => void lines.push(...more);
  const screen = plainScreen({ out, err: out, width, styles: stylesOf(false) } as Terminal);
  ALL.forEach(screen);
  return lines;
}

test('each line has the name of its action before it, and the end has all that matters', () => {
  expect(`\n${shown().join('\n')}\n`).toMatchInlineSnapshot(`
   "
   Delivery/Pipeline: rehearsing 6 actions
   Logs and files: /app/.cdk-pipelines/run/Delivery
   Source/shop │ ▶ started
   Source/shop │ ✔ succeeded, 0.1s
   Build/Synth │ ▶ started
   Build/Synth │ > synth
   Build/Synth │ Successfully synthesized
   Build/Synth │ ✔ succeeded, 4s
   Beta/Test   │ ▶ started
   Prod/Ask    │ ▶ started
   Beta/Lint   │ waits for a place
   Beta/Test   │ V=1  (literal)
   Beta/Test   │ first
   Beta/Test   │ second
   Beta/Test   │ third  with a tab
   Beta/Test   │ hundred percent
   Prod/Ask    │ ◆ a decision is asked for
   Prod/Ask    │   Has Beta been well?
   Prod/Ask    │   For a day?
   Prod/Ask    │   https://beta
   warning: Stack outputs are made up
   Prod/Ask    │ ✘ stopped, 3.9s: nobody is there
   Beta/Test   │ ✘ failed, 4.9s: exit status 1

   ╭─ Not shown by this run ──────────────────────────────────────────────────────────────────────────╮
   │ - image standard:7.0: you have another: Build/Synth, Beta/Test                                   │
   ╰──────────────────────────────────────────────────────────────────────────────────────────────────╯

   Critical path (9s):
     Source/shop 0.1s → Build/Synth 4s → Beta/Test 4.9s

   1 action never starts because of Beta/Test:
     Beta: Lint
   1 action never starts because of Prod/Ask:
     Prod: Deploy

   ✘ Beta/Test failed after 4.9s: exit status 1
     Files:     /tmp/w
     Variables: /tmp/w/env.sh
     Log:       /logs/Beta.Test.log
     Again:     run it

   ✘ Prod/Ask stopped: nobody is there
     Fix:       add --approve Prod/Ask

   ✘ Failed after 9s: 1 failed, 1 stopped, 2 succeeded, 2 never started
   Logs and files: /app/.cdk-pipelines/run/Delivery
   "
  `);
});

test('where lines have not been seen, the end shows the last ones of what failed, and warnings', () => {
  const lines = endOf(recordOf(ALL), { width: 80, styles: stylesOf(false), isSeen: false });
  expect(lines).toContain('  │ hundred percent');
  expect(lines).toContain('  Stack outputs are made up');
});

test.each([40, 80, 120])('the end has no more than %d columns, but for what is copied', (width) => {
  const lines = endOf(recordOf(ALL), { width, styles: stylesOf(false), isSeen: false });
  const long = lines.filter((line) => columnsOf(line) > width);
  expect(long.filter((line) => !/^( {2}(Files|Variables|Log|Again)|Logs and files):/.test(line))).toEqual([]);
});

test('what is copied is one line, and nothing is set off within what is set off', () => {
  const [open, close] = ['\ufdd0', '\ufddf'];
  const lines = endOf(recordOf(ALL), { width: 40, styles: stylesOf(true), isSeen: false });
  expect(lines).toContain('Logs and files: /app/.cdk-pipelines/run/Delivery');
  expect(lines).toContain('  Again:     run it');
  expect(lines.join('').replace(/[\ufdd1-\ufdd5]/g, open)).not.toMatch(new RegExp(`${open}[^${close}]*${open}`));
});

test('of the last lines, what fits stays as it is', () => {
  const record = recordOf([...ALL.slice(0, -1)]);
  const failed = record.actions.find(({ state }) => state === 'failed')!;
  record.add({ type: 'action.logged', at: 9, action: failed.action, line: '    at Test.run  (x.js:1)' });
  record.add(ALL[ALL.length - 1]);
  expect(endOf(record, { width: 80, styles: stylesOf(false), isSeen: false })).toContain(
    '  │     at Test.run  (x.js:1)',
  );
});

test('what is below the directory of the reader is named from there', () => {
  const options = { width: 80, styles: stylesOf(false), isSeen: false };
  expect(endOf(recordOf(ALL), { ...options, cwd: '/app' })).toContain('Logs and files: .cdk-pipelines/run/Delivery');
  expect(endOf(recordOf(ALL), { ...options, cwd: '/wo' })).toContain(
    'Logs and files: /app/.cdk-pipelines/run/Delivery',
  );
});

test('the box is as wide as the page, and no wider than a person reads', () => {
  const differences = [{ what: `roles: ${'what they may do '.repeat(10)}`, actions: [] }];
  for (const [width, columns] of [
    [60, 60],
    [Infinity, 100],
  ]) {
    const box = boxOf(differences, { width, styles: stylesOf(false) });
    expect(new Set(box.map(columnsOf))).toEqual(new Set([columns]));
  }
});

test('what is skipped for one reason is one line', () => {
  const names = ['Assets/A', 'Assets/B', 'Assets/C', 'Assets/D', 'Assets/E'];
  const skipped = names.map((action) => ({
    ...({ type: 'action.finished', action, at: 1, seconds: 0, result: 'skipped' } as const),
    reason: 'nothing is published',
  }));
  const lines = endOf(recordOf(started(...names), skipped, over(1)), {
    ...{ width: Infinity, styles: stylesOf(false), isSeen: true },
  });
  expect(lines.slice(0, 2)).toEqual([
    '5 actions skipped:',
    '  Assets/A, Assets/B, Assets/C, Assets/D and 1 more: nothing is published',
  ]);
});

test('a log line that terminals or CI would obey is only shown', () => {
  expect(shown().filter((line) => line.includes('\u001b'))).toEqual([]);
});
