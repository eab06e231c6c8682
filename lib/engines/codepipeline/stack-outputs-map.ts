import { stackNamespace } from './private/naming';
import type { PipelineBase, StackOutputReference } from '../../blueprint';
import { fail } from '../../private/errors';

/**
 * Knows the CodePipeline variable that holds a stack's output.
 */
export class StackOutputsMap {
  private readonly pipeline: PipelineBase;
  private stackIds?: Set<string>;

  /**
   * @param pipeline the pipeline that deploys the stacks
   */
  constructor(pipeline: PipelineBase) {
    this.pipeline = pipeline;
  }

  /**
   * Namespace of the outputs of a stack.
   *
   * @internal
   */
  public _namespaceOf(stackArtifactId: string): string {
    return stackNamespace(stackArtifactId);
  }

  /**
   * The variable of an output of a stack that is deployed.
   *
   * @internal
   */
  public _variable({ stackId, outputName }: { readonly stackId: string; readonly outputName: string }): string {
    return `#{${this._namespaceOf(stackId)}.${outputName}}`;
  }

  /**
   * The variable, as `#{namespace.Output}`. CodePipeline fills it in only in the configuration of an action.
   *
   * @param x an output of a stack that this pipeline deploys; any other is an error
   */
  public toCodePipeline(x: StackOutputReference): string {
    const ids = (this.stackIds ??= new Set(
      this.pipeline.waves.flatMap((w) => w.stages.flatMap((s) => s.stacks.map((d) => d.stackArtifactId))),
    ));
    if (!ids.has(x._artifactId)) {
      fail({
        where: this.pipeline.node.path,
        given: `output '${x.outputName}' of stack '${x.stackDescription}', which this pipeline does not deploy`,
        expected: 'outputs of stacks in Stages of the same pipeline',
        fix: x._remedyFor(this.pipeline),
      });
    }
    return this._variable({ stackId: x._artifactId, outputName: x.outputName });
  }
}
