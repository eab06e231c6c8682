import { Lazy, Token } from 'aws-cdk-lib';
import type { Pipeline } from 'aws-cdk-lib/aws-codepipeline';
import {
  type INotificationRule,
  type INotificationRuleTarget,
  NotificationRule,
} from 'aws-cdk-lib/aws-codestarnotifications';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { ids } from './naming';
import type { PipelineHost } from './host';
import { type Concern, problem } from '../../../private/diagnostics';
import { demand, inputsOf, isList, isObject, refuse } from '../../../private/inputs';
import { type NotifyOnOptions, PipelineEvent } from '../notify-on-options';

/** Rules of one pipeline. https://docs.aws.amazon.com/dtconsole/latest/userguide/limits.html */
const MOST_RULES = 10;

const SERVICE = 'codestar-notifications.amazonaws.com';

/** Somebody who gets messages. */
export interface Notified {
  readonly id: string;
  readonly target: INotificationRuleTarget;
}

/** Make a rule, now; the CodePipeline may come later. An existing one has its rules itself: two of ours may share it. */
export function newNotificationRule(
  host: PipelineHost,
  existing: Pipeline | undefined,
  { id, target }: Notified,
  options: NotifyOnOptions,
): INotificationRule {
  const owner = existing ?? host;
  const known = owner.node.tryFindChild(ids.notifications) as Construct | undefined;
  checkRule(host, known, { id, target }, options);
  const sourceArn = Lazy.string({ produce: () => host.pipeline.pipelineArn });
  const { events, ...others } = options;
  return new NotificationRule(known ?? new Construct(owner, ids.notifications), id, {
    ...others,
    events: [...events],
    source: { bindAsNotificationRuleSource: () => ({ sourceArn }) },
    targets: [target],
  });
}

function checkRule(
  host: PipelineHost,
  known: Construct | undefined,
  { id, target }: Notified,
  options: NotifyOnOptions,
): void {
  const inputs = inputsOf(`${host.node.path}, notifyOn()`);
  const isId = typeof id === 'string' && id !== '' && !Token.isUnresolved(id);
  demand(inputs, isId, 'id', id, 'a name', "write notifyOn('Failures', topic, …)");
  const isNew = !isId || known?.node.tryFindChild(id) === undefined;
  demand(inputs, isNew, 'id', id, 'another id than that of a rule before', 'rename one, or give one rule both events');
  const isTarget = isObject(target) && 'bindAsNotificationRuleTarget' in target;
  demand(inputs, isTarget, 'target', target, 'a topic or a chat channel', 'import it with Topic.fromTopicArn()');
  const events: unknown = isObject(options) ? options.events : undefined;
  const given = isList(events) ? [...events] : [];
  const fix = 'write events: [PipelineEvent.FAILED]';
  demand(inputs, isList(events), 'events', events, 'a list of events', fix);
  if (isList(events) && given.length === 0) {
    const { where } = inputs;
    inputs.problems.push(problem({ where, given: 'no events', expected: 'at least one', fix }));
  }
  const all: readonly unknown[] = Object.values(PipelineEvent);
  given.forEach((event, i) => demand(inputs, all.includes(event), `events[${i}]`, event, 'a PipelineEvent', fix));
  refuse(inputs);
}

/** Messages that would never arrive. Known when all is declared: policies may be added until then. */
export function notificationWarnings(all: readonly Notified[]): Concern[] {
  return [...all.flatMap((notified) => ofTopic(notified)), ...tooMany(all)];
}

function ofTopic({ id, target }: Notified): Concern[] {
  const { topicArn, masterKey, node } = target as Partial<ITopic>;
  if (topicArn === undefined || node === undefined) {
    return [];
  }
  const topic = {
    id: `cdk-pipelines:notificationTopicPolicy:${id}`,
    given: `Nothing is known of the policy of '${node.path}', the topic of notifyOn('${id}'): without a permission there, no message arrives`,
    fix: `let that policy allow ${SERVICE} to sns:Publish, then acknowledge this warning`,
  };
  const key = {
    id: `cdk-pipelines:notificationTopicKey:${id}`,
    given: `'${node.path}', the topic of notifyOn('${id}'), is encrypted with a key of which nothing is known: without a permission there, no message arrives`,
    fix: `let the policy of the key allow ${SERVICE} to kms:GenerateDataKey* and kms:Decrypt, then acknowledge this warning; the key alias/aws/sns cannot allow it: make another key`,
  };
  return [...(isOfThisApp(target as ITopic) ? [] : [topic]), ...(masterKey && !isOfThisApp(masterKey) ? [key] : [])];
}

/** What is imported has no resource. */
function isOfThisApp({ node }: ITopic | IKey): boolean {
  return node.defaultChild !== undefined;
}

function tooMany(all: readonly Notified[]): Concern[] {
  const many = {
    id: 'cdk-pipelines:manyNotificationRules',
    given: `${all.length} notification rules for one pipeline: AWS takes ${MOST_RULES}`,
    fix: 'let a rule have several events, and let a topic or a channel have several readers',
    source: 'https://docs.aws.amazon.com/dtconsole/latest/userguide/limits.html',
  };
  return all.length > MOST_RULES ? [many] : [];
}
