import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { SHOP } from './workflow-text';
import { fileProblems, sharedFile } from '../../../lib/document/workflow/file-problems';
import { formerFiles, lookAt, repositoryOf, seenFrom, verdictOf, writeTo } from '../../../lib/document/workflow/place';
import { isOurs, workflowHead } from '../../../lib/document/workflow/workflow-file';
import { textWithPlace } from '../../../lib/private/diagnostics';

const FILE = '.github/workflows/deploy.yml';

let root: string;
beforeEach(() => (root = fs.mkdtempSync(path.join(os.tmpdir(), 'place-'))));

const at = (...parts: string[]) => path.join(root, ...parts);
function put(file: string, text: string): void {
  fs.mkdirSync(path.dirname(at(file)), { recursive: true });
  fs.writeFileSync(at(file), text);
}

describe('the root of the repository', () => {
  test.each([
    ['a directory', () => fs.mkdirSync(at('.git'))],
    ['a file, of a submodule or worktree', () => fs.writeFileSync(at('.git'), 'gitdir: ../x\n')],
  ])('.git is %s', (_, make) => {
    make();
    fs.mkdirSync(at('packages', 'infra'), { recursive: true });
    expect(repositoryOf(at('packages', 'infra'), {})).toBe(root);
    fs.mkdirSync(at('packages', '.git'));
    expect(repositoryOf(at('packages', 'infra'), { GITHUB_WORKSPACE: root })).toBe(at('packages'));
  });

  test('without .git: where CI has put it, if that is around us; else where we are', () => {
    fs.mkdirSync(at('infra'));
    expect(repositoryOf(at('infra'), {})).toBe(at('infra'));
    expect(repositoryOf(at('infra'), { GITHUB_WORKSPACE: root })).toBe(root);
    expect(repositoryOf(at('infra'), { GITHUB_WORKSPACE: '', CODEBUILD_SRC_DIR: root })).toBe(root);
    expect(repositoryOf(at('infra'), { GITHUB_WORKSPACE: at('other') })).toBe(at('infra'));
  });

  test('sources that a rehearsal has copied into a repository are one of their own', () => {
    fs.mkdirSync(at('.git'));
    fs.mkdirSync(at('.cdk-pipelines/run/src/infra'), { recursive: true });
    const sources = at('.cdk-pipelines/run/src');
    expect(repositoryOf(path.join(sources, 'infra'), { CODEBUILD_SRC_DIR: sources })).toBe(sources);
  });
});

describe('what is at the place', () => {
  const verdict = (text = SHOP) => verdictOf(lookAt({ root, file: FILE }), text);

  test('nothing', () => {
    expect(verdict()).toBe('missing');
  });

  test('the same, with the line ends of Windows, too', () => {
    put(FILE, SHOP);
    expect(verdict()).toBe('same');
    put(FILE, SHOP.replace(/\n/g, '\r\n'));
    expect(verdict()).toBe('same');
    put(FILE, SHOP.replace(/\n/g, '\r'));
    expect(verdict()).toBe('stale');
  });

  test('another one of ours', () => {
    put(FILE, SHOP.replace('60', '90'));
    expect(verdict()).toBe('stale');
    put(FILE, `# Copyright\n# of somebody\n\n${SHOP}`);
    expect(verdict()).toBe('stale');
    put(FILE, '\n');
    expect(verdict()).toBe('stale');
  });

  test('one that somebody wrote, also if ours is quoted there', () => {
    put(FILE, 'name: ci\n');
    expect(verdict()).toBe('foreign');
    put(FILE, `name: ci\n${'\n'.repeat(30)}${SHOP}`);
    expect(verdict()).toBe('foreign');
  });

  test.each<[string, () => void, string, string]>([
    ['a directory', () => fs.mkdirSync(at(FILE), { recursive: true }), FILE, 'a directory'],
    [
      'a link to a file',
      () => {
        put('real.yml', SHOP);
        fs.mkdirSync(at('.github/workflows'), { recursive: true });
        fs.symlinkSync(at('real.yml'), at(FILE));
      },
      FILE,
      'a symbolic link',
    ],
    [
      'a link to nothing',
      () => {
        fs.mkdirSync(at('.github/workflows'), { recursive: true });
        fs.symlinkSync(at('nowhere'), at(FILE));
      },
      FILE,
      'a symbolic link',
    ],
    [
      'below a linked directory',
      () => {
        fs.mkdirSync(at('elsewhere/workflows'), { recursive: true });
        fs.symlinkSync(at('elsewhere'), at('.github'));
      },
      '.github',
      'a symbolic link',
    ],
    ['below a file', () => put('.github/workflows', 'x'), '.github/workflows', 'a file'],
  ])('%s is in the way', (_, make, obstacle, what) => {
    make();
    expect(lookAt({ root, file: FILE })).toEqual({ kind: 'obstacle', path: obstacle, what });
    expect(verdict()).toBe('obstacle');
  });
});

