import { OF_APPROVALS, OF_PERMISSIONS_CHECKS, OTHER_TOKENS } from './capabilities';
import { stageOptionWarnings } from './stage-options';
import { concern, stepWarnings } from './steps';
import { isOwn } from '../emit/sources';
import type { Planned } from '../prepared';
import { cliTooOld, needsOfAssembly } from '../../../../assembly/tool-warnings';
import type { PipelineBase, Step } from '../../../../blueprint';
import { lostStages } from '../../../../blueprint/lost-stages';
import { absoluteOutputs, approvalWarnings } from '../../../../blueprint/step-warnings';
import { STEP } from '../../../../blueprint/traits';
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
    ...cliTooOld(settings.cliVersion, needsOfAssembly(), 'cdkCliVersion'),
    ...unpinned(planned),
    ...anyBranch(planned),
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
  const others = blueprint.steps.filter((step) => step.isSource && step.origin && !isOwn(step, settings));
  return others
    .filter(({ origin }) => settings.tokenSecrets[origin!.repository] === undefined)
    .map(({ id, label }) => ({
      id: `cdk-pipelines:notOnGitHub:authentication:${id}`,
      given: `${label}: ${OTHER_TOKENS.loss}`,
      fix: OTHER_TOKENS.fix,
    }));
}

const PINNED = /@[0-9a-f]{40}$/;

function unpinned({ settings }: Planned): Concern[] {
  return Object.values(settings.pins)
    .filter(({ uses }) => !PINNED.test(uses))
    .map(({ uses }) => unpinnedAction('actions', uses));
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

/** A push to any branch would deploy. */
function anyBranch({ settings }: Planned): Concern[] {
  const { push } = settings.on as { readonly push?: Readonly<Record<string, unknown>> };
  const says = ['branches', 'branches-ignore', 'tags', 'tags-ignore'].some((name) => push?.[name] !== undefined);
  return push === undefined || says
    ? []
    : [
        {
          id: 'cdk-pipelines:anyBranchDeploys',
          given:
            'workflowTriggers.push names no branches: a push to any branch deploys, whether somebody has reviewed it or not',
          fix: "name those that may: push: { branches: ['main'] }",
        },
      ];
}
