import { Construct } from 'constructs';
import { renderExpressions } from '../expressions';
import type { PipelineBase } from '../../../../blueprint';
import { readableTokens } from '../../../../cdk/readable-tokens';
import { warn } from '../../../../cdk/warn';
import type { WarningInfo } from '../../../../document/plan-document';
import { type Diagnostic, textOf } from '../../../../private/diagnostics';

/** Put warnings where an acknowledgement on the workflow counts: CDK looks for these above a construct, and not on itself. */
export function reportWarnings(pipeline: PipelineBase, warnings: readonly Diagnostic[]): WarningInfo[] {
  if (warnings.length === 0) {
    return [];
  }
  const place = new Construct(pipeline, 'Workflow');
  return warnings.map((warning) => {
    const readable = (text: string) => readableTokens(renderExpressions(text), pipeline);
    const [id, message] = [readable(warning.id!), readable(textOf(warning))];
    warn(place, id, message);
    return { id, message };
  });
}
