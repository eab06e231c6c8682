import type * as cp from 'aws-cdk-lib/aws-codepipeline';
import { Names, textOf } from './template-names';
import type { RenderedStack } from '../../../../cdk/rendered';
import type { ActionInfo, CodePipelineInfo } from '../../../../document/plan-document';

/** A CodePipeline as it is, whoever made what is in it. */
export interface RealPipeline extends Pick<CodePipelineInfo, 'type' | 'executionMode'> {
  readonly stages: readonly RealStage[];
}

export interface RealStage {
  readonly name: string;
  /** In the order they were added. */
  readonly actions: readonly RealAction[];
}

export interface RealAction extends Pick<
  ActionInfo,
  'name' | 'runOrder' | 'category' | 'provider' | 'project' | 'role'
> {
  readonly configuration?: Readonly<Record<string, unknown>>;
}

/** As far as we need it of `AWS::CodePipeline::Pipeline`. */
interface PipelineProperties {
  readonly PipelineType?: string;
  readonly ExecutionMode?: string;
  readonly Stages?: readonly { readonly Name: unknown; readonly Actions?: readonly ActionProperties[] }[];
}

interface ActionProperties {
  readonly Name: unknown;
  readonly RunOrder?: number;
  readonly ActionTypeId: { readonly Category: string; readonly Provider: unknown };
  readonly Configuration?: Readonly<Record<string, unknown>>;
  readonly RoleArn?: unknown;
}

/** What the template has, if it has that: users may have added, changed or removed whatever they like. */
export function readTemplate(
  stack: Pick<RenderedStack, 'template' | 'constructs'>,
  logicalId: string,
): RealPipeline | undefined {
  const properties: PipelineProperties | undefined = stack.template.Resources?.[logicalId]?.Properties;
  const names = new Names(stack);
  const stages = properties?.Stages?.map(({ Name, Actions = [] }) => ({
    name: textOf(Name),
    actions: Actions.map((action) => readAction(action, names)),
  }));
  return stages && { ...typeOf(properties?.PipelineType), executionMode: properties?.ExecutionMode, stages };
}

function readAction({ Name, RunOrder = 1, ActionTypeId, RoleArn, Configuration }: ActionProperties, names: Names) {
  return {
    name: textOf(Name),
    runOrder: RunOrder,
    category: ActionTypeId.Category,
    provider: textOf(ActionTypeId.Provider),
    project: names.pathOf(Configuration?.ProjectName),
    role: RoleArn === undefined ? undefined : names.nameOf(RoleArn),
    configuration: Configuration,
  };
}

/** What the constructs say, where the template is not at hand. */
export function readConstructs(pipeline: cp.Pipeline): RealPipeline {
  const { pipelineType, executionMode } = pipeline.node.defaultChild as cp.CfnPipeline;
  const stages = pipeline.stages.map(({ stageName, actions }) => ({
    name: stageName,
    actions: actions.map(({ actionProperties: { actionName, runOrder = 1, category, provider } }) => ({
      name: actionName,
      runOrder,
      category,
      provider,
    })),
  }));
  return { ...typeOf(pipelineType), executionMode, stages };
}

function typeOf(type: string | undefined): Pick<CodePipelineInfo, 'type'> {
  return { type: type === 'V2' ? 'V2' : 'V1' };
}
