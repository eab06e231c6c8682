import * as everything from './blueprint/everything';
import { expectationOf } from './blueprint/oracle';
import type { BlueprintSpec } from './blueprint/spec';
import { compare } from './compare';
import { FAULTS } from './faults';
import { type Fault, plant } from './plant';
import { applicationOf, observe, synthesizedOnce, TEMPLATES } from './ways';

const EVERYTHING: BlueprintSpec = {
  ...everything.EVERYTHING,
  options: { crossAccountKeys: true, useChangeSets: true },
};

/** Apart, because it takes longer than all others. */
const CHECKED: BlueprintSpec = { ...everything.CHECKED, options: { selfMutation: false } };

const specOf = ({ name }: Fault) => (/function|check/.test(name) ? CHECKED : EVERYTHING);

const APPLICATIONS = new Map([EVERYTHING, CHECKED].map((spec) => [spec, synthesizedOnce(applicationOf(spec))]));

describe.each(TEMPLATES)('$name', (way) => {
  test.each([EVERYTHING, CHECKED])('nothing is wrong before', async (spec) => {
    const execution = await observe(way, APPLICATIONS.get(spec)!);
    expect(compare(expectationOf(spec), execution)).toEqual([]);
  });

  const faults = FAULTS.filter(({ layout }) => layout === undefined || layout === way.layout);
  test.each(faults)('$name', async (fault) => {
    const spec = specOf(fault);
    const execution = await observe(way, APPLICATIONS.get(spec)!, (assembly) => plant(fault, assembly));
    expect(compare(expectationOf(spec), execution).join('\n')).toMatch(fault.noticed);
  });
});
