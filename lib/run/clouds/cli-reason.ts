/** Warnings of Node.js and of the SDK, which it writes in between. */
const NOISE =
  /^\(node:\d+\)|^\(Use `node |^versions published after|^will require node|^To continue receiving|^and security updates|^More information can be found|^\s*$/;

/** How long a reason may be: the rest is in the log. */
const LONGEST = 400;

/**
 * Why the CDK CLI has failed, in one line: what it says last, with the resource that it is about. The rest is in the log.
 *
 * @param lines that it wrote, in this order
 */
export function reasonIn(lines: readonly string[]): string {
  const said = lines.filter((line) => !NOISE.test(line));
  // An error, and its causes below it.
  const begins = said.findIndex((line) => line.startsWith('‣ '));
  const error = begins < 0 ? said.slice(-1) : said.slice(begins);
  const ends = error.findIndex((line, i) => i > 0 && line.startsWith('‣ '));
  const text = (ends < 0 ? error : error.slice(0, ends))
    .map((line) => line.trim())
    .join(' ')
    .replace(/^‣ (?:\w+: )?/, '');
  return text.length > LONGEST ? `${text.slice(0, LONGEST)} …` : text || 'the CDK CLI says nothing';
}

/** What to do about it, where that is known. */
export function fixFor(reason: string, bootstrap: string): string | undefined {
  const known = FIXES.find(([pattern]) => pattern.test(reason));
  return known?.[1](bootstrap);
}

const FIXES: readonly (readonly [RegExp, (bootstrap: string) => string])[] = [
  [/bootstrapped|cdk-bootstrap|No bucket named/i, (bootstrap) => `run: ${bootstrap}`],
  [/ECONNREFUSED|ENOTFOUND|socket hang up/, () => 'start the emulator, or correct --endpoint'],
  [/credentials|ExpiredToken|security token/i, () => 'log in, or name a profile: --credentials PROFILE'],
  [/docker/i, () => 'start Docker: it builds the images'],
];
