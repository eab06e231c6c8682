import type { BudgetLine } from '../../document/plan-document';
import type { Diagnostic } from '../../private/diagnostics';
import { groupBy } from '../../private/lang';

/** What is to be reported about a limit, and on what: a construct, for whoever has them. */
export interface Finding<Place> {
  readonly line: BudgetLine;
  readonly place: Place;
  /** Whether AWS refuses it for sure. */
  readonly isRefused: boolean;
}

export interface Placed<Place> {
  readonly place: Place;
  readonly diagnostic: Diagnostic;
}

/** What is near or over a limit: errors for what AWS refuses, warnings for the rest; one for each limit and place. */
export function diagnose<Place>(all: readonly Finding<Place>[]): Placed<Place>[] {
  const telling = all.filter(({ line }) => line.status !== 'ok');
  return [...groupBy(telling, (finding) => finding.place)].flatMap(([place, here]) =>
    [...groupBy(here, ({ line }) => line.id).values()].map((ofLimit) => ({
      place,
      diagnostic: diagnosticOf(
        ofLimit.map(({ line }) => line),
        ofLimit.some(({ isRefused }) => isRefused),
      ),
    })),
  );
}

/** `635 resources in a template; AWS takes 500. To fix it: … See https://…`. The first line stands for the others. */
export function diagnosticOf([line, ...others]: readonly BudgetLine[], isRefused: boolean): Diagnostic {
  const more = others.length > 0 ? `. The same goes for ${others.length} more, such as ${others[0].where}` : '';
  return {
    severity: isRefused ? 'error' : 'warning',
    id: `cdk-pipelines:limit:${line.id}`,
    where: line.where,
    given: `${limitText(line)}${more}`,
    fix: line.remedy,
    source: line.source,
  };
}

/** `635 resources in a template; AWS takes 500`; `1 stage in a pipeline; at least 2 are needed`. */
function limitText({ kind, used, what, limit, hard }: BudgetLine): string {
  const counted = `${used} ${used === 1 ? what.replace(/^([a-z]+)s\b/i, '$1') : what}`;
  switch (kind) {
    case 'min':
      return `${counted}; at least ${limit} ${limit === 1 ? 'is' : 'are'} needed`;
    case 'forbidden':
      return `${counted}; AWS refuses ${used === 1 ? 'it' : 'them'}`;
    default:
      return `${counted}; ${hard ? 'AWS takes' : 'the limit is'} ${limit}`;
  }
}
