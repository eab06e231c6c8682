import { OF_APPROVALS, OF_PERMISSIONS_CHECKS, OTHER_STARTS, OTHER_TOKENS, PULL_REQUESTS } from './capabilities';
import type { Lost } from './capability';
import type { LostStart } from '../on';
import { loginConcerns } from './login-problems';
import { stageOptionWarnings } from './stage-options';
import { concern, stepWarnings } from './steps';
import { ACTIONS } from '../action-data';
import { isOfRepository, isOwn, tokenSecretOf } from '../emit/sources';
import type { Planned } from '../prepared';
import { cliTooOld, needsOfAssembly } from '../../../../assembly/tool-warnings';
import type { PipelineBase, Step } from '../../../../blueprint';
import { lostStages } from '../../../../blueprint/lost-stages';
import { absoluteOutputs, approvalWarnings } from '../../../../blueprint/step-warnings';
import { STEP } from '../../../../blueprint/traits';
import { isPinned } from '../../../../document/workflow/read-workflow';
import { type Concern, type Diagnostic, isError, warning } from '../../../../private/diagnostics';

/** What works, but not as the user probably thinks. */
export function findWarnings(pipeline: PipelineBase, planned: Planned): Diagnostic[] {
  const { plan, snapshot, settings } = planned;
  const { steps, stages } = snapshot;
  const concerns = [
    ...lostStages(pipeline, stages),
    ...approvalWarnings(steps),
    ...steps.flatMap(absoluteOutputs),
    ...steps.flatMap(questionWarnings),
    ...stepWarnings(planned),
    ...stageOptionWarnings(pipeline),
    ...otherRepositories(planned),
    ...otherStarts(planned),
    ...cliTooOld(settings.cliVersion, needsOfAssembly(), 'cdkCliVersion'),
    ...unpinned(planned),
    ...lostStarts(planned),
    ...anyBranch(planned),
    ...loginConcerns(planned),
  ];
  const where = pipeline.node.path;
  return [...plan.diagnostics.filter((d) => !isError(d)), ...concerns.map((c) => warning({ where, ...c }))];
}

/** What of gates GitHub does otherwise. */
function questionWarnings(step: Step): Concern[] {
  const { question, checks } = STEP.of(step)!;
  const asked = question?.();
  const given: readonly (readonly [boolean, keyof typeof OF_APPROVALS])[] = asked
    ? [
        [asked.notifies === true, 'notificationTopic'],
        [(asked.emails ?? []).length > 0, 'notifyEmails'],
        [asked.timeoutMinutes !== undefined, 'timeout'],
        [asked.showsRevision === true, 'showRevision'],
      ]
    : [[checks?.().notifies === true, 'notificationTopic']];
  const table = { ...OF_APPROVALS, ...OF_PERMISSIONS_CHECKS };
  return given.flatMap(([isSet, property]) => {
    const capability = table[property];
    return isSet && typeof capability === 'object'
      ? [concern(`${step}`, step.id, property, capability.loss, capability.fix)]
      : [];
  });
}

function otherRepositories({ blueprint, settings }: Planned): Concern[] {
  const others = blueprint.steps.filter((step) => step.isSource && step.origin && !isOfRepository(step, settings));
  return others
    .filter((step) => tokenSecretOf(step, settings) === undefined)
    .map(({ id, label }) => ({
      id: `cdk-pipelines:notOnGitHub:authentication:${id}`,
      given: `${label}: ${OTHER_TOKENS.loss}`,
      fix: OTHER_TOKENS.fix,
    }));
}

/** A push to any source of a CodePipeline starts it. */
function otherStarts({ blueprint, settings }: Planned): Concern[] {
  return blueprint.steps
    .filter((step) => step.isSource && step.origin && step.origin.trigger !== 'none' && !isOwn(step, settings))
    .map(({ id, label }) => ({
      id: `cdk-pipelines:notOnGitHub:trigger:${id}`,
      given: `${label}: ${OTHER_STARTS.loss}`,
      fix: OTHER_STARTS.fix,
    }));
}

function unpinned({ settings, snapshot }: Planned): Concern[] {
  const { before, after } = settings.aroundSynth;
  const used = [
    ...Object.values(settings.pins).map(({ uses }) => ['actions', uses] as const),
    ...before.map(({ uses }) => ['preBuildSteps', uses] as const),
    ...after.map(({ uses }) => ['postBuildSteps', uses] as const),
    ...snapshot.steps.flatMap((step) => (ACTIONS.of(step)?.steps ?? []).map(({ uses }) => [`${step}`, uses] as const)),
  ];
  return used.flatMap(([place, uses]) => (uses === undefined || isPinned(uses) ? [] : [unpinnedAction(place, uses)]));
}

/** Whoever owns the action decides what runs with the rights of the job. */
export function unpinnedAction(place: string, uses: string): Concern {
  return {
    id: `cdk-pipelines:unpinnedAction:${uses}`,
    given: `${place}: ${uses} is not pinned to a commit: whoever owns the action can change what runs, with the rights of the job`,
    fix: `write the commit of 40 digits: ${uses.split('@')[0]}@…`,
    source: 'https://docs.github.com/en/actions/reference/security/secure-use#using-third-party-actions',
  };
}

const LOST_STARTS: Readonly<Record<LostStart, Omit<Lost, 'is'>>> = {
  replaced: {
    loss: 'workflowTriggers say what starts the workflow, and triggers of the source do not count',
    fix: 'leave one of them out',
  },
  paths: {
    loss: 'GitHub has one list of paths for all pushes, and these triggers have different ones: so any file starts the workflow',
    fix: 'give all of them the same paths, or write workflowTriggers',
  },
  'pull-request': PULL_REQUESTS,
};

function lostStarts({ settings }: Planned): Concern[] {
  return settings.lostStarts.map((lost) => ({
    id: `cdk-pipelines:notOnGitHub:triggers:${lost}`,
    given: `The source of the synth has triggers: ${LOST_STARTS[lost].loss}`,
    fix: LOST_STARTS[lost].fix,
  }));
}

/** A push to any branch would deploy. */
function lacksGuard({ on, guard, fromAnyBranch }: Planned['settings']): boolean {
  return 'workflow_dispatch' in on && guard === undefined && !fromAnyBranch;
}

function anyBranch({ settings }: Planned): Concern[] {
  const { push } = settings.on as { readonly push?: Readonly<Record<string, unknown>> };
  const says = ['branches', 'branches-ignore', 'tags', 'tags-ignore'].some((name) => push?.[name] !== undefined);
  const byHand: Concern[] = lacksGuard(settings)
    ? [
        {
          id: 'cdk-pipelines:anyBranchByHand',
          given:
            'the workflow can be started by hand on any branch: workflowTriggers.push.branches does not name those that deploy, or not in a way that GitHub can check',
          fix: "write push: { branches: ['main'] }, with names, or names with * at the end; or let rules of the environments say which branches may deploy, and set fromAnyBranch: true",
        },
      ]
    : [];
  return push === undefined || says
    ? byHand
    : [
        {
          id: 'cdk-pipelines:anyBranchDeploys',
          given:
            'workflowTriggers.push names no branches: a push to any branch deploys, whether somebody has reviewed it or not',
          fix: "name those that may: push: { branches: ['main'] }",
        },
      ];
}
