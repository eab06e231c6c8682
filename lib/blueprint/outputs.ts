import { type CfnOutput, Stack, Stage } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { StackDeployment } from './stack-deployment';
import { fail } from '../private/errors';
import { describeInput, isOutput } from '../private/inputs';

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
    if (!isOutput(output)) {
      fail({
        where: 'StackOutputReference.fromCfnOutput()',
        given: `${describeInput(output)} as output`,
        expected: 'a CfnOutput',
        fix: 'pass the CfnOutput object of the stack',
      });
    }
    const stack = Stack.of(output);
    return new StackOutputReference(stack, output);
  }

  /** Construct path of the stack that has the output. */
  public readonly stackDescription: string;

  private readonly stackArtifactId: string;
  private readonly stack: Stack;
  private readonly output: CfnOutput;

  private constructor(stack: Stack, output: CfnOutput) {
    this.stackDescription = stack.node.path;
    this.stackArtifactId = stack.artifactId;
    this.stack = stack;
    this.output = output;
  }

  /**
   * Name (logical id) of the output in that stack's template.
   *
   * Looked up whenever it is read: `overrideLogicalId()` and `renameLogicalId()` may come after the step was made.
   */
  public get outputName(): string {
    return this.stack.resolve(this.output.logicalId);
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

  /**
   * What to do about an output that a pipeline cannot read.
   *
   * @param pipeline the pipeline, which does not deploy the stack
   * @internal
   */
  public _remedyFor(pipeline: IConstruct): string {
    const { stack, stackDescription } = this;
    const parent = stack.nestedStackParent;
    if (parent) {
      return `'${stackDescription}' is a nested stack, and CodePipeline knows the outputs of the stack around it only: make a CfnOutput with this value in '${parent.node.path}', and pass that`;
    }
    if (stack.node.root !== pipeline.node.root) {
      return `'${stackDescription}' is in another App: make its Stage in the App of the pipeline, and add it with addStage()`;
    }
    const stage = Stage.of(stack);
    return !stage || stage === Stage.of(pipeline)
      ? `make '${stackDescription}' in a Stage, and add that with addStage()`
      : `add the Stage of that stack with addStage(): '${stage.node.path}'`;
  }
}
