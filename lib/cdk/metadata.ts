import { type ISynthesisSession, Stack } from 'aws-cdk-lib';
import { ArtifactType } from 'aws-cdk-lib/cloud-assembly-schema';
import type { IConstruct } from 'constructs';

/**
 * Write down something about a construct in the cloud assembly that is being made, where `node.addMetadata()` is not enough: CDK
 * writes the metadata of a stack, and forgets that of constructs which are in none.
 *
 * It becomes the metadata of an artifact of the type `none`: every version of the schema has this type, and nothing acts on it. For a
 * construct in a stack nothing is written.
 *
 * @param id of the artifact, unique in the cloud assembly
 */
export function writeMetadata(
  { assembly }: ISynthesisSession,
  construct: IConstruct,
  { id, type, data }: { readonly id: string; readonly type: string; readonly data: string },
): void {
  if (!construct.node.scopes.some((scope) => Stack.isStack(scope))) {
    const metadata = { [`/${construct.node.path}`]: [{ type, data }] };
    assembly.addArtifact(id, { type: ArtifactType.NONE, metadata });
  }
}
