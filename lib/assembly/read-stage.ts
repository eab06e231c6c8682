import * as fs from 'fs';
import * as path from 'path';
import { Errors, type Stage } from 'aws-cdk-lib';
import type * as cxapi from 'aws-cdk-lib/cx-api';
import { UNKNOWN_ACCOUNT, UNKNOWN_REGION } from 'aws-cdk-lib/cx-api';
import type { AssetData, StackData } from './stack-data';
import { aroundSynthesis, isSynthesized } from '../cdk/synthesis';
import { VisitOnce } from '../cdk/visit-once';
import { fail } from '../private/errors';
import { definedOnly } from '../private/lang';

/** Stages that were synthesized before the pipeline is complete, for somebody who asked for their stacks. */
const READ_EARLY = new WeakMap<Stage, VisitOnce>();

/**
 * Have errors of the stacks in a Stage fail `cdk synth`, as errors of other stacks do; and have a Stage that was read early
 * synthesized anew, with what has come since.
 *
 * The CLI checks stacks in Stages only if they were synthesized with `validateOnSynthesis`. Whoever synthesizes
 * first decides that, and it may be the App, before the pipeline is built: hence on the Stage itself.
 */
export function watchSynthesis(stage: Stage): void {
  aroundSynthesis(stage, (synth, options) => {
    const early = READ_EARLY.get(stage);
    READ_EARLY.delete(stage);
    const all = { ...options, validateOnSynthesis: true, force: options?.force === true || early !== undefined };
    const run = () => explaining(stage, () => synth(all));
    return early ? early.during(stage, run) : run();
  });
}

/** What CDK refuses where one Stage uses a resource of another one, with the place and ways out. */
function explaining<T>(stage: Stage, synth: () => T): T {
  try {
    return synth();
  } catch (e) {
    if (!Errors.isConstructError(e) || !/dependency cannot cross stage boundaries/.test(e.message)) {
      throw e;
    }
    fail(
      {
        where: stage.node.path,
        given: `CDK refuses to synthesize the Stage: ${e.message}`,
        expected: 'stacks that use resources of their own Stage only: Stages are deployed one by one',
        fix: 'make both in one Stage; or give the resource a name of its own (bucketName, topicName, …) and write that name in the other Stage, or pass the value through a parameter of SSM',
      },
      e,
    );
  }
}

/** The stacks of a Stage, when the pipeline is planned. */
export function readStage(stage: Stage): StackData[] {
  return stage.synth().stacks.map(readStack);
}

/** The stacks of a Stage as it is now; more may come. */
export function readStageEarly(stage: Stage): StackData[] {
  if (isSynthesized(stage)) {
    return readStage(stage);
  }
  const visits = new VisitOnce();
  const stacks = visits.during(stage, () => readStage(stage));
  READ_EARLY.set(stage, visits);
  return stacks;
}

export function readStack(stack: cxapi.CloudFormationStackArtifact): StackData {
  const { account, region } = stack.environment;
  const known = {
    account: account === UNKNOWN_ACCOUNT ? undefined : account,
    region: region === UNKNOWN_REGION ? undefined : region,
  };
  return {
    id: stack.id,
    path: stack.hierarchicalId,
    name: stack.stackName,
    ...known,
    assumeRoleArn: stack.assumeRoleArn,
    assumeRoleOptions: [
      ...(stack.assumeRoleExternalId === undefined ? [] : ['ExternalId']),
      ...Object.keys(definedOnly(stack.assumeRoleAdditionalOptions ?? {})),
    ],
    executionRoleArn: stack.cloudFormationExecutionRoleArn,
    tags: stack.tags,
    terminationProtection: stack.terminationProtection === true,
    notificationArns: stack.notificationArns ?? [],
    templatePath: path.join(stack.assembly.directory, stack.templateFile),
    templateUrl: stack.stackTemplateAssetObjectUrl && httpsUrl(stack.stackTemplateAssetObjectUrl, known.region),
    ...readAssets(stack),
    dependsOn: stack.dependencies.filter(isStack).map((d) => d.id),
  };
}

function httpsUrl(s3Uri: string, region: string | undefined): string {
  const [, bucket, key] = s3Uri.match(/^s3:\/\/([^/]+)\/(.*)$/) ?? [];
  return bucket ? `https://${bucket}.s3.${region ? `${region}.` : ''}amazonaws.com/${key}` : s3Uri;
}

function readAssets(stack: cxapi.CloudFormationStackArtifact): Pick<StackData, 'templateAsset' | 'assets'> {
  const all = stack.dependencies.filter(isAssetManifest).flatMap((m) => readAssetManifest(m.file, stack.templateFile));
  return {
    templateAsset: all.find((a) => a.isTemplate)?.asset,
    assets: all.filter((a) => !a.isTemplate).map((a) => a.asset),
  };
}

// By the manifest's type, not by class: the CLI and the app may hold different copies of these classes.
function isAssetManifest(x: cxapi.CloudArtifact): x is cxapi.AssetManifestArtifact {
  return x.manifest.type === 'cdk:asset-manifest';
}

function isStack(x: cxapi.CloudArtifact): x is cxapi.CloudFormationStackArtifact {
  return x.manifest.type === 'aws:cloudformation:stack';
}

interface AwsDestination {
  readonly assumeRoleArn?: string;
  readonly assumeRoleAdditionalOptions?: Readonly<Record<string, unknown>>;
}

interface ManifestAsset {
  readonly displayName?: string;
  readonly source: { readonly path?: string; readonly packaging?: string };
  readonly destinations: Record<string, AwsDestination>;
}

interface ManifestEntry {
  readonly isTemplate: boolean;
  readonly asset: AssetData;
}

function readAssetManifest(manifestPath: string, templateFile: string): ManifestEntry[] {
  const manifest = JSON.parse(fs.readFileSync(manifestPath, 'utf-8'));
  const entries = (assets: Record<string, ManifestAsset> | undefined, isImage: boolean) =>
    Object.entries(assets ?? {}).flatMap(([id, { displayName, source, destinations }]) =>
      Object.entries(destinations).map(([destination, { assumeRoleArn, assumeRoleAdditionalOptions }]) => ({
        isTemplate: !isImage && source.packaging === 'file' && source.path === templateFile,
        asset: {
          manifestPath,
          id,
          destination,
          isImage,
          displayName,
          publishingRoleArn: assumeRoleArn,
          sessionTags: assumeRoleAdditionalOptions?.Tags !== undefined,
        },
      })),
    );
  return [...entries(manifest.files, false), ...entries(manifest.dockerImages, true)];
}
