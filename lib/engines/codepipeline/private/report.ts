import * as fs from 'fs';
import * as path from 'path';
import { attachCustomSynthesis, Names, Stack } from 'aws-cdk-lib';
import type * as cp from 'aws-cdk-lib/aws-codepipeline';
import { type Built, describe } from './describe/describe';
import { declarationsIn } from './describe/where';
import { type RenderedStack, renderStack } from './rendered';
import { PLAN_FILE_SUFFIX, type PipelineInfo, type PlanDocument } from '../../../document/plan-document';
import type { Warning } from '../../../plan/plan';
import { definedOnly } from '../../../private/lang';
import type { CodePipeline } from '../codepipeline';
import { PipelineLayout } from '../pipeline-layout';
import type { CodePipelineProps } from '../props';

export interface Report {
  readonly pipeline: CodePipeline;
  readonly props: CodePipelineProps;
  readonly built: Built;
  readonly warnings: readonly Warning[];
  /** Directory that the report is written to. */
  readonly directory: string;
}

/** Have the plan written beside the templates, when these are. */
export function reportAtSynthesis(report: Report): void {
  attachCustomSynthesis(report.pipeline, { onSynthesize: () => write(report) });
}

function write(report: Report): void {
  const { pipeline, directory } = report;
  const document = documentOf(report, renderStack(Stack.of(pipeline)));
  const file = path.join(directory, `${document.pipeline.name}${PLAN_FILE_SUFFIX}`);
  fs.writeFileSync(file, `${JSON.stringify(document, undefined, 1)}\n`);
}

function documentOf(report: Report, stack: RenderedStack): PlanDocument {
  return describe(report.built, {
    pipeline: pipelineInfo(report, stack),
    stack,
    budgets: [],
    warnings: report.warnings,
    whereOf: declarationsIn(report.pipeline.node.root, process.cwd()),
  });
}

function pipelineInfo({ pipeline, props }: Report, stack: RenderedStack): PipelineInfo {
  const resource = pipeline.pipeline.node.defaultChild as cp.CfnPipeline;
  return definedOnly({
    path: pipeline.node.path,
    name: Names.uniqueId(pipeline),
    stack: stack.path,
    account: stack.account,
    region: stack.region,
    layout: props.layout === PipelineLayout.COMPACT ? ('compact' as const) : ('default' as const),
    type: resource.pipelineType === 'V2' ? ('V2' as const) : ('V1' as const),
    executionMode: resource.executionMode,
    selfMutation: pipeline.selfMutationEnabled,
    changeSets: props.useChangeSets ?? true,
  });
}
