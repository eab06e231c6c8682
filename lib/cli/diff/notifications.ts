import { type Change, ifAny, onlyIn } from './change';
import type { Pair } from './pair';
import type { Side } from './side';
import { count } from '../../private/terminal';

/** Who is not notified any more, and of what; then who is now. Whatever the rules are called. */
export function compareNotifications({ before, after }: Pair): Change[] {
  const [was, is] = [messagesOf(before), messagesOf(after)];
  return [
    ...ifAny(onlyIn(was, is), 'danger', (n) => `${count(n, 'notification')} ${n === 1 ? 'is' : 'are'} no longer sent`),
    ...ifAny(onlyIn(is, was), 'notice', (n) => `${count(n, 'new notification')}`),
  ];
}

function messagesOf({ plan }: Side): Map<string, string> {
  const rules = plan.document.codePipeline?.notifications ?? [];
  const messages = rules
    .filter(({ enabled }) => enabled)
    .flatMap(({ events, targets }) => events.flatMap((event) => targets.map((target) => `${event} → ${target}`)));
  return new Map(messages.map((message) => [message, message]));
}
