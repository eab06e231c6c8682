import type { Commands } from './job';
import { selectorOf } from '../assembly/stack-data';
import type { AssetSnapshot } from '../plan/snapshot-data';
import { relativePosix } from '../private/paths';

/** Says with what a publisher publishes. */
export type PublishingTool = (
  publisher: string,
  assets: readonly AssetSnapshot[],
) => Pick<Commands, 'installCommands' | 'commands' | 'env'>;

/** With `cdk-assets`: a command for each destination of each asset. */
export function commandForEach(assemblyDir: string, cdkAssetsVersion: string | undefined = 'latest'): PublishingTool {
  return (_, assets) => ({
    installCommands: [`npm install -g cdk-assets@${cdkAssetsVersion}`],
    commands: assets.map(
      (asset) =>
        `cdk-assets --path "${relativePosix(assemblyDir, asset.manifestPath)}" --verbose publish "${selectorOf(asset)}"`,
    ),
    env: [],
  });
}

/**
 * Tells the CDK CLI which cloud assembly it is to publish: like `--app`, but without a shell that would have to put it
 * there, in one way on Linux and in another on Windows.
 */
const VARIABLE = 'CDK_APP';

/**
 * With the CDK CLI, from a small cloud assembly that is written for each publisher: the commands of all are the same.
 *
 * @param directory in the big cloud assembly, of the small ones
 */
export function fromSmallAssemblies(directory: string, installCli: (images: boolean) => string): PublishingTool {
  return (publisher, [{ isImage }]) => ({
    installCommands: [installCli(isImage)],
    // It passes over what is published already, and begins nothing more after a failure.
    commands: ['cdk publish-assets --all --unstable=publish-assets --no-notices'],
    env: [{ name: VARIABLE, value: { literal: smallAssemblyOf(directory, publisher) } }],
  });
}

export function smallAssemblyOf(directory: string, publisher: string): string {
  return `${directory}/${publisher}`;
}
