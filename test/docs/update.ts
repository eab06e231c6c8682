import * as fs from 'fs';
import * as path from 'path';
import { freshen } from './kit/outputs';
import { pages, read, ROOT } from './kit/pages';

// `npm run docs:outputs [-- PAGE …]`: write the outputs of the examples in documents anew. The tests only compare.

async function main(names: readonly string[]): Promise<void> {
  for (const page of names.length > 0 ? names : pages()) {
    const { text, problems } = await freshen(page);
    problems.forEach((problem) => console.error(`${problem}\n`));
    if (problems.length > 0) process.exitCode = 1;
    if (text !== read(page)) {
      fs.writeFileSync(path.join(ROOT, page), text);
      console.log(`wrote ${page}`);
    }
  }
}

void main(process.argv.slice(2));
