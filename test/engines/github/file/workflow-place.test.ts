import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { jobPattern, replaced, SHOP } from '../../../document/workflow/workflow-text';
import type { Environment } from '../../../../lib/engines/github/private/file/mode';
import { WorkflowPlace } from '../../../../lib/engines/github/private/file/workflow-place';
import { textWithPlace } from '../../../../lib/private/diagnostics';

const FILE = '.github/workflows/deploy.yml';
const LOCAL = { CDK_OUTDIR: 'cdk.out' };
const IN_CI = { ...LOCAL, GITHUB_ACTIONS: 'true' };

const OTHER =
  "GitHub also runs '.github/workflows/old.yml' of a pipeline with this path: if that is its former name, remove it";

const WITHOUT_GATE = replaced(SHOP, [jobPattern('Prod-Review'), ''], ['[Build-Synth, Prod-Review]', 'Build-Synth']);

let root: string;
let said: string[];
beforeEach(() => {
  root = fs.mkdtempSync(path.join(os.tmpdir(), 'workflow-'));
  fs.mkdirSync(path.join(root, '.git'));
  fs.mkdirSync(path.join(root, 'infra'));
  said = [];
});

function placeIn(env: Environment, file = FILE): WorkflowPlace {
  return new WorkflowPlace('App/P', file, {
    env,
    directory: path.join(root, 'infra'),
    say: (lines) => said.push(...lines),
  });
}

const there = () => fs.readFileSync(path.join(root, FILE), 'utf8');
function put(text: string, file = FILE): void {
  fs.mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  fs.writeFileSync(path.join(root, file), text);
}

/** As a synthesis does. */
function synthesize(env: Environment, text: string): string[] {
  const place = placeIn(env);
  const problems = place.problems(text).map(textWithPlace);
  if (problems.length === 0) {
    place.put(text);
  }
  return problems;
}

describe('who develops', () => {
  test('gets a file that is not there', () => {
    expect(synthesize(LOCAL, SHOP)).toEqual([]);
    expect(there()).toBe(SHOP);
    expect(said).toEqual([`cdk-pipelines: wrote ${FILE}: commit it`]);
  });

  test('gets one that differs, and hears of a lost gate', () => {
    put(SHOP);
    expect(synthesize(LOCAL, WITHOUT_GATE)).toEqual([]);
    expect(there()).toBe(WITHOUT_GATE);
    expect(said).toEqual([
      `cdk-pipelines: wrote ${FILE}: commit it`,
      'A gate is lost:',
      "- Gate 'deploy-review' is gone: it stopped",
      "    'Prod-Data'",
      "    'Prod-Web'",
    ]);
  });

  test('nothing is written where nothing differs', () => {
    const windows = SHOP.replace(/\n/g, '\r\n');
    put(windows);
    const before = fs.statSync(path.join(root, FILE)).ino;
    expect(synthesize(LOCAL, SHOP)).toEqual([]);
    expect({ text: there(), ino: fs.statSync(path.join(root, FILE)).ino, said }).toEqual({
      text: windows,
      ino: before,
      said: [],
    });
  });

  test('hears that the pipeline has another file, too', () => {
    put(SHOP, '.github/workflows/old.yml');
    synthesize(LOCAL, SHOP);
    expect(said.slice(1)).toEqual([OTHER]);
    // Known by then, and another app may have a pipeline of that path.
    said = [];
    synthesize(LOCAL, WITHOUT_GATE);
    expect(said.length).toBeGreaterThan(0);
    expect(said).not.toContain(OTHER);
  });

  test("somebody's file is not overwritten", () => {
    put('name: ci\n');
    expect(synthesize(LOCAL, SHOP)).toEqual([
      `[App/P] '${FILE}' is there, and was not made by cdk-pipelines: it is not overwritten. Expected: no file there, or one ` +
        'that this library has made. To fix it: give the workflow another file, or, if nobody needs what is there, remove it ' +
        'with `git rm`.',
    ]);
    expect(() => placeIn(LOCAL).put(SHOP)).toThrow('was not made by cdk-pipelines');
    expect(there()).toBe('name: ci\n');
  });

  test('what is in the way', () => {
    put('x', '.github');
    expect(synthesize(LOCAL, SHOP)).toEqual([
      `[App/P] '.github' is a file: the workflow cannot be '${FILE}'. Expected: a plain file, in plain directories. ` +
        'To fix it: remove what is there, or give the workflow another file.',
    ]);
  });

  test('what cannot be written is one error', () => {
    // Longer than a name may be, with what it has while it is written.
    const file = `.github/workflows/${'x'.repeat(250)}.yml`;
    const place = placeIn(LOCAL, file);
    expect(place.problems(SHOP)).toEqual([]);
    expect(() => place.put(SHOP)).toThrow(
      `[App/P] '${file}' cannot be written (ENAMETOOLONG). Expected: a repository that you may write to.`,
    );
  });
});

