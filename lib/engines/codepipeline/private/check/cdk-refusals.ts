import { BootstraplessSynthesizer, Errors, Stack, Token } from 'aws-cdk-lib';
import type { PipelineHost } from '../host';
import type { StackSnapshot } from '../../../../plan/snapshot-data';
import type { ProblemParts } from '../../../../private/diagnostics';
import { fail } from '../../../../private/errors';
import { listed } from '../../../../private/text';

/** Where CDK is asked to make something. */
export interface Asked {
  readonly pipeline: PipelineHost;
  /** What it deploys. */
  readonly stacks: readonly StackSnapshot[];
  /** Place in the pipeline. */
  readonly where: string;
  /** What is made, as a reader would call it. */
  readonly what: string;
}

/** What CDK says without a place or a way out, said with both. What it cannot make is decided by CDK alone. */
const REFUSALS: readonly (readonly [RegExp, (asked: Asked) => Omit<ProblemParts, 'where'>])[] = [
  [/must have an explicitly set (region|account)|specify an explicit account/, withoutEnvironment],
  [/must have a KMS Key to add cross-account action/, withoutKey],
];

/** Let CDK make something; if it refuses, say which part of the pipeline it was, and what to do. */
export function explaining<T>(asked: Asked, make: () => T): T {
  try {
    return make();
  } catch (e) {
    if (!Errors.isConstructError(e)) {
      throw e;
    }
    const known = REFUSALS.find(([message]) => message.test(e.message))?.[1];
    return known ? fail({ where: asked.pipeline.node.path, ...known(asked) }, e) : fail(asCdkSays(asked, e.message), e);
  }
}

function asCdkSays({ where, what }: Asked, message: string): ProblemParts {
  return {
    where,
    given: `CDK refuses ${what}: ${message.replace(/[.!]\s*$/, '')}`,
    expected: 'properties that CDK accepts',
    fix: 'change the property that the message names',
  };
}

function withoutEnvironment({ pipeline, stacks }: Asked): Omit<ProblemParts, 'where'> {
  const stack = Stack.of(pipeline.pipeline);
  const missing = (['account', 'region'] as const).filter((part) => Token.isUnresolved(stack[part]));
  return {
    given: `the pipeline's stack '${stack.node.path}' has no ${missing.join(' and no ')} that is known at synthesis, and the pipeline deploys to given environments: ${listed(targetsOf(stacks.filter(isGiven)), 10)}`,
    expected: 'a pipeline whose own account and region are known, to tell which environments are others',
    fix: `set env: { account: '…', region: '…' } on stack '${stack.node.path}', or leave env out of the Stages`,
  };
}

function withoutKey({ pipeline, stacks }: Asked): Omit<ProblemParts, 'where'> {
  const { account, region } = Stack.of(pipeline.pipeline);
  const isElsewhere = (d: StackSnapshot) => d.account !== undefined && d.account !== account;
  const here = Token.isUnresolved(region) ? '' : ` (that of artifactBucket serves ${region} only)`;
  return {
    given: `stacks in other accounts than the pipeline's, and in their regions no KMS key for artifacts: ${listed(targetsOf(stacks.filter(isElsewhere)), 10)}`,
    expected: `for each region with such stacks a bucket for artifacts that has a KMS key${here}: other accounts cannot read artifacts without one`,
    fix: 'set crossAccountKeys: true where the CodePipeline is made: buckets with keys are made for other regions then. Or pass buckets that have an encryptionKey: artifactBucket for the region of the pipeline, crossRegionReplicationBuckets for several regions, its own included',
  };
}

function isGiven({ account, region }: StackSnapshot): boolean {
  return account !== undefined || region !== undefined;
}

function targetsOf(stacks: readonly StackSnapshot[]): string[] {
  return stacks.map(
    ({ path, account, region }) => `'${path}' (${[account, region].filter((x) => x !== undefined).join('/')})`,
  );
}

/**
 * Rights of an imported role on the key of another region make CDK write a custom resource into the stack with that key,
 * which cannot have one. That comes to light only at synthesis.
 */
export function explainImportedRole(pipeline: PipelineHost, role: string | undefined): void {
  const own = Stack.of(pipeline.pipeline);
  for (const [region, { replicationBucket }] of Object.entries(pipeline.pipeline.crossRegionSupport)) {
    const support = Stack.of(replicationBucket);
    const { synthesizer } = support;
    if (role !== undefined && support !== own && synthesizer instanceof BootstraplessSynthesizer) {
      synthesizer.addFileAsset = () =>
        fail({
          where: pipeline.node.path,
          given: `role '${role}' is imported, and needs rights on the key for artifacts in ${region}, which CDK cannot give to it from stack '${support.node.path}'`,
          expected: 'a role of this stack, or a bucket for artifacts that is there already in each region',
          fix: `import the role with { mutable: false } and give it these rights yourself, leave 'role' out, or pass crossRegionReplicationBuckets with a bucket in ${region}`,
        });
    }
  }
}
