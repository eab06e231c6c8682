import { StackOutputsMap } from '../../stack-outputs-map';
import { shortNamespace } from '../naming';

export class CompactOutputsMap extends StackOutputsMap {
  /** @internal */
  public _namespaceOf(stackArtifactId: string): string {
    return shortNamespace(stackArtifactId);
  }
}
