import * as fs from 'fs';
import * as path from 'path';
import { read, ROOT } from './kit/pages';

// docs/troubleshooting.md has a list of all warnings: what the code gives, and nothing else.

function idsInCode(): string[] {
  const files = fs.readdirSync(path.join(ROOT, 'lib'), { recursive: true, encoding: 'utf8' });
  const sources = files.filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'));
  const found = sources.flatMap((file) => [
    ...read(`lib/${file}`).matchAll(/\bid: ['"`]((?:cdk-pipelines|@aws-cdk\/[\w-]+):[a-zA-Z]+)/g),
  ]);
  return [...new Set(found.map(([, id]) => id))].sort();
}

test('the list of warnings has each id, and no other', () => {
  const rows = [...read('docs/troubleshooting.md').matchAll(/^\| `((?:cdk-pipelines|@aws-cdk)[^`]+)` \| \S/gm)];
  expect(rows.map(([, id]) => id).sort()).toEqual(idsInCode());
});
