import fc from 'fast-check';
import { type Act, actOnNotification } from '../../functions/notifications/answer-person.ts';
import { putPreferences } from '../../functions/notifications/keep-preferences.ts';
import { deleteSubscription, putSubscription } from '../../functions/notifications/keep-subscription.ts';
import { isOpen } from '../../shared/domain/notifications/notification.ts';
import type { MailChoice } from '../../shared/domain/notifications/preferences.ts';
import { notificationReassigned, taskDone } from '../../shared/events/team-events.ts';
import { HOUR } from '../../shared/kernel/instant.ts';
import { agentKey } from '../../shared/store/keys.ts';
import type { Row } from '../../shared/store/table.ts';
import { factOf, wanted } from '../support/notifications.ts';
import { type Answers, browsers, earsOf, type NotificationWorld, PEOPLE } from './notification-world.ts';
import type { Hands } from './support/model.ts';
import { arrive, type Coming } from './support/table-world.ts';

export type NotificationDeed =
  | {
      readonly is: 'want';
      readonly who: number;
      readonly kind: string;
      readonly task: number;
      readonly hoursAgo: number;
    }
  | { readonly is: 'act'; readonly n: number; readonly act: string }
  | { readonly is: 'task-done' | 'reassign'; readonly who: number; readonly task: number }
  | { readonly is: 'leave' | 'return'; readonly who: number }
  | { readonly is: 'answers'; readonly how: Answers }
  | { readonly is: 'prefer'; readonly who: number; readonly push: boolean; readonly mail: MailChoice }
  | { readonly is: 'sign-on' | 'sign-off'; readonly who: number }
  | Coming;

const upTo = (max: number) => fc.nat({ max });
const is = <T extends string>(...all: T[]) => fc.constantFrom(...all);
export const formerDeeds: fc.Arbitrary<NotificationDeed> = fc.oneof(
  {
    weight: 7,
    arbitrary: fc.record({
      is: is('want'),
      who: upTo(2),
      kind: is('signed-up', 'cancelled', 'device-warned', 'queued'),
      task: upTo(4),
      hoursAgo: fc.constantFrom(0, 0, 0, 2, 20),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ is: is('act'), n: upTo(9), act: is('seen', 'acknowledge', 'snooze', 'unsnooze') }),
  },
  { weight: 2, arbitrary: fc.record({ is: is('task-done', 'reassign'), who: upTo(2), task: upTo(4) }) },
  { weight: 1, arbitrary: fc.record({ is: is('leave', 'return'), who: upTo(2) }) },
  {
    weight: 2,
    arbitrary: fc.record({ is: is('answers'), how: is<Answers>('well', 'well', 'later', 'gone', 'unheard') }),
  },
  { weight: 8, arbitrary: fc.record({ is: is('fact'), n: upTo(5), again: fc.boolean() }) },
  { weight: 5, arbitrary: fc.record({ is: is('tick'), n: upTo(20), old: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ is: is('outage'), seconds: upTo(50_000) }) },
);

/** The same, a kind that is open for less long than others, how people want to be told, and how soon they look. */
export const notificationDeeds: fc.Arbitrary<NotificationDeed> = fc.oneof(
  { weight: 30, arbitrary: formerDeeds },
  {
    weight: 2,
    arbitrary: fc.record({
      is: is('want'),
      who: upTo(2),
      kind: is('call-late'),
      task: upTo(4),
      hoursAgo: fc.constantFrom(0, 0, 2),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      is: is('prefer'),
      who: upTo(2),
      push: fc.boolean(),
      mail: is<MailChoice>('never', 'fallback', 'fallback', 'always'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ is: is('sign-on', 'sign-off'), who: upTo(2) }) },
  { weight: 1, arbitrary: fc.record({ is: is('answers'), how: is<Answers>('looked') }) },
);

export async function perform(world: NotificationWorld, deed: NotificationDeed, hands: Hands): Promise<void> {
  const ears = earsOf(world);
  switch (deed.is) {
    case 'want': {
      const now = world.said.get(hands.key) ?? world.clock.now();
      world.said.set(hands.key, now);
      const data = {
        recipientId: PEOPLE[deed.who] ?? '',
        kind: deed.kind as 'queued',
        taskId: `tsk_${deed.task}`,
      };
      const fact = {
        ...wanted(data, { id: hands.key }),
        occurredAt: now - deed.hoursAgo * HOUR,
        recordedAt: now,
      };
      world.wanted.add(fact.id);
      return ears.hear(hands, fact);
    }
    case 'task-done': {
      const follow = taskDone.of({ taskId: `tsk_${deed.task}`, kind: 'welcome-account', agentId: 'anna' });
      return ears.hear(hands, factOf(follow, { id: hands.key }));
    }
    case 'reassign': {
      const [fromId = '', toId = ''] = [PEOPLE[deed.who], PEOPLE[(deed.who + 1) % PEOPLE.length]];
      const data = { fromId, toId, taskId: `tsk_${deed.task}`, reason: 'handed-over' } as const;
      return ears.hear(hands, factOf(notificationReassigned.of(data), { id: hands.key }));
    }
    case 'act':
      return act(world, deed, hands);
    case 'answers':
      world.answers = deed.how;
      return;
    case 'leave':
    case 'return': {
      const row = world.table.peek(agentKey(PEOPLE[deed.who] ?? '')) as Row;
      const changed = { ...row, active: deed.is === 'return', version: (row.version ?? 0) + 1 };
      await hands.table.commit({ commitId: hands.key, writes: [{ do: 'put', row: changed }] });
      return;
    }
    case 'prefer':
    case 'sign-on':
    case 'sign-off':
      return choose(world, deed, hands);
    default:
      return arrive(world, deed, { ...ears, hands });
  }
}

/** How somebody wants to be told, and in which browser. */
async function choose(
  world: NotificationWorld,
  deed: Extract<NotificationDeed, { is: 'prefer' | 'sign-on' | 'sign-off' }>,
  { table }: Hands,
) {
  const { ports, ended } = world.run(table);
  const who = PEOPLE[deed.who] ?? '';
  const browser = browsers.get(who);
  if (deed.is === 'prefer') {
    const { push, mail } = deed;
    await putPreferences(ports, who, { push, mail, kinds: {}, digests: [] });
  } else if (browser && deed.is === 'sign-on') await putSubscription(ports, who, browser);
  else if (browser) await deleteSubscription(ports, who, browser.id);
  ended();
}

async function act(
  world: NotificationWorld,
  { n, act: what }: Extract<NotificationDeed, { is: 'act' }>,
  { table }: Hands,
) {
  const open = world.notes().filter(isOpen);
  const one = open[n % Math.max(1, open.length)];
  if (!one) return;
  const until = world.clock.now() + (1 + n) * HOUR;
  const given = (what === 'snooze' ? { do: what, until } : what) as Act;
  const { ports, ended } = world.run(table);
  await actOnNotification(
    ports,
    { id: one.recipientId, roles: ['agent'] },
    { notificationId: one.id, act: given },
  );
  ended();
}
