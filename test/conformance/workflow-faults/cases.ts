import * as everything from '../blueprint/everything';
import type { BlueprintSpec } from '../blueprint/spec';
import type { World } from '../cloud/model';

/* Applications in which mistakes show, and what is around them. */

export const EVERYTHING: BlueprintSpec = { ...everything.EVERYTHING, options: { maxPublishers: 2 } };
export const { CHECKED } = everything;

/** What is around a workflow, and shows what is wrong with it. */
export interface Case {
  readonly spec: BlueprintSpec;
  readonly world?: Omit<World, 'sources'>;
  /** Gates that are answered with no, or protect nothing: what waits for them must not happen. */
  readonly stops?: string;
}

export const OF_EVERYTHING: Case = { spec: EVERYTHING };
export const REJECTED: Case = { spec: EVERYTHING, world: { rejected: ['Promote'] }, stops: 'gate Promote' };
export const OPEN: Case = {
  spec: EVERYTHING,
  world: { environments: { 'deploy-Prod-Promote': false } },
  stops: 'script Synth',
};
export const MISSING: Case = { ...OPEN, world: { environments: { Prod: undefined } } };
export const BROKEN: Case = {
  spec: EVERYTHING,
  world: { brokenStacks: ['Beta-Api'] },
  stops: 'prepare Beta-Api in 222222222222/us-east-1',
};
export const OF_CHECK: Case = { spec: CHECKED, world: { rejected: ['Check.Confirm'] } };
export const BROADENED: Case = {
  spec: CHECKED,
  world: { rejected: ['Check.Confirm'], broadened: true },
  stops: 'gate Check.Confirm',
};

/** With what they are called. */
export const CASES: readonly (Case & { readonly name: string })[] = [
  { name: 'everything', ...OF_EVERYTHING },
  { name: 'a gate that is rejected', ...REJECTED },
  { name: 'a gate that protects nothing', ...OPEN },
  { name: 'an environment that is missing', ...MISSING },
  { name: 'a stack that cannot be changed', ...BROKEN },
  { name: 'a check that finds nothing', ...OF_CHECK },
  { name: 'a check that finds something', ...BROADENED },
];
