import type * as cp from 'aws-cdk-lib/aws-codepipeline';
import { renderOnly } from '../../../../cdk/rendered';
import { gateWords, judge, ungatedText } from '../../../../document/gate-policy';
import { ruleText } from '../../../../document/gate-rules';
import type { GateRuleInfo, PipelineInfo, PlanDocument } from '../../../../document/plan-document';
import { PlanGraph } from '../../../../document/plan-graph';
import { type Diagnostic, problem, warning } from '../../../../private/diagnostics';
import { type Built, describe } from '../report/describe';
import { readConstructs, readTemplate, type RealPipeline } from '../report/real-pipeline';

/** Which deployments lack the gate that rules want: of what is in the CodePipeline now, whoever put it there. */
export function checkGates(
  built: Built,
  codePipeline: cp.Pipeline,
  pipeline: PipelineInfo,
  rules: readonly GateRuleInfo[],
): Diagnostic[] {
  const { ungated, idle } = judge(new PlanGraph(documentOf(built, codePipeline, pipeline)), rules);
  const where = pipeline.path;
  const lacking = problem({
    where,
    given: [
      `gatePolicy: ${ungated.length === 1 ? '1 deployment lacks its gate' : `${ungated.length} deployments lack their gates`}:`,
      ...ungated.map((one) => `  ${ungatedText(one)}`),
    ].join('\n    '),
    ...gateWords({}),
  });
  return [...(ungated.length > 0 ? [lacking] : []), ...idle.map((rule) => warning({ where, ...idleRule(rule) }))];
}

function idleRule(rule: GateRuleInfo) {
  return {
    id: `cdk-pipelines:gateRuleOfNothing:${rule.kind}${rule.pattern === undefined ? '' : `:${rule.pattern}`}`,
    given: `gatePolicy: the pipeline has no deployment of '${ruleText(rule)}', so the rule guards nothing`,
    fix: 'look for a mistake in it, or remove it',
  };
}

/** As much of the plan as says what waits for what. */
function documentOf(built: Built, codePipeline: cp.Pipeline, pipeline: PipelineInfo): PlanDocument {
  const {
    nodes,
    actions,
    codePipeline: real,
    ...parts
  } = describe(built, {
    pipeline,
    codePipeline: realPipeline(codePipeline),
    layout: 'default',
    stack: { template: {}, constructs: () => new Map() },
    stacks: [],
    budgets: [],
    warnings: [],
    whereOf: () => undefined,
  });
  return {
    ...parts,
    nodes: [...nodes],
    actions: [...actions],
    codePipeline: { ...real, stages: [...real.stages], projects: [] },
    roles: [],
  };
}

/** CDK has prepared the application, but not rendered it: what is wrong must be said before that. */
function realPipeline(codePipeline: cp.Pipeline): RealPipeline {
  const resource = codePipeline.node.defaultChild as cp.CfnPipeline;
  const rendered = renderOnly(resource);
  return readTemplate(rendered, Object.keys(rendered.template.Resources ?? {})[0]) ?? readConstructs(codePipeline);
}
