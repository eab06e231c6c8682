import type * as cp from 'aws-cdk-lib/aws-codepipeline';
import { ANY, Names, settingsOf, textOf } from './template-names';
import type { RenderedStack } from '../../../../cdk/rendered';
import type { ActionInfo, CodePipelineInfo, StageInfo } from '../../../../document/plan-document';

/** A CodePipeline as it is, whoever made what is in it. */
export interface RealPipeline extends Pick<CodePipelineInfo, 'type' | 'executionMode' | 'settings'> {
  readonly stages: readonly RealStage[];
}

export interface RealStage extends Pick<StageInfo, 'name' | 'settings'> {
  /** In the order they were added. */
  readonly actions: readonly RealAction[];
}

export interface RealAction extends Pick<
  ActionInfo,
  'name' | 'runOrder' | 'category' | 'provider' | 'project' | 'role' | 'settings'
> {
  /** Of its role, as text. */
  readonly roleArn?: string;
  readonly configuration?: Readonly<Record<string, unknown>>;
}

/** As far as we need it of `AWS::CodePipeline::Pipeline`. */
interface PipelineProperties extends Readonly<Record<string, unknown>> {
  readonly PipelineType?: string;
  readonly ExecutionMode?: string;
  readonly Stages?: readonly StageProperties[];
}

interface StageProperties extends Readonly<Record<string, unknown>> {
  readonly Name: unknown;
  readonly Actions?: readonly ActionProperties[];
}

interface ActionProperties extends Readonly<Record<string, unknown>> {
  readonly Name: unknown;
  readonly RunOrder?: number;
  readonly ActionTypeId: Readonly<Record<string, unknown>> & { readonly Category: string; readonly Provider: unknown };
  readonly Configuration?: Readonly<Record<string, unknown>>;
  readonly RoleArn?: unknown;
  readonly InputArtifacts?: readonly Artifact[];
  readonly OutputArtifacts?: readonly Artifact[];
}

interface Artifact {
  readonly Name: unknown;
}

/** What the document has elsewhere, or is only a name. */
const SAID_OF_PIPELINE = { PipelineType: ANY, ExecutionMode: ANY, Stages: ANY, Name: ANY, Tags: ANY };

const SAID_OF_STAGE = { Name: ANY, Actions: ANY };

const SAID_OF_ACTION = {
  ...{ Name: ANY, RunOrder: ANY, ActionTypeId: ANY, Configuration: ANY, RoleArn: ANY, Namespace: ANY },
};

const SAID_OF_TYPE = { Category: ANY, Provider: ANY, Owner: 'AWS', Version: '1' };

/** What the template has, if it has that: users may have added, changed or removed whatever they like. */
export function readTemplate(
  stack: Pick<RenderedStack, 'template' | 'constructs'>,
  logicalId: string,
): RealPipeline | undefined {
  const properties: PipelineProperties | undefined = stack.template.Resources?.[logicalId]?.Properties;
  const names = new Names(stack);
  const stages = properties?.Stages?.filter(isThere).map((stage) => ({
    name: textOf(stage.Name),
    settings: settingsOf(stage, SAID_OF_STAGE),
    actions: (stage.Actions ?? []).filter(isThere).map((action) => readAction(action, names)),
  }));
  if (!properties || !stages) {
    return undefined;
  }
  const { PipelineType, ExecutionMode, RoleArn } = properties;
  const settings = settingsOf({ ...properties, RoleArn: RoleArn && names.nameOf(RoleArn) }, SAID_OF_PIPELINE);
  return { ...typeOf(PipelineType), executionMode: ExecutionMode, settings, stages };
}

/** What is deleted from a list through an escape hatch leaves a hole. */
function isThere<A>(item: A | undefined | null): item is A {
  return item !== undefined && item !== null;
}

function readAction(action: ActionProperties, names: Names): RealAction {
  const { Name, RunOrder = 1, ActionTypeId, RoleArn, Configuration, InputArtifacts, OutputArtifacts } = action;
  return {
    name: textOf(Name),
    runOrder: RunOrder,
    category: ActionTypeId.Category,
    provider: textOf(ActionTypeId.Provider),
    project: names.pathOf(Configuration?.ProjectName),
    role: RoleArn === undefined ? undefined : names.nameOf(RoleArn),
    roleArn: RoleArn === undefined ? undefined : textOf(RoleArn),
    configuration: Configuration,
    settings: settingsOf(
      {
        ...action,
        ...settingsOf(ActionTypeId, SAID_OF_TYPE),
        InputArtifacts: artifactNames(InputArtifacts),
        OutputArtifacts: artifactNames(OutputArtifacts),
      },
      SAID_OF_ACTION,
    ),
  };
}

function artifactNames(artifacts: readonly Artifact[] = []): string | undefined {
  return artifacts.length === 0 ? undefined : artifacts.map(({ Name }) => textOf(Name)).join(', ');
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
