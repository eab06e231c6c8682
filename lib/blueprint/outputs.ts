import { type CfnOutput, Stack } from 'aws-cdk-lib';
import type { StackDeployment } from './stack-deployment';

/**
 * Points at one `CfnOutput` of a stack that the pipeline deploys.
 */
export class StackOutputReference {
  /**
   * Make a reference to the given output.
   *
   * @param output an output of a stack in a Stage that is added to the pipeline
   */
  public static fromCfnOutput(output: CfnOutput): StackOutputReference {
    const stack = Stack.of(output);
    return new StackOutputReference(stack.node.path, stack.artifactId, stack.resolve(output.logicalId));
  }

  /** Construct path of the stack that has the output. */
  public readonly stackDescription: string;

  /** Name (logical id) of the output in that stack's template. */
  public readonly outputName: string;

  private readonly stackArtifactId: string;

  private constructor(stackDescription: string, stackArtifactId: string, outputName: string) {
    this.stackDescription = stackDescription;
    this.stackArtifactId = stackArtifactId;
    this.outputName = outputName;
  }

  /**
   * Whether the given deployment is the one that yields this output.
   *
   * @param stack a deployment of the same pipeline
   */
  public isProducedBy(stack: StackDeployment): boolean {
    return stack.stackArtifactId === this.stackArtifactId;
  }

  /**
   * Key of the stack, to find it without asking every deployment.
   *
   * @internal
   */
  public get _artifactId(): string {
    return this.stackArtifactId;
  }
}
