/** Whose limit it is, by the page that states it. Nothing, if it is that of an operating system. */
export function limitOwner(source: string): 'AWS' | 'GitHub' | undefined {
  const host = /^https:\/\/([^/]+)\//.exec(source)?.[1] ?? '';
  return /(^|\.)github\.com$/.test(host) ? 'GitHub' : host === 'man7.org' ? undefined : 'AWS';
}
