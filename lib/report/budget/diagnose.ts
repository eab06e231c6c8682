import type { BudgetLine } from '../../document/plan-document';
import type { Diagnostic } from '../../private/diagnostics';
import { limitOwner } from '../../document/limit-owner';
import { groupBy } from '../../private/lang';

/** What is to be reported about a limit, and on what: a construct, for whoever has them. */
export interface Finding<Place> {
  readonly line: BudgetLine;
  readonly place: Place;
  /** Its construct path. */
  readonly path: string;
  /** Where in it. */
  readonly detail?: string;
  /** Whether it is refused for sure. */
  readonly isRefused: boolean;
}

export interface Placed<Place> {
  readonly place: Place;
  readonly diagnostic: Diagnostic;
}

/** What is near or over a limit: errors for what is refused, warnings for the rest; one for each limit and place. */
export function diagnose<Place>(all: readonly Finding<Place>[]): Placed<Place>[] {
  const telling = all.filter(({ line }) => line.status !== 'ok');
  return [...groupBy(telling, (finding) => finding.place)].flatMap(([place, here]) =>
    [...groupBy(here, ({ line }) => line.id).values()].map((ofLimit) => ({
      place,
      diagnostic: diagnosticOf(ofLimit),
    })),
  );
}

/** `635 resources in a template; AWS takes 500. To fix it: … See https://…`. The first one stands for the others. */
export function diagnosticOf(findings: readonly Omit<Finding<unknown>, 'place'>[]): Diagnostic {
  const [{ line, path, detail }, ...others] = findings;
  const more = others.length > 0 ? `. The same goes for ${others.length} more, such as ${placeOf(others[0])}` : '';
  return {
    severity: findings.some(({ isRefused }) => isRefused) ? 'error' : 'warning',
    id: `cdk-pipelines:limit:${line.id}`,
    where: path,
    given: `${limitText(line, detail)}${more}`,
    fix: line.remedy,
    source: line.source,
  };
}

function placeOf({ path, detail }: Pick<Finding<unknown>, 'path' | 'detail'>): string {
  return detail ?? path;
}

/** `635 resources in a template; AWS takes 500`; `60 actions in a stage (stage 'Prod'); the limit is 50`. */
function limitText({ kind, used, what, limit, hard, source }: BudgetLine, detail: string | undefined): string {
  const counted = used === 1 ? what.replace(/^([a-z]+)s\b/i, '$1') : what;
  const text = `${used} ${counted}${detail === undefined ? '' : ` (${detail})`}`;
  const owner = limitOwner(source);
  switch (kind) {
    case 'min':
      return `${text}; at least ${limit} ${limit === 1 ? 'is' : 'are'} needed`;
    case 'forbidden':
      return `${text}; ${owner ?? 'the system'} refuses ${used === 1 ? 'it' : 'them'}`;
    default:
      return `${text}; ${hard && owner ? `${owner} takes` : 'the limit is'} ${limit}`;
  }
}
