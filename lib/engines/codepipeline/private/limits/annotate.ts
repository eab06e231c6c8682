import { Annotations } from 'aws-cdk-lib';
import type { Finding } from './budget';
import type { BudgetLine } from '../../../../document/plan-document';
import { groupBy } from '../../../../private/lang';
import { warn } from '../../../../cdk/warn';

/**
 * Put what is near or over a limit on the constructs that it is about: errors for what AWS refuses, warnings for the rest.
 *
 * One for each limit and construct. CDK drops an annotation that is there already, so a second synthesis adds none.
 */
export function annotate(all: readonly Finding[]): void {
  const telling = all.filter((t) => t.line.status !== 'ok');
  for (const [place, here] of groupBy(telling, (t) => t.place)) {
    for (const [id, ofLimit] of groupBy(here, (t) => t.line.id)) {
      const message = messageOf(ofLimit.map((t) => t.line));
      if (ofLimit.some((t) => t.isRefused)) {
        Annotations.of(place).addError(message);
      } else {
        warn(place, `cdk-pipelines:limit:${id}`, message);
      }
    }
  }
}

/** `[Delivery] 635 resources in a template; AWS takes 500. To fix it: … See https://…`. */
export function messageOf([line, ...others]: readonly BudgetLine[]): string {
  const { where, remedy, source } = line;
  const more = others.length > 0 ? ` The same goes for ${others.length} more, such as ${others[0].where}.` : '';
  return `[${where}] ${limitText(line)}.${more} To fix it: ${remedy}. See ${source}`;
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
