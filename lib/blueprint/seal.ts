import { fail } from '../private/errors';

/**
 * Closes a piece of the blueprint once the pipeline has read it: what is declared afterwards would be
 * lost in silence.
 */
export class Seal {
  private closedBy?: string;

  public close(pipelinePath: string, ...lists: object[][]): void {
    this.closedBy = pipelinePath;
    // For those who push to the public lists themselves.
    lists.forEach((list) => Object.freeze(list));
  }

  public check(call: string): void {
    if (this.closedBy !== undefined) {
      fail({
        where: this.closedBy,
        given: `${call} after the pipeline was built`,
        expected: 'a pipeline that is complete before buildPipeline() or app.synth()',
        fix: 'move the call before buildPipeline()',
      });
    }
  }
}
