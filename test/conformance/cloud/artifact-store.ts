import { ActionFailed } from './cloudformation';
import type { Files } from './files';
import type { Principal } from './iam';
import type { Running } from './model';

/** The bucket of a region, and its key. */
function storeIn({ cloud }: Running, region: string): { bucket: string; key?: string } {
  const { ArtifactStore, ArtifactStores = [] } = cloud.pipeline.Properties;
  const store =
    ArtifactStores.find((s: any) => s.Region === region)?.ArtifactStore ??
    (region === cloud.pipeline.stack.region ? ArtifactStore : undefined);
  if (!store) {
    throw new ActionFailed(`the pipeline has no artifact store in ${region}`);
  }
  return { bucket: store.Location, key: store.EncryptionKey?.Id };
}

const keyOfArtifact = ({ cloud }: Running, artifact: string) => `${cloud.pipeline.name}/${artifact}/x.zip`;

export function writeArtifact(running: Running, who: Principal, artifact: string, files: Files): void {
  const { bucket, key } = storeIn(running, running.region);
  running.cloud.access.write(who, bucket, keyOfArtifact(running, artifact), key);
  running.effects.artifacts.set(artifact, { ...files, region: running.region });
}

/** The pipeline copies what comes from another region. */
export function readArtifact(running: Running, who: Principal, name: string): Files {
  const { cloud, region } = running;
  const artifact = cloud.artifacts.get(name);
  if (!artifact) {
    throw new ActionFailed(`there is no artifact '${name}' yet`);
  }
  const { bucket, key } = storeIn(running, region);
  const objectKey = keyOfArtifact(running, name);
  if (artifact.region !== region) {
    const from = storeIn(running, artifact.region);
    cloud.access.read(cloud.role, from.bucket, objectKey, from.key);
    cloud.access.write(cloud.role, bucket, objectKey, key);
  }
  cloud.access.read(who, bucket, objectKey, key);
  return artifact;
}
