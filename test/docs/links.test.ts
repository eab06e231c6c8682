import * as path from 'path';
import { faultOf, linksOf } from './kit/links';
import { OTHER_DOCUMENTS, pages, read } from './kit/pages';

/** Documents in the npm package: who reads them there has no repository around them. */
const { files } = JSON.parse(read('package.json')) as { files: string[] };
const PACKAGED = ['README.md', ...files.filter((file) => file.endsWith('.md'))];

test.each([...pages(), ...OTHER_DOCUMENTS])('links of %s lead somewhere', (page) => {
  const faults = linksOf(page).flatMap((link) => faultOf(link) ?? []);
  const dead = linksOf(page).filter((link) => faultOf(link) !== undefined);
  expect(dead.map(({ text }, i) => `${text}: ${faults[i]}`)).toEqual([]);
});

test.each(PACKAGED.filter((page) => page !== 'API.md'))('links of %s work in the package, too', (page) => {
  const relative = linksOf(page).filter(({ text }) => !/^[a-z]+:/.test(text) && !text.startsWith('#'));
  const outside = relative.filter(({ file }) => !isPackaged(file!));
  expect(outside.map(({ text }) => text)).toEqual([]);
});

test('links of README.md are absolute: npm, PyPI and Maven show it elsewhere', () => {
  const links = linksOf('README.md');
  expect(links.length).toBeGreaterThan(20);
  expect(links.filter(({ text }) => !/^(https:|#)/.test(text)).map(({ text }) => text)).toEqual([]);
});

function isPackaged(file: string): boolean {
  return [...files, 'README.md', 'LICENSE', 'package.json'].includes(path.normalize(file));
}
