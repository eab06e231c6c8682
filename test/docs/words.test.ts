import { OTHER_DOCUMENTS, pages, read } from './kit/pages';

// Plain English: words and turns that readers stumble over, found in what is prose (not in code, and not in what programs print).

const STUMBLES: readonly (readonly [RegExp, string])[] = [
  [/\b(is|are|was|were|be|been|gets?) told\b|\btold (by|in|to|of)\b/i, 'say who says it: prints, says, reports'],
  [/\bmend(s|ed|ing)?\b/i, 'fix'],
  [/\bof (the user's|your) own\b/i, 'own …'],
  [/\bhurts?\b/i, 'harms, costs'],
  [/\bwhich is to say\b|\bthat is to say\b/i, 'say it directly'],
  [/\bis not to be had\b|\bhas not\b(?! \w+(ed|en|n|un|ut|t|ne)\b)/i, 'there is no …'],
  [
    /\bwho has\b|\bwho (\w+ ){0,3}(finds|gets|reads|sees|pays|knows|wants|comes)\b(?! (the|a|an|it))/i,
    'people who …, you …',
  ],
];

function proseOf(page: string): string[] {
  return read(page)
    .replace(/^ *```.*?^ *```$/gms, (code) => code.replace(/[^\n]/g, ''))
    .replace(/`[^`\n]*`/g, '`…`')
    .split('\n');
}

test.each([...pages(), ...OTHER_DOCUMENTS])('%s is plain English', (page) => {
  const found = proseOf(page).flatMap((line, i) =>
    STUMBLES.filter(([pattern]) => pattern.test(line)).map(([, way]) => `${i + 1}: ${line.trim()} → ${way}`),
  );
  expect(found).toEqual([]);
});
