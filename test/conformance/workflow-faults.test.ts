import { expectationOf } from './blueprint/oracle';
import type { Execution } from './cloud/model';
import { compare } from './compare';
import { waitingFor } from './waiting-for';
import { applicationOf, observe, synthesizedOnce, WAYS } from './ways';
import { type Case, CASES, CHECKED, EVERYTHING } from './workflow-faults/cases';
import { FILES, VALUES } from './workflow-faults/contents';
import { CHECKS, GATES, WAITS } from './workflow-faults/order';
import { plantInWorkflow } from './workflow-faults/plant';
import { DEPLOYMENTS, RIGHTS } from './workflow-faults/rights';

/* Mistakes that the engine of GitHub could make, each with what must notice it. */

const FAULTS = [...WAITS, ...GATES, ...CHECKS, ...FILES, ...VALUES, ...DEPLOYMENTS, ...RIGHTS];

const [GITHUB] = WAYS.filter(({ layout }) => layout === 'workflow');
const APPLICATIONS = new Map([EVERYTHING, CHECKED].map((spec) => [spec, synthesizedOnce(applicationOf(spec))]));

function observed({ spec, world }: Case, change?: (assembly: string) => void): Promise<Execution> {
  return observe(GITHUB, { ...APPLICATIONS.get(spec)!, world }, change);
}

/** All that is wrong. Where something stops the run, that is what happens nevertheless. */
function findings({ spec, stops }: Case, execution: Execution): string[] {
  const expected = expectationOf(spec);
  if (stops === undefined) {
    return compare(expected, execution, GITHUB);
  }
  const never = waitingFor(stops, expected);
  const happened = execution.events.map(({ what }) => what).filter((what) => never.has(what));
  return [
    ...happened.map((what) => `not to happen: ${what}`),
    ...(execution.failures.length === 1 ? [] : [`failures: ${execution.failures.join(', ')}`]),
  ];
}

test.each(CASES)('nothing is wrong before: $name', async (one) => {
  expect(findings(one, await observed(one))).toEqual([]);
});

test.each(FAULTS)('$name', async ({ when = CASES[0], plant, noticed }) => {
  const execution = await observed(when, (assembly) => plantInWorkflow(plant, assembly));
  expect(findings(when, execution).join('\n')).toMatch(noticed);
});
