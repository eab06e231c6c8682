import { hashOf } from '../../../../private/hash';
import { groupBy } from '../../../../private/lang';

/** Shorter than GitHub's 100: ids are parts of names of artifacts and of concurrency groups. */
export const MAX_JOB_ID = 80;

/** An id of a job that says what a text says: `[A-Za-z_][A-Za-z0-9_-]*`. */
export function slug(text: string): string {
  const plain = text.replace(/[^A-Za-z0-9_]+/g, '-').replace(/^-+|-+$/g, '');
  return /^[A-Za-z_]/.test(plain) ? plain : `_${plain}`;
}

/** What a job is called. Two may be called alike, as steps may have any name; no two have one key. */
export interface Called {
  readonly text: string;
  readonly key: string;
}

/**
 * Ids of jobs, from what they are called, in the same order, no two alike: the later one would take the place of the other in the
 * file, and a gate be lost. GitHub compares them without case. Those that would be one, and those that are too long, get a hash,
 * so that none hangs on the order of the others.
 */
export function jobIds(all: readonly Called[]): string[] {
  const slugs = all.map(({ text }) => slug(text));
  const uses = groupBy(slugs, (id) => id.toLowerCase());
  const isPlain = (id: string) => uses.get(id.toLowerCase())!.length === 1 && id.length <= MAX_JOB_ID;
  const taken = new Set(slugs.filter(isPlain).map((id) => id.toLowerCase()));
  return slugs.map((id, i) => (isPlain(id) ? id : takeFree(id, all[i].key, taken)));
}

/** Something may be called like the hash of another. */
function takeFree(id: string, key: string, taken: Set<string>): string {
  let free = withHash(id, key);
  for (let n = 2; taken.has(free.toLowerCase()); n++) {
    free = withHash(id, `${key} ${n}`);
  }
  taken.add(free.toLowerCase());
  return free;
}

/** An id of which the end says what it was made from. */
export function withHash(id: string, text: string): string {
  return `${id.slice(0, MAX_JOB_ID - 9)}-${hashOf(text).slice(0, 8).toLowerCase()}`;
}
