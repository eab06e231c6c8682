import * as fs from 'fs';
import * as path from 'path';
import { Assemblies } from './assemblies';
import { MANIFEST, readStacks } from './assembly';
import { CdkExecutor } from './cdk-executor';
import { CdkCalls } from './cdk-calls';
import { findCli, versionOf } from './cdk-cli';
import { Cloud } from './cloud';
import type { CloudOptions } from '../options';
import type { PlanFile } from '../../document/read-plans';
import { fail } from '../../private/errors';
import type { Executor } from '../executor';
import type { Handover } from '../handover';
import type { Outcome } from '../progress';
import type { Work } from '../works';

/** A run that deploys. */
export interface Deployment {
  readonly plan: PlanFile;
  readonly options: CloudOptions;
  /** All of the pipeline. */
  readonly works: readonly Work[];
  /** Those that run. */
  readonly chosen: readonly Work[];
  readonly handover: Handover;
  /** Where runs are kept: `.cdk-pipelines/run`. */
  readonly directory: string;
  /** Where the user is: the CDK CLI may be installed in or above it. */
  readonly cwd: string;
  readonly host: NodeJS.ProcessEnv;
  /** Why images cannot be built here, if they cannot, and what then. */
  readonly withoutImages?: Outcome;
}

/**
 * What deploys stacks and publishes assets; all else is for `others`. Whatever must not be deployed is refused here, before
 * anything runs: all in one error.
 */
export function deployingExecutor(deployment: Deployment, others: Executor): CdkExecutor {
  const { plan, options, works, chosen, handover, cwd, host, withoutImages } = deployment;
  const assembly = path.resolve(path.dirname(plan.file));
  if (!fs.existsSync(path.join(assembly, MANIFEST))) {
    fail({
      where: plan.file,
      given: `there is no ${MANIFEST} beside it`,
      expected: 'a cloud assembly, with the templates and assets that are deployed',
      fix: 'name the directory that `cdk synth` writes to: --assembly cdk.out',
    });
  }
  const cloud = new Cloud(plan.document, options, chosen);
  cloud.check([...readStacks(assembly).values()]);
  const directory = path.resolve(deployment.directory);
  const assemblies = new Assemblies(plan.document, works, handover, assembly);
  const calls = new CdkCalls(findCli(versionOf(plan.document), [cwd, assembly]), directory, host);
  return new CdkExecutor({ cloud, calls, assemblies, handover, directory, withoutImages }, others);
}
