import fc from 'fast-check';
import { type Act, actOnNotification } from '../../functions/notifications/answer-person.ts';
import { isOpen } from '../../shared/domain/notifications/notification.ts';
import { notificationReassigned, taskDone } from '../../shared/events/team-events.ts';
import { DAY, HOUR, MINUTE } from '../../shared/kernel/instant.ts';
import { agentKey } from '../../shared/store/keys.ts';
import type { Row } from '../../shared/store/table.ts';
import type { MemoryTable } from '../../tools/memory/memory-table.ts';
import { factOf, wanted } from '../support/notifications.ts';
import {
  type Answers,
  earsOf,
  type NotificationWorld,
  notificationWorld,
  PEOPLE,
} from './notification-world.ts';
import { comesAgain } from './support/comes-again.ts';
import type { Hands, Model, Rules } from './support/model.ts';
import { prove } from './support/prove.ts';
import { arrive, type Coming, comeIn, passWithTicks } from './support/table-world.ts';

type Deed =
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
  | Coming;

const upTo = (max: number) => fc.nat({ max });
const is = <T extends string>(...all: T[]) => fc.constantFrom(...all);
const deeds: fc.Arbitrary<Deed> = fc.oneof(
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

async function perform(world: NotificationWorld, deed: Deed, hands: Hands): Promise<void> {
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
    default:
      return arrive(world, deed, { ...ears, hands });
  }
}

async function act(
  world: NotificationWorld,
  { n, act: what }: Extract<Deed, { is: 'act' }>,
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

const find = <T>(list: readonly T[], wrong: (one: T) => boolean): string | undefined => {
  const one = list.find(wrong);
  return one === undefined ? undefined : JSON.stringify(one);
};

const always: Rules<NotificationWorld> = {
  '7: one open notification of a person and a matter': world => {
    const open = world.notes().filter(isOpen);
    return find(open, one =>
      open.some(
        ({ id, recipientId, matter }) =>
          id !== one.id && recipientId === one.recipientId && matter === one.matter,
      ),
    );
  },
  '5: no mail before its time, unless no push gets through': world => {
    if (world.crowded) return undefined;
    const deliveries = world.deliveries();
    return find(
      deliveries.filter(({ channel, state }) => channel === 'mail' && state === 'sent'),
      ({ notificationId, at }) => {
        const note = world.notes().find(({ id }) => id === notificationId);
        const early = note !== undefined && at < note.createdAt + 20_000;
        const lost = ['failed', 'gone', 'skipped'];
        const own = deliveries.filter(one => one.notificationId === notificationId && one.channel === 'push');
        return early && !own.some(({ state }) => lost.includes(state));
      },
    );
  },
};

const atRest: Rules<NotificationWorld> = {
  '2: exactly one outcome, and by time at the limit of its kind': world =>
    find(
      world.notes(),
      // While no tick came through, a person may still take on what should have ended.
      ({ outcome, outcomeAt = 0, openUntil }) =>
        outcome === undefined || ((outcome === 'expired' || outcome === 'failed') && outcomeAt > openUntil),
    ),
  '2: whatever was wanted is one notification, or renewed one': world => {
    const answered = new Set(
      world
        .rowsOf('journal')
        .filter(row => row['name'] === 'notification.wanted')
        .map(row => String(row['eventId'])),
    );
    return find([...world.wanted], id => !answered.has(id));
  },
  '5: whoever nothing reached is failed with a reason': world =>
    find(world.notes(), ({ outcomeReason }) => outcomeReason === undefined),
};

const notificationModel = (
  sabotage?: (table: MemoryTable) => MemoryTable,
): Model<NotificationWorld, Deed> => ({
  name: 'notification',
  setup: () => notificationWorld(sabotage),
  deeds,
  perform,
  pass: (world, ms, table) => passWithTicks(world, ms, { ...earsOf(world), table }),
  steps: fc.oneof(
    fc.integer({ min: 0, max: 90 }).map(n => n * 1_000),
    fc.integer({ min: 1, max: 90 }).map(n => n * MINUTE),
    fc.integer({ min: 1, max: 80 }).map(n => n * HOUR),
  ),
  always,
  atRest,
  settle: async world => {
    const ears = earsOf(world);
    world.answers = 'well';
    for (let days = 0; days < 5; days++) {
      await comeIn(world, { hear: ears.insist, tick: ears.tick });
      await passWithTicks(world, DAY, { ...ears, table: world.table });
    }
    await comeIn(world, { hear: ears.insist, tick: ears.tick });
  },
  mayFail: comesAgain,
});

/** A lease that whoever comes later takes over while it lives. */
const leaseless = (table: MemoryTable): MemoryTable => ({
  ...table,
  commit: set =>
    table.commit({
      ...set,
      writes: set.writes.flatMap(write =>
        write.do === 'put' && write.row['type'] === 'delivery' ? { do: 'put', row: write.row } : write,
      ),
    }),
});

prove({
  model: notificationModel(),
  runs: 25,
  planted: [
    {
      bug: 'an attempt that is taken without a look whose it is',
      breaks: /notification [37]:/,
      model: notificationModel(leaseless),
      among: 'actors',
    },
  ],
});
