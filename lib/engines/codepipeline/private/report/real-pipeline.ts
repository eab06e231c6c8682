import type * as cp from 'aws-cdk-lib/aws-codepipeline';
import { ANY, Names, settingsOf, textOf } from './template-names';
import { isGate } from '../context';
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
  'name' | 'runOrder' | 'category' | 'provider' | 'project' | 'role' | 'namespace' | 'settings'
> {
  /** Of its role, as text. */
  readonly roleArn?: string;
  readonly configuration?: Readonly<Record<string, unknown>>;
}

/** As far as we need it of `AWS::CodePipeline::Pipeline`. Each part may be a function of CloudFormation instead. */
interface PipelineProperties extends Readonly<Record<string, unknown>> {
  readonly PipelineType?: string;
  readonly ExecutionMode?: string;
  readonly Stages?: unknown;
}

interface ActionProperties extends Readonly<Record<string, unknown>> {
  readonly Name: unknown;
  readonly RunOrder?: unknown;
  readonly ActionTypeId: Readonly<Record<string, unknown>>;
  readonly Configuration?: Readonly<Record<string, unknown>>;
  readonly RoleArn?: unknown;
  readonly Namespace?: unknown;
  readonly InputArtifacts?: unknown;
  readonly OutputArtifacts?: unknown;
}

/** What the document has elsewhere, or is only a name. */
const SAID_OF_PIPELINE = { PipelineType: ANY, ExecutionMode: ANY, Stages: ANY, Name: ANY, Tags: ANY };

const SAID_OF_STAGE = { Name: ANY, Actions: ANY };

const SAID_OF_ACTION = {
  ...{ Name: ANY, ActionTypeId: ANY, Configuration: ANY, RoleArn: ANY, Namespace: ANY },
};

const SAID_OF_TYPE = { Category: ANY, Provider: ANY, Owner: 'AWS', Version: '1' };

/** What the template has, if it has that: users may have added, changed or removed whatever they like. */
export function readTemplate(
  stack: Pick<RenderedStack, 'template' | 'constructs'>,
  logicalId: string,
): RealPipeline | undefined {
  const properties: PipelineProperties | undefined = stack.template.Resources?.[logicalId]?.Properties;
  const names = new Names(stack);
  const isMade = Object.keys(properties ?? {}).some((name) => name.startsWith('Fn::'));
  if (!properties || (!isMade && !isThere(properties.Stages))) {
    return undefined;
  }
  const { Stages, ...others } = properties;
  const stages = [...listOf(Stages), ...(isMade ? [definedFunctions(others)] : [])].map((s) => readStage(s, names));
  const { PipelineType, ExecutionMode, RoleArn } = properties;
  const settings = settingsOf({ ...properties, RoleArn: RoleArn && names.nameOf(RoleArn) }, SAID_OF_PIPELINE);
  return { ...typeOf(PipelineType), executionMode: ExecutionMode, settings, stages };
}

function definedFunctions(properties: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(properties).filter(([name]) => name.startsWith('Fn::')));
}

/** What is deleted from a list through an escape hatch leaves a hole. */
function isThere<A>(item: A | undefined | null): item is A {
  return item !== undefined && item !== null;
}

/** A list; one thing, if there is a function of CloudFormation in place of the list. */
function listOf(given: unknown): unknown[] {
  return Array.isArray(given) ? given.filter(isThere) : isThere(given) ? [given] : [];
}

function readStage(given: unknown, names: Names): RealStage {
  const stage = given as Readonly<Record<string, unknown>>;
  return 'Name' in stage
    ? {
        name: textOf(stage.Name),
        settings: settingsOf(stage, SAID_OF_STAGE),
        actions: listOf(stage.Actions).map((action) => readAction(action, names)),
      }
    : { name: textOf(stage), actions: [unknownAction(stage)] };
}

/** What is decided at deployment may be anything. */
function unknownAction(given: unknown): RealAction {
  return { name: textOf(given), runOrder: 1, category: textOf(given), provider: textOf(given) };
}

/** Of numbers and their texts. */
const NUMBER = /^[0-9]+$/;

/** What is known at deployment only comes last if it is a gate, and else first: nothing is guarded by it. */
function runOrderOf(given: unknown, category: string): number {
  const known = typeof given === 'number' || NUMBER.test(textOf(given)) ? Number(given) : undefined;
  return known ?? (isGate(category) ? LAST : 1);
}

const LAST = 999;

function readAction(given: unknown, names: Names): RealAction {
  const action = given as ActionProperties;
  const { Name, RunOrder = 1, ActionTypeId, RoleArn, Namespace, Configuration } = action;
  if (ActionTypeId?.Category === undefined) {
    return unknownAction(given);
  }
  const category = textOf(ActionTypeId.Category);
  const runOrder = runOrderOf(RunOrder, category);
  return {
    name: textOf(Name),
    runOrder,
    category,
    provider: textOf(ActionTypeId.Provider),
    project: names.pathOf(Configuration?.ProjectName),
    role: RoleArn === undefined ? undefined : names.roleOf(RoleArn),
    roleArn: RoleArn === undefined ? undefined : textOf(RoleArn),
    namespace: Namespace === undefined ? undefined : textOf(Namespace),
    configuration: names.withKnownRole(Configuration),
    settings: settingsOf(
      {
        ...action,
        RunOrder: textOf(RunOrder) === `${runOrder}` ? undefined : RunOrder,
        ...settingsOf(ActionTypeId, SAID_OF_TYPE),
        InputArtifacts: artifactNames(action.InputArtifacts),
        OutputArtifacts: artifactNames(action.OutputArtifacts),
      },
      SAID_OF_ACTION,
    ),
  };
}

function artifactNames(artifacts: unknown): string | undefined {
  const names = listOf(artifacts).map((artifact) => textOf((artifact as { readonly Name?: unknown }).Name ?? artifact));
  return names.length === 0 ? undefined : names.join(', ');
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
