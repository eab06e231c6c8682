import { hashOf } from '../../private/hash';

/** An account or a region, and what is in its place. */
export type Replacements = ReadonlyMap<string, string>;

/** Changes a text, so that it is about another environment. */
export type Rewrite = (text: string) => string;

interface Known {
  readonly account?: string;
  readonly region?: string;
}

/** What has moved. `others`: accounts of other Stages, which this one may name. */
export interface Moves {
  readonly from: Known;
  readonly to: Known;
  readonly others: Replacements;
}

/**
 * Replaces accounts and regions wherever they are literal: in ARNs, names of buckets and roles, zones (`eu-west-1a`). All at once, so
 * that what was put in is not replaced again.
 */
export function rewriteFor({ from, to, others }: Moves): Rewrite {
  const accounts = new Map([...others, ...pair(from.account, to.account)]);
  const regions = new Map(pair(from.region, to.region));
  const words = new Map([...accounts, ...regions].filter(([was, is]) => was !== is));
  if (words.size === 0) {
    return (text) => text;
  }
  const either = [...words.keys()].map((word) =>
    accounts.has(word) ? `(?<![0-9])${word}` : `(?<![A-Za-z0-9])${word}`,
  );
  const pattern = new RegExp(`(?:${either.join('|')})(?![0-9])`, 'g');
  return (text) => text.replace(pattern, (word) => words.get(word)!);
}

function pair(was: string | undefined, is: string | undefined): [string, string][] {
  return was === undefined || is === undefined ? [] : [[was, is]];
}

/** In manifests, what is known at deployment only is a placeholder. */
export function fillPlaceholders(text: string, { account, region }: Known): string {
  return text
    .replaceAll('${AWS::AccountId}', account ?? '${AWS::AccountId}')
    .replaceAll('${AWS::Region}', region ?? '${AWS::Region}');
}

/** A template that was rewritten is another asset: under its old name an earlier one may have been published. */
export function renamedAsset(id: string, { from, to, others }: Moves): string {
  return hashOf({ id, from, to, others: [...others].sort() });
}
