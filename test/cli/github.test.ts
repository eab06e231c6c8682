import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { DocumentBuilder } from './builder';
import { assemblyOf, command } from './run';
import { replaced, SHOP } from '../document/workflow/workflow-text';
import type { PlanDocument } from '../../lib/document/plan-document';

const FILE = '.github/workflows/deploy.yml';

/** A plan of a pipeline on GitHub; without a file, on CodePipeline. */
function plan(name: string, file?: string): PlanDocument {
  const { pipeline, codePipeline, ...document } = new DocumentBuilder().action('Build/Synth', { kind: 'synth' }).done();
  const gitHub = file ? { file, name: 'deploy', triggers: {}, jobs: [] } : undefined;
  return {
    ...document,
    pipeline: { ...pipeline, path: `App/${name}`, name: `App${name}` },
    ...(gitHub ? { gitHub } : { codePipeline }),
  };
}

let repository: string;
beforeEach(() => (repository = fs.mkdtempSync(path.join(os.tmpdir(), 'repository-'))));

const fileIn = (file = FILE) => path.join(repository, file);
function put(text: string, file = FILE): void {
  fs.mkdirSync(path.dirname(fileIn(file)), { recursive: true });
  fs.writeFileSync(fileIn(file), text);
}

const SHOP_PLAN = { 'AppShop.plan.json': plan('Shop', FILE), 'AppShop.github.yml': SHOP };
const github = (what: string, assembly: string, ...args: string[]) =>
  command(['github', what, assembly, '--repository', repository, ...args]);

