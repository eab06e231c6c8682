import * as fc from 'fast-check';
import type { ExtensionSpec } from '../spec';
import { sometimes } from './common';

/** What people who extend the classes do, or change after they gave it. */
export const extension: fc.Arbitrary<ExtensionSpec> = fc.record({
  subclass: sometimes(fc.constantFrom('doBuildPipeline', 'pipeline', 'addStage', 'addWave'), 2),
  lateLists: sometimes(fc.boolean(), 2),
  earlyGates: sometimes(fc.boolean(), 3),
  aspects: sometimes(fc.boolean(), 3),
});
