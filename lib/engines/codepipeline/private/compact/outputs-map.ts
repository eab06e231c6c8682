import { StackOutputsMap } from '../../stack-outputs-map';
import { stableStackNamespace } from '../naming';

export class CompactOutputsMap extends StackOutputsMap {
  /** @internal */
  public _namespaceOf(stackArtifactId: string): string {
    return stableStackNamespace(stackArtifactId);
  }
}
