import { DocumentBuilder } from './builder';
import { comparePlans } from '../../lib/cli/diff/compare';
import type { NotificationInfo } from '../../lib/document/plan-document';

const plan = (...notifications: Partial<NotificationInfo>[]) =>
  new DocumentBuilder().action('S/A').done({
    codePipeline: {
      notifications: notifications.map((n) => ({
        path: 'P/N',
        events: ['failed'],
        targets: ['T'],
        enabled: true,
        ...n,
      })),
    },
  });

const changes = (before: ReturnType<typeof plan>, after: ReturnType<typeof plan>) =>
  comparePlans(before, after).changes.map(({ severity, text, details = [] }) => [`${severity}: ${text}`, ...details]);

test('messages that are sent no more are a danger, however they got lost', () => {
  const before = plan({ events: ['failed', 'needed'], targets: ['T', 'U'] });
  expect(changes(before, plan({ events: ['failed'], targets: ['T'] }))).toEqual([
    ['danger: 3 notifications are no longer sent', 'failed → U', 'needed → T', 'needed → U'],
  ]);
  expect(changes(plan({}), plan({ enabled: false }))).toEqual([
    ['danger: 1 notification is no longer sent', 'failed → T'],
  ]);
  expect(changes(plan({}), new DocumentBuilder().action('S/A').done())).toEqual([
    ['danger: 1 notification is no longer sent', 'failed → T'],
  ]);
});

test('new ones are worth to know; names and numbers of rules are not', () => {
  expect(changes(plan({}), plan({}, { events: ['needed'] }))).toEqual([['notice: 1 new notification', 'needed → T']]);
  const apart = plan({ path: 'P/M' }, { path: 'P/N', targets: ['U'] });
  expect(changes(apart, plan({ targets: ['U', 'T'] }))).toEqual([]);
});