describe('diff', () => {
  test('a file that is fresh', () => {
    put(SHOP.replace(/\n/g, '\r\n'));
    expect(github('diff', assemblyOf(SHOP_PLAN))).toEqual({ code: 0, out: `App/Shop\n  ${FILE} is fresh\n`, err: '' });
  });

  test('one that is stale: in words, and line by line', () => {
    put(replaced(SHOP, ['timeout-minutes: 60', 'timeout-minutes: 90']));
    const assembly = assemblyOf(SHOP_PLAN);
    const { code, out } = github('diff', assembly);
    expect(code).toBe(1);
    expect(out.split('\n')).toEqual([
      'App/Shop',
      `  ${FILE} is stale: what the pipeline makes differs`,
      '  Worth knowing:',
      "  - Has other settings: 'Prod-Data'",
      '      timeout-minutes: 90 → 60',
      `  --- ${FILE}`,
      '  +++ as the pipeline makes it',
      expect.stringMatching(/^ {2}@@ -\d+,7 \+\d+,7 @@$/),
      '       runs-on: ubuntu-latest',
      '       permissions:',
      '         id-token: write',
      '  -    timeout-minutes: 90',
      '  +    timeout-minutes: 60',
      '       steps:',
      expect.stringContaining('configure-aws-credentials'),
      '           with:',
      `  To fix it: npx cdk-pipelines github update ${assembly} --repository ${repository} && git add ${path.relative('.', fileIn())} && git commit -m "Update the workflow"`,
      '',
    ]);
  });

  test('one that is not there', () => {
    const { code, out } = github('diff', assemblyOf(SHOP_PLAN));
    expect(code).toBe(1);
    expect(out).toMatch(/^App\/Shop\n {2}\S+ is not there\n {2}To fix it: [^\n]*\n$/);
  });

  test('what fixes it writes the same file of the same pipeline', () => {
    const assembly = assemblyOf(SHOP_PLAN);
    const { out } = github('diff', assembly, '--pipeline', 'App/Shop');
    expect(out).toContain(`update ${assembly} --repository ${repository} --pipeline App/Shop && git add`);
  });

  test('as Markdown: nothing, if all is fresh', () => {
    put(SHOP);
    expect(github('diff', assemblyOf(SHOP_PLAN), '--markdown')).toEqual({ code: 0, out: '', err: '' });
    put(SHOP.replace('60', '90'));
    const { code, out } = github('diff', assemblyOf(SHOP_PLAN), '--markdown');
    expect(code).toBe(1);
    expect(out).toMatch(/^### Stale workflow: [^]*\*\*Worth knowing\*\*[^]*```diff\n/);
  });

  test('of several pipelines, those on GitHub, or one of them', () => {
    const assembly = assemblyOf({
      ...SHOP_PLAN,
      'AppOther.plan.json': plan('Other', '.github/workflows/other.yml'),
      'AppOther.github.yml': SHOP,
      'AppOld.plan.json': plan('Old'),
    });
    put(SHOP);
    const { code, out } = github('diff', assembly);
    expect({ code, of: out.match(/^App.*$/gm) }).toEqual({ code: 1, of: ['App/Other', 'App/Shop'] });
    expect(github('diff', assembly, '--pipeline', 'App/Shop')).toMatchObject({ code: 0 });
  });
});

describe('update', () => {
  test('writes what differs', () => {
    const assembly = assemblyOf(SHOP_PLAN);
    expect(github('update', assembly)).toEqual({ code: 0, out: `wrote ${FILE}: commit it\n`, err: '' });
    expect(fs.readFileSync(fileIn(), 'utf8')).toBe(SHOP);
    expect(github('update', assembly)).toEqual({ code: 0, out: `${FILE} is fresh\n`, err: '' });
    put(SHOP.replace('60', '90'));
    github('update', assembly);
    expect(fs.readFileSync(fileIn(), 'utf8')).toBe(SHOP);
  });

  test('nothing, if one of them cannot be written', () => {
    const assembly = assemblyOf({
      ...SHOP_PLAN,
      'AppOther.plan.json': plan('Other', '.github/workflows/zoo.yml'),
      'AppOther.github.yml': SHOP,
    });
    put('name: ci\n', '.github/workflows/zoo.yml');
    const { code, err } = github('update', assembly);
    expect(code).toBe(2);
    expect(err).toContain("'.github/workflows/zoo.yml' is there, and was not made by cdk-pipelines");
    expect(fs.existsSync(fileIn())).toBe(false);
  });
});

test('without --repository, it is where .git is', () => {
  fs.mkdirSync(path.join(repository, '.git'));
  fs.mkdirSync(path.join(repository, 'infra'));
  const directory = process.cwd();
  process.chdir(path.join(repository, 'infra'));
  try {
    expect(command(['github', 'update', assemblyOf(SHOP_PLAN)])).toMatchObject({ code: 0 });
  } finally {
    process.chdir(directory);
  }
  expect(fs.readFileSync(fileIn(), 'utf8')).toBe(SHOP);
});

describe('bad input is 2', () => {
  test.each<[string, Record<string, PlanDocument | string>, string]>([
    ['no pipeline of GitHub', { 'AppOld.plan.json': plan('Old') }, 'no pipeline runs on GitHub Actions'],
    ['no text', { 'AppShop.plan.json': plan('Shop', FILE) }, 'the text of the workflow is not beside the plan'],
    [
      'a file elsewhere',
      { ...SHOP_PLAN, 'AppShop.plan.json': plan('Shop', '../../etc/passwd') },
      "'../../etc/passwd' as the file of the workflow",
    ],
  ])('%s', (_, files, message) => {
    for (const what of ['diff', 'update']) {
      const { code, out, err } = github(what, assemblyOf(files));
      expect({ code, out }).toEqual({ code: 2, out: '' });
      expect(err).toContain(message);
    }
    expect(fs.readdirSync(repository)).toEqual([]);
  });

  test.each([
    ['empty', ''],
    ['of somebody else', 'name: deploy\n'],
  ])('a text beside the plan that is %s', (_, text) => {
    for (const what of ['diff', 'update']) {
      const { code, err } = github(what, assemblyOf({ ...SHOP_PLAN, 'AppShop.github.yml': text }));
      expect(code).toBe(2);
      expect(err).toMatch(/\[\S+AppShop\.github\.yml\] this was not made by cdk-pipelines\. Expected: .*synth/);
    }
    expect(fs.readdirSync(repository)).toEqual([]);
  });

  test('a text beside the plan that cannot be read', () => {
    const { 'AppShop.plan.json': document } = SHOP_PLAN;
    const assembly = assemblyOf({ 'AppShop.plan.json': document, 'AppShop.github.yml/x': '' });
    const { code, err } = github('diff', assembly);
    expect(code).toBe(2);
    expect(err).toMatch(/\[\S+AppShop\.github\.yml\] this cannot be read \(EISDIR\)\. Expected: /);
  });

  test.each(['', 'nowhere', __filename])('the repository %p', (root) => {
    for (const what of ['diff', 'update']) {
      const { code, out, err } = command(['github', what, assemblyOf(SHOP_PLAN), '--repository', root]);
      expect({ code, out }).toEqual({ code: 2, out: '' });
      expect(err).toContain(`--repository '${root}': there is no such directory. Expected: the root of the repository`);
    }
  });

  test.each([
    [[], 'Usage: cdk-pipelines github'],
    [['check'], "unknown command 'check'"],
    [['diff', '--markdwn'], "unknown option '--markdwn'"],
  ])('github %p', (args, message) => {
    const { code, out, err } = command(['github', ...args]);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(message);
  });
});

test.each(['diff', 'update'])('github %s says how it is used', (what) => {
  const { code, out } = command(['github', what, '--help']);
  expect(code).toBe(0);
  expect(out).toContain(`Usage: cdk-pipelines github ${what} [options] [assembly]`);
  expect(out).toContain('Exit codes: 0');
});

test('what a file says is no command to a terminal', () => {
  put(replaced(SHOP, ['Prod/Web', 'Prod/Web\u001b[2J']));
  const { out } = github('diff', assemblyOf(SHOP_PLAN));
  expect(out).toContain('\\u001b[2J');
  expect(out).not.toContain('\u001b');
});