describe('a machine that runs for others', () => {
  test('is content with what is there', () => {
    put(SHOP.replace(/\n/g, '\r\n'));
    expect(synthesize(IN_CI, SHOP)).toEqual([]);
  });

  test('writes nothing', () => {
    expect(synthesize(IN_CI, SHOP)).toHaveLength(1);
    expect(() => placeIn(IN_CI).put(SHOP)).toThrow('is not in the repository');
    expect(fs.existsSync(path.join(root, FILE))).toBe(false);
    expect(said).toEqual([]);
  });

  test('says what differs, and how to fix it', () => {
    put(SHOP);
    expect(synthesize(IN_CI, WITHOUT_GATE)).toEqual([
      [
        `[App/P] the workflow '${FILE}' is stale, and this is what the pipeline makes of it now:`,
        '    A gate is lost:',
        "    - Gate 'deploy-review' is gone: it stopped",
        "        'Prod-Data'",
        "        'Prod-Web'",
        '    Look at this:',
        "    - 'Prod-Data' no longer waits for 'preflight'",
        `    --- ${FILE}`,
        '    +++ as the pipeline makes it',
        '    @@ -25,16 +25,8 @@',
        '           - name: Synth',
        '             shell: bash',
        '             run: npx cdk synth',
        '    -  Prod-Review:',
        '    -    needs: preflight',
        '    -    environment:',
        '    -      name: deploy-review',
        '    -    runs-on: ubuntu-latest',
        '    -    permissions: {}',
        '    -    steps:',
        '    -      - run: echo Look at it',
        '       Prod-Data:',
        '    -    needs: [Build-Synth, Prod-Review]',
        '    +    needs: Build-Synth',
        '         environment:',
        '           name: Prod',
        '         runs-on: ubuntu-latest',
        '    Expected: the file as the pipeline makes it: this synthesis compares the two and writes nothing, as GITHUB_ACTIONS is set. To fix it: run ' +
          '`npx cdk synth && git add ../.github/workflows/deploy.yml && git commit -m "Update the workflow"`, and push. If that ' +
          'changes nothing, other versions are installed here than you have, or the environment differs: commit the lock file.',
      ].join('\n'),
    ]);
  });

  test('long differences are cut', () => {
    put(SHOP);
    const more = Array.from({ length: 500 }, (_, i) => `  Job-${i}:\n    permissions: {}\n`).join('');
    const [text] = synthesize(IN_CI, `${SHOP}${more}`);
    expect(text.split('\n').length).toBeLessThan(100);
    expect(text).toMatch(/\n {4}… 94\d more lines\n/);
  });

  test('a file that is missing has no difference', () => {
    expect(synthesize(IN_CI, SHOP)[0]).toMatch(/^\[App\/P\] the workflow '[^']+' is not in the repository. Expected: /);
  });

  test('a file of somebody else', () => {
    put('name: ci\n');
    expect(synthesize(IN_CI, SHOP)[0]).toContain('was not made by cdk-pipelines');
  });
});

