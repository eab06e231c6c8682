import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { ALL, ends, logs, over, recordOf, started } from './events';
import { junitOf, junitReport } from '../../../lib/run/screens/junit';

test('a suite for each stage, a case for each action', () => {
  expect(`\n${junitOf(recordOf(ALL))}`).toMatchInlineSnapshot(`
   "
   <?xml version="1.0" encoding="UTF-8"?>
   <testsuites name="Delivery/Pipeline" tests="6" failures="1" errors="1" skipped="2" time="9.000">
     <testsuite name="Source" tests="1" failures="0" errors="0" skipped="0" time="0.100">
       <testcase classname="Source" name="shop" time="0.100"/>
     </testsuite>
     <testsuite name="Build" tests="1" failures="0" errors="0" skipped="0" time="4.000">
       <testcase classname="Build" name="Synth" time="4.000"/>
     </testsuite>
     <testsuite name="Beta" tests="2" failures="1" errors="0" skipped="1" time="4.900">
       <testcase classname="Beta" name="Test" time="4.900">
         <failure message="exit status 1">V=1  (literal)
   first
   second
   third  with a tab
   hundred percent
   Files: /tmp/w
   Again: run it</failure>
       </testcase>
       <testcase classname="Beta" name="Lint" time="0.000">
         <skipped message="never started, because of Beta/Test"/>
       </testcase>
     </testsuite>
     <testsuite name="Prod" tests="2" failures="0" errors="1" skipped="1" time="3.900">
       <testcase classname="Prod" name="Ask" time="3.900">
         <error message="nobody is there">add --approve Prod/Ask</error>
       </testcase>
       <testcase classname="Prod" name="Deploy" time="0.000">
         <skipped message="never started, because of Prod/Ask"/>
       </testcase>
     </testsuite>
   </testsuites>
   "
  `);
});

test('nothing in a report is what XML has no character for', () => {
  const evil = 'a\u0000\u0008\u001b[31m<b>&"\ud800\uffff\u2028]]>';
  const record = recordOf(
    started(evil),
    logs(evil, 1, evil),
    ends(evil, 1, 1, { result: 'failed', reason: evil, fix: evil }),
    over(1),
  );
  const report = junitOf(record);
  // eslint-disable-next-line no-control-regex
  expect(report).not.toMatch(/[^\t\n\x20-\ud7ff\ue000-\ufffd]/);
  const tags = /<\/?(\?xml|testsuites?|testcase|failure)( [a-z]+="[^"<&]*")*\/?\??>/g;
  expect(report.replace(/&#\d+;/g, '').replace(tags, '')).not.toMatch(/[<&"]/);
});

describe('the file', () => {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'junit-'));
  const file = path.join(directory, 'report.xml');

  test('is there when the run is over, and nothing beside it', () => {
    const report = junitReport(file);
    ALL.slice(0, -1).forEach(report);
    expect(fs.readdirSync(directory)).toEqual([]);
    report(ALL[ALL.length - 1]);
    expect(fs.readdirSync(directory)).toEqual(['report.xml']);
    expect(fs.readFileSync(file, 'utf8')).toBe(junitOf(recordOf(ALL)));
  });

  test.each([
    ['in no directory', path.join(directory, 'none', 'report.xml'), 'its directory is not there'],
    ['a directory', directory, 'it is a directory'],
  ])('%s is refused before anything runs', (_, given, why) => {
    expect(() => junitReport(given)).toThrow(why);
  });
});