describe('writing', () => {
  const place = () => ({ root, file: FILE });

  test('makes directories, writes over, and leaves nothing beside it', () => {
    writeTo(place(), 'one\n');
    writeTo(place(), 'two\n');
    expect(fs.readFileSync(at(FILE), 'utf8')).toBe('two\n');
    expect(fs.readdirSync(at('.github/workflows'))).toEqual(['deploy.yml']);
  });

  test('what fails leaves what was there', () => {
    put(FILE, 'one\n');
    fs.mkdirSync(at(`${FILE}.${process.pid}.part`));
    expect(() => writeTo(place(), 'two\n')).toThrow('EISDIR');
    expect(fs.readFileSync(at(FILE), 'utf8')).toBe('one\n');
  });
});

test('files of a pipeline that was called otherwise', () => {
  put('.github/workflows/old.yml', SHOP);
  put('.github/workflows/older.yaml', SHOP.replace('60', '90').replace(/\n/g, '\r\n'));
  put('.github/workflows/other.yml', SHOP.replace('Delivery/', 'Another/'));
  put('.github/workflows/ci.yml', 'name: ci\n');
  put('.github/workflows/notes.md', SHOP);
  expect(formerFiles({ root, file: FILE }, SHOP)).toEqual([
    '.github/workflows/old.yml',
    '.github/workflows/older.yaml',
  ]);
  expect(formerFiles({ root, file: FILE }, 'name: ci\n')).toEqual([]);
  expect(formerFiles({ root: at('nowhere'), file: FILE }, SHOP)).toEqual([]);
});

test('a file as it is called from another directory', () => {
  expect(seenFrom(at('packages', 'infra'), { root, file: FILE })).toBe(`../../${FILE}`);
});

test('the head is a comment, whatever the pipeline is called', () => {
  const head = workflowHead('App/P\nname: evil\u2028x');
  expect(head.every((line) => /^# [^\n\r\u2028]*$/.test(line))).toBe(true);
  expect(isOurs(head.join('\n'))).toBe(true);
});

test.each([
  ['.github/workflows/deploy.yml', true],
  ['.github/workflows/my deploy.yaml', true],
  ['deploy.yml', false],
  ['.github/workflows/sub/deploy.yml', false],
  ['.github/workflows/../deploy.yml', false],
  ['.github/workflows/..\\deploy.yml', false],
  ['/.github/workflows/deploy.yml', false],
  ['.github/workflows/deploy.json', false],
  ['.github/workflows/de\nploy.yml', false],
])('%s is a file that GitHub finds: %s', (file, isRight) => {
  expect(fileProblems('App/P', file).length === 0).toBe(isRight);
});

test('two workflows in one file', () => {
  const earlier = new Map([['.github/workflows/Deploy.yml', 'App/A']]);
  expect(sharedFile('App/B', FILE, earlier).map(textWithPlace)).toEqual([
    "[App/B] '.github/workflows/deploy.yml', which is also the file of the workflow of 'App/A'. Expected: a file for each workflow of an app. " +
      'To fix it: give one of them another workflowPath, and another workflowName.',
  ]);
  expect(sharedFile('App/B', '.github/workflows/other.yml', earlier)).toEqual([]);
});
