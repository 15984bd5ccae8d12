import fc from 'fast-check';
import type { PushPorts } from '../../functions/notifications/ports.ts';
import type { PushMessage } from '../../shared/adapters/web-push.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../../shared/kernel/instant.ts';
import { keyOfWrite } from '../../shared/store/commit.ts';
import { preferencesKey } from '../../shared/store/keys.ts';
import type { Put, Row, Write } from '../../shared/store/table.ts';
import type { MemoryTable } from '../../tools/memory/memory-table.ts';
import { formerDeeds, type NotificationDeed, notificationDeeds, perform } from './notification-deeds.ts';
import { notificationAlways, notificationAtRest } from './notification-rules.ts';
import { type Broken, earsOf, type NotificationWorld, notificationWorld } from './notification-world.ts';
import { comesAgain } from './support/comes-again.ts';
import type { Model } from './support/model.ts';
import { prove } from './support/prove.ts';
import { comeIn, passWithTicks } from './support/table-world.ts';

const notificationModel = (broken: Broken = {}): Model<NotificationWorld, NotificationDeed> => ({
  name: 'notification',
  setup: () => notificationWorld(broken),
  deeds: notificationDeeds,
  formerDeeds,
  perform,
  pass: (world, ms, table) => passWithTicks(world, ms, { ...earsOf(world), table }),
  steps: fc.oneof(
    fc.integer({ min: 0, max: 90 }).map(n => n * 1_000),
    fc.integer({ min: 1, max: 90 }).map(n => n * MINUTE),
    fc.integer({ min: 1, max: 80 }).map(n => n * HOUR),
  ),
  always: notificationAlways,
  atRest: notificationAtRest,
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

/** A table that is given other writes than were meant. */
const written =
  (change: (write: Put) => Write) =>
  (table: MemoryTable): MemoryTable => ({
    ...table,
    commit: set =>
      table.commit({ ...set, writes: set.writes.map(write => (write.do === 'put' ? change(write) : write)) }),
  });
const isOf = ({ row }: Put, type: string, kind = row['kind']): boolean =>
  row['type'] === type && row['kind'] === kind;

/** A lease that whoever comes later takes over while it lives. */
const leaseless = written(write => (isOf(write, 'delivery') ? { do: 'put', row: write.row } : write));

/** Whatever was put off is tried again a second later. */
const hasty = written(write => {
  const { row } = write;
  if (isOf(write, 'delivery') && row['retryAt'] !== undefined)
    return { ...write, row: { ...row, retryAt: Number(row['at']) + SECOND } };
  const isMail = isOf(write, 'timer', 'notification.mail-fallback') && Number(row['epoch']) % 100 > 0;
  return isMail || isOf(write, 'timer', 'notification.retry')
    ? { ...write, row: { ...row, dueAt: Number(row['armedAt']) + SECOND } }
    : write;
});

/** A mail goes out beside the push. */
const impatient = written(write =>
  isOf(write, 'timer', 'notification.mail-fallback')
    ? { ...write, row: { ...write.row, dueAt: Number(write.row['armedAt']) } }
    : write,
);

/** No mail ever comes due. */
const mute = written(write =>
  isOf(write, 'timer', 'notification.mail-fallback') ? { do: 'delete', key: keyOfWrite(write) } : write,
);

/** Nobody asks how people want to be told. */
const unasked = (table: MemoryTable): MemoryTable => ({
  ...table,
  get: async key => (key.sk === preferencesKey('-').sk ? undefined : table.get(key)),
});

/** Whether what is to be pushed is open is not asked, and nothing of it is changed. */
const unending = (ports: PushPorts): PushPorts => {
  const get: PushPorts['table']['get'] = async key => {
    const row = await ports.table.get(key);
    if (row?.['type'] !== 'notification') return row;
    const { outcome: _, ...open } = row;
    return open as Row;
  };
  const commit: PushPorts['table']['commit'] = async set =>
    set.writes.some(write => write.do === 'put' && isOf(write, 'notification'))
      ? { done: true }
      : ports.table.commit(set);
  return { ...ports, table: { ...ports.table, get, commit } };
};

/** Every push takes the place of the one before, whatever it is about. */
const crowding = (message: PushMessage): PushMessage => ({
  ...message,
  topic: 'news',
  payload: JSON.stringify({ ...JSON.parse(message.payload), tag: 'news' }),
});

prove({
  model: notificationModel(),
  runs: 20,
  planted: [
    {
      bug: 'an attempt that is taken without a look whose it is',
      breaks: /notification [37]:/,
      model: notificationModel({ sabotage: leaseless }),
      among: 'actors',
    },
    {
      bug: 'an attempt that comes too soon after the last',
      breaks: /notification 4: attempts/,
      model: notificationModel({ sabotage: hasty }),
    },
    {
      bug: 'a mail that does not wait for the push',
      breaks: /notification 5: no mail/,
      model: notificationModel({ sabotage: impatient }),
    },
    {
      bug: 'a mail that does not wait for the push among several',
      breaks: /notification 5: no mail/,
      model: notificationModel({ sabotage: impatient }),
      among: 'actors',
    },
    {
      bug: 'a mail that nobody remembers',
      breaks: /notification 5: before that/,
      model: notificationModel({ sabotage: mute }),
    },
    {
      bug: 'people who hear of nobody whom nothing reached',
      breaks: /notification 5: where/,
      model: notificationModel({ deaf: true }),
    },
    {
      bug: 'a wish not to be told that nobody asks for',
      breaks: /notification 6: no (mail|push) to whoever wants none/,
      model: notificationModel({ sabotage: unasked }),
    },
    {
      bug: 'a push of what ended',
      breaks: /notification 6: no push of what ended/,
      model: notificationModel({ hear: unending }),
    },
    {
      bug: 'a push that takes the place of another matter',
      breaks: /notification 7: all pushes/,
      model: notificationModel({ push: crowding }),
    },
  ],
});
