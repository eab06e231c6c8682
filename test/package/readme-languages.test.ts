import * as fs from 'fs';
import * as path from 'path';

// "In your language" of README.md shows what `npm run test:bindings` runs: the parts of these files between the lines
// `snippet-begin` and `snippet-end`.

const ROOT = path.resolve(__dirname, '../..');

const SNIPPETS = [
  ['TypeScript', 'ts', 'integ/typescript/minimal.ts'],
  ['Python', 'python', 'integ/python/minimal.py'],
  ['Java', 'java', 'integ/java/src/main/java/com/example/shop/Minimal.java'],
  ['C#', 'csharp', 'integ/csharp/Minimal.cs'],
  ['Go', 'go', 'integ/go/minimal/main.go'],
];

const section = read('README.md').split('\n## In your language\n')[1].split('\n## ')[0];

test.each(SNIPPETS)('README.md shows the pipeline in %s as it is tested', (title, tag, file) => {
  const ours = section.split(`\n### ${title}\n`)[1].split('\n### ')[0];
  const [, block] = new RegExp(`\`\`\`${tag}\n(.*?)\`\`\``, 's').exec(ours) ?? [];
  expect(block).toBe(snippetOf(file));
});

test('each language says how to install', () => {
  for (const [title] of SNIPPETS) {
    const ours = section.split(`\n### ${title}\n`)[1].split('\n### ')[0];
    expect(ours).toMatch(/^\n```(sh|xml)\n[^`]*(DIST)/);
  }
});

function snippetOf(file: string): string {
  const lines = read(file).split('\n');
  const [begin, end] = ['snippet-begin', 'snippet-end'].map((mark) => lines.findIndex((line) => line.endsWith(mark)));
  expect([begin, end]).not.toContain(-1);
  const snippet = lines.slice(begin + 1, end);
  // In C# it stands in a namespace.
  const indent = Math.min(...snippet.filter((line) => line.trim()).map((line) => line.search(/\S/)));
  return `${snippet
    .map((line) => line.slice(indent))
    .join('\n')
    .trim()}\n`;
}

function read(file: string): string {
  return fs.readFileSync(path.join(ROOT, file), 'utf8');
}