describe('the page of the run', () => {
  const summary = () => path.join(root, 'summary.md');
  const env = () => ({ ...IN_CI, GITHUB_STEP_SUMMARY: summary() });

  test('has the same, once, after what is there', () => {
    fs.writeFileSync(summary(), '# Mine\n');
    put(SHOP);
    const place = placeIn(env());
    place.problems(WITHOUT_GATE);
    place.problems(WITHOUT_GATE);
    const text = fs.readFileSync(summary(), 'utf8');
    expect(text).toMatch(/^# Mine\n### Stale workflow: \.github\/workflows\/deploy\.yml\n/);
    expect(text.match(/### Stale/g)).toHaveLength(1);
    expect(text).toContain('```sh\nnpx cdk synth\ngit add ../.github/workflows/deploy.yml\n');
    expect(text).toContain("**A gate is lost**\n\n- Gate 'deploy-review' is gone: it stopped\n  - 'Prod-Data'\n");
    expect(text).toMatch(/```diff\n--- [^`]*\n- {2}Prod-Review:\n[^`]*```\n\n$/);
  });

  test('nothing in the file ends the block', () => {
    put(SHOP);
    placeIn(env()).problems(replaced(SHOP, ['cdk deploy Prod/Web', 'echo "`````"\n        ```\n      # </details>']));
    const text = fs.readFileSync(summary(), 'utf8');
    const [fence] = text.match(/`+(?=diff\n)/)!;
    expect(fence).toHaveLength(6);
    expect(text.trimEnd().endsWith(`\n${fence}`)).toBe(true);
  });

  test('has room for much, and not for all: GitHub takes 1 MiB', () => {
    const jobs = (more: string) =>
      Array.from(
        { length: 1_000 },
        (_, i) => `  ${'x'.repeat(90)}${i}:\n    timeout-minutes: ${more}${i}\n    permissions: {}\n`,
      );
    put(`${SHOP}${jobs('').join('')}`);
    placeIn(env()).problems(`${SHOP}${jobs('1').join('')}`);
    const text = fs.readFileSync(summary(), 'utf8');
    expect(text).toContain('\nAnd 900 changes that are less dangerous.\n');
    expect(text.length).toBeLessThan(200_000);
  });

  test('names are text', () => {
    put(replaced(SHOP, [/Prod-Review/g, '"<b>@team"']));
    placeIn(env()).problems(WITHOUT_GATE);
    expect(fs.readFileSync(summary(), 'utf8').split('```diff')[0]).not.toMatch(/<b>|@team/);
  });

  test('a page that cannot be written hides no error', () => {
    put(SHOP);
    fs.mkdirSync(summary());
    expect(synthesize(env(), WITHOUT_GATE)).toHaveLength(1);
  });

  test('of somebody who develops, there is none', () => {
    put(SHOP);
    synthesize({ ...LOCAL, GITHUB_STEP_SUMMARY: summary() }, WITHOUT_GATE);
    expect(fs.existsSync(summary())).toBe(false);
  });
});

describe('whoever is not started by the CDK CLI', () => {
  test('neither writes nor checks', () => {
    expect(synthesize({ CI: 'true' }, SHOP)).toEqual([]);
    put('name: ci\n');
    expect(synthesize({}, SHOP)).toEqual([]);
    expect(there()).toBe('name: ci\n');
  });

  test('but a wrong variable is an error, once', () => {
    const place = placeIn({ CDK_PIPELINES_WORKFLOW: 'x' });
    expect(place.problems(SHOP)).toHaveLength(1);
    expect(() => place.put(SHOP)).not.toThrow();
    expect(() => place.put(SHOP)).toThrow("'x' as CDK_PIPELINES_WORKFLOW");
  });
});
