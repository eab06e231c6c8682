import type { LimitId } from './limit-table';
import * as fs from 'fs';
import * as path from 'path';
import type { Usage } from '../../../../report/budget/usage';
import { type BlueprintSnapshot, stacksOf } from '../../../../plan/snapshot-data';

/** What counts of the stacks that the pipeline deploys: their names and tags go through the pipeline. */
export function* measureDeployments(blueprint: BlueprintSnapshot): Iterable<Usage<LimitId>> {
  for (const stack of stacksOf(blueprint)) {
    yield { limit: 'stack-name', used: stack.name.length, detail: stack.path };
    yield { limit: 'stack-tags', used: Object.keys(stack.tags).length, detail: stack.path };
  }
}

/** Of more files than these nobody waits for the sum. */
const MAX_FILES = 20_000;

/**
 * Bytes of the assets in the cloud assembly: almost all of the artifact that CloudFormation actions receive.
 *
 * Found by the names that CDK gives to assets, so that what an earlier synthesis has left behind does not count. An
 * estimate: nothing is packed to see how small it gets, and files beyond the first 20,000 are not looked at.
 */
export function measureDeployArtifact(blueprint: BlueprintSnapshot, assembly: string): Usage<LimitId> {
  const wanted = new Set(stacksOf(blueprint).flatMap((stack) => stack.assets.map((a) => a.id)));
  const present = wanted.size > 0 ? fs.readdirSync(assembly) : [];
  const pending = present
    .filter((name) => wanted.has(/^asset\.([^.]+)/.exec(name)?.[1] ?? ''))
    .map((name) => path.join(assembly, name));
  let used = 0;
  for (let i = 0; i < Math.min(pending.length, MAX_FILES); i++) {
    const file = pending[i];
    // Links are counted as what they are: what they lead to may be missing, or lead back.
    const stat = fs.lstatSync(file);
    if (stat.isDirectory()) {
      pending.push(...fs.readdirSync(file).map((name) => path.join(file, name)));
    } else if (stat.isFile()) {
      used += stat.size;
    }
  }
  return { limit: 'deploy-artifact', used, detail: 'the output of synth' };
}
