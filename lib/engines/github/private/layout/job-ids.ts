import { hashOf } from '../../../../private/hash';
import { groupBy } from '../../../../private/lang';

/** Shorter than GitHub's 100: ids are parts of names of artifacts and of concurrency groups. */
export const MAX_JOB_ID = 80;

/** An id of a job that says what a text says: `[A-Za-z_][A-Za-z0-9_-]*`. */
export function slug(text: string): string {
  const plain = text.replace(/[^A-Za-z0-9_]+/g, '-').replace(/^-+|-+$/g, '');
  return /^[A-Za-z_]/.test(plain) ? plain : `_${plain}`;
}

/**
 * Ids of jobs, from what they are about, in the same order. GitHub compares them without case: those that would be one, and those
 * that are too long, get a hash of the whole text, so that none hangs on the order of the others.
 */
export function jobIds(texts: readonly string[]): string[] {
  const slugs = texts.map(slug);
  const uses = groupBy(slugs, (id) => id.toLowerCase());
  return slugs.map((id, i) => {
    const isUnique = uses.get(id.toLowerCase())!.length === 1;
    return isUnique && id.length <= MAX_JOB_ID ? id : withHash(id, texts[i]);
  });
}

/** An id of which the end says what it was made from. */
export function withHash(id: string, text: string): string {
  return `${id.slice(0, MAX_JOB_ID - 9)}-${hashOf(text).slice(0, 8).toLowerCase()}`;
}
