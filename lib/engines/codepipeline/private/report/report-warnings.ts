import { readableTokens } from '../../../../cdk/readable-tokens';
import { warn } from '../../../../cdk/warn';
import type { WarningInfo } from '../../../../document/plan-document';
import { type Diagnostic, textOf } from '../../../../private/diagnostics';
import type { PipelineHost } from '../host';
import { ids } from '../naming';

/** Put warnings on the pipeline, as what is built or read for people: tokens are what the template has in their place. */
export function reportWarnings(pipeline: PipelineHost, warnings: readonly Diagnostic[]): WarningInfo[] {
  // CDK looks for acknowledgements above a construct, and not on itself: one on this pipeline must count.
  const place = pipeline.node.tryFindChild(ids.pipeline) ?? pipeline.node.children.at(0) ?? pipeline;
  return warnings.map((warning) => {
    const id = readableTokens(warning.id!, pipeline);
    const message = readableTokens(textOf(warning), pipeline);
    // What CDK's own pipelines say is where they say it.
    warn(id.startsWith('@aws-cdk/') ? pipeline : place, id, message);
    return { id, message };
  });
}
