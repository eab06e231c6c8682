import { type CfnElement, Token } from 'aws-cdk-lib';
import type * as cp from 'aws-cdk-lib/aws-codepipeline';
import { explaining } from '../check/cdk-refusals';
import {
  type ActionSite,
  type EmitContext,
  type EmittedAction,
  isGate,
  type MadeAction,
  type Receipt,
} from '../context';
import { scopeAt, scopeFor } from '../scopes';
import type { LaidOutAction, LaidOutStage } from '../layouts/default-stages';
import { dockerUsageOf, projectDefaults, projectKindOf } from '../codebuild/project-defaults';
import { renderDeploy } from './deploy';
import { renderStageOptions } from './stage-options';
import { renderSelfUpdate } from './self-update';
import { renderAsk, renderOwn, renderScript } from './steps';
import { nameOutputs } from '../../../../blueprint/step-output';
import { onBehalfOf, unreachable } from '../../../../private/errors';
import type { ActionRequest, ActionResult } from '../host';

/** Make the stages and actions of a layout: the only loop that makes constructs. */
export function emit(stages: readonly LaidOutStage[], context: EmitContext): Receipt {
  nameAllOutputs(stages, context);
  const emitter = new Emitter(context);
  for (const [index, stage] of stages.entries()) {
    // By the getter: a subclass may override it, to add stages with more options.
    const cpStage = context.pipeline.pipeline.addStage(
      renderStageOptions(stage.name, context.attachments.get(index), context),
    );
    let runOrder = 1;
    for (const tranche of stage.tranches) {
      const consumed = tranche.map((action) => emitter.emitAction(action, cpStage, runOrder));
      runOrder += Math.max(0, ...consumed);
    }
  }
  context.emission.finish();
  return emitter.receipt();
}

class Emitter {
  private beforeSelfMutation: boolean;
  private fallbackArtifact?: cp.Artifact;
  private readonly actions: EmittedAction[] = [];

  constructor(private readonly context: EmitContext) {
    this.beforeSelfMutation = context.settings.selfMutation;
  }

  public emitAction(action: LaidOutAction, stage: cp.IStage, runOrder: number): number {
    const isStep = action.work.kind === 'step';
    const before = isStep ? stage.actions.length : 0;
    const request = this.requestFor(action, stage, runOrder);
    const { pipeline, stacks } = this.context;
    const where = `${pipeline.node.path}/${stage.stageName}/${action.name}`;
    const render = () => this.render(action, { stage, request, context: this.context });
    const result = explaining({ pipeline, stacks, where, what: 'this action' }, () =>
      action.work.kind === 'step' ? onBehalfOf(this.context.steps[action.work.step.key], render) : render(),
    );
    this.note(action, result);
    this.actions.push({
      node: action.node,
      stage: stage.stageName,
      project: result.project?.node.path,
      // All that is no step is one action, which is called as we say.
      made: isStep ? madeSince(before, stage) : [{ name: action.name, runOrder, gate: false }],
      end: runOrder + result.runOrdersConsumed,
    });
    return result.runOrdersConsumed;
  }

  public receipt(): Receipt {
    return { actions: this.actions };
  }

  private render({ node }: LaidOutAction, site: ActionSite): ActionResult {
    const { context } = this;
    const job = context.jobs.of(node);
    switch (job.kind) {
      case 'script':
        return renderScript(job, site);
      case 'ask':
        return renderAsk(job, site);
      case 'own':
      case 'permissions-check':
        return renderOwn(job, site);
      case 'self-update':
        return renderSelfUpdate(job, site);
      case 'publish':
        return context.emission.publish(job, site);
      case 'deploy':
        return renderDeploy(job, site);
      default:
        return unreachable(job);
    }
  }

  private requestFor(action: LaidOutAction, stage: cp.IStage, runOrder: number): ActionRequest {
    const { pipeline, codePipeline, emission } = this.context;
    const kind = projectKindOf(action.work);
    return {
      actionName: action.name,
      runOrder,
      scope: action.place ? scopeAt(pipeline, action.place) : scopeFor(codePipeline, stage.stageName),
      artifacts: emission.artifacts,
      fallbackArtifact: this.fallbackArtifact,
      variablesNamespace: hasReaders(action) ? action.namespace : undefined,
      codeBuildDefaults: kind && projectDefaults(kind, this.context, 'linux'),
      beforeSelfMutation: this.beforeSelfMutation,
      stackOutputsMap: emission.stackOutputs,
    };
  }

  private note({ work }: LaidOutAction, { project }: ActionResult): void {
    const { settings, steps, emission, announce } = this.context;
    const kind = projectKindOf(work);
    const usage = kind && dockerUsageOf(kind);
    if (project && usage) {
      settings.dockerCredentials.forEach((c) => c.grantRead(project, usage));
    }
    if (kind === 'synth') {
      announce({ synthProject: project });
    }
    if (work.kind === 'self-update') {
      announce({ selfMutationProject: project });
      this.beforeSelfMutation = false;
    }
    const output = work.kind === 'step' ? steps[work.step.key].primaryOutput?.primaryOutput : undefined;
    if (output) {
      this.fallbackArtifact ??= emission.artifacts.toCodePipeline(output);
    }
  }
}

/** Of the variables of each step, by its number. */
export function namespacesOf(stages: readonly LaidOutStage[]): Map<number, string> {
  const actions = stages.flatMap((stage) => stage.tranches.flat());
  return new Map(
    actions.flatMap(({ work, namespace }) => (work.kind === 'step' ? [[work.step.key, namespace] as const] : [])),
  );
}

/** What the layout calls them, for tokens that are resolved in this pipeline. */
function nameAllOutputs(stages: readonly LaidOutStage[], { steps, pipeline, codePipeline }: EmitContext): void {
  for (const { work, namespace } of stages.flatMap((stage) => stage.tranches.flat())) {
    if (work.kind === 'step' && work.step.outputs.length > 0) {
      nameOutputs(steps[work.step.key], {
        pipeline: pipeline.node.path,
        scopes: [pipeline, codePipeline],
        resource: codePipeline.node.defaultChild as CfnElement,
        texts: new Map(work.step.outputs.map((variable) => [variable, `#{${namespace}.${variable}}`])),
      });
    }
  }
}

/** Outputs of a step are variables in a namespace, if anybody reads them. */
function hasReaders({ work }: LaidOutAction): boolean {
  return work.kind === 'step' && work.step.outputs.length > 0;
}

/** Sources may be called otherwise than we say, and custom steps may make whatever they like. */
function madeSince(before: number, stage: cp.IStage): MadeAction[] {
  return stage.actions.slice(before).map(({ actionProperties }, i) => {
    const { actionName: name, runOrder = 1, category } = actionProperties;
    const index = Token.isUnresolved(name) ? before + i : undefined;
    return { name, runOrder, gate: isGate(category), index };
  });
}
